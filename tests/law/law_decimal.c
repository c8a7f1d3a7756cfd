/* law_decimal.c -- decimals are correctly rounded.
 *
 * The oracle never leaves the whole numbers: it scales q by a power of ten, divides, and looks at
 * the remainder.  It writes the result by moving a point in a string. */
#include "base/random.h"
#include "num/rational.h"

#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 60, CASES = 120, HARD_CASES = 60 };

static void
power_of_ten(mpq_t to, long k)
{
    mpq_set_ui(to, 1, 1);
    if (k >= 0)
        mpz_ui_pow_ui(mpq_numref(to), 10, (unsigned long)k);
    else
        mpz_ui_pow_ui(mpq_denref(to), 10, (unsigned long)-k);
}

/* The e with 10^(e - 1) <= q < 10^e, for q > 0: a guess from the lengths, then steps. */
static long
find_exponent(const mpq_t q)
{
    mpq_t bound;
    mpq_init(bound);
    long e = (long)mpz_sizeinbase(mpq_numref(q), 10) - (long)mpz_sizeinbase(mpq_denref(q), 10) - 2;
    for (power_of_ten(bound, e); mpq_cmp(q, bound) >= 0; power_of_ten(bound, e))
        e++;
    mpq_clear(bound);
    return e;
}

/* to := q rounded to a whole number, halves to even; q > 0. */
static void
round_half_even(mpz_t to, const mpq_t q)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_fdiv_qr(to, rest, mpq_numref(q), mpq_denref(q));
    mpz_mul_ui(rest, rest, 2);
    int order = mpz_cmp(rest, mpq_denref(q));
    if (order > 0 || (order == 0 && mpz_odd_p(to)))
        mpz_add_ui(to, to, 1);
    mpz_clear(rest);
}

/* n * 10^k with all its digits, as a person would move the point. */
static void
write_moved(const mpz_t n, long k, Sink *out)
{
    char *text = memory_new(mpz_sizeinbase(n, 10) + 2, 1);
    mpz_get_str(text, 10, n);
    size_t length = strlen(text), after = k < 0 ? (size_t)-k : 0;
    Sink s;
    sink_init(&s);
    for (; length + s.count <= after;)
        sink_put(&s, "0");
    sink_put(&s, text);
    for (; k > 0; k--)
        sink_put(&s, "0");
    sink_add(out, s.text, s.count - after);
    while (after > 0 && s.text[s.count - 1] == '0') {
        s.count--;
        after--;
    }
    sink_put(out, after ? "." : "");
    sink_add(out, s.text + s.count - after, after);
    sink_clear(&s);
    memory_free(text);
}

static long
count_digits(const mpz_t n)
{
    char *text = mpz_get_str(NULL, 10, n);
    long count = (long)strlen(text);
    memory_free(text);
    return count;
}

/* The whole part of what is written plainly has all its digits. */
static int
digits_shown(const mpq_t size, int digits)
{
    long whole = find_exponent(size);
    return whole > digits && whole <= 21 ? (int)whole : digits;
}

/* Does it round to 10^21 or more, so that it is not written plainly? */
static bool
is_beyond(const mpq_t size, int digits)
{
    mpq_t scale;
    mpz_t whole;
    mpq_init(scale);
    mpz_init(whole);
    long place = find_exponent(size) - digits;
    power_of_ten(scale, -place);
    mpq_mul(scale, scale, size);
    round_half_even(whole, scale);
    bool beyond = place + count_digits(whole) > 21;
    mpz_clear(whole);
    mpq_clear(scale);
    return beyond;
}

static void
write_oracle(const mpq_t q, int digits, Sink *out)
{
    mpq_t size, scale;
    mpz_t whole;
    mpq_init(size);
    mpq_init(scale);
    mpz_init(whole);
    mpq_abs(size, q);
    if (!is_beyond(size, digits))
        digits = digits_shown(size, digits);
    long place = find_exponent(size) - digits; /* the answer is whole * 10^place */
    power_of_ten(scale, -place);
    mpq_mul(size, size, scale);
    round_half_even(whole, size);
    long count = count_digits(whole), power = place + count - 1;
    sink_put(out, mpq_sgn(q) < 0 ? "-" : "");
    if (power < -5 || (power > 20 && power >= digits)) {
        write_moved(whole, 1 - count, out);
        sink_print(out, "e%c%ld", power < 0 ? '-' : '+', labs(power));
    } else {
        write_moved(whole, place, out);
    }
    mpz_clear(whole);
    mpq_clear(scale);
    mpq_clear(size);
}

static void
check_against_oracle(const mpq_t q, int digits)
{
    Sink found, wanted;
    sink_init(&found);
    sink_init(&wanted);
    decimal_write(q, digits, &found);
    write_oracle(q, digits, &wanted);
    if (strcmp(sink_text(&found), sink_text(&wanted)) != 0) {
        char *text = mpq_get_str(NULL, 10, q);
        ck_abort_msg("%s with %d digits: found %s, wanted %s", text, digits, sink_text(&found),
                     sink_text(&wanted));
    }
    sink_clear(&wanted);
    sink_clear(&found);
}

/* Up to so many bits, often with long runs of equal bits; at least 1. */
static void
random_whole(mpz_t to, Random *r, uint32_t bits)
{
    mpz_set_ui(to, 1);
    for (uint32_t left = random_below(r, bits); left > 0;) {
        uint32_t run = 1 + random_below(r, left < 40 ? left : 40);
        uint64_t chunk = random_below(r, 3) ? random_next(r) : random_below(r, 2) ? UINT64_MAX : 0;
        mpz_mul_2exp(to, to, run);
        mpz_add_ui(to, to, (unsigned long)(chunk >> (64 - run)));
        left -= run;
    }
}

