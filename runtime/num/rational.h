/* rational.h -- exact numbers to and from text, and decimals that are correctly rounded. */
#ifndef CATGUT_NUM_RATIONAL_H
#define CATGUT_NUM_RATIONAL_H

#include "base/budget.h"
#include "base/sink.h"

#include <gmp.h>

/* The most bits a numerator or denominator may have: the greatest common divisor of two as long
 * takes a tenth of a second, and nothing interrupts it. */
enum { RATIONAL_BITS_MAX = 1 << 20 };

/* From here on GMP takes its memory from memory.h. */
void rational_start(void);

typedef enum RationalRead { RATIONAL_READ, RATIONAL_MALFORMED, RATIONAL_TOO_LARGE } RationalRead;

/* `3`, `0.25`, `25%`, `1e-3`, `2.5e+2%`: exactly.  No sign, no slash, no space; a digit on both
 * sides of a point; `E` is as good as `e`.  TOO_LARGE: well formed, but past RATIONAL_BITS_MAX in
 * lowest terms (zero is zero with any exponent).  `to` is written only by RATIONAL_READ.  Takes
 * less than quadratic time, and no time at all for an exponent that is out of reach. */
RationalRead rational_read(mpq_t to, const char *text, size_t length) MUST_CHECK;

/* `17/21`, `-3`. */
void rational_write(const mpq_t q, Sink *out);

/* How many characters rational_write takes, or up to two more. */
size_t rational_width(const mpq_t q);

/* Is |a - b| <= most? */
bool rational_near(const mpq_t a, const mpq_t b, const mpq_t most);

/* The decimal nearest to q with this many significant digits (1 ... 1000), halves to even:
 * `0.809524`, `0.5`, `12`, `1.2e-7`, `3.4e+21`.  Trailing zeros after the point are left out.
 * Plain from 1e-5 up to 1e+21, or up to `digits` digits when that is more; a whole part that is
 * written plainly has all its digits, also when these are more than `digits`.  MPFR finds the
 * digits and proves them; what is on or very near a tie is decided on q itself, exactly. */
void decimal_write(const mpq_t q, int digits, Sink *out);

/* How many bytes its numerator and denominator take. */
uint64_t rational_bytes(const mpq_t q);

/* Would a + b (sum), a * b, a / b (product), a ^ n (power; n < 0 is as n > 0) stay within
 * RATIONAL_BITS_MAX?  Yes is certain, no is a guess from the sizes alone; but a sum over one
 * denominator is no longer than its terms. */
bool rational_fits_sum(const mpq_t a, const mpq_t b);
bool rational_fits_product(const mpq_t a, const mpq_t b);
bool rational_fits_power(const mpq_t a, uint64_t n);

#endif
