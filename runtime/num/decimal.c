/* decimal.c -- the decimal nearest to a rational, proven; see rational.h.
 *
 * MPFR encloses |q| between two binary numbers, a little more precise than the digits asked for.
 * Rounding is monotone: when both ends round to the same digits, these are q's.  Otherwise the one
 * point half-way between two decimals that lies in the enclosure is compared with q, exactly.  So
 * one precision is enough, ties are no special case, and a number of millions of bits is never
 * turned into decimal as a whole. */
#include "num/digits.h"

#include <assert.h>
#include <string.h>

void
digits_round(Digits *to, const mpfr_t x, int digits)
{
    mpfr_get_str(to->text, &to->exponent, 10, (size_t)digits, x, MPFR_RNDN);
    if (to->text[0] == '-')
        memmove(to->text, to->text + 1, strlen(to->text));
}

bool
digits_equal(const Digits *a, const Digits *b)
{
    return a->exponent == b->exponent && strcmp(a->text, b->text) == 0;
}

/* The sign of q - d. */
static int
compare(const mpq_t q, const Digits *d)
{
    mpz_t left, right, power;
    mpz_init_set(left, mpq_numref(q));
    mpz_init_set_str(right, d->text, 10);
    mpz_mul(right, right, mpq_denref(q));
    mpz_init(power);
    long k = d->exponent - (long)strlen(d->text);
    mpz_ui_pow_ui(power, 10, (unsigned long)(k < 0 ? -k : k));
    mpz_mul(k < 0 ? left : right, k < 0 ? left : right, power);
    int sign = mpz_cmp(left, right);
    mpz_clear(power);
    mpz_clear(right);
    mpz_clear(left);
    return sign;
}

/* The digits of q > 0, which lies between low and high.  Where these round apart, low rounds to
 * the half-way point at one digit more.  A tie goes to low's digits when they end even; high's last
 * digit does not tell, it may be gone with a carry. */
static void
choose_digits(Digits *to, const mpq_t q, const mpfr_t low, const mpfr_t high, int digits)
{
    Digits above, middle;
    digits_round(to, low, digits);
    digits_round(&above, high, digits);
    if (digits_equal(to, &above))
        return;
    digits_round(&middle, low, digits + 1);
    assert(middle.text[digits] == '5');
    int sign = compare(q, &middle);
    if (sign > 0 || (sign == 0 && (to->text[digits - 1] - '0') % 2 != 0))
        *to = above;
}

static void
find_digits(Digits *to, const mpq_t q, int digits)
{
    mpfr_prec_t precision = 64 + 4 * (mpfr_prec_t)digits;
    mpfr_t low, high;
    mpfr_init2(low, precision);
    mpfr_init2(high, precision);
    mpfr_set_q(low, q, MPFR_RNDD);
    mpfr_set_q(high, q, MPFR_RNDU);
    choose_digits(to, q, low, high, digits);
    mpfr_clear(high);
    mpfr_clear(low);
}

/* The power of ten from which on a decimal is written as d.ddde+21. */
static long
last_power(int digits)
{
    return digits > 21 ? digits : 21;
}

int
digits_shown(long exponent, int digits)
{
    return exponent <= digits || exponent > last_power(digits) ? digits : (int)exponent;
}

static void
find_shown(Digits *to, const mpq_t q, int digits)
{
    find_digits(to, q, digits);
    int whole = digits_shown((long)to->exponent, digits);
    if (whole == digits)
        return;
    find_digits(to, q, whole);
    if (to->exponent < whole) /* it had been rounded up to a power of ten */
        find_digits(to, q, to->exponent > digits ? (int)to->exponent : digits);
}

/* d.ddde-7 */
static void
write_scientific(const Digits *d, size_t count, Sink *out)
{
    sink_add(out, d->text, 1);
    if (count > 1) {
        sink_put(out, ".");
        sink_add(out, d->text + 1, count - 1);
    }
    sink_print(out, "e%+ld", (long)d->exponent - 1);
}

static void
write_plain(const Digits *d, size_t count, Sink *out)
{
    size_t whole = d->exponent > 0 ? (size_t)d->exponent : 0;
    if (whole == 0) {
        sink_put(out, "0.");
        sink_fill(out, '0', (size_t)-d->exponent);
        sink_add(out, d->text, count);
    } else if (whole >= count) {
        sink_add(out, d->text, count);
        sink_fill(out, '0', whole - count);
    } else {
        sink_add(out, d->text, whole);
        sink_put(out, ".");
        sink_add(out, d->text + whole, count - whole);
    }
}

void
digits_put(const Digits *d, int digits, Sink *out)
{
    size_t count = strlen(d->text);
    while (count > 1 && d->text[count - 1] == '0')
        count--;
    long power = (long)d->exponent - 1;
    if (power < -5 || power >= last_power(digits))
        write_scientific(d, count, out);
    else
        write_plain(d, count, out);
}

void
decimal_write(const mpq_t q, int digits, Sink *out)
{
    assert(digits >= 1 && digits <= DIGITS_MAX);
    if (mpq_sgn(q) == 0) {
        sink_put(out, "0");
        return;
    }
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, q);
    Digits d;
    find_shown(&d, size, digits);
    if (mpq_sgn(q) < 0)
        sink_put(out, "-");
    digits_put(&d, digits, out);
    mpq_clear(size);
}