static int
random_digits(Random *r)
{
    uint32_t kind = random_below(r, 8);
    return kind == 0 ? 1 : kind == 1 ? 1 + (int)random_below(r, 300) : 1 + (int)random_below(r, 25);
}

static void
random_sign(mpq_t q, Random *r)
{
    if (random_below(r, 2))
        mpq_neg(q, q);
}

START_TEST(test_rationals)
{
    Random r = random_start((uint64_t)_i);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < CASES; i++) {
        random_whole(mpq_numref(q), &r, i % 3 ? 64 : 2000);
        random_whole(mpq_denref(q), &r, i % 5 ? 64 : 2000);
        mpq_canonicalize(q);
        random_sign(q, &r);
        check_against_oracle(q, random_digits(&r));
    }
    mpq_clear(q);
}
END_TEST

/* Half-way between two decimals of this many digits, some all nines or one and zeros. */
static void
random_tie(mpq_t to, Random *r, int digits)
{
    mpz_t n;
    mpz_init_set_ui(n, 1 + random_below(r, 9));
    uint32_t style = random_below(r, 3);
    for (int i = 1; i < digits; i++) {
        mpz_mul_ui(n, n, 10);
        mpz_add_ui(n, n, style == 0 ? 9 : style == 1 ? 0 : random_below(r, 10));
    }
    if (style == 0 && random_below(r, 2)) {
        mpz_ui_pow_ui(n, 10, (unsigned long)digits);
        mpz_sub_ui(n, n, 1);
    }
    mpz_mul_ui(n, n, 10);
    mpz_add_ui(n, n, 5);
    power_of_ten(to, (long)random_below(r, 120) - 60 - digits);
    mpq_t scale;
    mpq_init(scale);
    mpq_set_z(scale, n);
    mpq_mul(to, to, scale);
    mpq_clear(scale);
    mpz_clear(n);
}

START_TEST(test_ties)
{
    Random r = random_start((uint64_t)_i + 1000);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < CASES; i++) {
        int digits = random_digits(&r);
        random_tie(q, &r, digits);
        random_sign(q, &r);
        check_against_oracle(q, digits);
    }
    mpq_clear(q);
}
END_TEST

/* A tie, moved a very little up or down. */
START_TEST(test_near_ties)
{
    Random r = random_start((uint64_t)_i + 2000);
    mpq_t q, little;
    mpq_init(q);
    mpq_init(little);
    for (int i = 0; i < HARD_CASES; i++) {
        int digits = random_digits(&r);
        random_tie(q, &r, digits);
        power_of_ten(little, -(long)random_below(&r, 2000) - 1);
        mpq_mul(little, little, q);
        if (random_below(&r, 2))
            mpq_add(q, q, little);
        else
            mpq_sub(q, q, little);
        random_sign(q, &r);
        check_against_oracle(q, digits);
    }
    mpq_clear(little);
    mpq_clear(q);
}
END_TEST

/* Far from one, on either side, and the powers of ten with what is just beside them. */
START_TEST(test_magnitudes)
{
    Random r = random_start((uint64_t)_i + 3000);
    mpq_t q, factor;
    mpq_init(q);
    mpq_init(factor);
    for (int i = 0; i < HARD_CASES; i++) {
        uint32_t reach = i % 10 == 0 ? 8000 : 40;
        power_of_ten(q, (long)random_below(&r, 2 * reach) - (long)reach);
        random_whole(mpq_numref(factor), &r, i % 2 ? 200 : 20);
        mpz_add_ui(mpq_denref(factor), mpq_numref(factor), 1);
        if (random_below(&r, 2))
            mpz_swap(mpq_numref(factor), mpq_denref(factor));
        if (random_below(&r, 4))
            mpq_mul(q, q, factor);
        random_sign(q, &r);
        check_against_oracle(q, random_digits(&r));
    }
    mpq_clear(factor);
    mpq_clear(q);
}
END_TEST

/* As many digits as may be asked. */
START_TEST(test_many_digits)
{
    Random r = random_start((uint64_t)_i + 4000);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < 5; i++) {
        random_whole(mpq_numref(q), &r, i % 2 ? 60 : 6000);
        random_whole(mpq_denref(q), &r, 6000);
        mpq_canonicalize(q);
        check_against_oracle(q, 1000);
        random_tie(q, &r, 1000);
        check_against_oracle(q, 1000);
        check_against_oracle(q, 999);
    }
    mpq_clear(q);
}
END_TEST

/* What is written reads back as what the digits say: writing it again changes nothing. */
START_TEST(test_reads_back)
{
    Random r = random_start((uint64_t)_i + 5000);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < CASES; i++) {
        int digits = random_digits(&r);
        random_whole(mpq_numref(q), &r, 200);
        random_whole(mpq_denref(q), &r, 200);
        mpq_canonicalize(q);
        Sink once, again;
        sink_init(&once);
        sink_init(&again);
        decimal_write(q, digits, &once);
        ck_assert_int_eq(rational_read(q, once.text, once.count), RATIONAL_READ);
        decimal_write(q, digits, &again);
        ck_assert_str_eq(sink_text(&once), sink_text(&again));
        sink_clear(&again);
        sink_clear(&once);
    }
    mpq_clear(q);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("decimal");
    TCase *t = tcase_create("against whole numbers");
    tcase_add_loop_test(t, test_rationals, 0, ROUNDS);
    tcase_add_loop_test(t, test_ties, 0, ROUNDS);
    tcase_add_loop_test(t, test_near_ties, 0, ROUNDS);
    tcase_add_loop_test(t, test_magnitudes, 0, ROUNDS);
    tcase_add_loop_test(t, test_many_digits, 0, ROUNDS);
    tcase_add_loop_test(t, test_reads_back, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
