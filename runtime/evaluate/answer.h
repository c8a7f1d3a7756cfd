/* answer.h -- from what a contraction leaves to the rows of a matrix. */
#ifndef CATGUT_EVALUATE_ANSWER_H
#define CATGUT_EVALUATE_ANSWER_H

#include "contract/run.h"

/* How a row of masses becomes a row of the answer. */
typedef struct Normalisation {
    bool by_sum;      /* divide each row by its sum; where that is zero it is undefined */
    const Matrix *by; /* divide by its entry, a matrix with these rows and no outputs; or NULL */
    const bool *undefined; /* rows that are undefined anyway; or NULL */
    bool sums_to_one;      /* every row must: checked */
    mpz_srcptr denominator; /* of all masses; NULL: the network's */
} Normalisation;

/* The matrix of the network's places: givens in, heads out. */
Outcome answer_write(Matrix *to, Run *r, const Normalisation *norm, Budget *b,
                     Trouble *t) MUST_CHECK;

/* Do the rows of the answer fit into the budget?  If not, OUTCOME_TOO_LARGE. */
Outcome answer_check_rows(const Network *n, const Budget *b, Trouble *t) MUST_CHECK;

#endif
