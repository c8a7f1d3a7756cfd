/* evaluate.h -- the exact meaning of a diagram, by elimination on its network.
 *
 * Semantics is a functor to stochastic matrices over the rationals; it is never computed by
 * Kronecker products.  The wires are variables, the boxes factors, copy a repeated variable,
 * discard a summed one.  interpret -> plan -> run; each can be looked at. */
#ifndef CATGUT_EVALUATE_EVALUATE_H
#define CATGUT_EVALUATE_EVALUATE_H

#include "num/matrix.h"
#include "network/outcome.h"
#include "network/query.h"

/* The answer: rows by the givens in order, outputs the heads in order.  With conditions or output
 * givens each row is normalised; a row whose condition has probability zero, or that would need an
 * undefined row of a box inside, is undefined.  trouble->box is set when the latter happened.
 * Conditional boxes are computed as needed and kept in `meaning`.  The inputs that such a box does
 * not read take their values in lexicographic order: a row has the meaning of the first one where
 * it is defined.  COMPARED values, if there are so many, are compared (trouble->varies). */
enum { COMPARED = 64 };
Outcome evaluate(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t) MUST_CHECK;

/* Each head by itself: to[i] is what evaluate gives for the query with heads.at[i] alone.  Without
 * rows, events left of the bar and boxes with undefined rows that is one elimination and its way
 * back, where it fits; else one after the other.  `to` has a matrix for each head. */
Outcome evaluate_marginals(Matrix *to, const Query *q, Meaning *meaning, Budget *b,
                           Trouble *t) MUST_CHECK;

/* What an evaluation would take. */
typedef struct Cost {
    uint64_t entries; /* of conditional boxes' tables, and of all others at the worst moment */
    uint64_t work;    /* multiplications, and as many more as going through the diagrams takes */
} Cost;

/* An estimate from shapes alone, conditional boxes inside included, each with an elimination for
 * each value of its idle inputs that is looked at; boxes with a meaning cost nothing more, others
 * without one count by their types' sizes.  It bounds what is done where no row is undefined.
 * OUTCOME_TOO_LARGE: more than `most` in one of the two; planning ended there, and what comes back
 * is only so much of it.  Figures are saturated. */
Outcome evaluate_cost(Cost *to, const Query *q, const Meaning *meaning, const Cost *most,
                      Budget *b) MUST_CHECK;

/* For --stage=network and --stage=plan: what evaluate would do, or evaluate_marginals (`all`) in
 * one elimination and its way back, as text.  plan says the order, the cost of each step, the
 * largest table and the total, and whether the budget allows it. */
Outcome evaluate_write_network(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t,
                               Sink *out);
Outcome evaluate_write_plan(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t,
                            Sink *out);

#endif
