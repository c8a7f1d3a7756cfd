/* floor.h -- sums of products in doubles: what a plain engine without exactness would do. */
#ifndef CATGUT_BENCH_FLOOR_H
#define CATGUT_BENCH_FLOOR_H

#include "tests/bench/networks/elimination.h"

/* tables[i] is that of s->readings[i]; the target is zeroed before.  Products of zero are skipped
 * where they are constant in the inner loop.  How many products were added up, or would have been
 * without that. */
double floor_sum(const Sum *s, double *const *tables);

/* The largest entry becomes one, so that a thousand observations do not underflow. */
void floor_scale(double *table, size_t count);

#endif
