/* order.h -- random orders, for the laws. */
#ifndef CATGUT_TESTS_ORDER_H
#define CATGUT_TESTS_ORDER_H

#include "base/random.h"

/* The numbers below n in any order. */
static inline void
random_order(Random *r, uint32_t *place, uint32_t n)
{
    for (uint32_t v = 0; v < n; v++) {
        uint32_t j = random_below(r, v + 1);
        place[v] = place[j];
        place[j] = v;
    }
}

#endif
