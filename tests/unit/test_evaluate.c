/* test_evaluate.c -- evaluation on small diagrams whose answers are known. */
#include "evaluate/answer.h"
#include "evaluate/evaluate.h"
#include "network/stage.h"
#include "surgery/comb.h"
#include "tests/suite.h"
#include "tests/unit/bed.h"

START_TEST(chains_and_copies)
{
    Bed b;
    bed_init(&b);
    uint32_t f = sample_add(&b.d, b.x.fair), n = sample_add(&b.d, b.x.noisy, f);
    bed_out(&b, n);
    bed_expect_all(&b, "0:11/20 1:9/20");
    bed_out(&b, n);
    bed_expect_all(&b, "00:11/20 11:9/20");
    bed_out(&b, f);
    bed_expect_all(&b, "000:9/20 001:1/10 110:1/20 111:2/5");
    bed_clear(&b);
}
END_TEST

START_TEST(inputs_pass_through)
{
    Bed b;
    bed_init(&b);
    uint32_t x = diagram_add_input(&b.d, b.x.bit, NULL);
    diagram_add_input(&b.d, b.x.bit, NULL);
    bed_out(&b, x);
    bed_out(&b, x);
    bed_out(&b, sample_add(&b.d, b.x.xor, x, x));
    bed_expect_all(&b, "000:1;000:1;110:1;110:1");
    b.d.outputs.count = 0;
    bed_expect_all(&b, ":1;:1;:1;:1");
    bed_clear(&b);
}
END_TEST

START_TEST(uniform_and_points)
{
    Bed b;
    bed_init(&b);
    uint32_t u = diagram_add_uniform(&b.d, b.x.s.uniform, b.x.die, 0);
    uint32_t p = sample_add(&b.d, signature_point(&b.x.s, b.x.bit, 1));
    bed_out(&b, u);
    bed_out(&b, p);
    bed_out(&b, sample_add(&b.d, b.x.noisy, p));
    query_all(&b.q, &b.d);
    bed_event(&b, 0, 4, false);
    bed_event(&b, 2, 0, false);
    bed_expect(&b, "410:1/30");
    b.q.heads.count = 1;
    bed_given(&b, 1);
    bed_expect(&b, "?;4:1/30");
    bed_clear(&b);
}
END_TEST

/* The worked example: omega on smoking, tar, cancer. */
static const Box *
bed_omega(Bed *b)
{
    const Box *omega = sample_box(&b->x, "omega", "", "bbb");
    bed_mean(b, omega, "1/2 1/10 1/100 1/50 1/10 1/20 1/50 1/5");
    uint32_t first = diagram_add_box(&b->d, omega, NULL, 0);
    for (uint32_t i = 0; i < 3; i++)
        bed_out(b, first + i);
    return omega;
}

START_TEST(seeing_smoke)
{
    Bed b;
    bed_init(&b);
    bed_omega(&b);
    b.q.diagram = &b.d;
    array_push(&b.q.heads, 2);
    bed_given(&b, 0);
    bed_expect(&b, "0:17/21 1:4/21;0:12/37 1:25/37");

    b.q.givens.count = 0;
    bed_event(&b, 0, 0, true);
    bed_event(&b, 2, 0, false);
    bed_expect(&b, "0:17/21");
    b.q.heads.count = 0;
    bed_expect(&b, ":17/21");
    bed_event(&b, 0, 1, true);
    bed_expect(&b, "?");
    bed_clear(&b);
}
END_TEST

