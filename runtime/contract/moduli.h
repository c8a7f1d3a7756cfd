/* moduli.h -- primes just below 2^50, and what is needed to compute modulo a block of them.
 *
 * Numbers are multiplied by Montgomery's method with radix 2^52 (Montgomery 1985): each product
 * comes out divided by 2^52, and the caller keeps count of these divisions. */
#ifndef CATGUT_CONTRACT_MODULI_H
#define CATGUT_CONTRACT_MODULI_H

#include "base/array.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MODULUS_BITS = 50, /* primes are between 2^50 - 2^25 and 2^50 */
    RADIX_BITS = 52,
    LANES = 8 /* a block has so many primes */
};

uint64_t times_modulo(uint64_t a, uint64_t b, uint64_t modulus);
/* The inverse of a modulo the prime p; a is not a multiple of p. */
uint64_t inverse_modulo(uint64_t a, uint64_t p);

typedef ARRAY(uint64_t) PrimeList;

/* n is larger than 37. */
bool is_prime(uint64_t n);

/* The largest primes below 2^50, so many of them, in falling order; those in the list stay. */
void primes_find(PrimeList *to, size_t count);

/* A block of primes: arrays of LANES, aligned for vectors. */
typedef struct Moduli {
    uint64_t *prime;
    uint64_t *inverse;  /* of the prime, modulo 2^52 */
    uint64_t *quotient; /* 2^62 / prime, rounded down */
    uint64_t *square;   /* 2^104 modulo the prime */
    uint64_t *back;     /* 2^-52 modulo the prime */
    void *room;
} Moduli;

void moduli_init(Moduli *m, const uint64_t *primes);
void moduli_clear(Moduli *m);

/* The words that follow p in its memory, from the first that is aligned for a vector on. */
uint64_t *vector_aligned(void *p);
/* So many words more are needed for that. */
enum { VECTOR_WORDS = LANES };

#endif
