/* modular.h -- a plan carried out modulo primes, a block of primes at a time.
 *
 * A whole number is determined by its residues modulo enough primes; modular_plan.h says how many
 * are enough.  A narrow number is kept as it is.  The residues of a wide one are divided by a power
 * of the radix (moduli.h), the same for all entries of a table.  Factors are used without what
 * divides all of their entries (word_factor.h).
 *
 * Blocks do not depend on one another, except that a table may be extended (extension.h) from what
 * the first ones gave; so each of several workers (team.h) takes another one.
 * Those that are left over when there are fewer than workers have helpers: who leads a block does
 * all of it, but others follow and take parts of what is large.
 *
 * The order of calls is this:
 *
 *     modular_init
 *     modular_run calls, for each block of primes and each worker that has to do with it:
 *         modular_run_steps(false), for the steps that are not split
 *         for all values of the split variables (modular_next):
 *             modular_run_steps(true), and modular_collect of the numbers that are wanted, of those
 *             that are due (modular_is_due)
 *     modular_read of these numbers */
#ifndef CATGUT_CONTRACT_MODULAR_H
#define CATGUT_CONTRACT_MODULAR_H

#include "base/team.h"
#include "contract/block_store.h"
#include "contract/contraction.h"
#include "contract/crt.h"
#include "contract/extension.h"

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
void residues_init(Residues *r, size_t count, size_t primes);
void residues_clear(Residues *r);

typedef struct Modular Modular;

/* A worker, and the block that it has in hand. */
typedef struct Worker {
    const Modular *all;
    size_t number;
    Budget *budget;   /* its own */
    size_t first;     /* the block begins with this prime */
    bool begun;       /* narrow numbers are there, from a block before */
    bool helps;       /* somebody else leads it */
    Pieces *pieces;   /* its large contractions, */
    uint32_t piece;   /* the one in hand, */
    uint32_t parts;   /* and how many parts each has; 0: nobody helps */
    Moduli moduli;
    void *own;                       /* an arena, once it was the first of a block */
    uint64_t *arena;                 /* the block's: wide tables at their offsets, a marginal, then
                                        the narrow tables */
    ARRAY(Values) wides;             /* the residues of factors with wide numbers */
    ARRAY(Values) results, adjoints; /* of each step; adjoints where there is a way back */
    ARRAY(uint64_t *) powers;        /* of the radix, as vectors */
    Contraction scratch;
    ARRAY(Contraction) steps;
    void *basis;      /* of the extension in hand */
    ARRAY(Axes) axes; /* of the contraction in hand */
    ARRAY(Entries) entries;
    uint32_t divided;
    ARRAY(uint32_t) values; /* of the split variables */
} Worker;

struct Modular {
    ModularPlan plan;
    ARRAY(size_t) places; /* strides of results and adjoints, beside the order's scopes */
    PrimeList primes;
    const Kernel *kernel;
    uint64_t limit;    /* bytes that it may take */
    BlockRange blocks; /* that modular_run runs; at first all */
    bool once; /* each contraction is run once, so all use `scratch` */
    ARRAY(Extension) extensions; /* of each step's result */
    ARRAY(Worker) workers;
};

/* Prepares a run on these numbers within so many bytes; *fits: is that possible?  False: the budget
 * said stop.  To be cleared in any case. */
bool modular_init(Modular *m, const Network *n, const Plan *order, bool back, uint64_t limit,
                  bool *fits, Budget *b) MUST_CHECK;
void modular_clear(Modular *m);

/* Runs its blocks, by calling `run` for each worker that has to do with it.  `times` is how often
 * the order's cost a block takes, for the progress until the first has ended. */
typedef bool ModularRun(void *who, Worker *w);
bool modular_run(Modular *m, ModularRun *run, void *who, uint64_t times, Budget *b) MUST_CHECK;

/* Does a number of this bound need the residues of this block? */
bool modular_wants(const Worker *w, uint64_t bound);
/* Carries out the steps that are split, or those that are not. */
bool modular_run_steps(Worker *w, bool split) MUST_CHECK;

/* Goes to the next values of the split variables.  False: those were the last; then the first are
 * set again. */
bool modular_next(Worker *w);
/* Are the split variables at their first values? */
bool modular_is_first(const Worker *w);
/* Is a split step carried out with these values?  Where the split variables of other roots are not
 * at their first ones, it has been. */
bool modular_is_due(const Worker *w, size_t step);
/* The value of a variable; 0 where it is not split. */
uint32_t modular_value(const Worker *w, uint32_t variable);

/* Builds a contraction and sums it. modular_parts begins one, of the tables that the step consumes
 * except the one in place `but` (SIZE_MAX: all); modular_part_add adds one more table,
 * modular_result_add that of a step, unless it is a unit; modular_sum carries it out. */
void modular_parts(Worker *w, size_t step, size_t but);
void modular_part_add(Worker *w, const Axes *axes, const Values *v);
void modular_result_add(Worker *w, size_t step);
bool modular_sum(Worker *w, Contraction *c, Values *to, const Axes *target, bool add) MUST_CHECK;

/* How a result or its adjoint is indexed. */
Axes modular_axes(const Modular *m, size_t step);
/* Where a block's marginal is, one at a time. */
uint64_t *modular_room(const Worker *w);

/* Adds the block's residues of a table to those that are collected: its entry i to number i + at.
 */
void modular_collect(Worker *w, Residues *to, size_t at, const Values *v);

/* The numbers that were collected, as a table; c is {0} the first time, and to be cleared after the
 * last. */
bool modular_read(const Modular *m, Crt *c, Table *to, const Residues *r, Budget *b) MUST_CHECK;

#endif