/* s ; P(T | S) ; comb at S -> T, its first output discarded. */
START_TEST(doing_smoke)
{
    Bed b;
    bed_init(&b);
    bed_omega(&b);
    uint32_t zero = 0, one = 1;
    WireList from = {&zero, 1, 1}, to = {&one, 1, 1};
    Name names[] = {"t0", "t1"};
    Diagram f = {0}, done = {0};
    Comb comb = {0};
    comb_disintegrate(&f, &comb, &b.made, &b.x.s, &b.d, &from, &to, 1, names);
    const Box *c = conditional_box(&b.made, &b.x.s, &b.d, &from, &to, 0, "c");
    uint32_t s = diagram_add_input(&done, b.x.bit, NULL), out[2];
    uint32_t t = diagram_add_box(&done, c, &s, 0);
    diagram_add(&done, &f, &t, out);
    diagram_add_output(&done, out[1], NULL);
    diagram_swap(&b.d, &done);
    bed_expect_all(&b, "0:25867/34650 1:8783/34650;0:3387/7400 1:4013/7400");
    ck_assert(!b.trouble.box);
    diagram_clear(&f);
    diagram_clear(&done);
    comb_clear(&comb);
    bed_clear(&b);
}
END_TEST

/* c : Bit -> Bit, defined at 0 alone. */
static const Box *
bed_partial(Bed *b)
{
    const Box *c = sample_box(&b->x, "c", "b", "b");
    bed_mean(b, c, "1/3 2/3;?");
    return c;
}

START_TEST(undefined_rows_spoil_what_reaches_them)
{
    Bed b;
    bed_init(&b);
    const Box *c = bed_partial(&b);
    uint32_t x = diagram_add_input(&b.d, b.x.bit, NULL);
    uint32_t f = sample_add(&b.d, b.x.flip, x);
    bed_out(&b, sample_add(&b.d, c, f));
    bed_out(&b, f);
    bed_expect_all(&b, "?;00:1/3 10:2/3");
    ck_assert_ptr_eq(b.trouble.box, c);
    ck_assert_uint_eq(b.trouble.row, 1);
    b.q.heads.count = 0;
    array_push(&b.q.heads, 1);
    bed_expect(&b, "1:1;0:1");
    ck_assert(!b.trouble.box);
    bed_clear(&b);
}
END_TEST

START_TEST(evidence_decides_what_is_reached)
{
    Bed b;
    bed_init(&b);
    const Box *c = bed_partial(&b);
    uint32_t f = sample_add(&b.d, b.x.fair);
    bed_out(&b, f);
    bed_out(&b, sample_add(&b.d, c, f));
    b.q.diagram = &b.d;
    array_push(&b.q.heads, 1);
    bed_expect(&b, "?");
    bed_given(&b, 0);
    bed_expect(&b, "0:1/3 1:2/3;?");
    ck_assert_ptr_eq(b.trouble.box, c);
    b.q.givens.count = 0;
    bed_event(&b, 0, 0, true);
    bed_expect(&b, "0:1/3 1:2/3");
    ck_assert(!b.trouble.box);
    bed_clear(&b);
}
END_TEST

/* P(X | Y) where only the divisor reaches the undefined row, and where two undefined rows would
 * hide each other if they were zeros. */
START_TEST(undefined_rows_do_not_hide)
{
    Bed b;
    bed_init(&b);
    const Box *c = bed_partial(&b);
    uint32_t f = sample_add(&b.d, b.x.fair);
    bed_out(&b, f);
    bed_out(&b, sample_add(&b.d, c, f));
    bed_out(&b, sample_add(&b.d, c, f));
    b.q.diagram = &b.d;
    bed_event(&b, 0, 0, false);
    bed_event(&b, 1, 0, true);
    bed_expect(&b, "?");
    ck_assert_ptr_eq(b.trouble.box, c);
    for (size_t i = 0; i < b.q.events.count; i++)
        array_clear(&b.q.events.at[i].labels);
    b.q.events.count = 0;
    bed_event(&b, 1, 0, false);
    bed_event(&b, 2, 1, false);
    bed_expect(&b, "?");
    bed_clear(&b);
}
END_TEST

