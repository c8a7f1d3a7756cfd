/* carry.h -- a plan carried out plainly, with doubles or with mpq: forwards, and for all marginals
 * back over the same steps.
 *
 * The same sums are added up as the engine's, by one loop each: with doubles the floor that exact
 * answers are measured against, with mpq the slow oracle that they have to be equal to. */
#ifndef CATGUT_BENCH_CARRY_H
#define CATGUT_BENCH_CARRY_H

#include "tests/bench/networks/elimination.h"

/* Numbers of one kind; the other is NULL. */
typedef struct Cells {
    double *floats;
    mpq_t *exact;
    size_t count;
} Cells;

typedef struct Carry {
    const Elimination *elimination;
    bool exact;
    Cells *cells; /* of each table: the network's, the results', the adjoints' */
    Cells *marginals; /* of each variable that was asked for, one for each of its values */
    double seconds;   /* of the sums, without making the network's tables */
    double products;  /* how many were added up */
    int64_t deadline; /* on budget_now's clock */
    bool late;        /* it was reached */
    Sum sum;
} Carry;

/* Carries it out; the marginals are those of all variables, or of the kept ones. */
void carry_run(Carry *c, const Elimination *e, bool exact, double most_seconds);
void carry_clear(Carry *c);

/* How far the answer for a head is from the marginal, normalised: for mpq 0 or 1, for doubles the
 * largest difference of two probabilities. */
double carry_distance(const Carry *c, const Matrix *answer, size_t head);

#endif
