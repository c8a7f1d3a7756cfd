/* normalise.c -- normalise(counts): each row divided by its sum; see normalise.h. */
#include "lang/elaborate/normalise.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_table.h"
#include "lang/elaborate/kernel_table.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

/* Only what is nowhere negative is divided. */
static bool
check_signs(Session *s, const Value *v, size_t row, const Node *n)
{
    const Matrix *m = &v->matrix;
    size_t e = m->start.at[row];
    while (e < m->start.at[row + 1] && mpq_sgn(&m->weight.at[e]) > 0)
        e++;
    if (e == m->start.at[row + 1])
        return true;
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    matrix_row_tuple(m, row, tuple);
    complain_negative(&s->complain, n->at, &v->in, tuple, &v->out, matrix_entry_tuple(m, e),
                      &m->weight.at[e]);
    memory_free(tuple);
    return false;
}

static bool
add_divided(Session *s, Matrix *to, const Matrix *m, size_t row, const Node *n)
{
    mpq_t sum, part;
    mpq_init(sum);
    mpq_init(part);
    bool ok = matrix_row_sum_within(sum, m, row, &s->budget) ||
              complain_stopped(&s->complain, &s->budget, n->at);
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        if (!rational_fits_product(&m->weight.at[e], sum)) {
            ok = complain_number_too_large(&s->complain, n->at);
            break;
        }
        mpq_div(part, &m->weight.at[e], sum);
        matrix_add_entry(to, matrix_entry_tuple(m, e), part);
        ok = matrix_affords(s, to, n);
    }
    matrix_end_row(to, mpq_sgn(sum) == 0);
    mpq_clear(part);
    mpq_clear(sum);
    return ok;
}

/* A row of zeros says nothing of what comes after its key: it is undefined.  A state of zeros is no
 * state. */
static bool
divide_rows(Session *s, Value *v, const Node *n)
{
    if (!v->in.count && !v->matrix.weight.count && !v->matrix.undefined.at[0])
        return complain_zero_state(&s->complain, n->at);
    Matrix m;
    matrix_init(&m, &v->matrix.in, &v->matrix.out);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(&v->matrix); r++)
        ok = check_signs(s, v, r, n) && add_divided(s, &m, &v->matrix, r, n);
    if (ok) {
        matrix_swap(&m, &v->matrix);
        ok = settle_weight(s, v, n);
    }
    matrix_clear(&m);
    return ok;
}

bool
elaborate_normalise_hinted(Session *s, Value *to, const Node *call, const Hint *hint)
{
    if (call->count > 2 || call->kids[1]->count != 1)
        return complain_call(s, call);
    const Node *n = call->kids[1]->kids[0];
    Value v = {0}, m = {0};
    bool ok = elaborate_hinted(s, &v, n, hint) && value_to_matrix(s, &m, &v, n) &&
              divide_rows(s, &m, n);
    if (ok)
        value_swap(to, &m);
    value_clear(&m);
    value_clear(&v);
    return ok;
}

bool
elaborate_normalise(Session *s, Value *to, const Node *call)
{
    return elaborate_normalise_hinted(s, to, call, NULL);
}

bool
is_table(const Session *s, const Node *n)
{
    if (n->kind != NODE_CALL || n->count != 2 || n->kids[1]->count != 1)
        return n->kind == NODE_TABLE;
    const Notion *notion = notion_called(s, n);
    return notion && notion->elaborate == elaborate_normalise &&
           n->kids[1]->kids[0]->kind == NODE_TABLE;
}

bool
elaborate_kernel_table(Session *s, Value *to, const Node *n, const PortList *in,
                       const PortList *out)
{
    if (n->kind == NODE_TABLE)
        return elaborate_table(s, to, n, in, out);
    const Node *table = n->kids[1]->kids[0];
    Value v = {0};
    bool ok = elaborate_weights(s, &v, table, in, out) && divide_rows(s, &v, table);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}