START_TEST(conditionals_without_support_are_undefined)
{
    Bed b;
    bed_init(&b);
    bed_out(&b, sample_add(&b.d, signature_point(&b.x.s, b.x.bit, 1)));
    bed_out(&b, sample_add(&b.d, b.x.fair));
    uint32_t zero = 0, one = 1;
    WireList from = {&zero, 1, 1}, to = {&one, 1, 1};
    const Box *c = conditional_box(&b.made, &b.x.s, &b.d, &from, &to, 0, "c");
    conditional_diagram(&b.d, c);
    bed_expect_all(&b, "?;0:1/2 1:1/2");
    ck_assert_ptr_eq(b.trouble.box, c);
    ck_assert_uint_eq(b.trouble.row, 0);
    bed_clear(&b);
}
END_TEST

/* Ten thousand conditionals, each of a state that holds the one before. */
START_TEST(conditionals_may_be_deep)
{
    Bed b;
    bed_init(&b);
    uint32_t zero = 0, one = 1;
    WireList from = {&zero, 1, 1}, to = {&one, 1, 1};
    const Box *last = b.x.noisy;
    for (int i = 0; i < 10000; i++) {
        Diagram d = {0};
        uint32_t f = sample_add(&d, b.x.fair), n = sample_add(&d, last, f);
        diagram_add_output(&d, f, NULL);
        diagram_add_output(&d, n, NULL);
        last = conditional_box(&b.made, &b.x.s, &d, &from, &to, 0, "c");
        diagram_clear(&d);
    }
    conditional_diagram(&b.d, last);
    bed_expect_all(&b, "0:9/10 1:1/10;0:1/5 1:4/5");
    bed_clear(&b);
}
END_TEST

/* 1/3 |0...0> + 2/3 |1...1> on 40 wires: never 2^40 of anything. */
static void
bed_kets(Bed *b)
{
    char out[41] = "";
    memset(out, 'b', 40);
    const Box *box = sample_box(&b->x, "kets", "", out);
    SizeList in = {0}, sizes = {0};
    for (size_t i = 0; i < 40; i++)
        array_push(&sizes, 2);
    Matrix m;
    mpq_t q;
    mpq_init(q);
    matrix_init(&m, &in, &sizes);
    for (uint32_t ket = 0; ket < 2; ket++) {
        uint32_t tuple[40];
        for (size_t i = 0; i < 40; i++)
            tuple[i] = ket;
        mpq_set_ui(q, ket + 1, 3);
        matrix_add_entry(&m, tuple, q);
    }
    matrix_end_row(&m, false);
    meaning_add(&b->meaning, box->id, &m);
    matrix_clear(&m);
    mpq_clear(q);
    array_clear(&sizes);
    uint32_t first = diagram_add_box(&b->d, box, NULL, 0);
    for (uint32_t i = 0; i < 40; i++)
        bed_out(b, sample_add(&b->d, b->x.flip, first + i));
}

START_TEST(forty_wires_with_two_kets)
{
    Bed b;
    bed_init(&b);
    b.budget.bytes = 1 << 20;
    bed_kets(&b);
    b.q.diagram = &b.d;
    array_push(&b.q.heads, 39);
    bed_given(&b, 7);
    bed_expect(&b, "0:1;1:1");
    b.q.givens.count = 0;
    bed_expect(&b, "0:2/3 1:1/3");
    bed_expect_all(&b, "0000000000000000000000000000000000000000:2/3 "
                       "1111111111111111111111111111111111111111:1/3");
    bed_clear(&b);
}
END_TEST

START_TEST(forty_heads_of_one_wire)
{
    Bed b;
    bed_init(&b);
    b.budget.bytes = 1 << 20;
    uint32_t f = sample_add(&b.d, b.x.fair);
    for (int i = 0; i < 40; i++)
        bed_out(&b, f);
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_DONE);
    ck_assert_uint_eq(b.m.weight.count, 2);
    bed_clear(&b);
}
END_TEST

