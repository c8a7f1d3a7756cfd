/* moment.c -- means of arithmetic, variances and covariances; see moment.h.
 *
 * A question is answered by states of wires, each with a number for each of its labels; what is
 * wanted is then a sum over the entries of a row. */
#include "lang/ask/moment.h"

#include "lang/ask/derived.h"
#include "lang/ask/mean.h"
#include "lang/ask/query.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/mean_terms.h"
#include "lang/elaborate/number.h"
#include "lang/session/define.h"

/* ---- sums over a row ---- */

/* A number that is read off one wire of a tuple. */
typedef struct Factor {
    const LinearNumbers *number;
    size_t wire;
} Factor;

/* to := the mean of the product; false: a number became longer than is kept. */
static bool
row_mean(mpq_t to, const Matrix *m, size_t row, const Factor *factors, size_t count)
{
    mpq_t value;
    mpq_init(value);
    mpq_set_ui(to, 0, 1);
    bool ok = true;
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        const uint32_t *tuple = matrix_entry_tuple(m, e);
        mpq_set_ui(value, 1, 1);
        for (size_t i = 0; ok && i < count; i++) {
            mpq_srcptr x = &factors[i].number->at[tuple[factors[i].wire]];
            ok = rational_fits_product(value, x);
            if (ok)
                mpq_mul(value, value, x);
        }
        ok = ok && mean_add(to, value, &m->weight.at[e]);
    }
    mpq_clear(value);
    return ok;
}

/* to := E(x y) - E(x) E(y) */
static bool
row_covariance(mpq_t to, const Matrix *m, size_t row, const Factor both[2])
{
    mpq_t x, y;
    mpq_inits(x, y, NULL);
    bool ok = row_mean(to, m, row, both, 2) && row_mean(x, m, row, both, 1) &&
              row_mean(y, m, row, both + 1, 1);
    mpq_neg(x, x);
    ok = ok && mean_add(to, x, y);
    mpq_clears(x, y, NULL);
    return ok;
}

/* ---- the answer ---- */

/* What stands for each row, as a number or a channel to nothing. */
static void
take_rows(NumberQuery *a, Value *to, Matrix *rows)
{
    PortList none = {0};
    mpq_t q;
    mpq_init(q);
    if (a->in.count) {
        value_take_matrix(to, rows, &a->in, &none, true);
    } else {
        matrix_entry(q, rows, 0, NULL);
        value_set_number(to, q);
    }
    mpq_clear(q);
}

static bool
answer_covariance(NumberQuery *a, Value *to, const Derived *x, const Derived *y)
{
    Matrix m, rows;
    SizeList none = {0};
    ReachedRow reached;
    mpq_t q;
    bool same = x->wire == y->wire;
    Factor both[2] = {{&x->number, 0}, {&y->number, same ? 0 : 1}};
    array_push(&a->query.heads, derived_output(a, x));
    if (!same)
        array_push(&a->query.heads, derived_output(a, y));
    mpq_init(q);
    matrix_init_empty(&m);
    bool ok = session_evaluate(a->s, &m, &a->query, a->node, &reached);
    if (ok && !a->in.count && m.undefined.at[0])
        ok = number_query_undefined(a, a->node, &reached);
    matrix_init(&rows, &m.in, &none);
    for (size_t r = 0; ok && r < matrix_rows(&m); r++) {
        bool undefined = m.undefined.at[r];
        ok = undefined || row_covariance(q, &m, r, both) ||
             complain_number_too_large(&a->s->complain, a->node->at);
        if (!undefined)
            matrix_add_entry(&rows, NULL, q);
        matrix_end_row(&rows, undefined);
    }
    if (ok)
        take_rows(a, to, &rows);
    matrix_clear(&rows);
    matrix_clear(&m);
    mpq_clear(q);
    return ok;
}

