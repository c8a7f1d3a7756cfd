/* test_conditional.c -- conditional boxes of diagrams with inputs, and what an evaluation costs. */
#include "network/slice.h"
#include "tests/suite.h"
#include "tests/unit/bed.h"

static uint32_t
bed_input(Bed *b)
{
    return diagram_add_input(&b->d, b->x.bit, NULL);
}

/* b->d becomes P(the other outputs | the first so many), with so many idle inputs. */
static const Box *
bed_conditional(Bed *b, uint32_t givens, size_t any)
{
    WireList from = {0}, to = {0};
    for (uint32_t i = 0; i < b->d.outputs.count; i++)
        array_push(i < givens ? &from : &to, i);
    const Box *box = conditional_box(&b->made, &b->x.s, &b->d, &from, &to, any, "c");
    conditional_diagram(&b->d, box);
    array_clear(&from);
    array_clear(&to);
    return box;
}

static const Box *
bed_box(Bed *b, const char *in, const char *out, const char *rows)
{
    const Box *box = sample_box(&b->x, "k", in, out);
    bed_mean(b, box, rows);
    return box;
}

/* x -> n = noisy(x), m = noisy(n): P(n | m), for each x. */
START_TEST(one_conditional_for_each_input)
{
    Bed b;
    bed_init(&b);
    uint32_t n = sample_add(&b.d, b.x.noisy, bed_input(&b));
    bed_out(&b, sample_add(&b.d, b.x.noisy, n));
    bed_out(&b, n);
    const Box *c = bed_conditional(&b, 1, 0);
    ck_assert_uint_eq(c->in.count, 2);
    bed_expect_all(&b, "0:81/83 1:2/83;0:9/17 1:8/17;0:9/17 1:8/17;0:1/33 1:32/33");
    ck_assert(!b.trouble.box && !b.trouble.varies);
    bed_clear(&b);
}
END_TEST

START_TEST(without_givens_it_is_the_marginal)
{
    Bed b;
    bed_init(&b);
    uint32_t x = bed_input(&b), n = sample_add(&b.d, b.x.noisy, x);
    bed_input(&b);
    bed_out(&b, n);
    const Box *c = bed_conditional(&b, 0, 1);
    ck_assert_uint_eq(c->in.count, 1);
    bed_expect_all(&b, "0:9/10 1:1/10;0:1/5 1:4/5");
    bed_clear(&b);
}
END_TEST

/* Output 0 is the idle input itself: given 1, only its second value has support. */
START_TEST(each_row_is_of_the_first_value_with_support)
{
    Bed b;
    bed_init(&b);
    uint32_t x = bed_input(&b);
    bed_out(&b, x);
    bed_out(&b, sample_add(&b.d, b.x.noisy, x));
    bed_conditional(&b, 1, 1);
    bed_expect_all(&b, "0:9/10 1:1/10;0:1/5 1:4/5");
    ck_assert(!b.trouble.varies);
    bed_clear(&b);
}
END_TEST

/* Nothing but the end of the diagram reads the idle input. */
START_TEST(an_idle_input_may_be_a_given_itself)
{
    Bed b;
    bed_init(&b);
    bed_out(&b, bed_input(&b));
    bed_out(&b, sample_add(&b.d, b.x.fair));
    bed_conditional(&b, 1, 1);
    bed_expect_all(&b, "0:1/2 1:1/2;0:1/2 1:1/2");
    bed_clear(&b);
}
END_TEST

START_TEST(rows_without_support_anywhere_are_undefined)
{
    Bed b;
    bed_init(&b);
    const Box *zero = bed_box(&b, "b", "b", "1 0;1 0");
    bed_out(&b, sample_add(&b.d, zero, bed_input(&b)));
    bed_out(&b, sample_add(&b.d, b.x.fair));
    const Box *c = bed_conditional(&b, 1, 1);
    bed_expect_all(&b, "0:1/2 1:1/2;?");
    ck_assert_ptr_eq(b.trouble.box, c);
    ck_assert_uint_eq(b.trouble.row, 1);
    bed_clear(&b);
}
END_TEST

