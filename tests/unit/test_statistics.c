/* test_statistics.c -- tails, G^2, Holm, resamples, spreads, by published values and by hand. */
#include "statistics/arms.h"
#include "statistics/chi_square.h"
#include "statistics/g_test.h"
#include "statistics/holm.h"
#include "statistics/resample.h"
#include "statistics/spread.h"
#include "statistics/wald.h"

#include "tests/suite.h"

#include <check.h>
#include <string.h>

/* ---- chi-square ---- */

typedef struct Tail {
    mpq_t x;
    uint64_t k;
} Tail;

static bool
find_tail(Real *to, const void *what)
{
    const Tail *t = what;
    Budget b = {0};
    Real x;
    real_init(&x, mpfr_get_prec(to->low));
    real_set_q(&x, t->x);
    bool ok = chi_square_above(to, &x, t->k, &b);
    real_clear(&x);
    return ok;
}

static void
check_tail(uint64_t k, const char *x, const char *wanted)
{
    Tail t = {.k = k};
    Sink out;
    sink_init(&out);
    mpq_init(t.x);
    mpq_set_str(t.x, x, 10);
    ck_assert_int_eq(real_write(find_tail, &t, 18, &out), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&out), wanted);
    mpq_clear(t.x);
    sink_clear(&out);
}

/* The incomplete gamma function of mpmath, to 20 digits; NIST's table agrees to its three. */
START_TEST(test_tail)
{
    check_tail(1, "1", "0.317310507862914103");
    check_tail(1, "384/100", "0.0500435212487050989");
    check_tail(2, "599/100", "0.0500366270865862878");
    check_tail(3, "781/100", "0.0501060563500059326");
    check_tail(5, "20", "0.00124973056303137541");
    check_tail(10, "1831/100", "0.0499541663436966828");
    check_tail(51, "305/10", "0.989906231928329382");
    check_tail(100, "200", "1.17845007209794224e-8");
    check_tail(1, "2000", "9.05161938656177236e-437");
    check_tail(7, "1/1000", "0.999999999999759795");
    check_tail(4, "0", "1");
    check_tail(3, "0", "1");
}
END_TEST

START_TEST(test_tail_stops)
{
    Budget b = {.interrupt = (const atomic_bool[]){true}};
    Real x;
    real_init(&x, 128);
    ck_assert(!chi_square_above(&x, &x, 100000000, &b));
    ck_assert_int_eq(b.stop, STOP_INTERRUPT);
    real_clear(&x);
}
END_TEST

/* ---- G^2 ---- */

