/* test_linear.c -- linear programs: the lipid trial, proofs of what is not, limits, small ends. */
#include "linear/linear.h"

#include "tests/law/response.h"
#include "tests/suite.h"

#include <stdio.h>

enum { PLENTY = 100000 };

/* A problem, and what the last call found of it. */
typedef struct Bed {
    Linear p;
    LinearEnd end;
    LinearCorners corners;
    Budget budget;
    mpq_t q;
} Bed;

static void
bed_init(Bed *b, uint32_t rows)
{
    *b = (Bed){0};
    linear_init(&b->p, rows);
    linear_end_init(&b->end);
    mpq_init(b->q);
}

static void
bed_clear(Bed *b)
{
    linear_clear(&b->p);
    linear_end_clear(&b->end);
    linear_corners_clear(&b->corners);
    mpq_clear(b->q);
}

static mpq_t *
number(Bed *b, long over, unsigned long under)
{
    mpq_set_si(b->q, over, under);
    mpq_canonicalize(b->q);
    return &b->q;
}

static void
set_side(Bed *b, uint32_t row, long over, unsigned long under)
{
    linear_set_side(&b->p, row, *number(b, over, under));
}

static void
add_column(Bed *b, long cost)
{
    linear_add_column(&b->p, *number(b, cost, 1));
}

static void
add_entry(Bed *b, uint32_t row, long over, unsigned long under)
{
    linear_add_entry(&b->p, row, *number(b, over, under));
}

static LinearResult
solve(Bed *b, LinearSense sense)
{
    return linear_solve(&b->end, &b->p, sense, &b->budget);
}

static void
check_value(Bed *b, LinearSense sense, int64_t over, uint64_t under)
{
    ck_assert_int_eq(solve(b, sense), LINEAR_SOLVED);
    ck_assert_int_eq(mpq_cmp_si(b->end.value, over, under), 0);
}

/* ---- the lipid trial (Efron & Feldman 1991, as in Balke & Pearl 1997, section 4) */

static const Response binary = {2, 2, 2, true};
static const uint32_t group[] = {0, 0, 0, 0, 1, 1, 1, 1};

/* Thousandths of P(x, y | z) in the order of rows: z, then x, then y. */
static const long lipid[] = {919, 81, 0, 0, 315, 73, 139, 473};

static void
init_instrument(Bed *b, const long *thousandths)
{
    bed_init(b, 0);
    linear_clear(&b->p);
    response_init(&b->p, &binary);
    for (uint32_t i = 0; i < 8; i++)
        set_side(b, i, thousandths[i], 1000);
}

/* y with the constant first, in as few words as it can be said. */
static void
check_form(Bed *b, const char *expected)
{
    mpq_t constant;
    char text[200];
    mpq_init(constant);
    linear_shorten(b->end.y.at, constant, group, 8, 2);
    int at = gmp_snprintf(text, sizeof text, "%Qd:", constant);
    for (size_t i = 0; i < 8; i++)
        at += gmp_snprintf(text + at, sizeof text - (size_t)at, " %Qd", &b->end.y.at[i]);
    ck_assert_str_eq(text, expected);
    mpq_clear(constant);
}

START_TEST(test_lipid)
{
    Bed b;
    init_instrument(&b, lipid);
    check_value(&b, LINEAR_LEAST, 49, 125);
    check_form(&b, "-1: 1 0 0 0 0 0 0 1");
    ck_assert_uint_le(b.end.q.count, 7);
    check_value(&b, LINEAR_MOST, 39, 50);
    check_form(&b, "1: 0 -1 0 0 0 0 -1 0");
    bed_clear(&b);
}
END_TEST

START_TEST(test_symbolic)
{
    Bed b;
    init_instrument(&b, lipid);
    for (int most = 0; most < 2; most++) {
        LinearSense sense = most ? LINEAR_MOST : LINEAR_LEAST;
        ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, sense, PLENTY, &b.budget),
                         LINEAR_SOLVED);
        ck_assert_uint_eq(b.corners.points, 8);
        /* Four instrumental inequalities and eight that say that a probability is one. */
        ck_assert_uint_eq(b.corners.start.count - 1, 8 + 12);
    }
    bed_clear(&b);
}
END_TEST