/* It depends on its idle input after all, at row 1 only. */
START_TEST(what_varies_is_told_and_stays_told)
{
    Bed b;
    bed_init(&b);
    const Box *k = bed_box(&b, "bb", "b", "1/2 1/2;1/2 1/2;1/3 2/3;2/3 1/3");
    uint32_t x = bed_input(&b);
    bed_out(&b, sample_add(&b.d, k, x, bed_input(&b)));
    const Box *c = bed_conditional(&b, 0, 1);
    bed_expect_all(&b, "0:1/2 1:1/2;0:1/3 1:2/3");
    ck_assert_ptr_eq(b.trouble.varies, c);
    ck_assert_uint_eq(b.trouble.varies_row, 1);
    ck_assert(!b.trouble.box);

    diagram_clear(&b.d);
    bed_out(&b, sample_add(&b.d, b.x.noisy, bed_input(&b)));
    const Box *other = bed_conditional(&b, 0, 1);
    bed_expect_all(&b, "0:9/10 1:1/10");
    ck_assert_ptr_ne(other, c);
    ck_assert_ptr_eq(b.trouble.varies, c);
    trouble_clear(&b.trouble);
    ck_assert(!b.trouble.varies);
    bed_clear(&b);
}
END_TEST

/* An input with 100 values. */
static uint32_t
bed_hundred(Bed *b)
{
    Type *hundred = signature_add_type(&b->x.s, "Hundred");
    type_set_range(hundred, 0, 100);
    return diagram_add_input(&b->d, hundred, NULL);
}

/* The bit that says whether the wire x has one of two of its 100 values. */
static uint32_t
bed_is(Bed *b, uint32_t x, uint32_t one, uint32_t other)
{
    TypeList in = {0}, out = {0};
    array_push(&in, b->d.wires.at[x]);
    array_push(&out, b->x.bit);
    const Box *is = signature_add_box(&b->x.s, "is", &in, &out);
    SizeList rows = {0}, columns = {0};
    array_push(&rows, 100);
    array_push(&columns, 2);
    Matrix m;
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 1, 1);
    matrix_init(&m, &rows, &columns);
    for (uint32_t i = 0; i < 100; i++) {
        uint32_t bit = i == one || i == other;
        matrix_add_entry(&m, &bit, q);
        matrix_end_row(&m, false);
    }
    meaning_add(&b->meaning, is->id, &m);
    matrix_clear(&m);
    mpq_clear(q);
    array_clear(&rows);
    array_clear(&columns);
    array_clear(&in);
    array_clear(&out);
    return diagram_add_box(&b->d, is, &x, 0);
}

START_TEST(sixty_four_values_are_compared)
{
    for (uint32_t one = 62; one < 66; one++) {
        Bed b;
        bed_init(&b);
        bed_out(&b, bed_is(&b, bed_hundred(&b), one, one));
        bed_conditional(&b, 0, 1);
        bed_expect_all(&b, "0:1");
        ck_assert_int_eq(b.trouble.varies != NULL, one < COMPARED);
        bed_clear(&b);
    }
}
END_TEST

/* Row 1 has support at two values, both long after comparing has ended: the first one counts. */
START_TEST(support_is_looked_for_to_the_end)
{
    Bed b;
    bed_init(&b);
    uint32_t x = bed_hundred(&b);
    bed_out(&b, bed_is(&b, x, 70, 80));
    bed_out(&b, bed_is(&b, x, 80, 80));
    bed_conditional(&b, 1, 1);
    bed_expect_all(&b, "0:1;0:1");
    ck_assert(!b.trouble.varies && !b.trouble.box);
    bed_clear(&b);
}
END_TEST

/* 2^60 values of the idle inputs, none with support for row 1: nobody tries them all. */
START_TEST(rows_that_never_have_support_are_not_looked_for)
{
    Bed b;
    bed_init(&b);
    const Box *zero = bed_box(&b, "bb", "b", "1 0;1 0;1 0;1 0");
    uint32_t x = sample_add(&b.d, b.x.fair);
    for (int i = 0; i < 60; i++)
        x = sample_add(&b.d, zero, x, bed_input(&b));
    bed_out(&b, x);
    bed_out(&b, sample_add(&b.d, b.x.fair));
    bed_conditional(&b, 1, 60);
    bed_expect_all(&b, "0:1/2 1:1/2;?");
    bed_clear(&b);
}
END_TEST

