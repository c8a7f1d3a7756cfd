/* law_evaluate.c -- evaluation is a functor, conditionals recompose, and every question gets the
 * answer that enumerating all assignments of all wires gives. */
#include "evaluate/eliminate.h"
#include "evaluate/heads.h"
#include "evaluate/evaluate.h"
#include "surgery/comb.h"
#include "tests/law/assignments.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 40, TRIES = 10 };

static Outcome
ask(Matrix *to, const Query *q, Meaning *meaning)
{
    Budget b = {0};
    Trouble t = {0};
    Outcome outcome = evaluate(to, q, meaning, &b, &t);
    trouble_clear(&t);
    return outcome;
}

static void
matrix_none(Matrix *m)
{
    SizeList none = {0};
    matrix_init(m, &none, &none);
}

static bool
query_law(uint64_t seed, bool partial)
{
    Kernels w;
    kernels_init(&w, seed);
    w.partial = partial;
    Diagram d = {0};
    TypeList in = {0};
    random_types(&w, &in, random_below(&w.r, 3));
    random_diagram(&w, &d, &in, 3 + random_below(&w.r, 5), 1 + random_below(&w.r, 5));
    Query q = {0};
    random_query(&w, &q, &d);
    Oracle o;
    oracle_init(&o, &q, &w);
    Matrix m;
    matrix_none(&m);
    bool good = ask(&m, &q, &w.meaning) == OUTCOME_DONE && oracle_agrees(&o, &m);
    matrix_clear(&m);
    oracle_clear(&o);
    query_clear(&q);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
    return good;
}

START_TEST(questions_agree_with_enumeration)
{
    for (uint64_t i = 0; i < TRIES; i++)
        ck_assert_msg(query_law((uint64_t)_i * TRIES + i, false), "seed %d", _i * TRIES + (int)i);
}
END_TEST

START_TEST(undefined_rows_agree_with_enumeration)
{
    for (uint64_t i = 0; i < TRIES; i++)
        ck_assert_msg(query_law((uint64_t)_i * TRIES + i, true), "seed %d", _i * TRIES + (int)i);
}
END_TEST

/* A random box of the world means what another of its types would. */
static void
change_box(Kernels *w)
{
    if (!w->boxes.count)
        return;
    const Box *box = w->boxes.at[random_below(&w->r, (uint32_t)w->boxes.count)];
    Matrix m;
    matrix_none(&m);
    matrix_set(&m, meaning_find(&w->meaning, random_box(w, &box->in, &box->out)->id));
    meaning_add(&w->meaning, box->id, &m);
    matrix_clear(&m);
}

/* Several questions of one diagram, of which the tables are kept, while its boxes change. */
static bool
kept_law(uint64_t seed)
{
    Kernels w;
    TableStore store = {0};
    Diagram d = {0};
    TypeList in = {0};
    kernels_init(&w, seed);
    w.meaning.tables = &store;
    random_types(&w, &in, random_below(&w.r, 3));
    random_diagram(&w, &d, &in, 3 + random_below(&w.r, 5), 1 + random_below(&w.r, 5));
    bool good = true;
    for (int round = 0; round < 4 && good; round++) {
        Query q = {0};
        Oracle o;
        Matrix m;
        matrix_none(&m);
        random_query(&w, &q, &d);
        oracle_init(&o, &q, &w);
        good = ask(&m, &q, &w.meaning) == OUTCOME_DONE && oracle_agrees(&o, &m);
        matrix_clear(&m);
        oracle_clear(&o);
        query_clear(&q);
        if (random_below(&w.r, 2))
            change_box(&w);
    }
    table_store_clear(&store);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
    return good;
}

START_TEST(kept_tables_are_those_of_now)
{
    for (uint64_t i = 0; i < TRIES; i++)
        ck_assert_msg(kept_law((uint64_t)_i * TRIES + i), "seed %d", _i * TRIES + (int)i);
}
END_TEST

/* ---- all marginals at once ---- */

