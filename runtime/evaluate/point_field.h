/* point_field.h -- arithmetic modulo a random prime of 61 bits.
 *
 * Numbers are below the prime and stand multiplied by 2^64, so that a product needs no division
 * (Montgomery 1985). */
#ifndef CATGUT_EVALUATE_POINT_FIELD_H
#define CATGUT_EVALUATE_POINT_FIELD_H

#include "base/random.h"

#include <stdint.h>

enum {
    POINT_PRIME_BITS = 60, /* the prime is larger than 2^60, and below 2^61 */
    POINT_PRIMES_BITS = 54 /* more than 2^54 primes are there (Rosser & Schoenfeld 1962) */
};

__extension__ typedef unsigned __int128 PointWide;

typedef struct PointField {
    uint64_t prime;
    uint64_t inverse; /* of minus the prime, modulo 2^64 */
    uint64_t one;     /* 2^64 modulo the prime */
    uint64_t square;  /* 2^128 modulo the prime */
} PointField;

/* A prime drawn from all those, each as likely as the others. */
void point_field_init(PointField *f, Random *r);
/* A whole number, as an element; an element drawn from all of them. */
uint64_t point_number(const PointField *f, uint64_t n);
uint64_t point_random(const PointField *f, Random *r);
/* 1 / a; a is not zero. */
uint64_t point_inverse(const PointField *f, uint64_t a);

static inline uint64_t
point_times(const PointField *f, uint64_t a, uint64_t b)
{
    PointWide t = (PointWide)a * b;
    uint64_t m = (uint64_t)t * f->inverse;
    uint64_t r = (uint64_t)((t + (PointWide)m * f->prime) >> 64);
    return r >= f->prime ? r - f->prime : r;
}

static inline uint64_t
point_plus(const PointField *f, uint64_t a, uint64_t b)
{
    return a + b >= f->prime ? a + b - f->prime : a + b;
}

static inline uint64_t
point_minus(const PointField *f, uint64_t a, uint64_t b)
{
    return a >= b ? a - b : a + f->prime - b;
}

#endif
