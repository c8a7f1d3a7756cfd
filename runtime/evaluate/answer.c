/* answer.c -- see answer.h.
 *
 * The kept variables are walked in the order of the rows, each row's entries in order, and a row
 * is written when the next begins.  Where late variables are walked too they come first, all terms
 * are kept, and sorted by row at the end; the matrix adds up those that are the same entry.
 * Repeated ends are one variable, so a wire that is forty heads costs what one does. */
#include "evaluate/answer.h"

#include "network/outcome.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Term {
    size_t row;
    size_t tuple; /* where its tuple begins */
    mpz_t value;
} Term;

typedef struct Answer {
    Matrix *to;
    Run *run;
    const Normalisation *norm;
    Budget *budget;
    Trouble *trouble;
    ARRAY(uint32_t) order;
    ARRAY(bool) placed;    /* of each variable: in the order */
    ARRAY(size_t) strides; /* of the rows, beside `scope` */
    ARRAY(uint32_t) scope;
    ARRAY(View) views; /* [0] is the row */
    ARRAY(Term) terms; /* not written yet */
    ARRAY(uint32_t) tuples;
    size_t rows, row; /* row: the next to be written */
    size_t in_use;    /* terms.at[0 ... in_use) have values, the others room */
    mpz_t denominator;
} Answer;

/* ---- sizes ---- */

static uint64_t
places_size(const PlaceList *places)
{
    uint64_t size = 1;
    for (size_t i = 0; i < places->count; i++) {
        if (size > UINT64_MAX / places->at[i].size)
            return UINT64_MAX;
        size *= places->at[i].size;
    }
    return size;
}

Outcome
answer_check_rows(const Network *n, const Budget *b, Trouble *t)
{
    mpz_t rows;
    mpz_init_set_ui(rows, 1);
    for (size_t i = 0; i < n->givens.count; i++)
        mpz_mul_ui(rows, rows, n->givens.at[i].size);
    Outcome outcome = trouble_refuse_entries(t, b, rows, 2 * sizeof(size_t), 0);
    mpz_clear(rows);
    return outcome;
}

static uint64_t
answer_bits(const Run *r)
{
    uint64_t bits = mpz_sizeinbase(r->scale, 2);
    for (size_t i = 0; i < r->left.count; i++)
        bits += r->left.at[i].table->width;
    return bits;
}

/* ---- how many terms there can be ---- */

/* Strides of the scope without its variable `last`, which gets none. */
static void
other_strides(const Run *r, const View *v, uint32_t last, size_t *strides)
{
    size_t stride = 1;
    for (size_t i = v->count; i-- > 0;) {
        bool other = v->scope[i] != last;
        strides[i] = other ? stride : 0;
        stride *= other ? r->network->shape.sizes.at[v->scope[i]] : 1;
    }
}

/* The most values of the variable `last` for which v's table is not zero, its others fixed. */
static Outcome
view_branches(Answer *a, const View *v, uint32_t last, uint32_t *most)
{
    const Shape *s = &a->run->network->shape;
    size_t *strides = memory_new(v->count, sizeof *strides);
    uint32_t *order = memory_new(v->count, sizeof *order);
    other_strides(a->run, v, last, strides);
    size_t count = 0;
    for (size_t i = 0; i < v->count; i++)
        if (v->scope[i] != last)
            order[count++] = v->scope[i];
    order[count++] = last;

    View views[2] = {{NULL, 0, v->scope, strides, v->count}, *v};
    Walk w = {0};
    size_t others = SIZE_MAX;
    uint32_t branches = 0;
    *most = 0;
    walk_start(&w, order, count, s->sizes.at, s->sizes.count, views, 2, NULL);
    while (walk_next(&w, a->budget)) {
        branches = w.index.at[0] == others ? branches + 1 : 1;
        others = w.index.at[0];
        *most = branches > *most ? branches : *most;
    }
    Outcome outcome = w.stopped ? OUTCOME_STOPPED : OUTCOME_DONE;
    walk_clear(&w);
    memory_free(order);
    memory_free(strides);
    return outcome;
}

/* The last variable of v in the order; `place` says where each variable is. */
static uint32_t
last_of(const View *v, const uint32_t *place)
{
    uint32_t last = v->scope[0];
    for (size_t i = 1; i < v->count; i++)
        if (place[v->scope[i]] > place[last])
            last = v->scope[i];
    return last;
}

/* A bound on the terms that knows the numbers: a wire that is a function of earlier ones branches
 * once. */
static Outcome
bound_terms(Answer *a, mpz_t bound)
{
    const Shape *s = &a->run->network->shape;
    uint32_t *place = memory_new(s->sizes.count, sizeof *place);
    uint32_t *branches = memory_new(s->sizes.count, sizeof *branches);
    Outcome outcome = OUTCOME_DONE;
    for (uint32_t i = 0; i < a->order.count; i++) {
        place[a->order.at[i]] = i;
        branches[i] = s->sizes.at[a->order.at[i]];
    }
    for (size_t i = 1; i < a->views.count && outcome == OUTCOME_DONE; i++) {
        const View *v = &a->views.at[i];
        uint32_t last = last_of(v, place), most;
        outcome = view_branches(a, v, last, &most);
        if (outcome == OUTCOME_DONE && most < branches[place[last]])
            branches[place[last]] = most;
    }
    mpz_set_ui(bound, 1);
    for (size_t i = 0; i < a->order.count; i++)
        mpz_mul_ui(bound, bound, branches[i]);
    memory_free(branches);
    memory_free(place);
    return outcome;
}

