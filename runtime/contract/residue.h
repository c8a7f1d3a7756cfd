/* residue.h -- sums of products modulo a block of primes: the inner loop of an elimination.
 *
 * A wide operand has a vector of residues for each entry, one for each prime of the block, below
 * it; a narrow one has a single number, below 2^50, the same for all primes.  Each product of two
 * is divided by 2^52 (moduli.h): a sum of products of n operands comes divided by 2^(52 (n - 1)),
 * or by 2^52 where n is 1, and each further factor divides it once more.
 *
 * There are kernels for processors with AVX-512 IFMA, with AVX2 and FMA, for 64-bit ARM, and one in
 * plain C.  They give the same residues. */
#ifndef CATGUT_CONTRACT_RESIDUE_H
#define CATGUT_CONTRACT_RESIDUE_H

#include "contract/moduli.h"

#include <stdbool.h>

typedef struct Operand {
    const uint64_t *at;    /* the entry of the first term, before `terms` is added */
    const uint32_t *terms; /* how many entries further each term's is */
    size_t move, leap;     /* words from one place to the next, and from one row to the next */
    bool wide;
    bool sparse; /* many entries are zero */
} Operand;

enum { MOST_TERMS = 2048 };

/* For each place of each row, sum over i < terms of the product of the operands' entries, times the
 * product of the factors'. */
typedef struct ResidueSum {
    const Operand *operands; /* at least one; narrow ones first */
    size_t count, terms;     /* 1 <= terms <= MOST_TERMS */
    const Operand *factors;  /* their `terms` is not looked at; narrow ones first */
    size_t factor_count;
    size_t places, rows; /* so many in a row; written one after the other, row by row */
    bool add;            /* to what is there */
} ResidueSum;

/* How many words further than in the first an operand's entry is in this place. */
static inline size_t
operand_words(const Operand *o, size_t row, size_t place)
{
    return row * o->leap + place * o->move;
}

typedef struct Kernel {
    const char *name;
    void (*sum)(uint64_t *to, const ResidueSum *s, const Moduli *m);
    void (*words)(uint64_t *to, const ResidueSum *s); /* where no table is wide, but the words are
                                                         no whole numbers (double_sums.h) */
} Kernel;

/* NULL where this processor cannot run it. */
const Kernel *kernel_ifma(void);
const Kernel *kernel_avx2(void);
const Kernel *kernel_neon(void);
const Kernel *kernel_plain(void);
/* Of that name, if this processor can run it; else NULL. */
const Kernel *kernel_named(const char *name);
/* The one that the environment's CATGUT_KERNEL names, else the fastest that this processor can
 * run. */
const Kernel *kernel_best(void);

/* In so many places the product of two, of which the second is wide, divided by a radix; `terms` of
 * neither is looked at. */
void kernel_multiply(const Kernel *k, uint64_t *to, Operand a, Operand b, size_t places,
                     const Moduli *m);

/* By how many radices the sum is divided. */
uint32_t residue_divided(size_t count, size_t factor_count);

#endif