START_TEST(too_large_is_refused_with_the_number)
{
    Bed b;
    bed_init(&b);
    b.budget.bytes = 1 << 20;
    for (int i = 0; i < 100; i++)
        bed_out(&b, sample_add(&b.d, b.x.fair));
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_TOO_LARGE);
    ck_assert_str_eq(sink_text(&b.trouble.entries), "1267650600228229401496703205376");
    ck_assert_uint_gt(b.trouble.limit, 100);
    ck_assert_uint_lt(b.trouble.limit, 1 << 16);
    ck_assert_uint_eq(b.trouble.bytes, 1 << 20);
    ck_assert_uint_eq(matrix_rows(&b.m), 0);

    b.budget.bytes = 0; /* what cannot be addressed is refused without a limit too */
    ck_assert_int_eq(bed_ask(&b), OUTCOME_TOO_LARGE);

    Diagram rows = {0};
    for (int i = 0; i < 70; i++)
        diagram_add_input(&rows, b.x.bit, NULL);
    query_all(&b.q, &rows);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_TOO_LARGE);
    ck_assert_str_eq(sink_text(&b.trouble.entries), "1180591620717411303424");
    diagram_clear(&rows);
    bed_clear(&b);
}
END_TEST

/* Every box reads two wires of the row above: 2^20 entries and more at once. */
START_TEST(wide_grids_are_refused)
{
    Bed b;
    bed_init(&b);
    b.budget.bytes = 1 << 20;
    const Box *mix = sample_box(&b.x, "mix", "bb", "b");
    bed_mean(&b, mix, "1/2 1/2;1/3 2/3;1/4 3/4;1/5 4/5");
    uint32_t above[20];
    for (int i = 0; i < 20; i++)
        above[i] = sample_add(&b.d, b.x.fair);
    for (int row = 0; row < 20; row++)
        for (int i = 0; i < 20; i++)
            above[i] = sample_add(&b.d, mix, above[(i + 19) % 20], above[i]);
    bed_out(&b, above[19]);
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_TOO_LARGE);
    ck_assert_uint_gt(strlen(sink_text(&b.trouble.entries)), 4);

    Sink s = {0};
    ck_assert_int_eq(evaluate_write_plan(&b.q, false, &b.meaning, &b.budget, &b.trouble, &s),
                     OUTCOME_DONE);
    ck_assert(strstr(sink_text(&s), "budget: 1048576 bytes, not enough"));
    sink_clear(&s);
    bed_clear(&b);
}
END_TEST

START_TEST(what_is_missing_is_named)
{
    Bed b;
    bed_init(&b);
    const Box *unknown = sample_box(&b.x, "unknown", "b", "b");
    const Type *gene = signature_add_type(&b.x.s, "Gene");
    uint32_t f = sample_add(&b.d, b.x.fair);
    bed_out(&b, f);
    sample_add(&b.d, unknown, f);
    bed_expect_all(&b, "0:1/2 1:1/2"); /* what is discarded is not missed */
    bed_out(&b, 1);
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_NO_MEANING);
    ck_assert_ptr_eq(b.trouble.box, unknown);

    Diagram id = {0};
    bed_mean(&b, unknown, "1 0;0 1");
    diagram_add_output(&id, diagram_add_input(&id, gene, NULL), NULL);
    query_all(&b.q, &id);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_NO_CARRIER);
    ck_assert_ptr_eq(b.trouble.type, gene);
    diagram_clear(&id);
    bed_clear(&b);
}
END_TEST

START_TEST(an_interrupt_leaves_no_half_result)
{
    Bed b;
    bed_init(&b);
    bed_omega(&b);
    bed_expect_all(&b, "000:1/2 001:1/10 010:1/100 011:1/50 100:1/10 101:1/20 110:1/50 111:1/5");
    atomic_bool interrupt = 1;
    b.budget.interrupt = &interrupt;
    b.q.heads.count = 1;
    ck_assert_int_eq(bed_ask(&b), OUTCOME_STOPPED);
    ck_assert_int_eq(b.budget.stop, STOP_INTERRUPT);
    ck_assert_uint_eq(b.m.out.count, 3);
    ck_assert_uint_eq(b.m.weight.count, 8);
    bed_clear(&b);
}
END_TEST