/* Every output's marginal is the answer to its own question, given some events. */
static bool
marginals_law(uint64_t seed, uint32_t inputs, bool partial, uint64_t bytes)
{
    Kernels w;
    kernels_init(&w, seed);
    w.partial = partial;
    Diagram d = {0};
    TypeList in = {0};
    Query q = {0}, one = {0};
    random_types(&w, &in, inputs);
    random_diagram(&w, &d, &in, 3 + random_below(&w.r, 20), 1 + random_below(&w.r, 8));
    random_query(&w, &q, &d);
    q.heads.count = q.givens.count = 0;
    for (uint32_t i = 0; i < d.inputs.count; i++)
        array_push(&q.givens, ((Given){true, i}));
    for (uint32_t i = 0; i < d.outputs.count; i++)
        array_push(&q.heads, i);
    for (size_t i = 0; i < q.events.count; i++)
        q.events.at[i].condition = true;
    Matrix all[16], m;
    ck_assert_uint_le(q.heads.count, 16);
    matrix_none(&m);
    for (size_t i = 0; i < q.heads.count; i++)
        matrix_none(&all[i]);
    Budget b = {.bytes = bytes, .threads = 1 + (uint32_t)q.heads.count % 4, .grain = 1};
    Trouble t = {0};
    TableStore store = {0};
    Tools tools = {.meaning = &w.meaning, .budget = &b, .trouble = &t, .store = &store};
    bool alone = random_below(&w.r, 2);
    Outcome outcome = alone ? heads_evaluate(all, &q, !partial, &tools)
                            : evaluate_marginals(all, &q, &w.meaning, &b, &t);
    bool good = outcome == OUTCOME_DONE;
    table_store_clear(&store);
    for (size_t i = 0; i < q.heads.count; i++) {
        one = q;
        one.heads.at = q.heads.at + i;
        one.heads.count = 1;
        good = good && ask(&m, &one, &w.meaning) == OUTCOME_DONE && matrix_equal(&m, &all[i], NULL);
        matrix_clear(&all[i]);
    }
    trouble_clear(&t);
    matrix_clear(&m);
    query_clear(&q);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
    return good;
}

START_TEST(marginals_are_single_questions)
{
    for (uint64_t i = 0; i < TRIES; i++) {
        uint64_t seed = (uint64_t)_i * TRIES + i;
        ck_assert_msg(marginals_law(seed, 0, false, 0), "seed %d", (int)seed);
        ck_assert_msg(marginals_law(seed, 1, false, 0), "seed %d with an input", (int)seed);
        ck_assert_msg(marginals_law(seed, 0, true, 0), "seed %d with undefined rows", (int)seed);
        ck_assert_msg(marginals_law(seed, 0, false, 100000), "seed %d in little", (int)seed);
    }
}
END_TEST

/* ---- functoriality, by naive products of matrices ---- */

static void
meaning_of(Matrix *to, const Diagram *d, Kernels *w)
{
    Query q = {0};
    query_all(&q, d);
    matrix_none(to);
    ck_assert_int_eq(ask(to, &q, &w->meaning), OUTCOME_DONE);
    query_clear(&q);
}

static void
find_tuple(uint32_t *tuple, const SizeList *sizes, size_t at)
{
    for (size_t p = sizes->count; p-- > 0; at /= sizes->at[p])
        tuple[p] = (uint32_t)(at % sizes->at[p]);
}

static void
weight_at(mpq_t to, const Matrix *m, size_t row, size_t column)
{
    uint32_t tuple[16];
    find_tuple(tuple, &m->out, column);
    matrix_entry(to, m, row, tuple);
}

/* m(row, column) == sum over k of f(row, k) g(k, column), everywhere? */
static bool
is_product(const Matrix *m, const Matrix *f, const Matrix *g)
{
    mpq_t sum, x, y;
    mpq_inits(sum, x, y, NULL);
    bool same = true;
    for (size_t row = 0; row < matrix_rows(f); row++)
        for (size_t column = 0; column < size_product(&g->out); column++) {
            mpq_set_ui(sum, 0, 1);
            for (size_t k = 0; k < matrix_rows(g); k++) {
                weight_at(x, f, row, k);
                weight_at(y, g, k, column);
                mpq_mul(x, x, y);
                mpq_add(sum, sum, x);
            }
            weight_at(x, m, row, column);
            same &= mpq_equal(x, sum) != 0;
        }
    mpq_clears(sum, x, y, NULL);
    return same;
}