START_TEST(idle_inputs_that_nothing_reads_cost_nothing)
{
    Bed b;
    bed_init(&b);
    uint32_t f = sample_add(&b.d, b.x.fair);
    for (int i = 0; i < 60; i++)
        bed_input(&b);
    bed_out(&b, sample_add(&b.d, signature_point(&b.x.s, b.x.bit, 0)));
    bed_out(&b, sample_add(&b.d, b.x.noisy, f));
    bed_conditional(&b, 1, 60);
    bed_expect_all(&b, "0:11/20 1:9/20;?");
    bed_clear(&b);
}
END_TEST

/* The second value only: row 0 of the partial box is undefined. */
START_TEST(a_value_that_reaches_an_undefined_row_is_passed_over)
{
    Bed b;
    bed_init(&b);
    const Box *partial = bed_box(&b, "b", "b", "?;1/3 2/3");
    bed_out(&b, sample_add(&b.d, partial, bed_input(&b)));
    bed_conditional(&b, 0, 1);
    bed_expect_all(&b, "0:1/3 1:2/3");
    ck_assert(!b.trouble.box && !b.trouble.varies);
    bed_clear(&b);
}
END_TEST

/* x is 1: P(y | x) has no row 0.  A second conditional reads it at row 0 where its own row has
 * support, and a third one reads that. */
START_TEST(the_innermost_row_is_blamed)
{
    Bed b;
    bed_init(&b);
    bed_out(&b, sample_add(&b.d, signature_point(&b.x.s, b.x.bit, 1)));
    bed_out(&b, sample_add(&b.d, b.x.fair));
    const Box *first = bed_conditional(&b, 1, 0);

    diagram_clear(&b.d);
    uint32_t x = bed_input(&b);
    bed_out(&b, sample_add(&b.d, b.x.flip, x));
    bed_out(&b, sample_add(&b.d, first, x));
    const Box *second = bed_conditional(&b, 1, 0);
    bed_expect_all(&b, "?;0:1/2 1:1/2;?;?");
    ck_assert_ptr_eq(b.trouble.box, second);
    ck_assert_uint_eq(b.trouble.row, 0);

    for (size_t idle = 0; idle < 2; idle++) {
        diagram_clear(&b.d);
        x = bed_input(&b);
        bed_out(&b, sample_add(&b.d, second, sample_add(&b.d, b.x.flip, x), x));
        bed_conditional(&b, 0, idle);
        bed_expect_all(&b, idle ? "0:1/2 1:1/2" : "?;0:1/2 1:1/2");
        ck_assert_ptr_eq(b.trouble.box, idle ? NULL : first);
        ck_assert(idle || b.trouble.row == 0);
    }
    bed_clear(&b);
}
END_TEST

START_TEST(an_idle_input_needs_a_carrier)
{
    Bed b;
    bed_init(&b);
    const Type *gene = signature_add_type(&b.x.s, "Gene");
    uint32_t x = diagram_add_input(&b.d, gene, NULL);
    bed_out(&b, sample_add(&b.d, b.x.fair));
    bed_out(&b, x);
    bed_conditional(&b, 1, 1);
    query_all(&b.q, &b.d);
    ck_assert_int_eq(bed_ask(&b), OUTCOME_NO_CARRIER);
    ck_assert_ptr_eq(b.trouble.type, gene);
    bed_clear(&b);
}
END_TEST

/* ---- costs ---- */

static Outcome
bed_cost(Bed *b, Cost *to, uint64_t entries, uint64_t work)
{
    Cost most = {entries, work};
    query_all(&b->q, &b->d);
    return evaluate_cost(to, &b->q, &b->meaning, &most, &b->budget);
}