/* count: 1 for Var, which is Cov with itself, 2 for Cov. */
static bool
elaborate_covariances(Session *s, Value *to, const Node *call, size_t count)
{
    NumberQuery a = {.s = s, .node = call, .wanted = count};
    Derived both[2] = {0};
    bool ok = number_query_read(&a, true);
    for (size_t i = 0; ok && i < count; i++)
        ok = derived_number(&a, &both[i], a.reckoned.at[i]);
    ok = ok && answer_covariance(&a, to, &both[0], &both[count - 1]);
    derived_clear(&both[1]);
    derived_clear(&both[0]);
    number_query_clear(&a);
    return ok;
}

bool
elaborate_variance(Session *s, Value *to, const Node *call)
{
    return elaborate_covariances(s, to, call, 1);
}

bool
elaborate_covariance(Session *s, Value *to, const Node *call)
{
    return elaborate_covariances(s, to, call, 2);
}

/* ---- means of sums ---- */

/* The terms of a sum, each of one wire, and a number. */
typedef struct Terms {
    NumberQuery *a;
    ARRAY(Derived) list;
    mpq_t number;
} Terms;

/* One more term, `times` as often; those of one wire are one. */
static bool
add_term(Terms *t, Derived *d, const mpq_t times, const Node *n)
{
    bool ok = true;
    Derived *same = NULL;
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t i = 0; ok && i < d->number.count; i++) {
        ok = rational_fits_product(&d->number.at[i], times);
        if (ok)
            mpq_mul(&d->number.at[i], &d->number.at[i], times);
    }
    for (size_t i = 0; !d->constant && !same && i < t->list.count; i++)
        if (t->list.at[i].wire == d->wire)
            same = &t->list.at[i];
    if (ok && d->constant)
        ok = mean_add(t->number, one, &d->number.at[0]);
    for (size_t i = 0; ok && same && i < d->number.count; i++)
        ok = mean_add(&same->number.at[i], &d->number.at[i], one);
    if (ok && !same && !d->constant) {
        array_push(&t->list, *d);
        *d = (Derived){0};
    }
    mpq_clear(one);
    return ok || complain_number_too_large(&t->a->s->complain, n->at);
}

static bool add_terms(Terms *t, const Node *n, const mpq_t times);

/* n itself, `times` as often. */
static bool
add_whole(Terms *t, const Node *n, const mpq_t times)
{
    Derived d = {0};
    bool ok = derived_number(t->a, &d, n) && add_term(t, &d, times, n);
    derived_clear(&d);
    return ok;
}

/* n, `times` and `by` as often, or, inverse, divided by it. */
static bool
add_scaled(Terms *t, const Node *n, const Node *by, const mpq_t times, bool inverse)
{
    Derived number = {0};
    Session *s = t->a->s;
    bool ok = derived_number(t->a, &number, by);
    mpq_ptr scale = ok ? &number.number.at[0] : NULL;
    if (ok && inverse && mpq_sgn(scale) == 0)
        ok = complain_division_by_zero(&s->complain, by->at);
    if (ok && inverse)
        mpq_inv(scale, scale);
    if (ok && !rational_fits_product(scale, times))
        ok = complain_number_too_large(&s->complain, by->at);
    if (ok) {
        mpq_mul(scale, scale, times);
        ok = add_terms(t, n, scale);
    }
    derived_clear(&number);
    return ok;
}

/* 2 * (X + Y), (X + Y) * 2; other products are one wire. */
static bool
add_product(Terms *t, const Node *n, const mpq_t times)
{
    bool two = n->count == 2;
    if (two && is_constant(t->a, n->kids[0]))
        return add_scaled(t, n->kids[1], n->kids[0], times, false);
    if (two && is_constant(t->a, n->kids[1]))
        return add_scaled(t, n->kids[0], n->kids[1], times, false);
    return add_whole(t, n, times);
}

static bool
add_quotient(Terms *t, const Node *n, const mpq_t times)
{
    if (is_constant(t->a, n->kids[1]))
        return add_scaled(t, n->kids[0], n->kids[1], times, true);
    return add_whole(t, n, times);
}

static bool
add_negated(Terms *t, const Node *n, const mpq_t times)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, times);
    bool ok = add_terms(t, n->kids[0], minus);
    mpq_clear(minus);
    return ok;
}

