/* arms.h -- the instrumental inequality, from counts: sum_y max_z P(x, y | z) <= 1 for each x
 * (Pearl 1995, On the testability of causal models with latent and instrumental variables).
 *
 * It says of each choice of a z for each y that sum_y P(x, y | z_y) <= 1.  Such a sum is one of
 * shares of independent arms, an arm being the rows of one z: sum_z q_z, where q_z is the share in
 * its arm of the rows with x and a y for which this z was chosen.  How far it is above one is
 * measured in standard errors as they would be if it were one: the shares are moved there, each by
 * as much as 1 / n_z is of the sum of those, and the variance is sum q_z (1 - q_z) / n_z.  With two
 * arms this is the pooled test of two shares (for the inequality of two labels each: Wang, Robins &
 * Richardson 2017).
 *
 * The largest of these scores is told.  Its p-value is half the tail of chi-square (one-sided,
 * normal) times the number of sums that can be one at once, at most 1 (Bonferroni): all sums of two
 * arms or more, over the values of x, add up to the number of choices, so that no more of them than
 * that are near one, and the others do not matter in large arms.  So if the inequality holds the
 * p-value is below alpha with a chance of about alpha or less. */
#ifndef CATGUT_STATISTICS_ARMS_H
#define CATGUT_STATISTICS_ARMS_H

#include "num/real.h"

typedef struct Arms {
    uint32_t z, x, y;  /* how many values these have */
    mpq_t largest;     /* sum_y max_z P(x, y | z), of any stratum and x */
    uint64_t stratum;  /* and where that is */
    uint32_t label;
    uint64_t sums;     /* of two arms or more; 0: no stratum has two arms */
    uint64_t most;     /* how many of these can be one at once */
    uint64_t rows;     /* in the strata that have */
    mpq_t squared;     /* the largest score, squared; 0: no sum is above one */
    Budget *budget;    /* borrowed; of who asks for the p-value */
} Arms;
void arms_init(Arms *a, uint32_t z, uint32_t x, uint32_t y, Budget *b);
void arms_clear(Arms *a);

/* How many sums a stratum has; with more than this many it would take too long. */
enum { ARMS_SUMS_MAX = 1 << 20 };
uint64_t arms_sums(const Arms *a);

/* One more stratum: the count of (z, x, y) at (z * a->x + x) * a->y + y.  Steps: one for each sum,
 * where some sum is above one.  False: the budget says stop. */
bool arms_add(Arms *a, uint64_t stratum, const uint64_t *counts) MUST_CHECK;

/* A RealFind: `what` is an Arms with sums. */
bool arms_p_value(Real *to, const void *what) MUST_CHECK;

#endif