static void
check_written(RealFind *find, const void *what, const char *wanted)
{
    Sink out;
    sink_init(&out);
    ck_assert_int_eq(real_write(find, what, 15, &out), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
}

static void
make_test(GTest *g, const GCell *cells, size_t count, Budget *b)
{
    GCellList list = {0};
    for (size_t i = 0; i < count; i++)
        array_push(&list, cells[i]);
    ck_assert(g_test_make(g, &list, b));
    array_clear(&list);
}

START_TEST(test_g)
{
    static const GCell cells[] = {
        {0, 1, 1, 40}, {0, 0, 0, 10}, {0, 0, 1, 20}, {0, 1, 0, 30}};
    Budget b = {0};
    GTest g;
    make_test(&g, cells, COUNT(cells), &b);
    ck_assert_uint_eq(g.freedom, 1);
    ck_assert_uint_eq(g.rows, 100);
    check_written(g_test_statistic, &g, "0.804348646096486");
    check_written(g_test_p_value, &g, "0.369796367929895");
    g_test_clear(&g);
}
END_TEST

/* The same table in a second stratum doubles both; strata where one side does not vary, and empty
 * cells, add no degrees of freedom. */
START_TEST(test_strata)
{
    static const GCell cells[] = {
        {0, 1, 1, 40}, {0, 0, 0, 10}, {0, 0, 1, 20}, {0, 1, 0, 30},
        {7, 1, 1, 40}, {7, 0, 0, 10}, {7, 0, 1, 20}, {7, 1, 0, 30},
        {3, 0, 0, 5},  {3, 0, 1, 9},  {4, 2, 2, 1},  {5, 0, 0, 0}};
    Budget b = {0};
    GTest g;
    make_test(&g, cells, COUNT(cells), &b);
    ck_assert_uint_eq(g.freedom, 2);
    ck_assert_uint_eq(g.strata, 4);
    ck_assert_uint_eq(g.rows, 215);
    check_written(g_test_statistic, &g, "1.60869729219297");
    g_test_clear(&g);
}
END_TEST

/* Independence that is exact gives zero, not something near it. */
START_TEST(test_exact)
{
    static const GCell cells[] = {{0, 0, 0, 3}, {0, 0, 2, 6}, {0, 1, 0, 7}, {0, 1, 2, 14}};
    static const GCell off[] = {{0, 0, 0, 3}, {0, 0, 2, 6}, {0, 1, 0, 7}, {0, 1, 2, 15}};
    static const GCell gap[] = {{0, 0, 0, 3}, {0, 0, 1, 6}, {0, 1, 0, 3}, {0, 1, 2, 6}};
    Budget b = {0};
    GTest g;
    make_test(&g, cells, COUNT(cells), &b);
    ck_assert(g.exact);
    check_written(g_test_statistic, &g, "0");
    check_written(g_test_p_value, &g, "1");
    g_test_clear(&g);
    make_test(&g, off, COUNT(off), &b);
    ck_assert(!g.exact);
    g_test_clear(&g);
    make_test(&g, gap, COUNT(gap), &b);
    ck_assert(!g.exact);
    ck_assert_uint_eq(g.freedom, 2);
    g_test_clear(&g);
    make_test(&g, NULL, 0, &b);
    ck_assert_uint_eq(g.freedom, 0);
    check_written(g_test_p_value, &g, "1");
    g_test_clear(&g);
}
END_TEST

/* ---- Holm ---- */

static bool
find_rational(Real *to, const void *what)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_str(q, what, 10);
    real_set_q(to, q);
    mpq_clear(q);
    return true;
}

/* R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02. */
START_TEST(test_holm)
{
    static const char *const p[] = {"1/100", "4/100", "3/100", "5/1000", "9/10"};
    static const char *const order[] = {"5/1000", "1/100", "3/100", "4/100", "9/10"};
    static const char *const adjusted[] = {"1/40", "1/25", "9/100", "9/100", "9/10"};
    Holm h = {.find = find_rational};
    mpq_t wanted;
    Real x;
    mpq_init(wanted);
    real_init(&x, 128);
    for (size_t i = 0; i < COUNT(p); i++)
        array_push(&h.tests, p[i]);
    ck_assert(holm_sort(&h));
    for (size_t i = 0; i < COUNT(p); i++) {
        HolmValue v = {&h, i};
        ck_assert_str_eq(h.tests.at[i], order[i]);
        ck_assert(holm_value(&x, &v));
        mpq_set_str(wanted, adjusted[i], 10);
        ck_assert_int_eq(real_cmp_q(&x, wanted), 0);
        ck_assert_int_lt(mpfr_get_exp(x.high), 2);
    }
    real_clear(&x);
    mpq_clear(wanted);
    holm_clear(&h);
}
END_TEST

/* None is above one; equal ones stay in their order. */
START_TEST(test_holm_one)
{
    static const char *const p[] = {"1/2", "1/2 ", "1/2  "};
    Holm h = {.find = find_rational};
    for (size_t i = 0; i < COUNT(p); i++)
        array_push(&h.tests, p[i]);
    ck_assert(holm_sort(&h));
    for (size_t i = 0; i < COUNT(p); i++) {
        HolmValue v = {&h, i};
        ck_assert_ptr_eq(h.tests.at[i], p[i]);
        check_written(holm_value, &v, "1");
    }
    holm_clear(&h);
}
END_TEST

