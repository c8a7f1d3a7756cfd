/* since.h -- how long something took, by the clock. */
#ifndef CATGUT_BENCH_SINCE_H
#define CATGUT_BENCH_SINCE_H

#include "base/budget.h"

static inline double
seconds_since(int64_t start)
{
    return (double)(budget_now() - start) / 1e9;
}

#endif