static uint64_t
term_bytes(const Answer *a)
{
    return 64 + 4 * (uint64_t)a->to->out.count + answer_bits(a->run) / 4;
}

/* Is there room for the entries?  The sizes say so, or a closer look does. */
static Outcome
check_room(Answer *a)
{
    const Network *n = a->run->network;
    mpz_t bound;
    mpz_init_set_ui(bound, 1);
    for (size_t i = 0; i < a->order.count; i++)
        mpz_mul_ui(bound, bound, n->shape.sizes.at[a->order.at[i]]);
    uint64_t each = term_bytes(a), taken = 2 * sizeof(size_t) * (uint64_t)a->rows;
    Outcome outcome = trouble_refuse_entries(a->trouble, a->budget, bound, each, taken);
    if (outcome == OUTCOME_TOO_LARGE) {
        outcome = bound_terms(a, bound);
        if (outcome == OUTCOME_DONE)
            outcome = trouble_refuse_entries(a->trouble, a->budget, bound, each, taken);
        if (outcome != OUTCOME_TOO_LARGE)
            sink_clear(&a->trouble->entries);
    }
    mpz_clear(bound);
    return outcome;
}

/* ---- rows ---- */

/* A row's divisor: the sum of its terms, or the matrix's entry.  False: it is zero. */
static bool
row_divisor(const Answer *a, size_t row, const Term *terms, size_t count, mpq_t divisor)
{
    const Matrix *by = a->norm->by;
    mpq_set_ui(divisor, 1, 1);
    if (by) {
        if (by->start.at[row] == by->start.at[row + 1])
            return false;
        mpq_set(divisor, &by->weight.at[by->start.at[row]]);
        return true;
    }
    if (!a->norm->by_sum)
        return true;
    mpz_set_ui(mpq_numref(divisor), 0);
    for (size_t i = 0; i < count; i++)
        mpz_add(mpq_numref(divisor), mpq_numref(divisor), terms[i].value);
    return mpq_sgn(divisor) != 0;
}

static void
assert_sum(const Answer *a, const Term *terms, size_t count)
{
    mpz_t sum;
    mpz_init(sum);
    for (size_t i = 0; i < count; i++)
        mpz_add(sum, sum, terms[i].value);
    assert(mpz_cmp(sum, a->denominator) == 0);
    (void)a;
    mpz_clear(sum);
}

static bool
write_terms(Answer *a, const Term *terms, size_t count, const mpq_t divisor)
{
    mpq_t q;
    mpq_init(q);
    bool going = true;
    for (size_t i = 0; i < count && going; i++) {
        uint64_t limbs = mpz_size(terms[i].value);
        mpz_set(mpq_numref(q), terms[i].value);
        mpz_set(mpq_denref(q), a->norm->by_sum ? mpq_numref(divisor) : a->denominator);
        mpq_canonicalize(q);
        if (a->norm->by)
            mpq_div(q, q, divisor);
        matrix_add_entry(a->to, a->tuples.at + terms[i].tuple, q);
        going = budget_step(a->budget, 2 + limbs * limbs / 32);
    }
    mpq_clear(q);
    return going;
}

/* The next row of the answer, from its terms. */
static bool
write_row(Answer *a, const Term *terms, size_t count)
{
    mpq_t divisor;
    mpq_init(divisor);
    bool defined = row_divisor(a, a->row, terms, count, divisor);
    defined = defined && !(a->norm->undefined && a->norm->undefined[a->row]);
    bool going = true;
    if (defined && a->norm->sums_to_one)
        assert_sum(a, terms, count);
    if (defined)
        going = write_terms(a, terms, count, divisor);
    mpq_clear(divisor);
    if (going)
        matrix_end_row(a->to, !defined);
    a->row++;
    return going && budget_step(a->budget, 1);
}

static bool
write_empty_rows(Answer *a, size_t to)
{
    while (a->row < to)
        if (!write_row(a, NULL, 0))
            return false;
    return true;
}

static int
compare_terms(const void *a, const void *b)
{
    const Term *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->tuple < y->tuple ? -1 : x->tuple > y->tuple;
}

/* The terms that wait become rows. */
static bool
flush(Answer *a)
{
    const Term *terms = a->terms.at;
    for (size_t i = 0, end; i < a->in_use; i = end) {
        for (end = i + 1; end < a->in_use && terms[end].row == terms[i].row; end++)
            ;
        if (!write_empty_rows(a, terms[i].row) || !write_row(a, terms + i, end - i))
            return false;
    }
    a->in_use = 0;
    a->tuples.count = 0;
    return true;
}