static atomic_bool interrupt_now;
static int64_t interrupted_at;

/* Once the work itself goes on. */
static void
interrupt_soon(void *who, uint64_t done, uint64_t total)
{
    atomic_bool *now = who;
    if (!total || !done || *now)
        return;
    *now = true;
    interrupted_at = budget_now();
}

/* Thousands of seconds of work, stopped from inside it. */
START_TEST(work_can_be_stopped)
{
    Bed b;
    bed_init(&b);
    const Box *mix = sample_box(&b.x, "mix", "bb", "b");
    bed_mean(&b, mix, "1/2 1/2;1/3 2/3;1/4 3/4;1/5 4/5");
    uint32_t above[14];
    for (int i = 0; i < 14; i++)
        above[i] = sample_add(&b.d, b.x.fair);
    for (int row = 0; row < 100; row++)
        for (int i = 0; i < 14; i++)
            above[i] = sample_add(&b.d, mix, above[(i + 13) % 14], above[i]);
    bed_out(&b, above[13]);
    query_all(&b.q, &b.d);
    interrupt_now = 0;
    b.budget.interrupt = &interrupt_now;
    b.budget.tick = interrupt_soon;
    b.budget.who = &interrupt_now;
    b.budget.ticked = budget_now();
    ck_assert_int_eq(bed_ask(&b), OUTCOME_STOPPED);
    ck_assert_int_lt(budget_now() - interrupted_at, INT64_C(2000000000));
    ck_assert_uint_lt(b.budget.done, b.budget.total);
    bed_clear(&b);
}
END_TEST

START_TEST(stages_are_written)
{
    Bed b;
    bed_init(&b);
    uint32_t f = sample_add(&b.d, b.x.fair), n = sample_add(&b.d, b.x.noisy, f);
    diagram_add_output(&b.d, sample_add(&b.d, b.x.flip, n), sample_name(&b.x, "X"));
    query_all(&b.q, &b.d);
    Sink s = {0};
    ck_assert_int_eq(evaluate_write_network(&b.q, false, &b.meaning, &b.budget, &b.trouble, &s),
                     OUTCOME_DONE);
    sample_expect(&s, "network: 3 variables, 3 factors, 3 tables\n"
                      "rows: none\n"
                      "entries: X\n"
                      "variable 0: w0, 2 values, summed\n"
                      "variable 1: w1, 2 values, summed\n"
                      "variable 2: X, 2 values, kept\n"
                      "factor 0: fair(w0) reads table 0, 2 numbers over 2\n"
                      "factor 1: noisy(w0, w1) reads table 1, 4 numbers over 10\n"
                      "factor 2: flip(w1, X) reads table 2, 4 numbers over 1\n");
    ck_assert_int_eq(evaluate_write_plan(&b.q, false, &b.meaning, &b.budget, &b.trouble, &s),
                     OUTCOME_DONE);
    ck_assert(strstr(sink_text(&s), "plan: 2 steps\n"
                                    "step 1: sum out w0 of 0, 1 -> factor 3(w1), 2 entries, "
                                    "8 multiplications\n"
                                    "step 2: sum out w1 of 2, 3 -> factor 4(X), 2 entries, "
                                    "8 multiplications\n"
                                    "left to the answer: ()\n"
                                    "answer: at most 2 entries\n"
                                    "total: 16 multiplications, largest table 2 entries"));
    sink_clear(&s);
    bed_clear(&b);
}
END_TEST

/* A chain is summed out from its end, a star from its leaves; parts that do not touch never meet.
 */
