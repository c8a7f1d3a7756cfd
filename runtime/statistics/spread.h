/* spread.h -- how far an estimate may be off: variance, standard error, interval.
 *
 * A quantity g of the shares p of n independent rows varies like its linear part (the delta method;
 * Bishop, Fienberg & Holland 1975, chapter 14): with g' its derivatives by the shares its variance
 * is (sum p g'^2 - (sum p g')^2) / n, which is exact.  The standard error is its square root, and
 * the interval of 95 percent goes so many standard errors to both sides as the normal distribution
 * has 2.5 percent beyond: these are no rationals, and are known to as many digits as are asked. */
#ifndef CATGUT_STATISTICS_SPREAD_H
#define CATGUT_STATISTICS_SPREAD_H

#include "num/matrix.h"
#include "num/real.h"

/* (sum p by^2 - (sum p by)^2) / weight^2 * rows, where by are derivatives by the entries of the
 * state, and these are (rows p + added) / weight: p are the shares that were seen.  With nothing
 * added to the cells weight is the rows.  False: the budget says stop. */
bool spread_variance(mpq_t to, const Matrix *state, const mpq_t *by, uint64_t rows,
                     const mpq_t weight, const mpq_t added, Budget *b) MUST_CHECK;

/* A value with its variance. */
typedef struct Spread {
    mpq_srcptr value, variance;
    int side; /* -1, 1: which end of the interval; 0: the standard error */
} Spread;
/* A RealFind: `what` is a Spread. */
bool spread_find(Real *to, const void *what) MUST_CHECK;
/* The digits of one of these: where the variance is the square of a rational and the side is 0, of
 * that. */
RealWrite spread_write(const Spread *s, int digits, Sink *out) MUST_CHECK;

/* What was found in resamples: the variance around their mean, (sum (x - mean)^2) / (count - 1),
 * and the values at the ranks ceil(count / 40) and ceil(39 count / 40).  The values, at least two,
 * are sorted. */
void spread_of_values(mpq_t variance, mpq_t low, mpq_t high, mpq_t *values, size_t count);

#endif
