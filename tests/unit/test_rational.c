/* test_rational.c -- numbers to and from text, decimals by example, sizes. */
#include "num/rational.h"

#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
check_reads(const char *text, const char *wanted)
{
    mpq_t q;
    Sink s;
    mpq_init(q);
    sink_init(&s);
    ck_assert_msg(rational_read(q, text, strlen(text)) == RATIONAL_READ, "%s is not read", text);
    rational_write(q, &s);
    ck_assert_msg(strcmp(sink_text(&s), wanted) == 0, "%s is read as %s", text, sink_text(&s));
    mpq_canonicalize(q);
    Sink again;
    sink_init(&again);
    rational_write(q, &again);
    ck_assert_msg(strcmp(sink_text(&again), wanted) == 0, "%s is not in lowest terms", wanted);
    sink_clear(&again);
    sink_clear(&s);
    mpq_clear(q);
}

static void
check_refuses(const char *text, size_t length, RationalRead wanted)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, -22, 7);
    RationalRead found = rational_read(q, text, length);
    ck_assert_msg(found == wanted, "%.30s...: %d, not %d", text, (int)found, (int)wanted);
    ck_assert_msg(mpq_cmp_si(q, -22, 7) == 0, "%.30s... was written", text);
    mpq_clear(q);
}

START_TEST(test_read)
{
    static const char *const pairs[][2] = {
        {"3", "3"},
        {"0", "0"},
        {"007", "7"},
        {"1000", "1000"},
        {"0.25", "1/4"},
        {"00.250", "1/4"},
        {"12.50", "25/2"},
        {"100.0", "100"},
        {"1200.0012", "3000003/2500"},
        {"0.00120", "3/2500"},
        {"0.1", "1/10"},
        {"0.2", "1/5"},
        {"0.5", "1/2"},
        {"0.3", "3/10"},
        {"0.15625", "5/32"},
        {"0.0000000001024", "1/9765625000"},
        {"25%", "1/4"},
        {"100%", "1"},
        {"12.5%", "1/8"},
        {"1e-3", "1/1000"},
        {"1E-3", "1/1000"},
        {"1e3", "1000"},
        {"1e+3", "1000"},
        {"1e0", "1"},
        {"1e-0", "1"},
        {"2.5e+2%", "5/2"},
        {"2.5e-1", "1/4"},
        {"625e-3", "5/8"},
        {"15625e-3", "125/8"},
        {"1953125e-3", "15625/8"},
        {"1024e-2", "256/25"},
        {"6e-1", "3/5"},
        {"1e00000000000000000000000000003", "1000"},
        {"0.00e12", "0"},
        {"0e999999999999999999999999", "0"},
        {"0.000e-999999999999999999999999%", "0"},
        {"0%", "0"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_reads(pairs[i][0], pairs[i][1]);
}
END_TEST

START_TEST(test_read_malformed)
{
    static const char *const texts[] = {
        "",     ".",     ".5",   "5.",    "5.e1", "1e",   "1e+",   "1e-", "e1",  "%",
        "25%%", "1 ",    " 1",   "-1",    "+1",   "1/2",  "1_0",   "1,5", "0x1", "inf",
        "nan",  "1.2.3", "1%e1", "1e1.5", "1e%",  "1..2", "1e+-2", "1f",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_refuses(texts[i], strlen(texts[i]), RATIONAL_MALFORMED);
    check_refuses("1\0", 2, RATIONAL_MALFORMED);
}
END_TEST

/* The text ends where the length says. */
START_TEST(test_read_length)
{
    mpq_t q;
    mpq_init(q);
    ck_assert_int_eq(rational_read(q, "12.5e7%", 2), RATIONAL_READ);
    ck_assert_int_eq(mpq_cmp_ui(q, 12, 1), 0);
    ck_assert_int_eq(rational_read(q, "12.5e7%", 4), RATIONAL_READ);
    ck_assert_int_eq(mpq_cmp_ui(q, 25, 2), 0);
    ck_assert_int_eq(rational_read(q, "12.5e7%", 3), RATIONAL_MALFORMED);
    ck_assert_int_eq(rational_read(q, "12.5e7%", 5), RATIONAL_MALFORMED);
    mpq_clear(q);
}
END_TEST

START_TEST(test_read_too_large)
{
    static const char *const texts[] = {
        "1e999999999999",
        "1e-999999999999",
        "1e99999999999999999999999999999999999999999",
        "3.7e-99999999999999999999999999999999999999999",
        "1e9223372036854775807",
        "1e-9223372036854775808",
        "1e18446744073709551617",
        "1e315653",
        "1e-315653",
        "2e-451612",
        "5e-1048576",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_refuses(texts[i], strlen(texts[i]), RATIONAL_TOO_LARGE);
}
END_TEST

/* Just inside: 10^315652 < 2^RATIONAL_BITS_MAX < 10^315653. */
START_TEST(test_read_at_the_limit)
{
    static const char *const texts[] = {"1e315652", "1e-315652", "0.1e315653"};
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_msg(rational_read(q, texts[i], strlen(texts[i])) == RATIONAL_READ, "%s",
                      texts[i]);
        ck_assert_uint_eq(rational_width(q), i == 1 ? 315653 + 2 : 315653);
    }
    mpq_clear(q);
}
END_TEST

/* base^n * 10^-n: almost all of the power of ten cancels, and what is left has its limit. */
static RationalRead
read_cancelling(mpq_t q, unsigned long base, unsigned long n)
{
    Sink s;
    sink_init(&s);
    mpz_ui_pow_ui(mpq_numref(q), base, n);
    mpz_set_ui(mpq_denref(q), 1);
    rational_write(q, &s);
    sink_print(&s, "e-%lu", n);
    RationalRead result = rational_read(q, s.text, s.count);
    sink_clear(&s);
    return result;
}

START_TEST(test_read_cancelling)
{
    mpq_t q;
    mpq_init(q);
    ck_assert_int_eq(read_cancelling(q, 5, RATIONAL_BITS_MAX - 1), RATIONAL_READ);
    ck_assert_int_eq(mpz_cmp_ui(mpq_numref(q), 1), 0);
    ck_assert_uint_eq(mpz_scan1(mpq_denref(q), 0), RATIONAL_BITS_MAX - 1);
    ck_assert_uint_eq(mpz_sizeinbase(mpq_denref(q), 2), RATIONAL_BITS_MAX);
    ck_assert_int_eq(read_cancelling(q, 5, RATIONAL_BITS_MAX), RATIONAL_TOO_LARGE);
    ck_assert_int_eq(read_cancelling(q, 2, 375000), RATIONAL_READ);
    ck_assert_int_eq(mpz_cmp_ui(mpq_numref(q), 1), 0);
    mpz_ui_pow_ui(mpq_numref(q), 5, 375000);
    ck_assert_int_eq(mpz_cmp(mpq_numref(q), mpq_denref(q)), 0);
    mpq_clear(q);
}
END_TEST

/* A hundred thousand digits, whole and behind a point; zeros that count for nothing. */
START_TEST(test_read_long)
{
    enum { LONG = 100000 };
    char *text = memory_new(4 * LONG, 1);
    mpq_t q;
    mpq_init(q);
    memset(text, '7', LONG);
    ck_assert_int_eq(rational_read(q, text, LONG), RATIONAL_READ);
    ck_assert(rational_width(q) >= LONG && rational_width(q) <= LONG + 2);
    ck_assert(mpz_divisible_ui_p(mpq_numref(q), 7));
    text[1] = '.';
    ck_assert_int_eq(rational_read(q, text, LONG), RATIONAL_READ);
    ck_assert_uint_ge(rational_width(q), 2 * LONG - 2);
    memset(text, '0', 4 * LONG);
    text[4 * LONG - 1] = '5';
    ck_assert_int_eq(rational_read(q, text, 4 * LONG), RATIONAL_READ);
    ck_assert_int_eq(mpq_cmp_ui(q, 5, 1), 0);
    text[1] = '.';
    text[5] = '5';
    text[4 * LONG - 1] = '0';
    ck_assert_int_eq(rational_read(q, text, 4 * LONG), RATIONAL_READ);
    ck_assert_int_eq(mpq_cmp_ui(q, 1, 2000), 0);
    memset(text, '7', 4 * LONG);
    check_refuses(text, 4 * LONG, RATIONAL_TOO_LARGE);
    mpq_clear(q);
    memory_free(text);
}
END_TEST

START_TEST(test_write)
{
    static const struct {
        long n;
        unsigned long d;
        const char *text;
    } cases[] = {{17, 21, "17/21"}, {-3, 1, "-3"},   {0, 1, "0"},        {-1, 2, "-1/2"},
                 {10, 1, "10"},     {9, 10, "9/10"}, {99, 100, "99/100"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mpq_t q;
        Sink s;
        mpq_init(q);
        sink_init(&s);
        mpq_set_si(q, cases[i].n, cases[i].d);
        rational_write(q, &s);
        ck_assert_str_eq(sink_text(&s), cases[i].text);
        ck_assert_uint_ge(rational_width(q), s.count);
        ck_assert_uint_le(rational_width(q), s.count + 2);
        sink_clear(&s);
        mpq_clear(q);
    }
}
END_TEST

static void
check_decimal(const char *q_text, int digits, const char *wanted)
{
    mpq_t q;
    Sink s;
    mpq_init(q);
    sink_init(&s);
    ck_assert_int_eq(mpq_set_str(q, q_text, 10), 0);
    mpq_canonicalize(q);
    decimal_write(q, digits, &s);
    ck_assert_msg(strcmp(sink_text(&s), wanted) == 0, "%s with %d digits: %s, not %s", q_text,
                  digits, sink_text(&s), wanted);
    sink_clear(&s);
    mpq_clear(q);
}

static const struct {
    const char *q;
    int digits;
    const char *wanted;
} decimals[] = {
    {"17/21", 6, "0.809524"},
    {"-17/21", 6, "-0.809524"},
    {"1/2", 6, "0.5"},
    {"12", 6, "12"},
    {"0", 1, "0"},
    {"1", 1, "1"},
    {"-1", 1000, "-1"},
    {"10", 1, "10"},
    {"123456789", 6, "123456789"},
    {"1234567891/10", 6, "123456789"},
    {"123456789/2", 6, "61728394"},
    {"9999996/10", 6, "1000000"},
    {"99999996/10", 6, "10000000"},
    {"99999994/10", 6, "9999999"},
    {"1234567/1000", 6, "1234.57"},
    {"1200", 2, "1200"},
    {"1200", 6, "1200"},
    {"1/3", 20, "0.33333333333333333333"},
    {"2/3", 1, "0.7"},
    /* ties, to even */
    {"1/8", 2, "0.12"},
    {"3/8", 2, "0.38"},
    {"3/20", 1, "0.2"},
    {"1/4", 1, "0.2"},
    {"-1/4", 1, "-0.2"},
    {"5/2", 1, "2"},
    {"7/2", 1, "4"},
    {"19/2", 1, "10"},
    {"17/2", 1, "8"},
    {"19/20", 1, "1"},
    {"1999/2", 3, "1000"},
    {"19999/2", 3, "10000"},
    {"9995/1000", 3, "10"},
    {"1234565", 6, "1234565"},
    {"246913/2", 6, "123456"},
    {"246915/2", 6, "123458"},
    /* beside ties */
    {"250000000000000000000000000001/1000000000000000000000000000000", 1, "0.3"},
    {"249999999999999999999999999999/1000000000000000000000000000000", 1, "0.2"},
    /* the point, and where it stops */
    {"1/100000", 6, "0.00001"},
    {"1234/100000000", 6, "0.00001234"},
    {"99/10000000", 1, "0.00001"},
    {"99/10000000", 2, "9.9e-6"},
    {"12/100000000", 6, "1.2e-7"},
    {"1/1000000", 6, "1e-6"},
    {"340000000000000000000", 6, "340000000000000000000"},
    {"999999999999999999999", 21, "999999999999999999999"},
    {"999999999999999999999", 20, "1e+21"},
    {"3400000000000000000000", 6, "3.4e+21"},
    {"3400000000000000000001", 22, "3400000000000000000001"},
    {"-34000000000000000000010/1000", 25, "-34000000000000000000.01"},
};

START_TEST(test_decimal)
{
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++)
        check_decimal(decimals[i].q, decimals[i].digits, decimals[i].wanted);
}
END_TEST

/* Numbers as long as they may be. */
START_TEST(test_decimal_of_long_numbers)
{
    mpq_t q;
    Sink s;
    mpq_init(q);
    sink_init(&s);
    ck_assert_int_eq(rational_read(q, "1e315652", 8), RATIONAL_READ);
    decimal_write(q, 6, &s);
    mpz_add_ui(mpq_numref(q), mpq_numref(q), 7);
    sink_put(&s, " ");
    decimal_write(q, 1000, &s);
    mpq_inv(q, q);
    sink_put(&s, " ");
    decimal_write(q, 6, &s);
    ck_assert_int_eq(rational_read(q, "25e315000", 9), RATIONAL_READ);
    sink_put(&s, " ");
    decimal_write(q, 1, &s);
    mpz_add_ui(mpq_numref(q), mpq_numref(q), 1);
    sink_put(&s, " ");
    decimal_write(q, 1, &s);
    ck_assert_str_eq(sink_text(&s), "1e+315652 1e+315652 1e-315652 2e+315001 3e+315001");
    sink_clear(&s);
    mpq_clear(q);
}
END_TEST

static void
power_of_two(mpq_t q, unsigned long up, unsigned long down)
{
    mpz_ui_pow_ui(mpq_numref(q), 2, up);
    mpz_ui_pow_ui(mpq_denref(q), 2, down);
}

START_TEST(test_fits_product)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    ck_assert(rational_fits_product(a, b));
    power_of_two(a, 0, RATIONAL_BITS_MAX / 2 - 10);
    power_of_two(b, RATIONAL_BITS_MAX / 2, 0);
    ck_assert(rational_fits_product(a, b));
    ck_assert(rational_fits_product(b, a));
    power_of_two(a, RATIONAL_BITS_MAX / 2, 0);
    ck_assert(!rational_fits_product(a, b));
    power_of_two(b, 0, RATIONAL_BITS_MAX / 2);
    ck_assert(!rational_fits_product(a, b));
    mpq_clear(b);
    mpq_clear(a);
}
END_TEST

START_TEST(test_fits_sum)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    power_of_two(a, 0, RATIONAL_BITS_MAX - 2);
    power_of_two(b, 0, RATIONAL_BITS_MAX - 2);
    ck_assert(rational_fits_sum(a, b)); /* over the same denominator */
    power_of_two(b, 0, 10);
    ck_assert(!rational_fits_sum(a, b));
    power_of_two(a, 0, RATIONAL_BITS_MAX - 20);
    ck_assert(rational_fits_sum(a, b));
    power_of_two(a, RATIONAL_BITS_MAX - 1, 0);
    power_of_two(b, RATIONAL_BITS_MAX - 1, 0);
    ck_assert(!rational_fits_sum(a, b)); /* it has a bit more */
    mpq_clear(b);
    mpq_clear(a);
}
END_TEST

START_TEST(test_fits_power)
{
    mpq_t a;
    mpq_init(a);
    ck_assert(rational_fits_power(a, ULONG_MAX));
    mpq_set_si(a, -1, 1);
    ck_assert(rational_fits_power(a, ULONG_MAX));
    mpq_set_si(a, -1, 2);
    ck_assert(rational_fits_power(a, RATIONAL_BITS_MAX - 1));
    ck_assert(!rational_fits_power(a, RATIONAL_BITS_MAX));
    ck_assert(!rational_fits_power(a, ULONG_MAX));
    mpq_set_si(a, 8, 1);
    ck_assert(rational_fits_power(a, (RATIONAL_BITS_MAX - 1) / 3));
    ck_assert(!rational_fits_power(a, (RATIONAL_BITS_MAX - 1) / 3 + 1));
    mpq_set_si(a, 3, 7);
    ck_assert(rational_fits_power(a, RATIONAL_BITS_MAX / 3));
    ck_assert(!rational_fits_power(a, RATIONAL_BITS_MAX / 3 + 1));
    ck_assert(!rational_fits_power(a, ULONG_MAX));
    mpz_ui_pow_ui(mpq_numref(a), 3, 250000);
    ck_assert(rational_fits_power(a, 0));
    ck_assert(rational_fits_power(a, 1));
    ck_assert(rational_fits_power(a, 2));
    ck_assert(!rational_fits_power(a, 3));
    mpq_clear(a);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("rational");
    TCase *t = tcase_create("rational");
    tcase_add_test(t, test_read);
    tcase_add_test(t, test_read_malformed);
    tcase_add_test(t, test_read_length);
    tcase_add_test(t, test_read_too_large);
    tcase_add_test(t, test_read_at_the_limit);
    tcase_add_test(t, test_read_cancelling);
    tcase_add_test(t, test_read_long);
    tcase_add_test(t, test_write);
    tcase_add_test(t, test_decimal);
    tcase_add_test(t, test_decimal_of_long_numbers);
    tcase_add_test(t, test_fits_product);
    tcase_add_test(t, test_fits_sum);
    tcase_add_test(t, test_fits_power);
    suite_add_tcase(s, t);
    return s;
}