/* ---- Wald ---- */

/* A state of three cells, and quantities that are linear in their shares. */
static void
make_wald(Wald *w, const long *counts, uint32_t cells, const long (*by)[3],
          const char *const *values, size_t terms)
{
    SizeList none = {0}, out = {0};
    WaldTerms l = {0};
    Matrix m;
    mpq_t share;
    unsigned long rows = 0;
    mpq_init(share);
    array_push(&out, cells);
    matrix_init(&m, &none, &out);
    for (size_t e = 0; e < cells; e++)
        rows += (unsigned long)counts[e];
    for (uint32_t e = 0; e < cells; e++) {
        mpq_set_si(share, counts[e], rows);
        mpq_canonicalize(share);
        matrix_add_entry(&m, &e, share);
    }
    matrix_end_row(&m, false);
    for (size_t i = 0; i < terms; i++) {
        WaldTerm *t = wald_terms_add(&l, cells);
        mpq_set_str(t->value, values[i], 10);
        for (size_t e = 0; e < cells; e++)
            mpq_set_si(t->by[e], by[i][e], 1);
    }
    ck_assert(wald_make(w, &l, &m, rows));
    wald_terms_clear(&l, cells);
    matrix_clear(&m);
    array_clear(&out);
    mpq_clear(share);
}

static void
check_wald(const Wald *w, const char *statistic, uint64_t freedom, uint64_t blind)
{
    mpq_t wanted;
    mpq_init(wanted);
    mpq_set_str(wanted, statistic, 10);
    ck_assert(mpq_equal(w->statistic, wanted));
    ck_assert_uint_eq(w->freedom, freedom);
    ck_assert_uint_eq(w->blind, blind);
    mpq_clear(wanted);
}

/* The share of a cell less 1/4: (3/10 - 1/4)^2 / (21/100 / 50) = 25/42; twice the same adds
 * nothing.  Two cells of three: Pearson's with the shares that were seen in the denominator,
 * 50 ((1/20)^2 10/3 + (1/20)^2 2 + (1/10)^2 5) = 19/6. */
START_TEST(test_wald)
{
    static const long counts[] = {15, 25, 10};
    static const long by[][3] = {{1, 0, 0}, {2, 0, 0}, {0, 1, 0}};
    static const char *const once[] = {"1/20", "1/10"}, *const off[] = {"1/20", "1/5"};
    static const char *const both[] = {"1/20", "1/10", "1/20"};
    Budget b = {0};
    Wald w;
    wald_init(&w, &b);
    make_wald(&w, counts, 3, by, once, 2);
    check_wald(&w, "25/42", 1, 0);
    check_written(wald_p_value, &w, "0.440400698139003");
    make_wald(&w, counts, 3, by, off, 2);
    check_wald(&w, "25/42", 1, 1);
    make_wald(&w, counts, 3, by, both, 3);
    check_wald(&w, "19/6", 2, 0);
    make_wald(&w, counts, 3, by, both, 0);
    check_wald(&w, "0", 0, 0);
    wald_clear(&w);
}
END_TEST

/* What has no spread, and is zero or is not. */
START_TEST(test_wald_still)
{
    static const long counts[] = {10};
    static const long by[][3] = {{1}, {0}};
    static const char *const values[] = {"0", "1"};
    Budget b = {0};
    Wald w;
    wald_init(&w, &b);
    make_wald(&w, counts, 1, by, values, 2);
    check_wald(&w, "0", 0, 1);
    wald_clear(&w);
}
END_TEST

