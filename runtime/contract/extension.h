/* extension.h -- residues modulo more primes, from those that determine a number: base extension.
 *
 * Numbers grow on the way through an elimination.  A table whose numbers are short is summed modulo
 * the first primes only, as many as determine them; modulo the others it follows from these, if
 * that takes less than to sum it, and all that it comes from, once more.
 *
 * Let M be the product of the first n primes p_i, and x a number below M / 4 with the residues x_i.
 * With c_i = x_i (M / p_i)^-1 modulo p_i, x is the sum of c_i M / p_i, less a M, where a is the sum
 * of c_i / p_i, rounded down.  As the primes are hardly below 2^50, a is also the sum of c_i / 2^50
 * and a half, rounded down, for up to 2^20 primes: the former sum is a + x / M, and the latter is
 * less by less than n / 2^25 (Kawamura, Koike, Sano and Shimbo 2000, theorem 1).  So x modulo
 * another prime is a sum of n + 1 products of narrow numbers, c_i and a, and constants. */
#ifndef CATGUT_CONTRACT_EXTENSION_H
#define CATGUT_CONTRACT_EXTENSION_H

#include "contract/contraction.h"
#include "contract/modular_plan.h"

/* What a result is extended from: for each number c_i for each of the primes, then a. */
typedef struct Extension {
    uint64_t *at;
    size_t count, primes; /* primes: 0 where a table is not extended */
    size_t runs;          /* so many tables, one for each value of the split variables */
} Extension;

void extension_init(Extension *e, size_t count, size_t primes, size_t runs);
void extension_clear(Extension *e);

/* Chooses what is extended, within so many bytes: sets the plan's `present`, `computed` and
 * `extended`, and adds to its bytes.  With no bytes nothing is.  So that as many workers can take a
 * block each at once, what is extended begins after a multiple of so many blocks. */
void extension_choose(ModularPlan *m, size_t workers, uint64_t limit);

/* Keeps c_i of the block that begins with the first-th prime: the residues of this run's table,
 * times what extension_weights gives. */
bool extension_keep(Extension *e, size_t run, const uint64_t *residues, size_t first,
                    const uint64_t *weights, const Kernel *kernel, const Moduli *m,
                    Budget *b) MUST_CHECK;
/* The vector of (M / p_i)^-1 for the first so many primes, those of the block from the first-th
 * one on; `power` is the power of the radix whose exponent is how many are in other blocks. */
void extension_weights(uint64_t *to, const uint64_t *power, const uint64_t *primes, size_t count,
                       size_t first, const Kernel *kernel, const Moduli *m);
/* All c_i are there. */
bool extension_end(Extension *e, Budget *b) MUST_CHECK;

/* Room for so many vectors, as many as there are primes and one more: M / p_i and -M modulo the
 * block's primes, all divided by as many radices as there are primes.  So what is extended is
 * divided by one more. */
void extension_basis(uint64_t *to, const uint64_t *primes, size_t count, const Kernel *kernel,
                     const Moduli *m);

/* The residues of a share of this run's table. */
bool extension_run(uint64_t *to, const Extension *e, size_t run, const uint64_t *basis,
                   Share share, const Kernel *kernel, const Moduli *m, Budget *b) MUST_CHECK;

#endif
