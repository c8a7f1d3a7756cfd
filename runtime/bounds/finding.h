/* finding.h -- the steps on the way to the ends, for this folder. */
#ifndef CATGUT_BOUNDS_FINDING_H
#define CATGUT_BOUNDS_FINDING_H

#include "bounds/bound.h"

/* A probability that is wanted: of the atoms that count. */
typedef struct BoundPart {
    Grown grown;
    bool *counts;
    bool *needed; /* of each wire */
    bool never;   /* the atoms contradict each other: it is 0 */
} BoundPart;

typedef struct TermParts {
    BoundPart asked, given; /* the term is the first over the second */
    bool conditional;
} TermParts;

typedef struct Finding {
    Bound *b;
    Budget *budget;
    ARRAY(TermParts) terms;
    ARRAY(BoundPart) assumed;
} Finding;

void finding_init(Finding *f, Bound *b, Budget *budget);
void finding_clear(Finding *f);

/* The parts of all terms and assumptions, and which components matter for them. */
BoundVerdict finding_grow(Finding *f);
/* Where all is known: which components matter, since two of their rows are needed at once; the
 * others as they are known to be. */
BoundVerdict finding_know(Finding *f);
/* Data and programs of each component that matters; assumptions carried out. */
BoundVerdict finding_read_data(Finding *f);
BoundVerdict finding_assume(Finding *f);
/* The response types of one component listed, its rows read, its program made. */
BoundVerdict component_read(Bound *b, uint32_t component, Budget *budget);
/* The end of the component's program, with its costs; BOUND_INFEASIBLE with the proof. */
BoundVerdict program_solve(Bound *b, uint32_t component, LinearEnd *end, LinearSense sense,
                           Budget *budget);
/* Weights that have the data, unless they are there. */
BoundVerdict component_point(Bound *b, uint32_t component, Budget *budget);
void weights_empty(LinearWeights *w);
BoundVerdict component_list(Bound *b, uint32_t component, Budget *budget);

/* Does all that the part wants of the component follow from its data? */
BoundVerdict part_settles(Finding *f, const BoundPart *p, uint32_t component, bool *settles);
/* settled and main of b. */
BoundVerdict finding_choose_main(Finding *f);

/* What the part is for each response type of the main component that is kept (one number where
 * there is none), the others having the weights they have; number: NULL, or those of the labels of
 * the free atom. */
BoundVerdict part_costs(LinearNumbers *to, Finding *f, const BoundPart *p, uint32_t main,
                        const LinearNumbers *number);
/* Both ends, over all combinations. */
BoundVerdict finding_ends(Finding *f);

/* The costs of the component's program. */
void program_set_costs(Linear *p, const LinearNumbers *costs);
/* The formulas that prove the ends, where there are some: of the upper part of one term, or of a
 * sum of terms without conditions. */
BoundVerdict finding_prove(Finding *f);
/* All of the symbolic bounds, once data and assumptions are there. */
BoundVerdict finding_symbols(Finding *f, BoundSymbols *to);

#endif
