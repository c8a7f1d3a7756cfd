/* real.c -- enclosures of real numbers, and their decimals; see real.h.
 *
 * All functions of one argument are monotone, so the ends of the result come from the ends of the
 * argument.  The normal quantile is found by Newton's method and then proven: the distribution
 * function is below the wanted value at one end, and above it at the other. */
#include "num/real.h"

#include <assert.h>

void
real_init(Real *x, long bits)
{
    mpfr_init2(x->low, (mpfr_prec_t)bits);
    mpfr_init2(x->high, (mpfr_prec_t)bits);
    mpfr_set_zero(x->low, 1);
    mpfr_set_zero(x->high, 1);
}

void
real_clear(Real *x)
{
    mpfr_clear(x->low);
    mpfr_clear(x->high);
}

void
real_set_q(Real *to, const mpq_t q)
{
    mpfr_set_q(to->low, q, MPFR_RNDD);
    mpfr_set_q(to->high, q, MPFR_RNDU);
}

void
real_set(Real *to, const Real *x)
{
    mpfr_set(to->low, x->low, MPFR_RNDD);
    mpfr_set(to->high, x->high, MPFR_RNDU);
}

void
real_add(Real *to, const Real *a, const Real *b)
{
    mpfr_add(to->low, a->low, b->low, MPFR_RNDD);
    mpfr_add(to->high, a->high, b->high, MPFR_RNDU);
}

void
real_sub(Real *to, const Real *a, const Real *b)
{
    Real d;
    real_init(&d, mpfr_get_prec(to->low));
    mpfr_sub(d.low, a->low, b->high, MPFR_RNDD);
    mpfr_sub(d.high, a->high, b->low, MPFR_RNDU);
    real_set(to, &d);
    real_clear(&d);
}

/* The least product of two ends, or the largest. */
static void
end_of_product(mpfr_t to, const Real *a, const Real *b, bool high)
{
    mpfr_rnd_t round = high ? MPFR_RNDU : MPFR_RNDD;
    mpfr_t one;
    mpfr_init2(one, mpfr_get_prec(to));
    mpfr_mul(to, a->low, b->low, round);
    for (int i = 1; i < 4; i++) {
        mpfr_mul(one, i & 1 ? a->high : a->low, i & 2 ? b->high : b->low, round);
        if (high ? mpfr_greater_p(one, to) : mpfr_less_p(one, to))
            mpfr_set(to, one, round);
    }
    mpfr_clear(one);
}

void
real_mul(Real *to, const Real *a, const Real *b)
{
    Real product;
    real_init(&product, mpfr_get_prec(to->low));
    end_of_product(product.low, a, b, false);
    end_of_product(product.high, a, b, true);
    real_set(to, &product);
    real_clear(&product);
}

void
real_mul_q(Real *to, const Real *a, const mpq_t q)
{
    Real factor;
    real_init(&factor, mpfr_get_prec(to->low));
    real_set_q(&factor, q);
    real_mul(to, a, &factor);
    real_clear(&factor);
}

void
real_div(Real *to, const Real *a, const Real *b)
{
    Real inverse;
    assert(mpfr_sgn(b->low) > 0);
    real_init(&inverse, mpfr_get_prec(to->low));
    mpfr_ui_div(inverse.low, 1, b->high, MPFR_RNDD);
    mpfr_ui_div(inverse.high, 1, b->low, MPFR_RNDU);
    real_mul(to, a, &inverse);
    real_clear(&inverse);
}

void
real_sqrt(Real *to, const Real *x)
{
    assert(mpfr_sgn(x->high) >= 0);
    if (mpfr_sgn(x->low) < 0)
        mpfr_set_zero(to->low, 1);
    else
        mpfr_sqrt(to->low, x->low, MPFR_RNDD);
    mpfr_sqrt(to->high, x->high, MPFR_RNDU);
}

