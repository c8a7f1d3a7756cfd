/* modular.h -- a plan carried out modulo primes, a block of them at a time.
 *
 * Every number of an elimination of whole numbers is a whole number, and no result is longer than
 * its bound (bound.h); so its residues modulo enough primes are all there is to know.  A result of
 * at most 49 bits stays one number; the residues of others come divided by a power of the radix
 * (moduli.h), the same for all entries of a table.  Factors come without their content
 * (word_factor.h).
 *
 * Where tables would be large some variables are split: the steps whose factors have them are
 * carried out for one of their values after the other (cutset conditioning; Pearl 1988), and what
 * comes of it is added up.
 *
 *     modular_init; for each block of primes: modular_start, modular_forward for the steps that are
 *     not split, then for the split ones, for all values (modular_next); modular_harvest of what is
 *     wanted; at last modular_read. */
#ifndef CATGUT_CONTRACT_MODULAR_H
#define CATGUT_CONTRACT_MODULAR_H

#include "contract/word_factor.h"
#include "contract/contraction.h"
#include "contract/crt.h"
#include "network/plan.h"

/* A dense table made on the way. */
typedef struct Values {
    uint64_t *at;
    size_t count;
    bool wide, sparse;
    uint32_t divided; /* by how many radices its residues come divided */
} Values;

/* A variable that is split, and the value in hand. */
typedef struct Split {
    uint32_t variable, size, value;
} Split;

/* Residues of numbers that are wanted, all primes of a number side by side; or the numbers. */
typedef struct Harvest {
    uint64_t *at;
    size_t count, primes; /* primes: 0 where they are short */
} Harvest;
void harvest_clear(Harvest *h);

typedef struct Modular {
    const Network *network;
    const Plan *plan;
    bool back;               /* results stay, and have adjoints */
    ARRAY(Compact) compacts; /* of each factor of the network */
    ARRAY(size_t) strides;   /* theirs, beside the shape's scopes */
    ARRAY(Values) wides;     /* the residues of those with long numbers */
    BoundList bounds;        /* of factors and results, as the plan counts them */
    ARRAY(size_t) roots;     /* of each step: the last one that its result ends up in */

    ARRAY(Split) splits;
    ARRAY(uint32_t) sizes;  /* of all variables; split ones have one value */
    ARRAY(bool) split_step; /* a factor it consumes has to do with a split variable */

    ARRAY(Values) results, adjoints; /* of each step; adjoints where there is a way back */
    ARRAY(size_t) places;            /* strides of both, beside the plan's scopes */
    ARRAY(size_t) seats, back_seats; /* where long ones lie in the arena, in entries, or NO_SEAT */
    size_t seated, narrow;           /* so many entries lie there at once; numbers elsewhere */
    void *arena;

    PrimeList primes;
    size_t first;  /* the block in hand begins with this one */
    Moduli moduli; /* of that block */
    const Kernel *kernel;
    ARRAY(uint64_t *) powers; /* of the radix: vectors; the first owns */
    bool once;                /* each contraction is run once only, so that one will do for all */
    Contraction scratch;
    ARRAY(Contraction) steps;
    ARRAY(Axes) axes; /* of the contraction in hand */
    ARRAY(Entries) entries;
    uint32_t divided;
    Crt crt;
    bool zero; /* some factor is zero everywhere */
} Modular;

#define NO_SEAT SIZE_MAX

enum { NARROW = (MODULUS_BITS - 1) * BOUND_ONE }; /* a bound up to which numbers are short */

/* Within so many bytes, if it can be done; *fits says whether.  False: the budget said stop.  To be
 * cleared all the same. */
bool modular_init(Modular *m, const Network *n, const Plan *p, bool back, uint64_t limit,
                  bool *fits, Budget *b) MUST_CHECK;
void modular_clear(Modular *m);

/* How many primes numbers of this bound take; 0: they are short. */
size_t modular_primes(uint64_t bound);

/* The bound of all that comes of a step's result; that of its adjoint, which is what the rest is
 * multiplied by. */
uint64_t modular_root_bound(const Modular *m, size_t step);
uint64_t modular_adjoint_bound(const Modular *m, size_t step);

/* The most primes that a root takes. */
size_t modular_most_primes(const Modular *m);

/* For who shows progress: each block takes so many times what the plan costs; or, where that is 0,
 * as much as was done so far. */
void modular_expect(const Modular *m, uint64_t times, Budget *b);

/* The block that begins with this prime. */
bool modular_start(Modular *m, size_t first, Budget *b) MUST_CHECK;

/* Has the block in hand anything to say of what comes of the step? */
bool modular_wants(const Modular *m, size_t step);

/* Carries out the steps that are split, or those that are not. */
bool modular_steps(Modular *m, bool split, Budget *b) MUST_CHECK;

/* The next values of the split variables; false: those were the last, and the first are in hand. */
bool modular_next(Modular *m);
/* Are the first values in hand? */
bool modular_is_first(const Modular *m);

/* The contraction in hand: of what the step consumes, but what is in that place (SIZE_MAX: of all);
 * one more table; and its sum. */
void modular_parts(Modular *m, size_t step, size_t but);
void modular_part_add(Modular *m, const Axes *axes, const Values *v);
bool modular_sum(Modular *m, Contraction *c, Values *to, const Axes *target, bool add,
                 Budget *b) MUST_CHECK;

/* How many entries a result has, its split variables having one value. */
size_t modular_size(const Modular *m, size_t step);

/* How a result or its adjoint is indexed. */
Axes modular_axes(const Modular *m, size_t step);

/* The block's residues of a table, its entry i of number i + at, are added to the harvest; that is
 * made for so many numbers when it is empty. */
void modular_harvest(Modular *m, Harvest *to, size_t count, size_t at, const Values *v,
                     size_t primes);

/* The harvest's numbers as a table. */
bool modular_read(Modular *m, Table *to, const Harvest *h, Budget *b) MUST_CHECK;

/* arena_layout.c: who lies where, in the order in which all comes and goes. */
void modular_seat(Modular *m);

/* cutset.c: which variables are split; false: all that helps does not help enough. */
bool modular_split(Modular *m, uint64_t limit, Budget *b) MUST_CHECK;
/* With these splits: sizes and which steps they concern. */
void modular_mark(Modular *m);
uint64_t modular_bytes(const Modular *m);

#endif