static bool
add_terms(Terms *t, const Node *n, const mpq_t times)
{
    bool ok = true;
    switch (n->kind) {
    case NODE_SUM:
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = add_terms(t, n->kids[i], times);
        return ok;
    case NODE_NEGATE:
        return add_negated(t, n, times);
    case NODE_PRODUCT:
        return add_product(t, n, times);
    case NODE_QUOTIENT:
        return add_quotient(t, n, times);
    default:
        return add_whole(t, n, times);
    }
}

/* The states of all terms' wires, from one pass. */
static bool
evaluate_terms(Terms *t, Matrix *each)
{
    NumberQuery *a = t->a;
    Trouble trouble = {0};
    ReachedRow reached = {0};
    for (size_t i = 0; i < t->list.count; i++)
        array_push(&a->query.heads, derived_output(a, &t->list.at[i]));
    bool ok = session_evaluate_all(a->s, each, &a->query, &trouble, a->node);
    if (ok && trouble.box)
        reached = (ReachedRow){trouble.box, trouble_event(a->s, &trouble)};
    for (size_t i = 0; ok && i < t->list.count; i++)
        if (!a->in.count && each[i].undefined.at[0])
            ok = number_query_undefined(a, a->node, &reached);
    trouble_clear(&trouble);
    return ok;
}

/* to := the number and the mean of each term; *undefined: of one it is. */
static bool
sum_means(mpq_t to, bool *undefined, const Terms *t, const Matrix *each, size_t row)
{
    mpq_t mean, one;
    mpq_inits(mean, one, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set(to, t->number);
    *undefined = false;
    bool ok = true;
    for (size_t i = 0; ok && i < t->list.count && !*undefined; i++) {
        Factor f = {&t->list.at[i].number, 0};
        *undefined = each[i].undefined.at[row];
        ok = *undefined || (row_mean(mean, &each[i], row, &f, 1) && mean_add(to, mean, one));
    }
    mpq_clears(mean, one, NULL);
    return ok;
}

static bool
answer_terms(Terms *t, Value *to, Matrix *each)
{
    Matrix rows;
    SizeList none = {0};
    mpq_t q;
    if (!evaluate_terms(t, each))
        return false;
    mpq_init(q);
    matrix_init(&rows, &each[0].in, &none);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(&each[0]); r++) {
        bool undefined;
        ok = sum_means(q, &undefined, t, each, r) ||
             complain_number_too_large(&t->a->s->complain, t->a->node->at);
        if (ok && !undefined)
            matrix_add_entry(&rows, NULL, q);
        matrix_end_row(&rows, undefined);
    }
    if (ok)
        take_rows(t->a, to, &rows);
    matrix_clear(&rows);
    mpq_clear(q);
    return ok;
}

static bool
mean_of_arithmetic(NumberQuery *a, Value *to)
{
    Terms t = {.a = a};
    mpq_t one;
    mpq_inits(t.number, one, NULL);
    mpq_set_ui(one, 1, 1);
    bool ok = add_terms(&t, a->reckoned.at[0], one);
    Matrix *each = memory_new(t.list.count + 1, sizeof *each);
    for (size_t i = 0; i < t.list.count; i++)
        matrix_init_empty(&each[i]);
    ok = ok && answer_terms(&t, to, each);
    for (size_t i = 0; i < t.list.count; i++) {
        matrix_clear(&each[i]);
        derived_clear(&t.list.at[i]);
    }
    memory_free(each);
    array_clear(&t.list);
    mpq_clears(t.number, one, NULL);
    return ok;
}

static bool
mean_in_context(Session *s, Value *to, const Node *call)
{
    NumberQuery a = {.s = s, .node = call};
    bool ok = number_query_read(&a, true) &&
              (a.wanted ? mean_of_arithmetic(&a, to) : number_query_answer(&a, to, true));
    number_query_clear(&a);
    return ok;
}

bool
elaborate_mean(Session *s, Value *to, const Node *call)
{
    const Node *terms = s->asked->kind == CONTEXT_FROM ? mean_terms(s, call) : NULL;
    return terms ? elaborate(s, to, terms) : mean_in_context(s, to, call);
}