START_TEST(test_wald_stops)
{
    static const long counts[] = {15, 25, 10};
    Budget b = {.interrupt = (const atomic_bool[]){true}};
    WaldTerms l = {0};
    SizeList none = {0};
    Matrix m;
    Wald w;
    matrix_init(&m, &none, &none);
    for (int i = 0; i < 200; i++)
        mpq_set_si(wald_terms_add(&l, 0)->value, counts[i % 3], 1);
    wald_init(&w, &b);
    b.steps = 0;
    for (int i = 0; i < 1000 && b.stop == STOP_NOT; i++)
        (void)!wald_make(&w, &l, &m, 50);
    ck_assert_int_eq(b.stop, STOP_INTERRUPT);
    wald_clear(&w);
    wald_terms_clear(&l, 0);
    matrix_clear(&m);
}
END_TEST

/* ---- instruments ---- */

static void
check_arms(const uint64_t *counts, uint32_t z, uint32_t y, const char *largest, const char *squared)
{
    Budget b = {0};
    Arms a;
    mpq_t wanted;
    mpq_init(wanted);
    arms_init(&a, z, 2, y, &b);
    ck_assert(arms_add(&a, 7, counts));
    mpq_set_str(wanted, largest, 10);
    ck_assert(mpq_equal(a.largest, wanted));
    mpq_set_str(wanted, squared, 10);
    ck_assert(mpq_equal(a.squared, wanted));
    ck_assert_uint_eq(a.sums, arms_sums(&a));
    if (mpq_sgn(a.squared) == 0)
        check_written(arms_p_value, &a, "1");
    mpq_clear(wanted);
    arms_clear(&a);
}

/* Counts of (z, x, y).  In the second P(1, 0 | 0) + P(1, 1 | 1) = 7/10 + 8/10; moved to one they
 * are 9/20 and 11/20, so the square is (1/2)^2 / (99/400 / 50), by hand.  In the third all is
 * certain, and the sum is 2. */
START_TEST(test_arms)
{
    static const uint64_t inside[] = {5, 5, 5, 5, 5, 5, 5, 5};
    static const uint64_t above[] = {10, 10, 70, 10, 10, 5, 5, 80};
    static const uint64_t certain[] = {0, 0, 20, 0, 0, 0, 0, 20};
    check_arms(inside, 2, 2, "1/2", "0");
    check_arms(above, 2, 2, "3/2", "5000/99");
    check_arms(certain, 2, 2, "2", "40");
}
END_TEST

/* Three arms of 10, 20 and 30 rows, each with all its rows at another y: the sum is 3, and is moved
 * to 1 by 12/11, 6/11 and 4/11: less than nothing is nothing, and the variance is 5/11 6/11 / 20 +
 * 7/11 4/11 / 30. */
START_TEST(test_arms_three)
{
    static const uint64_t counts[] = {10, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0};
    check_arms(counts, 3, 3, "3", "14520/73");
}
END_TEST

/* An arm without rows is none; one arm says nothing. */
START_TEST(test_arms_few)
{
    static const uint64_t counts[] = {3, 4, 5, 6, 0, 0, 0, 0};
    Budget b = {0};
    Arms a;
    arms_init(&a, 2, 2, 2, &b);
    ck_assert(arms_add(&a, 0, counts));
    ck_assert_uint_eq(a.sums, 0);
    ck_assert_uint_eq(a.rows, 0);
    arms_clear(&a);
    arms_init(&a, 1 << 20, 2, 40, &b);
    ck_assert_uint_eq(arms_sums(&a), UINT64_MAX);
    arms_clear(&a);
}
END_TEST

/* ---- resamples ---- */

