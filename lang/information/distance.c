/* distance.c -- total variation and divergence; see distance.h. */
#include "lang/information/distance.h"

#include "lang/complain/complain_diagram.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/compare.h"
#include "lang/information/bits.h"
#include "lang/information/complain_information.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "show/ports.h"

/* Two states, or two channels, as matrices whose rows sum to one. */
static bool
read_sides(Session *s, Value *p, Value *q, const Node *call)
{
    const Node *list = call->kids[1];
    Value a = {0}, b = {0};
    if (call->count > 2 || list->count != 2)
        return complain_call(s, call);
    bool ok = elaborate_sides(s, &a, &b, list) && value_to_matrix(s, p, &a, list->kids[0]) &&
              value_to_matrix(s, q, &b, list->kids[1]) && check_rows(s, p, list->kids[0]) &&
              check_rows(s, q, list->kids[1]);
    if (ok && (!ports_equal(&p->in, &q->in) || !ports_equal(&p->out, &q->out)))
        ok = complain_sides_matrices(&s->complain, call->at, p, q);
    value_clear(&b);
    value_clear(&a);
    return ok;
}

/* to := half the sum of |p - q| over a row, which is the sum of p - q where that is positive. */
static bool
row_distance(mpq_t to, const Matrix *p, const Matrix *q, size_t row)
{
    mpq_t other;
    mpq_init(other);
    mpq_set_ui(to, 0, 1);
    bool ok = true;
    for (size_t e = p->start.at[row]; ok && e < p->start.at[row + 1]; e++) {
        mpq_srcptr weight = &p->weight.at[e];
        matrix_entry(other, q, row, matrix_entry_tuple(p, e));
        if (mpq_cmp(weight, other) <= 0)
            continue;
        ok = rational_fits_sum(weight, other);
        if (ok)
            mpq_sub(other, weight, other);
        ok = ok && rational_fits_sum(to, other);
        if (ok)
            mpq_add(to, to, other);
    }
    mpq_clear(other);
    return ok;
}

static bool
largest_distance(Session *s, mpq_t to, const Matrix *p, const Matrix *q, const Node *call)
{
    mpq_t one;
    mpq_init(one);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(p); r++) {
        if (p->undefined.at[r] || q->undefined.at[r])
            ok = complain_distance_row(&s->complain, call->at);
        else if (!row_distance(one, p, q, r))
            ok = complain_number_too_large(&s->complain, call->at);
        else if (!budget_step(&s->budget, 10 * (p->start.at[r + 1] - p->start.at[r])))
            ok = complain_stopped(&s->complain, &s->budget, call->at);
        else if (mpq_cmp(one, to) > 0)
            mpq_set(to, one);
    }
    mpq_clear(one);
    return ok;
}

bool
elaborate_distance(Session *s, Value *to, const Node *call)
{
    Value p = {0}, q = {0};
    mpq_t most;
    mpq_init(most);
    bool ok = read_sides(s, &p, &q, call) &&
              largest_distance(s, most, &p.matrix, &q.matrix, call);
    if (ok)
        value_set_number(to, most);
    mpq_clear(most);
    value_clear(&q);
    value_clear(&p);
    return ok;
}

/* `the second has no weight at |1,0>, the first 1/2` */
static void
set_infinite(Session *s, Value *to, const Value *p, size_t e)
{
    Sink why;
    sink_init(&why);
    sink_put(&why, "the second has no weight at |");
    tuple_write(&p->out, matrix_entry_tuple(&p->matrix, e), &why);
    sink_put(&why, ">, the first ");
    rational_write(&p->matrix.weight.at[e], &why);
    value_set_infinite(s, to, &why);
    sink_clear(&why);
}

static bool
add_entries(Session *s, Value *to, LogSum *sum, const Value *p, const Value *q, const Node *call)
{
    const Matrix *m = &p->matrix;
    bool ok = true, finite = true;
    mpq_t ratio;
    mpq_init(ratio);
    for (size_t e = 0; ok && finite && e < m->weight.count; e++) {
        matrix_entry(ratio, &q->matrix, 0, matrix_entry_tuple(m, e));
        finite = mpq_sgn(ratio) != 0;
        if (!finite)
            set_infinite(s, to, p, e);
        else if (!rational_fits_product(&m->weight.at[e], ratio))
            ok = complain_number_too_large(&s->complain, call->at);
        else
            mpq_div(ratio, &m->weight.at[e], ratio);
        if (ok && finite)
            log_sum_add(sum, &m->weight.at[e], ratio);
        if (ok && !budget_step(&s->budget, 10))
            ok = complain_stopped(&s->complain, &s->budget, call->at);
    }
    mpq_clear(ratio);
    return ok && (!finite || value_set_bits(s, to, sum, call));
}

bool
elaborate_divergence(Session *s, Value *to, const Node *call)
{
    Value p = {0}, q = {0};
    LogSum sum = {0};
    bool ok = read_sides(s, &p, &q, call);
    if (ok && p.in.count)
        ok = complain_wanted(&s->complain, call->kids[1]->kids[0]->at, "a state", &p);
    ok = ok && add_entries(s, to, &sum, &p, &q, call);
    log_sum_clear(&sum);
    value_clear(&q);
    value_clear(&p);
    return ok;
}
