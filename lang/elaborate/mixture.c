/* mixture.c -- weighted sums of states and channels; see mixture.h. */
#include "lang/elaborate/mixture.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_table.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

/* ---- weighted sums of states and channels ---- */

static bool
scale(Session *s, Matrix *m, const mpq_t by, const Node *n)
{
    mpq_t product;
    mpq_init(product);
    bool ok = true;
    for (size_t i = 0; ok && i < m->weight.count; i++) {
        if (!rational_fits_product(&m->weight.at[i], by)) {
            ok = complain_number_too_large(&s->complain, n->at);
            break;
        }
        mpq_mul(product, &m->weight.at[i], by);
        matrix_set_weight(m, i, product);
        ok = matrix_affords(s, m, n);
    }
    mpq_clear(product);
    return ok;
}

/* by * v, where v is a matrix; zero leaves no entries. */
static bool
scale_matrix(Session *s, Value *v, const mpq_t by, const Node *n)
{
    if (mpq_sgn(by) != 0) {
        if (!scale(s, &v->matrix, by, n))
            return false;
        return settle_weight(s, v, n);
    }
    Matrix m;
    matrix_init(&m, &v->matrix.in, &v->matrix.out);
    for (size_t r = 0; r < matrix_rows(&v->matrix); r++)
        matrix_end_row(&m, v->matrix.undefined.at[r]);
    matrix_swap(&m, &v->matrix);
    matrix_clear(&m);
    v->weighted = true;
    return true;
}

static bool
add_row(Session *s, Matrix *to, const Value *v, size_t row, const Node *n)
{
    const Matrix *m = &v->matrix;
    bool ok = true;
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        matrix_add_entry(to, matrix_entry_tuple(m, e), &m->weight.at[e]);
        ok = matrix_affords(s, to, n);
    }
    return ok;
}

static bool
add_matrices(Session *s, Value *to, const Value *terms, const Node *n)
{
    Matrix sum;
    matrix_init(&sum, &terms->matrix.in, &terms->matrix.out);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(&terms->matrix); r++) {
        bool undefined = false;
        for (uint32_t i = 0; i < n->count; i++)
            undefined = undefined || terms[i].matrix.undefined.at[r];
        for (uint32_t i = 0; ok && i < n->count && !undefined; i++)
            ok = add_row(s, &sum, &terms[i], r, n);
        ok = ok && end_row(s, &sum, undefined, n->at);
    }
    if (ok) {
        value_take_matrix(to, &sum, &terms->in, &terms->out, true);
        ok = settle_weight(s, to, n);
    }
    matrix_clear(&sum);
    return ok;
}

static bool
elaborate_term(Session *s, Value *to, const Node *n, const Value *first, const Hint *hint)
{
    Value v = {0};
    bool ok = elaborate_hinted(s, &v, n, hint) && value_to_matrix(s, to, &v, n);
    if (ok && first && (!ports_equal(&first->in, &to->in) || !ports_equal(&first->out, &to->out)))
        ok = complain_sum_types(&s->complain, n->at, first, to);
    value_clear(&v);
    return ok;
}

static bool
elaborate_mixture(Session *s, Value *to, const Node *n, const Hint *hint)
{
    ARRAY(Value) terms = {0};
    uint64_t bytes = 0;
    array_add_zeroed(&terms, n->count);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        ok = elaborate_term(s, &terms.at[i], n->kids[i], i ? &terms.at[0] : NULL, hint);
        bytes += value_bytes(&terms.at[i]);
        if (ok && !budget_allows(&s->budget, s->held + bytes))
            ok = complain_stopped(&s->complain, &s->budget, n->at);
    }
    ok = ok && add_matrices(s, to, terms.at, n);
    for (size_t i = 0; i < terms.count; i++)
        value_clear(&terms.at[i]);
    array_clear(&terms);
    return ok;
}