/* Tables of 2 and 4, one of 2 on the way, an answer of 2; 8 multiplications. */
START_TEST(a_chain_costs_what_it_takes)
{
    Bed b;
    bed_init(&b);
    Cost cost;
    uint32_t f = sample_add(&b.d, b.x.fair), n = sample_add(&b.d, b.x.noisy, f);
    bed_out(&b, n);
    ck_assert_int_eq(bed_cost(&b, &cost, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    ck_assert_uint_eq(cost.entries, 2 + 4 + 2 + 2);
    ck_assert_uint_eq(cost.work, 6 + 8 + 2 + 2 * 16);
    ck_assert_int_eq(bed_cost(&b, &cost, cost.entries, cost.work), OUTCOME_DONE);
    ck_assert_int_eq(bed_cost(&b, &cost, cost.entries - 1, cost.work), OUTCOME_TOO_LARGE);
    ck_assert_int_eq(bed_cost(&b, &cost, cost.entries, cost.work - 1), OUTCOME_TOO_LARGE);
    bed_clear(&b);
}
END_TEST

/* One more table of 6, and one more factor where the die is summed out. */
START_TEST(events_cost_a_factor)
{
    Bed b;
    bed_init(&b);
    Cost with, without;
    const Box *die = sample_box(&b.x, "die", "", "d"), *k = sample_box(&b.x, "k", "d", "b");
    uint32_t d = sample_add(&b.d, die);
    bed_out(&b, sample_add(&b.d, k, d));
    bed_out(&b, d);
    Cost most = {UINT64_MAX, UINT64_MAX};
    query_all(&b.q, &b.d);
    b.q.heads.count = 1;
    ck_assert_int_eq(evaluate_cost(&without, &b.q, &b.meaning, &most, &b.budget), OUTCOME_DONE);
    bed_event(&b, 1, 0, false);
    array_push(&b.q.events.at[0].labels, 1);
    ck_assert_int_eq(evaluate_cost(&with, &b.q, &b.meaning, &most, &b.budget), OUTCOME_DONE);
    ck_assert_uint_eq(with.entries, without.entries + 6);
    ck_assert_uint_eq(with.work, without.work + 6 + 12);
    bed_clear(&b);
}
END_TEST

/* 40 wires with two kets: a hidden variable with two values, and 40 small factors. */
START_TEST(a_sparse_state_costs_its_kets)
{
    Bed b;
    bed_init(&b);
    Cost cost;
    SizeList in = {0}, out = {0};
    char bits[41] = "";
    memset(bits, 'b', 40);
    for (int i = 0; i < 40; i++)
        array_push(&out, 2);
    const Box *kets = sample_box(&b.x, "kets", "", bits);
    Matrix m;
    mpq_t half;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    matrix_init(&m, &in, &out);
    for (uint32_t ket = 0; ket < 2; ket++) {
        uint32_t tuple[40];
        for (size_t i = 0; i < 40; i++)
            tuple[i] = ket;
        matrix_add_entry(&m, tuple, half);
    }
    matrix_end_row(&m, false);
    meaning_add(&b.meaning, kets->id, &m);
    matrix_clear(&m);
    mpq_clear(half);
    array_clear(&out);
    bed_out(&b, diagram_add_box(&b.d, kets, NULL, 0));
    ck_assert_int_eq(bed_cost(&b, &cost, 10000, 10000), OUTCOME_DONE);
    ck_assert_uint_eq(cost.work, 2 * 81 + (39 * 4 + 2 * 2 * 41) + 2 + 16);
    bed_clear(&b);
}
END_TEST

/* A conditional costs its table and its elimination, once however often it is used; nothing when
 * its meaning is known. */
START_TEST(conditionals_cost_their_own)
{
    Bed b;
    bed_init(&b);
    Cost plain, once, twice;
    uint32_t n = sample_add(&b.d, b.x.noisy, bed_input(&b));
    bed_out(&b, n);
    bed_out(&b, sample_add(&b.d, b.x.noisy, n));
    const Box *c = bed_conditional(&b, 1, 0);
    ck_assert_int_eq(bed_cost(&b, &once, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    diagram_add_output(&b.d, diagram_add_box(&b.d, c, (uint32_t[]){0, 1}, 0), NULL);
    ck_assert_int_eq(bed_cost(&b, &twice, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    bed_expect_all(&b, "00:81/100 01:9/100 10:9/100 11:1/100;"
                       "00:81/100 01:9/100 10:9/100 11:1/100;"
                       "00:1/25 01:4/25 10:4/25 11:16/25;00:1/25 01:4/25 10:4/25 11:16/25");
    ck_assert_int_eq(bed_cost(&b, &plain, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    ck_assert_uint_eq(twice.entries - plain.entries, 8);
    ck_assert_uint_gt(once.work, plain.work / 2);
    ck_assert_uint_lt(twice.work, once.work + plain.work);
    bed_clear(&b);
}
END_TEST

/* Twice what its elimination costs: a table of 4, an answer of 2, and two uses. */
START_TEST(each_value_of_an_idle_input_costs)
{
    Bed b;
    bed_init(&b);
    Cost cost;
    bed_out(&b, sample_add(&b.d, b.x.noisy, bed_input(&b)));
    bed_conditional(&b, 0, 1);
    ck_assert_int_eq(bed_cost(&b, &cost, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    ck_assert_uint_eq(cost.entries, 2 + 4 + 2);
    ck_assert_uint_eq(cost.work, (2 + 2 + 16) + 2 * (4 + 2 + 2 * 16));
    bed_clear(&b);
}
END_TEST

/* Boxes without a meaning count; what has no carrier cannot. */
START_TEST(costs_need_types_and_no_numbers)
{
    Bed b;
    bed_init(&b);
    Cost cost;
    const Box *k = sample_box(&b.x, "k", "dd", "d");
    uint32_t x = diagram_add_uniform(&b.d, b.x.s.uniform, b.x.die, 0);
    bed_out(&b, sample_add(&b.d, k, x, x));
    ck_assert_int_eq(bed_cost(&b, &cost, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    ck_assert_uint_eq(cost.entries, 216 + 6 + 6);
    ck_assert_uint_eq(cost.work, 216 + 36 + 6 + 2 * 16); /* x is in k once */
    bed_out(&b, diagram_add_input(&b.d, signature_add_type(&b.x.s, "Gene"), NULL));
    ck_assert_int_eq(bed_cost(&b, &cost, UINT64_MAX, UINT64_MAX), OUTCOME_NO_CARRIER);
    bed_clear(&b);
}
END_TEST

/* 2^100 entries saturate; and a grid that is 40 wide ends where the bound does. */
START_TEST(costs_end_at_their_bound)
{
    Bed b;
    bed_init(&b);
    Cost cost;
    for (int i = 0; i < 100; i++)
        bed_out(&b, sample_add(&b.d, b.x.fair));
    ck_assert_int_eq(bed_cost(&b, &cost, UINT64_MAX, UINT64_MAX), OUTCOME_DONE);
    ck_assert_uint_eq(cost.entries, UINT64_MAX);
    ck_assert_uint_eq(cost.work, UINT64_MAX);

    diagram_clear(&b.d);
    uint32_t above[40];
    for (int i = 0; i < 40; i++)
        above[i] = sample_add(&b.d, b.x.fair);
    for (int row = 0; row < 40; row++)
        for (int i = 0; i < 40; i++)
            above[i] = sample_add(&b.d, b.x.xor, above[(i + 39) % 40], above[i]);
    bed_out(&b, above[39]);
    ck_assert_int_eq(bed_cost(&b, &cost, 1000000, 1000000), OUTCOME_TOO_LARGE);
    ck_assert(cost.entries > 1000000 || cost.work > 1000000);
    ck_assert_uint_lt(cost.work, 100000000);
    bed_clear(&b);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("conditional");
    TCase *c = tcase_create("meaning");
    tcase_add_test(c, one_conditional_for_each_input);
    tcase_add_test(c, without_givens_it_is_the_marginal);
    tcase_add_test(c, each_row_is_of_the_first_value_with_support);
    tcase_add_test(c, an_idle_input_may_be_a_given_itself);
    tcase_add_test(c, rows_without_support_anywhere_are_undefined);
    tcase_add_test(c, what_varies_is_told_and_stays_told);
    tcase_add_test(c, sixty_four_values_are_compared);
    tcase_add_test(c, support_is_looked_for_to_the_end);
    tcase_add_test(c, rows_that_never_have_support_are_not_looked_for);
    tcase_add_test(c, idle_inputs_that_nothing_reads_cost_nothing);
    tcase_add_test(c, a_value_that_reaches_an_undefined_row_is_passed_over);
    tcase_add_test(c, the_innermost_row_is_blamed);
    tcase_add_test(c, an_idle_input_needs_a_carrier);
    suite_add_tcase(s, c);
    c = tcase_create("cost");
    tcase_add_test(c, a_chain_costs_what_it_takes);
    tcase_add_test(c, events_cost_a_factor);
    tcase_add_test(c, a_sparse_state_costs_its_kets);
    tcase_add_test(c, conditionals_cost_their_own);
    tcase_add_test(c, each_value_of_an_idle_input_costs);
    tcase_add_test(c, costs_need_types_and_no_numbers);
    tcase_add_test(c, costs_end_at_their_bound);
    suite_add_tcase(s, c);
    return s;
}
