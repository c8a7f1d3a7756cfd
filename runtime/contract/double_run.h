/* double_run.h -- a plan carried out in doubles, with a proven bound of what is rounded away.
 *
 * All numbers of a network are at least zero, and only added and multiplied: nothing cancels.  So a
 * result differs from the exact one by a product of factors between 1 - 2^-53 and 1 / (1 - 2^-53),
 * one for each time that something was rounded on the way to it; how many these are is known from
 * shapes alone (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).  Tables are
 * scaled by powers of two, which rounds nothing, and none may have entries so small that a product
 * of them would be less than a double can be: then doubles do not serve.  An entry is zero where
 * the exact one is. */
#ifndef CATGUT_CONTRACT_DOUBLE_RUN_H
#define CATGUT_CONTRACT_DOUBLE_RUN_H

#include "network/network.h"

/* What is left of a network: for all values of the kept variables a whole number, times 2^-power,
 * which has been rounded so many times at most. */
typedef struct DoubleRest {
    Table table;
    ARRAY(uint32_t) scope; /* the kept variables, */
    ARRAY(size_t) strides; /* and theirs in the table */
    int64_t power;
    uint64_t rounds;
} DoubleRest;
void double_rest_clear(DoubleRest *r);

/* *fits: doubles serve, and there is room within so many bytes; where sparse boxes are left to the
 * answer they do not.  If not, *to is nothing.  To be
 * cleared in any case.  False: the budget said stop. */
bool double_forward(DoubleRest *to, bool *fits, const Network *n, const Plan *p, uint64_t limit,
                    Budget *b) MUST_CHECK;

/* The marginals of all variables: to[v] has whole numbers that are as v's values are probable, one
 * to another, unless nothing is *possible; they have been rounded rounds[v] times at most.  Tables
 * without numbers are {0} before, and no variable is kept. */
bool double_reverse(Table *to, uint64_t *rounds, bool *possible, bool *fits, const Network *n,
                    const Plan *p, uint64_t limit, Budget *b) MUST_CHECK;

#endif
