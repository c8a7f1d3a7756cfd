/* point_field.c -- see point_field.h. */
#include "evaluate/point_field.h"

#include "contract/moduli.h"

/* Newton's iteration doubles the bits that are right; an odd number is its own inverse modulo 8. */
static uint64_t
inverse_of(uint64_t p)
{
    uint64_t x = p;
    for (int bits = 3; bits < 64; bits *= 2)
        x *= 2 - p * x;
    return x;
}

void
point_field_init(PointField *f, Random *r)
{
    uint64_t p;
    do
        p = random_next(r) >> (64 - POINT_PRIME_BITS) | UINT64_C(1) << POINT_PRIME_BITS | 1;
    while (!is_prime(p));
    f->prime = p;
    f->inverse = -inverse_of(p);
    f->one = (uint64_t)(((PointWide)1 << 64) % p);
    f->square = (uint64_t)((PointWide)f->one * f->one % p);
}

uint64_t
point_number(const PointField *f, uint64_t n)
{
    return point_times(f, n % f->prime, f->square);
}

uint64_t
point_random(const PointField *f, Random *r)
{
    uint64_t n;
    do
        n = random_next(r) >> (63 - POINT_PRIME_BITS);
    while (n >= f->prime);
    return n;
}

/* Fermat: a ^ (prime - 2). */
uint64_t
point_inverse(const PointField *f, uint64_t a)
{
    uint64_t result = f->one;
    for (uint64_t n = f->prime - 2; n; n >>= 1, a = point_times(f, a, a))
        if (n & 1)
            result = point_times(f, result, a);
    return result;
}
