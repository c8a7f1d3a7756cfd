/* real.h -- real numbers that are not rational, between two bounds, and their decimals.
 *
 * A Real is an enclosure: low <= x <= high, both with so many bits.  Each function here keeps that,
 * rounding low down and high up, so what comes out is proven, however narrow it is.  Whoever wants
 * digits says how the number is found with a given number of bits; more bits are taken until both
 * ends round to the same decimal, which is then the correctly rounded one. */
#ifndef CATGUT_NUM_REAL_H
#define CATGUT_NUM_REAL_H

#include "num/digits.h"

typedef struct Real {
    mpfr_t low, high;
} Real;

void real_init(Real *x, long bits); /* zero */
void real_clear(Real *x);

void real_set_q(Real *to, const mpq_t q);
void real_set(Real *to, const Real *x);
void real_add(Real *to, const Real *a, const Real *b);
void real_sub(Real *to, const Real *a, const Real *b);
void real_mul(Real *to, const Real *a, const Real *b);
void real_mul_q(Real *to, const Real *a, const mpq_t q);
void real_div(Real *to, const Real *a, const Real *b); /* b > 0 */
void real_sqrt(Real *to, const Real *x);      /* x >= 0; a low end below that counts as 0 */
void real_log(Real *to, const mpq_t q);       /* q > 0 */
void real_exp_minus(Real *to, const Real *x); /* e^-x */
void real_erfc(Real *to, const Real *x);
void real_root_pi(Real *to); /* the square root of pi */
/* The z with so much of the normal distribution below it, 0 < below < 1. */
void real_normal_quantile(Real *to, const mpq_t below);

/* Is x surely above q (1), surely below (-1), or are the bounds too wide to tell (0)? */
int real_cmp_q(const Real *x, const mpq_t q);
int real_cmp(const Real *a, const Real *b);

/* How a number is found: to, which is initialised, gets an enclosure with its bits.  False: the
 * budget of what was asked says stop. */
typedef bool RealFind(Real *to, const void *what);

typedef enum RealWrite {
    REAL_WRITTEN,
    REAL_STOPPED, /* the budget says why */
    REAL_UNPROVEN /* REAL_BITS_MAX do not tell: it is exactly, or all but, half-way */
} RealWrite;

enum { REAL_BITS_MIN = 128, REAL_BITS_MAX = 1 << 15 };

/* The sign of the number minus q; 0: REAL_BITS_MAX do not tell, or *stopped is set. */
int real_sign_against(RealFind *find, const void *what, const mpq_t q, bool *stopped);
/* The nearest decimal with this many significant digits, written as decimal_write does.  What is
 * rational is for decimal_write: between digits it lies half-way for ever. */
RealWrite real_write(RealFind *find, const void *what, int digits, Sink *out) MUST_CHECK;

#endif
