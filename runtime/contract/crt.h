/* crt.h -- whole numbers from their residues, by the Chinese remainder theorem.
 *
 * A number below the product M of the primes is, modulo M, the sum over the primes p of (r (M/p)^-1
 * mod p) (M/p), where r is its residue modulo p. */
#ifndef CATGUT_CONTRACT_CRT_H
#define CATGUT_CONTRACT_CRT_H

#include "network/limb.h"

typedef struct Crt {
    size_t count, limbs;    /* primes; limbs of M, and one for what the sum has more */
    const uint64_t *primes; /* borrowed */
    LimbList product;       /* M */
    LimbList parts;         /* M/p, `limbs` of them for each prime */
    LimbList weights;       /* (M/p)^-1 modulo p */
    LimbList sum, left;     /* scratch */
} Crt;

void crt_make(Crt *c, const uint64_t *primes, size_t count);
void crt_clear(Crt *c);

/* The number below M with these residues, each below its prime: c->limbs limbs, valid until the
 * next call. */
const mp_limb_t *crt_read(Crt *c, const uint64_t *residues);

#endif
