/* modular.h -- a plan carried out modulo primes, a block of primes at a time.
 *
 * A whole number is determined by its residues modulo enough primes; modular_plan.h says how many
 * are enough.  A narrow number is kept as it is.  The residues of a wide one are divided by a power
 * of the radix (moduli.h), the same for all entries of a table.  Factors are used without what
 * divides all of their entries (word_factor.h).
 *
 * The order of calls is this:
 *
 *     modular_init
 *     for each block of primes:
 *         modular_start
 *         modular_run_steps(false), for the steps that are not split
 *         for all values of the split variables (modular_next):
 *             modular_run_steps(true), and modular_collect of the numbers that are wanted
 *     modular_read of these numbers */
#ifndef CATGUT_CONTRACT_MODULAR_H
#define CATGUT_CONTRACT_MODULAR_H

#include "contract/contraction.h"
#include "contract/crt.h"
#include "contract/modular_plan.h"

/* A dense table made on the way. */
typedef struct Values {
    uint64_t *at;
    size_t count;
    bool wide, sparse;
    uint32_t divided; /* by how many radices its residues are divided */
} Values;

/* Numbers that are wanted at the end: their residues, all primes of a number side by side; or,
 * where they are narrow, the numbers themselves. */
typedef struct Residues {
    uint64_t *at;
    size_t count, primes; /* primes: 0 where they are narrow */
} Residues;
void residues_clear(Residues *r);

typedef struct Modular {
    ModularPlan plan;
    ARRAY(Values) wides;             /* the residues of factors with wide numbers */
    ARRAY(Values) results, adjoints; /* of each step; adjoints where there is a way back */
    ARRAY(size_t) places;            /* strides of both, beside the order's scopes */
    void *arena;                     /* wide tables at their offsets, then the narrow ones */

    PrimeList primes;
    size_t first;  /* the block in hand begins with this one */
    Moduli moduli; /* of that block */
    const Kernel *kernel;
    ARRAY(uint64_t *) powers; /* of the radix, as vectors */
    bool once;                /* each contraction is run once, so all use `scratch` */
    Contraction scratch;
    ARRAY(Contraction) steps;
    ARRAY(Axes) axes; /* of the contraction in hand */
    ARRAY(Entries) entries;
    uint32_t divided;
    Crt crt;
} Modular;

/* Prepares a run on these numbers within so many bytes; *fits: is that possible?  False: the budget
 * said stop.  To be cleared in any case. */
bool modular_init(Modular *m, const Network *n, const Plan *order, bool back, uint64_t limit,
                  bool *fits, Budget *b) MUST_CHECK;
void modular_clear(Modular *m);

/* Tells the budget how much progress to expect: each block takes `times` what the order costs, or,
 * where `times` is 0, as much as was done so far. */
void modular_expect(const Modular *m, uint64_t times, Budget *b);

/* Prepares the block that begins with prime number `first`. */
bool modular_start(Modular *m, size_t first, Budget *b) MUST_CHECK;

/* Does a number of this bound need the residues of this block? */
bool modular_wants(const Modular *m, uint64_t bound);

/* Carries out the steps that are split, or those that are not. */
bool modular_run_steps(Modular *m, bool split, Budget *b) MUST_CHECK;

/* Goes to the next values of the split variables.  False: those were the last; then the first are
 * set again. */
bool modular_next(Modular *m);
/* Are the split variables at their first values? */
bool modular_is_first(const Modular *m);

/* Builds a contraction and sums it. modular_parts begins one, of the tables that the step consumes
 * except the one in place `but` (SIZE_MAX: all); modular_part_add adds one more table,
 * modular_result_add that of a step, unless it is a unit; modular_sum carries it out. */
void modular_parts(Modular *m, size_t step, size_t but);
void modular_part_add(Modular *m, const Axes *axes, const Values *v);
void modular_result_add(Modular *m, size_t step);
bool modular_sum(Modular *m, Contraction *c, Values *to, const Axes *target, bool add,
                 Budget *b) MUST_CHECK;

/* How a result or its adjoint is indexed. */
Axes modular_axes(const Modular *m, size_t step);

/* Adds the block's residues of a table to those that are collected: its entry i to number i + at.
 * An empty collection is made first, for `count` numbers. */
void modular_collect(Modular *m, Residues *to, size_t count, size_t at, const Values *v,
                     size_t primes);

/* The numbers that were collected, as a table. */
bool modular_read(Modular *m, Table *to, const Residues *r, Budget *b) MUST_CHECK;

#endif