static bool
is_beside(const Matrix *m, const Matrix *f, const Matrix *g)
{
    mpq_t x, y;
    mpq_inits(x, y, NULL);
    bool same = true;
    size_t columns = size_product(&g->out);
    for (size_t row = 0; row < matrix_rows(m); row++)
        for (size_t column = 0; column < size_product(&m->out); column++) {
            weight_at(x, f, row / matrix_rows(g), column / columns);
            weight_at(y, g, row % matrix_rows(g), column % columns);
            mpq_mul(x, x, y);
            weight_at(y, m, row, column);
            same &= mpq_equal(x, y) != 0;
        }
    mpq_clears(x, y, NULL);
    return same;
}

static bool
rows_sum_to_one(const Matrix *m)
{
    mpq_t sum;
    mpq_init(sum);
    bool all = true;
    for (size_t row = 0; row < matrix_rows(m); row++) {
        matrix_row_sum(sum, m, row);
        all &= mpq_cmp_ui(sum, 1, 1) == 0;
    }
    mpq_clear(sum);
    return all;
}

START_TEST(meaning_is_a_functor)
{
    Kernels w;
    kernels_init(&w, (uint64_t)_i);
    Diagram f = {0}, g = {0}, h = {0}, both = {0};
    TypeList in = {0}, middle = {0};
    random_types(&w, &in, random_below(&w.r, 3));
    random_diagram(&w, &f, &in, 3 + random_below(&w.r, 5), 1 + random_below(&w.r, 3));
    for (size_t i = 0; i < f.outputs.count; i++)
        array_push(&middle, f.wires.at[f.outputs.at[i].wire]);
    random_diagram(&w, &g, &middle, 4 + random_below(&w.r, 5), random_below(&w.r, 3));
    diagram_then(&h, &f, &g);
    diagram_beside(&both, &f, &g);

    Matrix mf, mg, mh, mboth;
    meaning_of(&mf, &f, &w);
    meaning_of(&mg, &g, &w);
    meaning_of(&mh, &h, &w);
    meaning_of(&mboth, &both, &w);
    ck_assert(is_product(&mh, &mf, &mg));
    ck_assert(is_beside(&mboth, &mf, &mg));
    ck_assert(rows_sum_to_one(&mf) && rows_sum_to_one(&mg) && rows_sum_to_one(&mh));

    matrix_clear(&mf);
    matrix_clear(&mg);
    matrix_clear(&mh);
    matrix_clear(&mboth);
    array_clear(&in);
    array_clear(&middle);
    diagram_clear(&f);
    diagram_clear(&g);
    diagram_clear(&h);
    diagram_clear(&both);
    kernels_clear(&w);
}
END_TEST

/* ---- conditionals ---- */

static bool
same_meaning(const Diagram *a, const Diagram *b, Kernels *w)
{
    Matrix ma, mb;
    meaning_of(&ma, a, w);
    meaning_of(&mb, b, w);
    bool same = matrix_equal(&ma, &mb, NULL);
    matrix_clear(&ma);
    matrix_clear(&mb);
    return same;
}

/* Positions first ... end. */
static void
positions(WireList *to, uint32_t first, uint32_t end)
{
    to->count = 0;
    while (first < end)
        array_push(to, first++);
}

/* w_A ; copy ; (id * c), for the conditional c of w's last outputs given the first n. */
static void
recompose(Diagram *to, const Diagram *w, const Box *c, uint32_t n)
{
    WireList a = {0}, reads = {0};
    positions(&a, 0, n);
    marginal(to, w, &a);
    for (size_t i = 0; i < n; i++)
        array_push(&reads, to->outputs.at[i].wire);
    uint32_t wire = diagram_add_box(to, c, reads.at, 0);
    for (size_t i = 0; i < c->out.count; i++)
        diagram_add_output(to, wire++, NULL);
    array_clear(&a);
    array_clear(&reads);
}

/* c(b|a) w(a) == w(a,b), and c(.|a) is undefined exactly where w(a) is zero: there is one c. */
static bool
is_conditional(const Matrix *c, const Matrix *state)
{
    size_t columns = size_product(&c->out);
    mpq_t sum, x, y;
    mpq_inits(sum, x, y, NULL);
    bool same = true;
    for (size_t a = 0; a < matrix_rows(c); a++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t b = 0; b < columns; b++) {
            weight_at(x, state, 0, a * columns + b);
            mpq_add(sum, sum, x);
        }
        same &= c->undefined.at[a] == (mpq_sgn(sum) == 0);
        for (size_t b = 0; b < columns && !c->undefined.at[a]; b++) {
            weight_at(x, state, 0, a * columns + b);
            weight_at(y, c, a, b);
            mpq_mul(y, y, sum);
            same &= mpq_equal(x, y) != 0;
        }
    }
    mpq_clears(sum, x, y, NULL);
    return same;
}

