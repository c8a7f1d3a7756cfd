/* modulo.h -- weights modulo a prime, for oracles: exact, of one size, and equal by accident only
 * once in two thousand million. */
#ifndef CATGUT_TESTS_MODULO_H
#define CATGUT_TESTS_MODULO_H

#include <check.h>
#include <stdint.h>

enum { PRIME = 2147483647 };

static inline uint64_t
times(uint64_t a, uint64_t b)
{
    return a * b % PRIME;
}

static inline uint64_t
inverse(uint64_t a)
{
    uint64_t power = 1;
    ck_assert(a != 0);
    for (uint64_t n = PRIME - 2; n; n >>= 1, a = times(a, a))
        if (n & 1)
            power = times(power, a);
    return power;
}

#endif