/* P(Y = 1 | do(X = 1)): four and four. */
START_TEST(test_symbolic_level)
{
    Bed b;
    init_instrument(&b, lipid);
    for (uint32_t j = 0; j < response_columns(&binary); j++)
        linear_set_cost(&b.p, j, *number(&b, response_y(&binary, j, 0, 1), 1));
    for (int most = 0; most < 2; most++) {
        LinearSense sense = most ? LINEAR_MOST : LINEAR_LEAST;
        ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, sense, PLENTY, &b.budget),
                         LINEAR_SOLVED);
        ck_assert_uint_eq(b.corners.points, 4);
    }
    check_value(&b, LINEAR_LEAST, 473, 1000);
    check_value(&b, LINEAR_MOST, 861, 1000);
    bed_clear(&b);
}
END_TEST

/* P(X=1, Y=1 | Z=0) + P(X=1, Y=0 | Z=1) is 6/5, which no instrument allows. */
START_TEST(test_instrumental_inequality)
{
    static const long odd[] = {200, 100, 100, 600, 100, 100, 600, 200};
    Bed b;
    init_instrument(&b, odd);
    for (int most = 0; most < 2; most++) {
        ck_assert_int_eq(solve(&b, most ? LINEAR_MOST : LINEAR_LEAST), LINEAR_INFEASIBLE);
        ck_assert_int_eq(mpq_sgn(b.end.value), 0);
        check_form(&b, "-1: 0 0 0 1 0 0 1 0");
    }
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, PLENTY, &b.budget), LINEAR_INFEASIBLE);
    bed_clear(&b);
}
END_TEST

/* Probabilities that do not sum to the same under both values of Z break a relation of the rows. */
START_TEST(test_relation)
{
    static const long odd[] = {250, 250, 250, 250, 250, 250, 250, 251};
    Bed b;
    init_instrument(&b, odd);
    ck_assert_int_eq(solve(&b, LINEAR_LEAST), LINEAR_INFEASIBLE);
    for (size_t i = 0; i < 8; i++)
        ck_assert_int_eq(mpq_cmp_si(&b.end.y.at[i], i < 4 ? -1 : 1, 1), 0);
    bed_clear(&b);
}
END_TEST

/* The lipid trial's models at the corners: the ends are among what they have. */
START_TEST(test_models)
{
    Bed b;
    init_instrument(&b, lipid);
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, PLENTY, &b.budget), LINEAR_SOLVED);
    ck_assert_uint_eq(b.corners.start.count - 1, b.corners.points);
    bool least = false, most = false;
    mpq_t value, term;
    mpq_inits(value, term, NULL);
    for (size_t i = 0; i < b.corners.points; i++) {
        mpq_set_ui(value, 0, 1);
        for (size_t k = b.corners.start.at[i]; k < b.corners.start.at[i + 1]; k++) {
            const LinearWeight *w = &b.corners.weight.at[k];
            mpq_mul(term, *number(&b, response_effect(&binary, w->index), 1), &w->weight);
            mpq_add(value, value, term);
        }
        ck_assert(mpq_cmp_si(value, 49, 125) >= 0 && mpq_cmp_si(value, 39, 50) <= 0);
        least = least || mpq_cmp_si(value, 49, 125) == 0;
        most = most || mpq_cmp_si(value, 39, 50) == 0;
    }
    ck_assert(least && most);
    mpq_clears(value, term, NULL);
    bed_clear(&b);
}
END_TEST

/* ---- small ends */

/* q0 / 10^9 = 1: y is 10^9 times a cost, far outside the first box. */
START_TEST(test_box)
{
    Bed b;
    bed_init(&b, 1);
    set_side(&b, 0, 1, 1);
    add_column(&b, 5);
    add_entry(&b, 0, 1, 1000000000);
    add_column(&b, 7);
    add_entry(&b, 0, 1, 1000000000);
    check_value(&b, LINEAR_LEAST, 5000000000, 1);
    check_value(&b, LINEAR_MOST, 7000000000, 1);
    bed_clear(&b);
}
END_TEST