START_TEST(plans_are_small)
{
    Shape s = {0};
    Plan p;
    plan_init(&p);
    for (uint32_t v = 0; v < 2000; v++) {
        array_push(&s.sizes, 4);
        array_push(&s.roles, v == 1999 || v == 0 ? ROLE_KEPT : ROLE_SUMMED);
        Scope f = {s.scopes.count, v && v != 1000 ? 2 : 1, 8};
        array_push(&s.scopes, v);
        if (f.count == 2)
            array_push(&s.scopes, v < 1000 ? v - 1 : 1000);
        array_push(&s.factors, f);
    }
    Budget b = {0};
    ck_assert(plan_make(&p, &s, UINT64_MAX, &b));
    ck_assert_uint_eq(p.steps.count, 1998);
    ck_assert_uint_eq(p.late.count, 0);
    ck_assert_uint_le(mpz_get_ui(p.largest), 16);
    ck_assert_uint_le(mpz_get_ui(p.cost), 1998 * 64 * 2);
    ck_assert_uint_le(mpz_get_ui(p.entries), 4100); /* the leaves' sums wait for their hub */
    plan_clear(&p);
    shape_clear(&s);
}
END_TEST

/* How many steps the longest way to a step has. */
static size_t
plan_depth(const Plan *p, const Shape *s)
{
    size_t *depths = memory_new(p->steps.count + 1, sizeof *depths), deepest = 0;
    for (size_t i = 0; i < p->steps.count; i++) {
        const PlanStep *step = &p->steps.at[i];
        for (size_t k = 0; k < step->factors; k++) {
            size_t factor = p->consumed.at[step->first_factor + k], first = s->factors.count;
            if (factor >= first && depths[factor - first] > depths[i])
                depths[i] = depths[factor - first];
        }
        deepest = ++depths[i] > deepest ? depths[i] : deepest;
    }
    memory_free(depths);
    return deepest;
}

/* A chain with evidence is summed out from its beginning where its numbers stay short, and as a
 * tree where they get long. */
START_TEST(long_chains_become_trees)
{
    enum { LONG = 20000 };
    for (uint64_t bits = 1; bits <= 16; bits *= 16) {
        Shape s = {0};
        Plan p;
        Budget b = {0};
        plan_init(&p);
        for (uint32_t v = 0; v < LONG; v++) {
            array_push(&s.sizes, 2);
            array_push(&s.roles, v + 1 == LONG ? ROLE_KEPT : ROLE_SUMMED);
            array_push(&s.sources, v);
            array_push(&s.factors, ((Scope){s.scopes.count, v ? 2 : 1, bits}));
            array_push(&s.scopes, v);
            if (v)
                array_push(&s.scopes, v - 1);
        }
        ck_assert(plan_make(&p, &s, UINT64_MAX, &b));
        ck_assert_uint_eq(plan_depth(&p, &s), LONG - 1);
        ck_assert(plan_balance(&p, &s, UINT64_MAX, &b));
        ck_assert_uint_eq(p.steps.count, LONG - 1);
        ck_assert_uint_le(mpz_get_ui(p.largest), 4);
        if (bits > 1)
            ck_assert_uint_le(plan_depth(&p, &s), 40);
        else
            ck_assert_uint_eq(plan_depth(&p, &s), LONG - 1);
        plan_clear(&p);
        shape_clear(&s);
    }
}
END_TEST

/* P(0) comes nearer to 2/3 by 7/10 in each step. */
START_TEST(long_chains_are_exact)
{
    enum { LONG = 12000 };
    Bed b;
    mpq_t want, got;
    mpq_inits(want, got, NULL);
    bed_init(&b);
    uint32_t wire = sample_add(&b.d, b.x.fair);
    for (int i = 0; i < LONG; i++)
        wire = sample_add(&b.d, b.x.noisy, wire);
    bed_out(&b, wire);
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_DONE);
    mpz_ui_pow_ui(mpq_numref(want), 7, LONG);
    mpz_ui_pow_ui(mpq_denref(want), 10, LONG);
    mpq_set_ui(got, 1, 6);
    mpq_mul(want, want, got);
    mpq_set_ui(got, 2, 3);
    mpq_sub(want, got, want);
    uint32_t zero = 0;
    matrix_entry(got, &b.m, 0, &zero);
    ck_assert(mpq_equal(got, want));
    mpq_clears(want, got, NULL);
    bed_clear(&b);
}
END_TEST