START_TEST(disintegration_recomposes_and_is_unique)
{
    Kernels w;
    Conditionals made = {0};
    kernels_init(&w, (uint64_t)_i);
    Diagram state = {0}, again = {0}, alone = {0};
    uint32_t n = 1 + random_below(&w.r, 2), all = n + 1 + random_below(&w.r, 2);
    random_state(&w, &state, all + random_below(&w.r, 4), all);
    WireList givens = {0}, heads = {0};
    positions(&givens, 0, n);
    positions(&heads, n, all);
    const Box *c = conditional_box(&made, &w.s, &state, &givens, &heads, 0, "c");
    recompose(&again, &state, c, n);
    ck_assert(same_meaning(&again, &state, &w));

    conditional_diagram(&alone, c);
    Matrix mc, ms;
    meaning_of(&mc, &alone, &w);
    meaning_of(&ms, &state, &w);
    ck_assert(is_conditional(&mc, &ms));
    matrix_clear(&mc);
    matrix_clear(&ms);
    array_clear(&givens);
    array_clear(&heads);
    diagram_clear(&state);
    diagram_clear(&again);
    diagram_clear(&alone);
    conditionals_clear(&made);
    kernels_clear(&w);
}
END_TEST

/* s ; copy ; (id * k), for a state box and a channel box. */
static void
joint(Diagram *to, const Box *s, const Box *k)
{
    uint32_t x = diagram_add_box(to, s, NULL, 0), y = diagram_add_box(to, k, &x, 0);
    diagram_add_output(to, x, NULL);
    diagram_add_output(to, y, NULL);
}

START_TEST(inversion_is_an_involution_on_its_support)
{
    Kernels w;
    Conditionals made = {0};
    kernels_init(&w, (uint64_t)_i);
    TypeList none = {0}, a = {0}, b = {0};
    random_types(&w, &a, 1);
    random_types(&w, &b, 1);
    const Box *s = random_box(&w, &none, &a), *k = random_box(&w, &a, &b);
    Diagram xy = {0}, yx = {0}, twice = {0};
    WireList first = {0}, second = {0};
    positions(&first, 0, 1);
    positions(&second, 1, 2);
    joint(&xy, s, k);
    const Box *back = conditional_box(&made, &w.s, &xy, &second, &first, 0, "back");
    marginal(&yx, &xy, &second);
    uint32_t y = yx.outputs.at[0].wire;
    diagram_add_output(&yx, diagram_add_box(&yx, back, &y, 0), NULL);
    const Box *forth = conditional_box(&made, &w.s, &yx, &second, &first, 0, "forth");
    conditional_diagram(&twice, forth);

    Matrix m;
    meaning_of(&m, &twice, &w);
    const Matrix *mk = meaning_find(&w.meaning, k->id), *ms = meaning_find(&w.meaning, s->id);
    mpq_t p, q;
    mpq_inits(p, q, NULL);
    for (uint32_t x = 0; x < a.at[0]->size; x++) {
        matrix_entry(p, ms, 0, &x);
        ck_assert_int_eq(m.undefined.at[x], mpq_sgn(p) == 0);
        for (uint32_t z = 0; z < b.at[0]->size && mpq_sgn(p); z++) {
            mpq_t r;
            mpq_init(r);
            matrix_entry(q, mk, x, &z);
            matrix_entry(r, &m, x, &z);
            ck_assert(mpq_equal(q, r));
            mpq_clear(r);
        }
    }
    mpq_clears(p, q, NULL);
    matrix_clear(&m);
    array_clear(&first);
    array_clear(&second);
    array_clear(&a);
    array_clear(&b);
    diagram_clear(&xy);
    diagram_clear(&yx);
    diagram_clear(&twice);
    conditionals_clear(&made);
    kernels_clear(&w);
}
END_TEST

/* Output 0 into a hole, output 1 out of it, the rest behind. */
typedef struct Teeth {
    Kernels w;
    Conditionals made;
    Diagram state, f;
    Comb comb;
    WireList from, to;
} Teeth;