/* y <= -10^9 and y >= -2 * 10^9: no y is within the first box. */
START_TEST(test_far)
{
    Bed b;
    bed_init(&b, 1);
    set_side(&b, 0, 1, 1);
    add_column(&b, -1000000000);
    add_entry(&b, 0, 1, 1);
    add_column(&b, 2000000000);
    add_entry(&b, 0, -1, 1);
    check_value(&b, LINEAR_LEAST, -1000000000, 1);
    ck_assert_int_eq(solve(&b, LINEAR_MOST), LINEAR_UNBOUNDED);
    ck_assert_uint_eq(b.end.q.count, 2);
    ck_assert_int_eq(mpq_cmp_ui(&b.end.q.at[0].weight, 1, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(&b.end.q.at[1].weight, 1, 1), 0);
    bed_clear(&b);
}
END_TEST

/* q0 + q1 = 1 and q1 = 0, costs 2 and 5: y1 may fall, or rise, for ever at no cost.  The one vertex
 * is (2, 3), for both ends. */
START_TEST(test_border)
{
    Bed b;
    bed_init(&b, 2);
    set_side(&b, 0, 1, 1);
    add_column(&b, 2);
    add_entry(&b, 0, 1, 1);
    add_column(&b, 5);
    add_entry(&b, 0, 1, 1);
    add_entry(&b, 1, 1, 1);
    for (int sense = 0; sense < 2; sense++) {
        check_value(&b, sense ? LINEAR_MOST : LINEAR_LEAST, 2, 1);
        ck_assert_int_eq(mpq_cmp_si(&b.end.y.at[0], 2, 1), 0);
        ck_assert_int_eq(mpq_cmp_si(&b.end.y.at[1], 3, 1), 0);
    }
    bed_clear(&b);
}
END_TEST

START_TEST(test_nothing)
{
    Bed b;
    bed_init(&b, 0);
    check_value(&b, LINEAR_LEAST, 0, 1);
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, PLENTY, &b.budget), LINEAR_SOLVED);
    ck_assert_uint_eq(b.corners.points, 1);
    add_column(&b, 3);
    check_value(&b, LINEAR_LEAST, 0, 1);
    ck_assert_int_eq(solve(&b, LINEAR_MOST), LINEAR_UNBOUNDED);
    bed_clear(&b);
    bed_init(&b, 2);
    check_value(&b, LINEAR_MOST, 0, 1);
    ck_assert_uint_eq(b.end.y.count, 2);
    ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, LINEAR_MOST, PLENTY, &b.budget),
                     LINEAR_SOLVED);
    ck_assert_uint_eq(b.corners.points, 1);
    set_side(&b, 1, -2, 3);
    ck_assert_int_eq(solve(&b, LINEAR_LEAST), LINEAR_INFEASIBLE);
    ck_assert_int_eq(mpq_cmp_si(&b.end.y.at[1], -1, 1), 0);
    bed_clear(&b);
}
END_TEST

/* Columns that are added later are seen, and so are sides and costs that change. */
START_TEST(test_changes)
{
    Bed b;
    bed_init(&b, 2);
    set_side(&b, 0, 1, 1);
    set_side(&b, 1, 1, 2);
    add_column(&b, 1);
    linear_add_one(&b.p, 0);
    ck_assert_int_eq(solve(&b, LINEAR_LEAST), LINEAR_INFEASIBLE);
    add_column(&b, 4);
    linear_add_one(&b.p, 0);
    linear_add_one(&b.p, 1);
    check_value(&b, LINEAR_LEAST, 5, 2);
    set_side(&b, 1, 1, 3);
    check_value(&b, LINEAR_LEAST, 2, 1);
    linear_set_cost(&b.p, 0, *number(&b, 1, 7));
    check_value(&b, LINEAR_MOST, 4 * 7 + 2, 21);
    bed_clear(&b);
}
END_TEST

/* ---- a form in fewer words */

static void
check_shorten(const long *y, const uint32_t *of, const char *expected)
{
    LinearNumbers l;
    mpq_t constant;
    char text[200];
    linear_numbers_init(&l, 4);
    mpq_init(constant);
    mpq_set_ui(constant, 99, 1);
    for (size_t i = 0; i < 4; i++)
        mpq_set_si(&l.at[i], y[i], 1);
    linear_shorten(l.at, constant, of, 4, 2);
    gmp_snprintf(text, sizeof text, "%Qd: %Qd %Qd %Qd %Qd", constant, &l.at[0], &l.at[1], &l.at[2],
                 &l.at[3]);
    ck_assert_str_eq(text, expected);
    linear_numbers_clear(&l);
    mpq_clear(constant);
}