void
real_log(Real *to, const mpq_t q)
{
    assert(mpq_sgn(q) > 0);
    real_set_q(to, q);
    mpfr_log(to->low, to->low, MPFR_RNDD);
    mpfr_log(to->high, to->high, MPFR_RNDU);
}

void
real_exp_minus(Real *to, const Real *x)
{
    Real minus;
    real_init(&minus, mpfr_get_prec(to->low));
    mpfr_neg(minus.low, x->high, MPFR_RNDD);
    mpfr_neg(minus.high, x->low, MPFR_RNDU);
    mpfr_exp(to->low, minus.low, MPFR_RNDD);
    mpfr_exp(to->high, minus.high, MPFR_RNDU);
    real_clear(&minus);
}

void
real_erfc(Real *to, const Real *x)
{
    Real r;
    real_init(&r, mpfr_get_prec(to->low));
    mpfr_erfc(r.low, x->high, MPFR_RNDD);
    mpfr_erfc(r.high, x->low, MPFR_RNDU);
    real_set(to, &r);
    real_clear(&r);
}

void
real_root_pi(Real *to)
{
    mpfr_const_pi(to->low, MPFR_RNDD);
    mpfr_const_pi(to->high, MPFR_RNDU);
    real_sqrt(to, to);
}

/* ---- the normal quantile ---- */

/* How much of the normal distribution is below z: erfc(-z / sqrt(2)) / 2. */
static void
normal_below(Real *to, const mpfr_t z)
{
    Real x, root;
    long bits = mpfr_get_prec(to->low);
    real_init(&x, bits);
    real_init(&root, bits);
    mpfr_sqrt_ui(root.low, 2, MPFR_RNDD);
    mpfr_sqrt_ui(root.high, 2, MPFR_RNDU);
    mpfr_neg(x.low, z, MPFR_RNDD);
    mpfr_neg(x.high, z, MPFR_RNDU);
    real_div(&x, &x, &root);
    real_erfc(to, &x);
    mpfr_div_2ui(to->low, to->low, 1, MPFR_RNDD);
    mpfr_div_2ui(to->high, to->high, 1, MPFR_RNDU);
    real_clear(&root);
    real_clear(&x);
}

/* One step of Newton's method: z := z - (F(z) - below) / f(z), f the density; the step is kept
 * below one, so that it cannot leave where f is not zero. */
static bool
newton_step(mpfr_t z, const mpq_t below, mpfr_t step)
{
    long bits = mpfr_get_prec(z);
    Real f;
    mpfr_t density, pi;
    real_init(&f, bits);
    mpfr_init2(density, bits);
    mpfr_init2(pi, bits);
    normal_below(&f, z);
    mpfr_sub_q(step, f.low, below, MPFR_RNDN);
    mpfr_sqr(density, z, MPFR_RNDN);
    mpfr_div_2ui(density, density, 1, MPFR_RNDN);
    mpfr_exp(density, density, MPFR_RNDN); /* 1 / (f sqrt(2 pi)) */
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_mul_2ui(pi, pi, 1, MPFR_RNDN);
    mpfr_sqrt(pi, pi, MPFR_RNDN);
    mpfr_mul(step, step, density, MPFR_RNDN);
    mpfr_mul(step, step, pi, MPFR_RNDN);
    if (mpfr_cmp_si(step, 1) > 0)
        mpfr_set_si(step, 1, MPFR_RNDN);
    if (mpfr_cmp_si(step, -1) < 0)
        mpfr_set_si(step, -1, MPFR_RNDN);
    mpfr_sub(z, z, step, MPFR_RNDN);
    mpfr_clear(pi);
    mpfr_clear(density);
    real_clear(&f);
    return mpfr_zero_p(step) || mpfr_get_exp(step) < -(bits / 2 + 8);
}

