/* digits.h -- significant digits and their exponent, as decimal.c and real.c find and write
 * them. */
#ifndef CATGUT_NUM_DIGITS_H
#define CATGUT_NUM_DIGITS_H

#include "num/rational.h"

#include <mpfr.h>

enum { DIGITS_MAX = 1000 };

/* 0.DIGITS * 10^exponent.  One digit more than is ever asked, for ties. */
typedef struct Digits {
    char text[DIGITS_MAX + 8];
    mpfr_exp_t exponent;
} Digits;

/* The size of x, halves to even; x is not zero. */
void digits_round(Digits *to, const mpfr_t x, int digits);
bool digits_equal(const Digits *a, const Digits *b);
/* How many digits are shown of a number with this exponent: those asked for, but all that stand
 * before the point of one that is written plainly. */
int digits_shown(long exponent, int digits);
/* With a point or an exponent, as decimal_write says. */
void digits_put(const Digits *d, int digits, Sink *out);

#endif
