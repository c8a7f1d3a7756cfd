/* test_real.c -- enclosures and their decimals; the normal quantile by published values. */
#include "num/real.h"

#include "tests/suite.h"

#include <check.h>
#include <string.h>

/* What is found: a function of one rational. */
typedef struct Wanted {
    int which;
    mpq_t q;
} Wanted;

enum { ROOT, LOGARITHM, EXPONENTIAL, QUANTILE, ERFC, ITSELF };

static bool
find(Real *to, const void *what)
{
    const Wanted *w = what;
    Real x;
    real_init(&x, mpfr_get_prec(to->low));
    real_set_q(&x, w->q);
    switch (w->which) {
    case ROOT: real_sqrt(to, &x); break;
    case LOGARITHM: real_log(to, w->q); break;
    case EXPONENTIAL: real_exp_minus(to, &x); break;
    case QUANTILE: real_normal_quantile(to, w->q); break;
    case ERFC: real_erfc(to, &x); break;
    default: real_set(to, &x); break;
    }
    real_clear(&x);
    return true;
}

static void
check_digits(int which, const char *q, int digits, const char *wanted)
{
    Wanted w = {.which = which};
    Sink out;
    sink_init(&out);
    mpq_init(w.q);
    mpq_set_str(w.q, q, 10);
    ck_assert_int_eq(real_write(find, &w, digits, &out), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&out), wanted);
    mpq_clear(w.q);
    sink_clear(&out);
}

START_TEST(test_digits)
{
    check_digits(ROOT, "2", 20, "1.4142135623730950488");
    check_digits(ROOT, "1/4", 6, "0.5");
    check_digits(ROOT, "1/1000000000000000000", 3, "1e-9");
    check_digits(LOGARITHM, "2", 20, "0.69314718055994530942");
    check_digits(LOGARITHM, "1/2", 20, "-0.69314718055994530942");
    check_digits(LOGARITHM, "1", 6, "0");
    check_digits(EXPONENTIAL, "1", 20, "0.3678794411714423216");
    check_digits(EXPONENTIAL, "10000", 6, "1.13548e-4343");
    check_digits(EXPONENTIAL, "-10", 3, "22026");
    check_digits(ERFC, "0", 6, "1");
    check_digits(ERFC, "1", 20, "0.15729920705028513066");
    check_digits(ITSELF, "-1/64", 6, "-0.015625");
}
END_TEST

/* Wichura 1988 (AS 241) and any table, to more digits by mpmath. */
START_TEST(test_quantile)
{
    check_digits(QUANTILE, "39/40", 25, "1.959963984540054235524594");
    check_digits(QUANTILE, "199/200", 25, "2.575829303548900760978577");
    check_digits(QUANTILE, "1/1000", 20, "-3.0902323061678135415");
    check_digits(QUANTILE, "3/5", 20, "0.2533471031357997988");
    check_digits(QUANTILE, "999999/1000000", 20, "4.7534243088228989482");
}
END_TEST

/* A rational half-way between two decimals cannot be told by bounds around it, and is not. */
START_TEST(test_half_way)
{
    Wanted w = {.which = ROOT};
    Sink out;
    sink_init(&out);
    mpq_init(w.q);
    mpq_set_str(w.q, "1/9", 10);
    ck_assert_int_eq(real_write(find, &w, 3, &out), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&out), "0.333");
    mpq_set_str(w.q, "121/160000", 10); /* 0.0275: exact in decimal, not in binary */
    ck_assert_int_eq(real_write(find, &w, 2, &out), REAL_UNPROVEN);
    mpq_clear(w.q);
    sink_clear(&out);
}
END_TEST

START_TEST(test_signs)
{
    Wanted w = {.which = ROOT};
    mpq_t q;
    bool stopped;
    mpq_inits(w.q, q, NULL);
    mpq_set_ui(w.q, 2, 1);
    mpq_set_str(q, "141421356237309504880168872420969807/100000000000000000000000000000000000", 10);
    ck_assert_int_eq(real_sign_against(find, &w, q, &stopped), 1);
    mpq_set_str(q, "141421356237309504880168872420969808/100000000000000000000000000000000000", 10);
    ck_assert_int_eq(real_sign_against(find, &w, q, &stopped), -1);
    ck_assert(!stopped);
    mpq_clears(w.q, q, NULL);
}
END_TEST

/* Bounds stay bounds: products and quotients of both signs. */
START_TEST(test_arithmetic)
{
    enum { BITS = 20 };
    static const char *const values[] = {"-7/3", "-1/7", "0", "1/9", "5/3"};
    Real a, b, c;
    mpq_t x, y, z;
    mpq_inits(x, y, z, NULL);
    real_init(&a, BITS);
    real_init(&b, BITS);
    real_init(&c, BITS);
    for (size_t i = 0; i < COUNT(values) * COUNT(values); i++) {
        mpq_set_str(x, values[i / COUNT(values)], 10);
        mpq_set_str(y, values[i % COUNT(values)], 10);
        real_set_q(&a, x);
        real_set_q(&b, y);
        real_mul(&c, &a, &b);
        mpq_mul(z, x, y);
        ck_assert_int_eq(real_cmp_q(&c, z), 0);
        real_sub(&c, &a, &b);
        mpq_sub(z, x, y);
        ck_assert_int_eq(real_cmp_q(&c, z), 0);
        if (mpq_sgn(y) > 0) {
            real_div(&c, &a, &b);
            mpq_div(z, x, y);
            ck_assert_int_eq(real_cmp_q(&c, z), 0);
        }
        real_add(&a, &a, &b);
        mpq_add(z, x, y);
        ck_assert_int_eq(real_cmp_q(&a, z), 0);
    }
    real_clear(&c);
    real_clear(&b);
    real_clear(&a);
    mpq_clears(x, y, z, NULL);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("real");
    TCase *c = tcase_create("real");
    tcase_add_test(c, test_digits);
    tcase_add_test(c, test_quantile);
    tcase_add_test(c, test_half_way);
    tcase_add_test(c, test_signs);
    tcase_add_test(c, test_arithmetic);
    suite_add_tcase(s, c);
    return s;
}