/* Every two of 100 variables share a factor: the cost is a number of more than 64 bits, and the
 * plan is made all the same. */
START_TEST(plans_are_made_past_counting)
{
    Shape s = {0};
    Plan p;
    plan_init(&p);
    for (uint32_t v = 0; v < 100; v++) {
        array_push(&s.sizes, 2);
        array_push(&s.roles, ROLE_SUMMED);
        for (uint32_t w = 0; w < v; w++) {
            Scope f = {s.scopes.count, 2, 8};
            array_push(&s.scopes, w);
            array_push(&s.scopes, v);
            array_push(&s.factors, f);
        }
    }
    Budget b = {0};
    ck_assert(plan_make(&p, &s, 1 << 30, &b));
    ck_assert(p.too_large);
    ck_assert_uint_eq(p.steps.count, 100);
    ck_assert_uint_eq(mpz_sizeinbase(p.largest, 2), 100); /* 2^99 */
    plan_clear(&p);
    shape_clear(&s);
}
END_TEST

/* Ten chains that share a coin at each of 600 places: eliminating each chain by itself joins all
 * coins, going through all of them at once takes tables over ten variables and the next one. */
START_TEST(parallel_chains_are_swept)
{
    enum { LONG = 600, CHAINS = 10, STEP = CHAINS + 1 };
    Shape s = {0};
    Plan p;
    plan_init(&p);
    for (uint32_t v = 0; v < LONG * STEP; v++) {
        array_push(&s.sizes, 2);
        array_push(&s.roles, ROLE_SUMMED);
        bool coin = v % STEP == 0;
        Scope f = {s.scopes.count, coin ? 1 : v < STEP ? 2 : 3, 8};
        if (f.count == 3)
            array_push(&s.scopes, v - STEP);
        if (!coin)
            array_push(&s.scopes, v - v % STEP);
        array_push(&s.scopes, v);
        array_push(&s.factors, f);
    }
    Budget b = {0};
    ck_assert(plan_make(&p, &s, 1 << 30, &b));
    ck_assert(!p.too_large);
    ck_assert_uint_eq(p.steps.count, LONG * STEP);
    ck_assert_uint_le(mpz_get_ui(p.largest), 1 << (CHAINS + 1));
    plan_clear(&p);
    shape_clear(&s);
}
END_TEST

/* ---- what stays from one question to the next ---- */

START_TEST(tables_stay_as_long_as_the_meaning)
{
    Bed b;
    TableStore store = {0};
    bed_init(&b);
    b.meaning.tables = &store;
    bed_out(&b, sample_add(&b.d, b.x.noisy, sample_add(&b.d, b.x.fair)));
    bed_expect_all(&b, "0:11/20 1:9/20");
    uint64_t bytes = store.bytes;
    const mp_limb_t *noisy = store.list.at[1].table.limb;
    ck_assert_uint_gt(bytes, 0);
    bed_expect_all(&b, "0:11/20 1:9/20");
    ck_assert_uint_eq(store.bytes, bytes);

    bed_mean(&b, b.x.fair, "1/3 2/3");
    bed_expect_all(&b, "0:13/30 1:17/30");
    ck_assert_uint_eq(store.bytes, bytes);
    ck_assert_ptr_eq(store.list.at[1].table.limb, noisy);
    meaning_forget_one(&b.meaning, b.x.fair->id);
    bed_mean(&b, b.x.fair, "1/2 1/2");
    bed_expect_all(&b, "0:11/20 1:9/20");
    table_store_clear(&store);
    bed_clear(&b);
}
END_TEST

