/* log_sum.h -- sums of logarithms to the base 2, times rationals: entropies, in bits.
 *
 * Such a number is rational exactly when the odd parts of its arguments cancel: logarithms of odd
 * whole numbers that share no factor are independent over the rationals, and of 1.  So whether it
 * is, and which, is decided; what is not rational has decimals, proven (real.h). */
#ifndef CATGUT_NUM_LOG_SUM_H
#define CATGUT_NUM_LOG_SUM_H

#include "base/array.h"
#include "num/real.h"

typedef struct LogTerm {
    mpq_t times, of; /* times log2(of), of > 0 and not 1 */
} LogTerm;

typedef struct LogSum {
    ARRAY(LogTerm) terms;
    Budget *budget; /* asked while decimals are found; may be NULL */
} LogSum;

void log_sum_clear(LogSum *s);
/* One more; of > 0. */
void log_sum_add(LogSum *s, const mpq_t times, const mpq_t of);
/* Terms of the same argument become one. */
void log_sum_collect(LogSum *s);
/* to -= all of s. */
void log_sum_subtract(LogSum *to, const LogSum *s);

/* RealFind, of a LogSum. */
bool log_sum_find(Real *to, const void *sum);

typedef enum LogSumKind {
    LOG_SUM_RATIONAL,
    LOG_SUM_IRRATIONAL,
    LOG_SUM_STOPPED  /* the budget says why */
} LogSumKind;

/* Is it rational?  to: then its value. */
LogSumKind log_sum_rational(mpq_t to, const LogSum *s, Budget *b) MUST_CHECK;

#endif