/* Is F(z) surely at most `below`, or at least? */
static bool
is_beyond(const mpfr_t z, const mpq_t below, bool high)
{
    Real f;
    real_init(&f, mpfr_get_prec(z));
    normal_below(&f, z);
    bool beyond = high ? mpfr_cmp_q(f.low, below) >= 0 : mpfr_cmp_q(f.high, below) <= 0;
    real_clear(&f);
    return beyond;
}

void
real_normal_quantile(Real *to, const mpq_t below)
{
    enum { GUARD = 32, STEPS = 200 };
    long bits = mpfr_get_prec(to->low);
    Real z;
    mpfr_t step;
    assert(mpq_sgn(below) > 0 && mpq_cmp_ui(below, 1, 1) < 0);
    real_init(&z, bits + GUARD);
    mpfr_init2(step, bits + GUARD);
    for (int i = 0; i < STEPS && !newton_step(z.low, below, step);)
        i++;
    mpfr_set(z.high, z.low, MPFR_RNDN);
    mpfr_set_ui_2exp(step, 1, -bits, MPFR_RNDN);
    do {
        mpfr_sub(z.low, z.low, step, MPFR_RNDD);
        mpfr_add(z.high, z.high, step, MPFR_RNDU);
        mpfr_mul_2ui(step, step, 1, MPFR_RNDU);
    } while (!is_beyond(z.low, below, false) || !is_beyond(z.high, below, true));
    real_set(to, &z);
    mpfr_clear(step);
    real_clear(&z);
}

/* ---- what is known of them ---- */

int
real_cmp_q(const Real *x, const mpq_t q)
{
    if (mpfr_cmp_q(x->low, q) > 0)
        return 1;
    return mpfr_cmp_q(x->high, q) < 0 ? -1 : 0;
}

int
real_cmp(const Real *a, const Real *b)
{
    if (mpfr_greater_p(a->low, b->high))
        return 1;
    return mpfr_less_p(a->high, b->low) ? -1 : 0;
}

int
real_sign_against(RealFind *find, const void *what, const mpq_t q, bool *stopped)
{
    int sign = 0;
    *stopped = false;
    for (long bits = REAL_BITS_MIN; !sign && !*stopped && bits <= REAL_BITS_MAX; bits *= 4) {
        Real x;
        real_init(&x, bits);
        *stopped = !find(&x, what);
        sign = *stopped ? 0 : real_cmp_q(&x, q);
        real_clear(&x);
    }
    return sign;
}

/* Do both ends round to the same so many digits? */
static bool
rounds(Digits *to, const Real *x, int digits)
{
    Digits above;
    digits_round(to, x->low, digits);
    digits_round(&above, x->high, digits);
    return digits_equal(to, &above);
}

/* The decimal, if the enclosure tells it. */
static bool
write_enclosed(const Real *x, int digits, Sink *out)
{
    Digits d;
    int sign = mpfr_sgn(x->low);
    if (sign != mpfr_sgn(x->high))
        return false;
    if (sign == 0) {
        sink_put(out, "0");
        return true;
    }
    if (!rounds(&d, x, digits))
        return false;
    int shown = digits_shown((long)d.exponent, digits);
    if (shown != digits && !rounds(&d, x, shown))
        return false;
    if (sign < 0)
        sink_put(out, "-");
    digits_put(&d, digits, out);
    return true;
}

RealWrite
real_write(RealFind *find, const void *what, int digits, Sink *out)
{
    RealWrite result = REAL_UNPROVEN;
    assert(digits >= 1 && digits <= DIGITS_MAX);
    for (long bits = REAL_BITS_MIN + 4L * digits;
         result == REAL_UNPROVEN && bits <= REAL_BITS_MAX; bits *= 2) {
        Real x;
        real_init(&x, bits);
        if (!find(&x, what))
            result = REAL_STOPPED;
        else if (write_enclosed(&x, digits, out))
            result = REAL_WRITTEN;
        real_clear(&x);
    }
    return result;
}