static void
teeth_init(Teeth *t, uint64_t seed, bool positive)
{
    *t = (Teeth){0};
    kernels_init(&t->w, seed);
    t->w.positive = positive;
    uint32_t all = 3 + random_below(&t->w.r, 2);
    random_state(&t->w, &t->state, all + random_below(&t->w.r, 3), all);
    positions(&t->from, 0, 1);
    positions(&t->to, 1, 2);
    Name names[] = {"t0", "t1"};
    comb_disintegrate(&t->f, &t->comb, &t->made, &t->w.s, &t->state, &t->from, &t->to, 1, names);
}

static void
teeth_clear(Teeth *t)
{
    array_clear(&t->from);
    array_clear(&t->to);
    diagram_clear(&t->state);
    diagram_clear(&t->f);
    comb_clear(&t->comb);
    conditionals_clear(&t->made);
    kernels_clear(&t->w);
}

START_TEST(comb_disintegration_recomposes)
{
    Teeth t;
    teeth_init(&t, (uint64_t)_i, false);
    Diagram c = {0}, again = {0};
    const Diagram *plugs[] = {&c};
    conditional_diagram(&c, conditional_box(&t.made, &t.w.s, &t.state, &t.from, &t.to, 0, "c"));
    comb_plug(&again, &t.f, &t.comb, plugs);
    ck_assert(same_meaning(&again, &t.state, &t.w));
    diagram_clear(&c);
    diagram_clear(&again);
    teeth_clear(&t);
}
END_TEST

/* The comb's table, read naively: its first output does not depend on what comes out of the hole,
 * and f(a, c | b) w(a, b) == w(a) w(a, b, c). */
START_TEST(comb_does_not_signal_backwards)
{
    Teeth t;
    teeth_init(&t, (uint64_t)_i, true);
    Matrix f, first;
    WireList none = {0};
    Diagram before = {0};
    meaning_of(&f, &t.f, &t.w);
    marginal(&before, &t.state, &t.from);
    meaning_of(&first, &before, &t.w);
    size_t columns = size_product(&f.out) / f.out.at[0];
    mpq_t sum, x;
    mpq_inits(sum, x, NULL);
    for (size_t b = 0; b < matrix_rows(&f); b++)
        for (uint32_t a = 0; a < f.out.at[0]; a++) {
            mpq_set_ui(sum, 0, 1);
            for (size_t c = 0; c < columns; c++) {
                weight_at(x, &f, b, a * columns + c);
                mpq_add(sum, sum, x);
            }
            weight_at(x, &first, 0, a);
            ck_assert(mpq_equal(sum, x));
        }
    mpq_clears(sum, x, NULL);
    array_clear(&none);
    matrix_clear(&f);
    matrix_clear(&first);
    diagram_clear(&before);
    teeth_clear(&t);
}
END_TEST

/* ---- any order gives the same ---- */

/* The masses by the plan of one rule for so many bytes, too large or not. */
static void
masses_by(Matrix *to, const Ask *a, const Kernels *w, PlanRule rule, uint64_t limit)
{
    Budget b = {0};
    Trouble t = {0};
    Network n = {0};
    Plan p;
    Run run;
    Normalisation norm = {0};
    plan_init(&p);
    matrix_none(to);
    ck_assert_int_eq(network_interpret(&n, a, &w->meaning, NULL, &b, &t), OUTCOME_DONE);
    ck_assert(plan_make_by(&p, &n.shape, limit, rule, UINT64_MAX, &b));
    run_init(&run, &n, &p);
    ck_assert(eliminate_run(&run, &b));
    ck_assert_int_eq(answer_write(to, &run, &norm, &b, &t), OUTCOME_DONE);
    run_clear(&run);
    plan_clear(&p);
    network_clear(&n);
    trouble_clear(&t);
}

/* Do they have the same entries, whatever their weights? */
static bool
same_support(const Matrix *a, const Matrix *b)
{
    bool same = a->weight.count == b->weight.count;
    for (size_t i = 0; i < a->start.count && same; i++)
        same = a->start.at[i] == b->start.at[i];
    for (size_t i = 0; i < a->index.count && same; i++)
        same = a->index.at[i] == b->index.at[i];
    return same;
}

/* The first question again, with other tables or another order: is the answer the same? */
static bool
agree(const Matrix *first, const Ask *a, const Kernels *w, PlanRule rule, uint64_t limit)
{
    Matrix m;
    masses_by(&m, a, w, rule, limit);
    bool same = a->fill ? same_support(first, &m) : matrix_equal(first, &m, NULL);
    matrix_clear(&m);
    return same;
}

