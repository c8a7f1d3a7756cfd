/* contraction.h -- one sum of a product of tables of residues, or of short numbers.
 *
 * A table is wide, with a vector of residues for each entry (residue.h), or narrow, with one number
 * below 2^50 for each.  The target is dense; where it is narrow all tables are, and no sum reaches
 * 2^50.  What is done for every block of primes is made ready once. */
#ifndef CATGUT_CONTRACT_CONTRACTION_H
#define CATGUT_CONTRACT_CONTRACTION_H

#include "base/budget.h"
#include "contract/residue.h"

/* How a table is indexed; strides are in entries. */
typedef struct Axes {
    const uint32_t *scope;
    const size_t *strides;
    size_t count;
    bool wide;
} Axes;

/* Where its entries are. */
typedef struct Entries {
    const uint64_t *at;
    bool sparse;
} Entries;

typedef struct Contraction {
    bool wide;
    size_t rows, places, terms; /* of one call of the kernel */
    size_t summed;              /* the first so many operands are summed, the others factors */
    size_t axes, summed_axes;   /* of the loops around it; the first of them are summed */
    ARRAY(uint32_t) sizes;      /* of these axes, the slowest first */
    ARRAY(uint32_t) digits;
    ARRAY(size_t) moves; /* words, of each axis and operand */
    ARRAY(Operand) operands;
    ARRAY(size_t) tables;         /* of each operand: which table; NO_TABLE: one */
    ARRAY(uint32_t) terms_at;     /* the lists of the operands' terms */
    ARRAY(uint32_t) outer, inner; /* variables of the loops and of the terms, the slowest first */
    ARRAY(size_t) lists;          /* where each operand's begins */
} Contraction;

#define NO_TABLE SIZE_MAX

/* For one sum after another; a {0} one is fit for the first.
 * target[...] = the product of the tables, summed over all variables that the target does not have.
 * A variable with one value is none. */
void contraction_make(Contraction *c, const Axes *target, const Axes *tables, size_t count,
                      const uint32_t *sizes);
void contraction_clear(Contraction *c);

/* By how many radices the products come divided, besides what the tables are. */
uint32_t contraction_divided(const Contraction *c);

/* How many products it adds up. */
uint64_t contraction_products(const Contraction *c);

/* Part number `part` of `of` parts of the target that together are all of it. */
typedef struct Share {
    size_t part, of;
} Share;

/* With these entries; `add`: to what is there.  False: the budget said stop. */
bool contraction_run(Contraction *c, uint64_t *to, bool add, const Entries *tables, Share share,
                     const Kernel *kernel, const Moduli *m, Budget *b) MUST_CHECK;

#endif
