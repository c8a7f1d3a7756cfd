/* chi_square.h -- how likely a chi-square variable is to be larger: the p-value of G^2.
 *
 * The upper tail with k degrees of freedom is the regularised incomplete gamma function
 * Q(k / 2, x / 2), and k / 2 is a half or a whole number, so it is a finite sum of positive terms
 * (Abramowitz & Stegun 1964, 26.4.4 and 26.4.5): no series is cut off, and bounds stay narrow. */
#ifndef CATGUT_STATISTICS_CHI_SQUARE_H
#define CATGUT_STATISTICS_CHI_SQUARE_H

#include "num/real.h"

/* P(chi-square of k degrees of freedom > x), x >= 0, k >= 1.  Takes k / 2 steps.  False: the budget
 * says stop. */
bool chi_square_above(Real *to, const Real *x, uint64_t k, Budget *b) MUST_CHECK;

#endif
