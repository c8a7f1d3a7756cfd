/* rational.c -- numbers as people write them, read and written exactly; see rational.h.
 *
 * A decimal is M * 10^k for a whole M that does not end in zero.  So M is odd or no multiple of
 * five, and the fraction comes to lowest terms by taking out one prime: no gcd of long numbers is
 * ever computed.  Whether the result would be too large is decided on the counts of digits first,
 * so nothing large is built only to be refused. */
#include "num/rational.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

static void *
allocate(size_t bytes)
{
    return memory_resize(NULL, bytes, 1);
}

static void *
reallocate(void *p, size_t old_bytes, size_t bytes)
{
    (void)old_bytes;
    return memory_resize(p, bytes, 1);
}

static void
release(void *p, size_t bytes)
{
    (void)bytes;
    memory_free(p);
}

void
rational_start(void)
{
    mp_set_memory_functions(allocate, reallocate, release);
}

/* What a text says: the digits in text[0 ... digits), which may hold a point (at `point`, else
 * point = digits), times ten to the `exponent`. */
typedef struct Decimal {
    const char *text;
    size_t digits, point;
    int64_t exponent;
} Decimal;

enum { PERCENT = 2 };
static const int64_t EXPONENT_MAX = INT64_C(100000000000000000); /* more is as good as this */

static size_t
skip_digits(const char *text, size_t length, size_t i)
{
    while (i < length && text[i] >= '0' && text[i] <= '9')
        i++;
    return i;
}

/* Reads `e-12` at text[*i], if there is one; *i is moved behind it. */
static bool
scan_exponent(Decimal *d, size_t length, size_t *i)
{
    if (*i == length || (d->text[*i] != 'e' && d->text[*i] != 'E'))
        return true;
    size_t at = *i + 1;
    bool minus = at < length && d->text[at] == '-';
    if (at < length && (d->text[at] == '-' || d->text[at] == '+'))
        at++;
    *i = skip_digits(d->text, length, at);
    if (*i == at)
        return false;
    for (; at < *i; at++)
        if (d->exponent < EXPONENT_MAX)
            d->exponent = d->exponent * 10 + (d->text[at] - '0');
    if (minus)
        d->exponent = -d->exponent;
    return true;
}

/* False: malformed. */
static bool
scan(Decimal *d, const char *text, size_t length)
{
    size_t i = skip_digits(text, length, 0);
    *d = (Decimal){.text = text, .digits = i, .point = i};
    if (i == 0)
        return false;
    if (i < length && text[i] == '.') {
        d->digits = skip_digits(text, length, i + 1);
        if (d->digits == i + 1)
            return false;
        i = d->digits;
    }
    if (!scan_exponent(d, length, &i))
        return false;
    if (i < length && text[i] == '%') {
        d->exponent -= PERCENT;
        i++;
    }
    return i == length;
}

/* Drops zeros at both ends; the exponent then counts from the last digit.  A point is left only
 * between digits, and means nothing any more. */
static void
trim(Decimal *d)
{
    size_t begin = 0, end = d->digits;
    while (begin < end && (d->text[begin] == '0' || d->text[begin] == '.'))
        begin++;
    while (end > begin && (d->text[end - 1] == '0' || d->text[end - 1] == '.'))
        end--;
    if (end > d->point)
        d->exponent -= (int64_t)(end - d->point - 1);
    else
        d->exponent += (int64_t)(d->point - end);
    d->text += begin;
    d->digits = end - begin;
}

static void
read_digits(mpz_t to, const Decimal *d)
{
    char *copy = memory_new(d->digits + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < d->digits; i++)
        if (d->text[i] != '.')
            copy[n++] = d->text[i];
    int bad = mpz_set_str(to, copy, 10);
    assert(!bad);
    (void)bad;
    memory_free(copy);
}

static size_t
bits(const mpz_t z)
{
    return mpz_sizeinbase(z, 2);
}

static bool
is_within(const mpq_t q)
{
    return bits(mpq_numref(q)) <= RATIONAL_BITS_MAX && bits(mpq_denref(q)) <= RATIONAL_BITS_MAX;
}

/* n := n * 10^k. */
static void
scale_up(mpz_t n, unsigned long k)
{
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 5, k);
    mpz_mul(n, n, power);
    mpz_mul_2exp(n, n, k);
    mpz_clear(power);
}

/* Takes up to k factors 5 out of n: how many. */
static unsigned long
remove_fives(mpz_t n, unsigned long k)
{
    if (!mpz_divisible_ui_p(n, 5))
        return 0;
    mpz_t five;
    mpz_init_set_ui(five, 5);
    unsigned long fives = mpz_remove(n, n, five);
    if (fives > k) {
        mpz_ui_pow_ui(five, 5, fives - k);
        mpz_mul(n, n, five);
        fives = k;
    }
    mpz_clear(five);
    return fives;
}