START_TEST(test_shorten)
{
    static const uint32_t one[] = {0, 0, 0, 0}, two[] = {0, 1, 0, 1},
                          none[] = {UINT32_MAX, 0, 0, UINT32_MAX};
    check_shorten((const long[]){2, 2, 3, 2}, one, "2: 0 0 1 0");
    check_shorten((const long[]){0, 0, 0, 0}, one, "0: 0 0 0 0");
    check_shorten((const long[]){5, 1, 5, -1}, two, "6: 0 0 0 -2");
    check_shorten((const long[]){0, 7, 1, 8}, two, "7: 0 0 1 1");
    check_shorten((const long[]){4, 4, 4, 4}, none, "4: 4 0 0 4");
    check_shorten((const long[]){1, 2, 3, 100}, one, "2: -1 0 1 98");
}
END_TEST

/* ---- limits */

START_TEST(test_limits)
{
    static atomic_bool interrupt = 1;
    Bed b;
    init_instrument(&b, lipid);
    ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, LINEAR_LEAST, 15, &b.budget),
                     LINEAR_MANY);
    ck_assert_uint_eq(b.corners.start.count, 0);
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, 15, &b.budget), LINEAR_MANY);
    b.budget.bytes = 5000;
    ck_assert_int_eq(solve(&b, LINEAR_LEAST), LINEAR_STOPPED);
    ck_assert_int_eq(b.budget.stop, STOP_MEMORY);
    ck_assert_uint_eq(b.end.y.count, 0);
    b.budget = (Budget){.bytes = 5000};
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, PLENTY, &b.budget), LINEAR_STOPPED);
    b.budget = (Budget){.bytes = 5000};
    ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, LINEAR_MOST, PLENTY, &b.budget),
                     LINEAR_STOPPED);
    b.budget = (Budget){.interrupt = &interrupt};
    ck_assert_int_eq(solve(&b, LINEAR_MOST), LINEAR_STOPPED);
    ck_assert_int_eq(b.budget.stop, STOP_INTERRUPT);
    b.budget = (Budget){0};
    check_value(&b, LINEAR_LEAST, 49, 125);
    bed_clear(&b);
}
END_TEST

/* Built without a solver, or on a machine without the library, that is what is said. */
START_TEST(test_absent)
{
    Bed b;
    init_instrument(&b, lipid);
#ifdef CATGUT_NO_CDD
    LinearResult expected = LINEAR_ABSENT;
#else
    LinearResult expected = LINEAR_MISSING;
#endif
    ck_assert_int_eq(solve(&b, LINEAR_LEAST), expected);
    ck_assert_int_eq(linear_corners(&b.corners, &b.p, PLENTY, &b.budget), expected);
    ck_assert_int_eq(linear_dual_corners(&b.corners, &b.p, LINEAR_LEAST, PLENTY, &b.budget),
                     expected);
    bed_clear(&b);
}
END_TEST

static bool
is_absent(void)
{
    Bed b;
    init_instrument(&b, lipid);
    LinearResult result = solve(&b, LINEAR_LEAST);
    bed_clear(&b);
    return result == LINEAR_ABSENT || result == LINEAR_MISSING;
}

Suite *
suite(void)
{
    Suite *s = suite_create("linear programs");
    TCase *t = tcase_create("linear programs");
    tcase_add_test(t, test_shorten);
    if (is_absent()) {
        tcase_add_test(t, test_absent);
        suite_add_tcase(s, t);
        return s;
    }
    tcase_add_test(t, test_lipid);
    tcase_add_test(t, test_symbolic);
    tcase_add_test(t, test_symbolic_level);
    tcase_add_test(t, test_instrumental_inequality);
    tcase_add_test(t, test_relation);
    tcase_add_test(t, test_models);
    tcase_add_test(t, test_box);
    tcase_add_test(t, test_far);
    tcase_add_test(t, test_border);
    tcase_add_test(t, test_nothing);
    tcase_add_test(t, test_changes);
    tcase_add_test(t, test_limits);
    suite_add_tcase(s, t);
    return s;
}
