/* random.h -- random numbers for trials: small, seeded, the same on every machine. */
#ifndef CATGUT_BASE_RANDOM_H
#define CATGUT_BASE_RANDOM_H

#include <stdint.h>

typedef struct Random {
    uint64_t state; /* never 0 */
} Random;

/* xorshift64*, after Vigna. */
static inline uint64_t
random_next(Random *r)
{
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return r->state * UINT64_C(0x2545f4914f6cdd1d);
}

/* Different seeds give different sequences, near ones too. */
static inline Random
random_start(uint64_t seed)
{
    Random r = {(seed + 1) * UINT64_C(0x9e3779b97f4a7c15) | 1};
    for (int i = 0; i < 8; i++)
        random_next(&r);
    return r;
}

/* One of 0 ... n - 1; n is not 0, and small against 2^32. */
static inline uint32_t
random_below(Random *r, uint32_t n)
{
    return (uint32_t)((random_next(r) >> 32) % n);
}

#endif