bool
elaborate_sum(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (is_kets(n))
        return elaborate_kets(s, to, n, hint);
    if (looks_like_number(s, n->kids[0]))
        return fold_numbers(s, to, n, false);
    return elaborate_mixture(s, to, n, hint);
}

bool
elaborate_negate(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (is_kets(n))
        return elaborate_kets(s, to, n, hint);
    Value v = {0};
    mpq_t minus;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    bool ok = elaborate_hinted(s, &v, n->kids[0], hint);
    if (ok && v.kind == VALUE_NUMBER) {
        mpq_neg(v.number, v.number);
        value_swap(to, &v);
    } else if (ok) {
        ok = value_to_matrix(s, to, &v, n->kids[0]) && scale_matrix(s, to, minus, n);
    }
    mpq_clear(minus);
    value_clear(&v);
    return ok;
}

/* v divided by a number that is not zero. */
static bool
divide(Session *s, Value *to, const Value *v, mpq_t by, const Node *n)
{
    if (v->kind == VALUE_NUMBER && !rational_fits_product(v->number, by))
        return complain_number_too_large(&s->complain, n->at);
    if (v->kind == VALUE_NUMBER) {
        mpq_div(by, v->number, by);
        value_set_number(to, by);
        return true;
    }
    mpq_inv(by, by);
    return value_to_matrix(s, to, v, n->kids[0]) && scale_matrix(s, to, by, n);
}

bool
elaborate_quotient(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (is_kets(n))
        return elaborate_kets(s, to, n, hint);
    Value v = {0};
    mpq_t by;
    mpq_init(by);
    bool plain = n->kids[0]->kind == NODE_NUMBER; /* the quickest way, for long tables */
    if (plain) {
        v.kind = VALUE_NUMBER;
        mpq_init(v.number);
    }
    bool ok = (plain ? elaborate_number(s, v.number, n->kids[0])
                     : elaborate_hinted(s, &v, n->kids[0], hint)) &&
              elaborate_divisor(s, by, n->kids[1]) && divide(s, to, &v, by, n);
    mpq_clear(by);
    value_clear(&v);
    return ok;
}

/* The factors that are not numbers, side by side. */
static bool
elaborate_rest(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Node *rest = node_new(&s->arena, NODE_PRODUCT, n->at);
    for (uint32_t i = 0; i < n->count; i++)
        if (!looks_like_number(s, n->kids[i]))
            node_add(&s->arena, rest, n->kids[i]);
    return elaborate_hinted(s, to, rest->count == 1 ? rest->kids[0] : rest, hint);
}

/* Numbers and diagrams mixed: the numbers scale what the diagrams mean. */
static bool
elaborate_scaled(Session *s, Value *to, const Node *n, const Hint *hint)
{
    mpq_t by, one;
    mpq_init(by);
    mpq_init(one);
    mpq_set_ui(by, 1, 1);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        if (!looks_like_number(s, n->kids[i]))
            continue;
        ok = elaborate_number(s, one, n->kids[i]);
        if (ok && !rational_fits_product(by, one))
            ok = complain_number_too_large(&s->complain, n->at);
        if (ok)
            mpq_mul(by, by, one);
    }
    Value v = {0};
    ok = ok && elaborate_rest(s, &v, n, hint) && value_to_matrix(s, to, &v, n) &&
         scale_matrix(s, to, by, n);
    value_clear(&v);
    mpq_clear(one);
    mpq_clear(by);
    return ok;
}

bool
elaborate_product(Session *s, Value *to, const Node *n, const Hint *hint)
{
    uint32_t numbers = 0;
    for (uint32_t i = 0; i < n->count; i++)
        numbers += looks_like_number(s, n->kids[i]);
    if (numbers == n->count)
        return fold_numbers(s, to, n, true);
    if (numbers)
        return elaborate_scaled(s, to, n, hint);
    return elaborate_wiring(s, to, n, hint, NULL);
}