static void
orders_law(uint64_t seed, bool partial)
{
    Kernels w;
    kernels_init(&w, seed);
    w.partial = partial;
    Diagram d = {0};
    TypeList in = {0};
    random_types(&w, &in, random_below(&w.r, 2));
    random_diagram(&w, &d, &in, 16, 4);
    Query q = {0};
    Ask a = {0};
    random_query(&w, &q, &d);
    ask_query(&a, &q, true);
    a.fill = partial;
    Matrix first;
    masses_by(&first, &a, &w, PLAN_LEAST_WORK, UINT64_MAX);
    ck_assert(agree(&first, &a, &w, PLAN_LEAST_FILL, UINT64_MAX));
    ck_assert(agree(&first, &a, &w, PLAN_IN_ORDER, UINT64_MAX));
    ck_assert(agree(&first, &a, &w, PLAN_SHORT_FIRST, UINT64_MAX));
    ck_assert(agree(&first, &a, &w, PLAN_LEAST_WORK, 1));
    a.tables = TABLES_SLICED;
    ck_assert(agree(&first, &a, &w, PLAN_LEAST_WORK, UINT64_MAX));
    a.tables = TABLES_HIDDEN;
    ck_assert(agree(&first, &a, &w, PLAN_LEAST_WORK, UINT64_MAX));
    ck_assert(agree(&first, &a, &w, PLAN_LEAST_FILL, 1));
    matrix_clear(&first);
    ask_clear(&a);
    query_clear(&q);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
}

/* What a question is said to cost bounds what its plan takes. */
START_TEST(costs_bound_plans)
{
    Kernels w;
    kernels_init(&w, (uint64_t)_i);
    Diagram d = {0};
    TypeList in = {0};
    random_types(&w, &in, random_below(&w.r, 2));
    random_diagram(&w, &d, &in, 24, 4);
    Query q = {0};
    Ask a = {0};
    Network n = {0};
    Plan p;
    Budget b = {0};
    Trouble t = {0};
    Cost cost, most = {UINT64_MAX, UINT64_MAX};
    plan_init(&p);
    random_query(&w, &q, &d);
    ask_query(&a, &q, true);
    ck_assert_int_eq(network_interpret(&n, &a, &w.meaning, NULL, &b, &t), OUTCOME_DONE);
    ck_assert(plan_make_by(&p, &n.shape, UINT64_MAX, PLAN_LEAST_WORK, UINT64_MAX, &b));
    ck_assert_int_eq(evaluate_cost(&cost, &q, &w.meaning, &most, &b), OUTCOME_DONE);
    ck_assert(mpz_cmp_ui(p.cost, cost.work) <= 0);
    ck_assert(mpz_cmp_ui(p.entries, cost.entries) <= 0);
    plan_clear(&p);
    network_clear(&n);
    trouble_clear(&t);
    ask_clear(&a);
    query_clear(&q);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
}
END_TEST

START_TEST(orders_and_tables_agree)
{
    orders_law((uint64_t)_i, false);
}
END_TEST

START_TEST(orders_and_tables_agree_where_rows_are_undefined)
{
    orders_law((uint64_t)_i, true);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("network laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, questions_agree_with_enumeration, 0, ROUNDS);
    tcase_add_loop_test(c, undefined_rows_agree_with_enumeration, 0, ROUNDS);
    tcase_add_loop_test(c, kept_tables_are_those_of_now, 0, ROUNDS);
    tcase_add_loop_test(c, marginals_are_single_questions, 0, ROUNDS);
    tcase_add_loop_test(c, meaning_is_a_functor, 0, ROUNDS);
    tcase_add_loop_test(c, disintegration_recomposes_and_is_unique, 0, ROUNDS);
    tcase_add_loop_test(c, inversion_is_an_involution_on_its_support, 0, ROUNDS);
    tcase_add_loop_test(c, comb_disintegration_recomposes, 0, ROUNDS);
    tcase_add_loop_test(c, comb_does_not_signal_backwards, 0, ROUNDS);
    tcase_add_loop_test(c, costs_bound_plans, 0, 2 * ROUNDS);
    tcase_add_loop_test(c, orders_and_tables_agree, 0, ROUNDS);
    tcase_add_loop_test(c, orders_and_tables_agree_where_rows_are_undefined, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
