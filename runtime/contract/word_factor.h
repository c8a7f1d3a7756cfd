/* word_factor.h -- a factor of a network as numbers below 2^50, without what divides all of them.
 *
 * The numbers are borrowed from the factor's own table where that has the right form; else they are
 * a dense copy.  Where a table has longer numbers `at` is NULL, and residues are taken from the
 * table itself. */
#ifndef CATGUT_CONTRACT_WORD_FACTOR_H
#define CATGUT_CONTRACT_WORD_FACTOR_H

#include "contract/bound.h"

typedef struct WordFactor {
    const uint64_t *at; /* the entry where all variables are 0 */
    uint64_t *own;      /* NULL: borrowed */
    size_t count;       /* entries over its variables */
    uint64_t content;   /* what all entries were divided by */
    uint64_t bound;     /* see bound.h */
    bool zero;          /* all entries are */
    bool even;          /* the sums over its box's outputs are all the same, and not zero; not known
                           of long numbers */
} WordFactor;

/* strides: of the factor's variables in the result; as many as it has.  False: the budget said
 * stop. */
bool word_factor_make(WordFactor *to, size_t *strides, const Network *n, size_t factor,
                      Budget *b) MUST_CHECK;
void word_factor_clear(WordFactor *c);

/* residues[i]: entry i over the factor's variables, the last one fastest, modulo p. */
bool word_factor_residues(uint64_t *to, size_t apart, const Network *n, size_t factor, uint64_t p,
                          Budget *b) MUST_CHECK;

#endif