static void
add_term(Answer *a, const Walk *w)
{
    if (a->in_use == a->terms.count) {
        Term term = {0};
        mpz_init(term.value);
        array_push(&a->terms, term);
    }
    Term *term = &a->terms.at[a->in_use++];
    term->row = w->index.at[0];
    term->tuple = a->tuples.count;
    walk_set(term->value, w);
    const PlaceList *heads = &a->run->network->heads;
    for (size_t i = 0; i < heads->count; i++) {
        const Place *p = &heads->at[i];
        array_push(&a->tuples, p->fixed ? p->at : walk_value(w, p->at));
    }
    if (heads->count == 0)
        array_push(&a->tuples, 0); /* keeps the places of tuples apart */
}

static bool
write_all(Answer *a)
{
    Run *r = a->run;
    const Shape *s = &r->network->shape;
    bool late = r->plan->late.count > 0, going = budget_step(a->budget, 1);
    mpz_srcptr scale = a->norm->by_sum || mpz_cmp_ui(r->scale, 1) == 0 ? NULL : r->scale;
    walk_start(&r->walk, a->order.at, a->order.count, s->sizes.at, s->sizes.count, a->views.at,
               a->views.count, scale);
    while (going && mpz_sgn(r->scale) && walk_next(&r->walk, a->budget)) {
        if (!late && a->in_use && a->terms.at[0].row != r->walk.index.at[0])
            going = flush(a);
        add_term(a, &r->walk);
    }
    if (!going || r->walk.stopped)
        return false;
    if (late && a->in_use > 1)
        qsort(a->terms.at, a->in_use, sizeof *a->terms.at, compare_terms);
    return flush(a) && write_empty_rows(a, a->rows);
}

/* ---- the order ---- */

static void
order_add(Answer *a, uint32_t variable)
{
    if (a->placed.at[variable])
        return;
    a->placed.at[variable] = true;
    array_push(&a->order, variable);
}

static void
order_places(Answer *a, const PlaceList *places)
{
    for (size_t i = 0; i < places->count; i++)
        if (!places->at[i].fixed)
            order_add(a, places->at[i].at);
}

static void
find_order(Answer *a)
{
    const Network *n = a->run->network;
    array_add_zeroed(&a->placed, n->shape.sizes.count + 1);
    for (size_t i = 0; i < a->run->plan->late.count; i++)
        order_add(a, a->run->plan->late.at[i]);
    order_places(a, &n->givens);
    order_places(a, &n->heads);
}

/* views[0]: how the row follows from the givens. */
static void
find_views(Answer *a)
{
    const PlaceList *givens = &a->run->network->givens;
    View row = {0};
    size_t stride = 1;
    for (size_t i = givens->count; i-- > 0;) {
        const Place *p = &givens->at[i];
        if (p->fixed) {
            row.offset += stride * p->at;
        } else {
            array_push(&a->scope, p->at);
            array_push(&a->strides, stride);
        }
        stride *= p->size;
    }
    row.scope = a->scope.at;
    row.strides = a->strides.at;
    row.count = a->scope.count;
    array_push(&a->views, row);
    for (size_t i = 0; i < a->run->left.count; i++)
        array_push(&a->views, a->run->left.at[i]);
}

static void
start_matrix(Matrix *m, const Network *n)
{
    SizeList in = {0}, out = {0};
    for (size_t i = 0; i < n->givens.count; i++)
        array_push(&in, n->givens.at[i].size);
    for (size_t i = 0; i < n->heads.count; i++)
        array_push(&out, n->heads.at[i].size);
    matrix_init(m, &in, &out);
    array_clear(&in);
    array_clear(&out);
}

static void
answer_clear(Answer *a)
{
    for (size_t i = 0; i < a->terms.count; i++)
        mpz_clear(a->terms.at[i].value);
    array_clear(&a->order);
    array_clear(&a->placed);
    array_clear(&a->strides);
    array_clear(&a->scope);
    array_clear(&a->views);
    array_clear(&a->terms);
    array_clear(&a->tuples);
    mpz_clear(a->denominator);
}

Outcome
answer_write(Matrix *to, Run *r, const Normalisation *norm, Budget *b, Trouble *t)
{
    Matrix made;
    start_matrix(&made, r->network);
    Answer a = {.to = &made, .run = r, .norm = norm, .budget = b, .trouble = t};
    mpz_init(a.denominator);
    a.rows = (size_t)places_size(&r->network->givens);
    find_order(&a);
    find_views(&a);
    Outcome outcome = mpz_sgn(r->scale) ? check_room(&a) : OUTCOME_DONE;
    if (outcome == OUTCOME_DONE) {
        if (norm->denominator)
            mpz_set(a.denominator, norm->denominator);
        else if (!norm->by_sum)
            network_denominator(a.denominator, r->network);
        outcome = write_all(&a) ? OUTCOME_DONE : OUTCOME_STOPPED;
    }
    if (outcome == OUTCOME_DONE)
        matrix_swap(to, &made);
    answer_clear(&a);
    matrix_clear(&made);
    return outcome;
}
