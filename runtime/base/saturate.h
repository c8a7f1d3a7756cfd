/* saturate.h -- sums and products of counts that stay at the largest number when they would be
 * larger. */
#ifndef CATGUT_BASE_SATURATE_H
#define CATGUT_BASE_SATURATE_H

#include <stdint.h>

static inline uint64_t
saturate_times(uint64_t a, uint64_t b)
{
    return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

static inline uint64_t
saturate_plus(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

#endif