START_TEST(tables_that_stay_take_their_share)
{
    Bed b;
    TableStore store = {0};
    bed_init(&b);
    b.meaning.tables = &store;
    bed_out(&b, sample_add(&b.d, b.x.noisy, sample_add(&b.d, b.x.fair)));
    bed_expect_all(&b, "0:11/20 1:9/20");
    b.budget.bytes = 8 * store.bytes;
    bed_expect_all(&b, "0:11/20 1:9/20");
    ck_assert_uint_gt(store.bytes, 0);
    b.budget.bytes--;
    bed_expect_all(&b, "0:11/20 1:9/20");
    ck_assert_uint_eq(store.bytes, 0);

    table_store_clear(&store);
    bed_clear(&b);
}
END_TEST

START_TEST(tables_that_stay_are_in_nobodys_way)
{
    Bed b;
    TableStore store = {0};
    bed_init(&b);
    b.meaning.tables = &store;
    TypeList none = {0}, dice = {0};
    array_push(&dice, b.x.die);
    array_push(&dice, b.x.die);
    const Box *box = signature_add_box(&b.x.s, NULL, &none, &dice);
    bed_mean(&b, box, "1/4 0 0 0 0 0 0 1/2 0 0 0 0 0 0 1/4");
    bed_out(&b, diagram_add_box(&b.d, box, NULL, 0));
    bed_out(&b, sample_add(&b.d, b.x.noisy, sample_add(&b.d, b.x.fair)));
    b.q.diagram = &b.d;
    array_push(&b.q.heads, 1);
    for (b.budget.bytes = 1; bed_ask(&b) == OUTCOME_TOO_LARGE; b.budget.bytes++)
        continue;
    uint64_t least = b.budget.bytes;
    b.budget.bytes = 0;
    b.q.heads.at[0] = 0;
    bed_expect(&b, "0:1/4 1:1/2 2:1/4");
    ck_assert_uint_gt(store.bytes, least);
    b.budget.bytes = least;
    b.q.heads.at[0] = 1;
    bed_expect(&b, "0:11/20 1:9/20");
    array_clear(&dice);
    table_store_clear(&store);
    bed_clear(&b);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("network");
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, chains_and_copies);
    tcase_add_test(c, inputs_pass_through);
    tcase_add_test(c, uniform_and_points);
    tcase_add_test(c, seeing_smoke);
    tcase_add_test(c, doing_smoke);
    suite_add_tcase(s, c);
    c = tcase_create("undefined");
    tcase_add_test(c, undefined_rows_spoil_what_reaches_them);
    tcase_add_test(c, evidence_decides_what_is_reached);
    tcase_add_test(c, undefined_rows_do_not_hide);
    tcase_add_test(c, conditionals_without_support_are_undefined);
    tcase_add_test(c, conditionals_may_be_deep);
    suite_add_tcase(s, c);
    c = tcase_create("limits");
    tcase_add_test(c, forty_wires_with_two_kets);
    tcase_add_test(c, forty_heads_of_one_wire);
    tcase_add_test(c, too_large_is_refused_with_the_number);
    tcase_add_test(c, wide_grids_are_refused);
    tcase_add_test(c, what_is_missing_is_named);
    tcase_add_test(c, an_interrupt_leaves_no_half_result);
    tcase_add_test(c, work_can_be_stopped);
    suite_add_tcase(s, c);
    c = tcase_create("tables");
    tcase_add_test(c, tables_stay_as_long_as_the_meaning);
    tcase_add_test(c, tables_that_stay_take_their_share);
    tcase_add_test(c, tables_that_stay_are_in_nobodys_way);
    suite_add_tcase(s, c);
    c = tcase_create("stages");
    tcase_add_test(c, stages_are_written);
    tcase_add_test(c, plans_are_small);
    tcase_add_test(c, long_chains_become_trees);
    tcase_add_test(c, long_chains_are_exact);
    tcase_add_test(c, plans_are_made_past_counting);
    tcase_add_test(c, parallel_chains_are_swept);
    suite_add_tcase(s, c);
    return s;
}