/* Written down once: the same on every machine. */
START_TEST(test_resample)
{
    static const uint64_t rows[] = {5, 0, 90, 5};
    Budget b = {0};
    Resample r, again;
    resample_init(&r, rows, COUNT(rows), 1);
    resample_init(&again, rows, COUNT(rows), 1);
    uint64_t sum[COUNT(rows)] = {0};
    for (int k = 0; k < 1000; k++) {
        uint64_t n = 0;
        ck_assert(resample_next(&r, &b));
        ck_assert(resample_next(&again, &b));
        ck_assert_int_eq(memcmp(r.count.at, again.count.at, sizeof rows), 0);
        if (k == 0) {
            ck_assert_uint_eq(r.count.at[0], 4);
            ck_assert_uint_eq(r.count.at[2], 88);
        }
        for (size_t i = 0; i < COUNT(rows); i++) {
            n += r.count.at[i];
            sum[i] += r.count.at[i];
        }
        ck_assert_uint_eq(n, 100);
    }
    /* 100,000 draws: five standard deviations around the mean */
    ck_assert_uint_eq(sum[1], 0);
    ck_assert(sum[0] > 5000 - 345 && sum[0] < 5000 + 345);
    ck_assert(sum[2] > 90000 - 475 && sum[2] < 90000 + 475);
    resample_clear(&again);
    resample_clear(&r);
}
END_TEST

/* ---- spreads ---- */

/* The share of a cell: p (1 - p) / n. */
START_TEST(test_variance)
{
    SizeList none = {0}, out = {0};
    Matrix m;
    Budget b = {0};
    mpq_t by[2], weight, variance, p, added;
    mpq_inits(by[0], by[1], weight, variance, p, added, NULL);
    array_push(&out, 2);
    matrix_init(&m, &none, &out);
    mpq_set_ui(p, 3, 10);
    matrix_add_entry(&m, (const uint32_t[]){0}, p);
    mpq_set_ui(p, 7, 10);
    matrix_add_entry(&m, (const uint32_t[]){1}, p);
    matrix_end_row(&m, false);
    mpq_set_ui(by[0], 1, 1);
    mpq_set_ui(weight, 50, 1);
    ck_assert(spread_variance(variance, &m, (const mpq_t *)by, 50, weight, added, &b));
    mpq_set_ui(p, 21, 5000);
    ck_assert(mpq_equal(variance, p));
    Spread s = {p, variance, 0};
    Sink text;
    sink_init(&text);
    ck_assert_int_eq(spread_write(&s, 10, &text), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&text), "0.06480740698");
    sink_clear(&text);
    matrix_clear(&m);
    array_clear(&out);
    mpq_clears(by[0], by[1], weight, variance, p, added, NULL);
}
END_TEST

/* Ranks ceil(n / 40) and ceil(39 n / 40), the sum of squares by n - 1. */
START_TEST(test_values)
{
    enum { N = 81 };
    mpq_t values[N], variance, low, high;
    mpq_inits(variance, low, high, NULL);
    for (unsigned long i = 0; i < N; i++) {
        mpq_init(values[i]);
        mpq_set_ui(values[i], (i * 37) % N, 1);
    }
    spread_of_values(variance, low, high, values, N);
    ck_assert_int_eq(mpq_cmp_ui(low, 2, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(high, 78, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(variance, N * (N + 1), 12), 0);
    for (size_t i = 0; i < N; i++)
        mpq_clear(values[i]);
    mpq_clears(variance, low, high, NULL);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("statistics");
    TCase *c = tcase_create("statistics");
    tcase_add_test(c, test_tail);
    tcase_add_test(c, test_tail_stops);
    tcase_add_test(c, test_g);
    tcase_add_test(c, test_strata);
    tcase_add_test(c, test_exact);
    tcase_add_test(c, test_holm);
    tcase_add_test(c, test_holm_one);
    tcase_add_test(c, test_wald);
    tcase_add_test(c, test_wald_still);
    tcase_add_test(c, test_wald_stops);
    tcase_add_test(c, test_arms);
    tcase_add_test(c, test_arms_three);
    tcase_add_test(c, test_arms_few);
    tcase_add_test(c, test_resample);
    tcase_add_test(c, test_variance);
    tcase_add_test(c, test_values);
    suite_add_tcase(s, c);
    return s;
}
