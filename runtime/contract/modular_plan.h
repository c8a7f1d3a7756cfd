/* modular_plan.h -- what is known of an elimination modulo primes before any number is computed.
 *
 * Every number in an elimination of whole numbers is whole, and no result is longer than its bound
 * (bound.h).  On the way back a marginal depends on the factors of its variable's ancestors and of
 * what is known alone: a step that sums a distribution whose every other reader was summed away
 * gives the same number everywhere, and is left out, so that these bounds are short.  A table whose
 * bound is at most 49 bits is narrow: one word for each entry.  The others are wide: a vector of
 * residues for each entry.  The plan says which tables are wide, how many primes they take, which
 * variables are split (cutset.h) and where each table lies in the arena (arena_layout.h). */
#ifndef CATGUT_CONTRACT_MODULAR_PLAN_H
#define CATGUT_CONTRACT_MODULAR_PLAN_H

#include "contract/moduli.h"
#include "contract/word_factor.h"
#include "network/plan.h"

/* A variable that is split: the steps that concern it are carried out for one of its values after
 * the other. */
typedef struct Split {
    uint32_t variable, size;
    size_t root; /* of its steps: those of other roots have nothing to do with it */
} Split;

typedef struct ModularPlan {
    const Network *network;
    const Plan *order;
    bool back;                 /* results stay, and have adjoints */
    ARRAY(WordFactor) factors; /* of each factor of the network */
    ARRAY(size_t) strides;     /* theirs, beside the shape's scopes */
    ARRAY(size_t) roots;       /* of each step: the last one that its result ends up in */
    bool zero;                 /* some factor is zero everywhere */

    /* Of each step, on the way there and back: its result is the same everywhere, as it sums a
     * distribution over what it is one of, and so it is left out. */
    ARRAY(bool) units;
    BoundList bounds;      /* of factors and results, as the order counts them */
    BoundList back_bounds; /* of each step's adjoint, which is what the rest is multiplied by */
    BoundList ends;        /* of each step: of the longest number that comes of its adjoint; where
                              there is no way back, of its result */

    /* Of each step: modulo how many primes its result is needed, and modulo how many of them it is
     * summed; modulo the others it is extended from so many (extension.h). */
    ARRAY(size_t) present, computed, extended;

    ARRAY(Split) splits;
    ARRAY(uint32_t) sizes;  /* of all variables; split ones have one value */
    ARRAY(bool) split_step; /* a factor it consumes has to do with a split variable */

    /* Where each step's wide result and its adjoint lie in the arena, in entries, or NO_OFFSET. */
    ARRAY(size_t) offsets, back_offsets;
    size_t wide_entries;   /* the arena has room for so many at once */
    size_t narrow_entries; /* of all narrow tables together */
    uint64_t bytes;        /* that carrying it out takes */
} ModularPlan;

#define NO_OFFSET SIZE_MAX

enum { NARROW = (MODULUS_BITS - 1) * BOUND_ONE }; /* a bound up to which numbers are narrow */

/* Nothing is split yet, and no table has a place.  False: the budget said stop.  To be cleared in
 * any case. */
bool modular_plan_init(ModularPlan *m, const Network *n, const Plan *order, bool back,
                       Budget *b) MUST_CHECK;
void modular_plan_clear(ModularPlan *m);
/* Another order of the same network. */
void modular_plan_order(ModularPlan *m, const Plan *order);

/* How many primes numbers of this bound take; 0: they are narrow. */
size_t modular_primes(uint64_t bound);

/* In how many blocks; one where they are narrow. */
size_t modular_plan_blocks(size_t primes);

/* How often a step is carried out in each block: once for each value of its root's split
 * variables. */
uint64_t modular_plan_runs(const ModularPlan *m, size_t step);

/* Finds units and bounds anew, when other variables are split. */
void modular_plan_bound(ModularPlan *m);

/* The bound of all that comes of a step's result; that of the marginal of a step's variable. */
uint64_t modular_plan_root_bound(const ModularPlan *m, size_t step);
uint64_t modular_plan_marginal_bound(const ModularPlan *m, size_t step);

/* The most primes that a number takes. */
size_t modular_plan_most_primes(const ModularPlan *m);

/* To extend a step's result from so many primes in a block, in products. */
uint64_t modular_plan_extend_work(const ModularPlan *m, size_t step, size_t primes);

/* About how many products there are, of narrow numbers or modulo a block of primes, once it is
 * chosen what is extended. */
uint64_t modular_plan_work(const ModularPlan *m);

/* How many entries a result has, its split variables having one value. */
size_t modular_plan_size(const ModularPlan *m, size_t step);

#endif