/* to := to / 10^k, where to is whole.  False: too large; log2(5) > 2321 / 1000. */
static bool
scale_down(mpq_t to, unsigned long k)
{
    unsigned long twos = mpz_scan1(mpq_numref(to), 0);
    if (twos > k)
        twos = k;
    mpz_tdiv_q_2exp(mpq_numref(to), mpq_numref(to), twos);
    twos = k - twos;
    unsigned long fives = k - remove_fives(mpq_numref(to), k);
    if (twos + fives / 1000 * 2321 > RATIONAL_BITS_MAX)
        return false;
    mpz_ui_pow_ui(mpq_denref(to), 5, fives);
    mpz_mul_2exp(mpq_denref(to), mpq_denref(to), twos);
    return true;
}

/* The value of a trimmed decimal that is not zero. */
static bool
build(mpq_t to, const Decimal *d)
{
    read_digits(mpq_numref(to), d);
    bool ok = true;
    if (d->exponent >= 0)
        scale_up(mpq_numref(to), (unsigned long)d->exponent);
    else
        ok = scale_down(to, (unsigned long)-d->exponent);
    return ok && is_within(to);
}

/* A thousandth of the bits that every factor 1 / 10 leaves in the denominator, whatever cancels:
 * the last digit says whether M is even, or a multiple of five, or neither. */
static int64_t
bits_left(char last)
{
    if (last == '5')
        return 1000;
    return (last - '0') % 2 == 0 ? 2321 : 3321;
}

/* Certainly too large?  M has more than n digits (n may count a point), so it is at least 10^(n-1)
 * and loses at most a factor 5 for each 1 / 10; log2(10) > 3321 / 1000, log2(5) < 2322 / 1000. */
static bool
is_surely_too_large(const Decimal *d)
{
    int64_t n = (int64_t)d->digits - 1, k = d->exponent, limit = RATIONAL_BITS_MAX;
    if (k < -limit || k > limit || n > limit)
        return true;
    if (k >= 0)
        return (n + k) * 3321 / 1000 > limit;
    return -k * bits_left(d->text[d->digits - 1]) / 1000 > limit ||
           (n - 1) * 3321 / 1000 + k * 2322 / 1000 > limit;
}

RationalRead
rational_read(mpq_t to, const char *text, size_t length)
{
    Decimal d;
    if (!scan(&d, text, length))
        return RATIONAL_MALFORMED;
    trim(&d);
    if (d.digits == 0) {
        mpq_set_ui(to, 0, 1);
        return RATIONAL_READ;
    }
    if (is_surely_too_large(&d))
        return RATIONAL_TOO_LARGE;
    mpq_t q;
    mpq_init(q);
    bool ok = build(q, &d);
    if (ok)
        mpq_swap(to, q);
    mpq_clear(q);
    return ok ? RATIONAL_READ : RATIONAL_TOO_LARGE;
}

size_t
rational_width(const mpq_t q)
{
    size_t width = mpz_sizeinbase(mpq_numref(q), 10) + (mpq_sgn(q) < 0);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0)
        width += 1 + mpz_sizeinbase(mpq_denref(q), 10);
    return width;
}

void
rational_write(const mpq_t q, Sink *out)
{
    /* mpq_get_str asks for room for a sign, a slash and a NUL whether they come or not */
    size_t digits = mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10);
    char *text = memory_new(digits + 3, 1);
    mpq_get_str(text, 10, q);
    sink_put(out, text);
    memory_free(text);
}

static size_t
most_bits(const mpq_t q)
{
    size_t n = bits(mpq_numref(q)), d = bits(mpq_denref(q));
    return n > d ? n : d;
}

uint64_t
rational_bytes(const mpq_t q)
{
    return (mpz_size(mpq_numref(q)) + mpz_size(mpq_denref(q))) * sizeof(mp_limb_t);
}

bool
rational_fits_sum(const mpq_t a, const mpq_t b)
{
    size_t longest = most_bits(a) > most_bits(b) ? most_bits(a) : most_bits(b);
    return mpz_cmp(mpq_denref(a), mpq_denref(b)) == 0 ? longest + 1 <= RATIONAL_BITS_MAX
                                                      : rational_fits_product(a, b);
}

bool
rational_fits_product(const mpq_t a, const mpq_t b)
{
    return most_bits(a) + most_bits(b) + 1 <= RATIONAL_BITS_MAX;
}

/* Would z^n fit?  2^s to the n takes exactly s * n + 1 bits. */
static bool
power_fits(const mpz_t z, uint64_t n)
{
    size_t size = bits(z);
    if (mpz_sgn(z) == 0 || n == 0)
        return true;
    if (mpz_scan1(z, 0) == size - 1)
        return size == 1 || n <= (RATIONAL_BITS_MAX - 1) / (size - 1);
    return n <= RATIONAL_BITS_MAX / size;
}

bool
rational_fits_power(const mpq_t a, uint64_t n)
{
    return power_fits(mpq_numref(a), n) && power_fits(mpq_denref(a), n);
}

bool
rational_near(const mpq_t a, const mpq_t b, const mpq_t most)
{
    mpq_t apart;
    mpq_init(apart);
    mpq_sub(apart, a, b);
    mpq_abs(apart, apart);
    bool near = mpq_cmp(apart, most) <= 0;
    mpq_clear(apart);
    return near;
}
