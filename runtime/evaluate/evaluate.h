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

/* The answer to q, as a matrix: a row for each value of the givens, in their order, and an output
 * for each head, in theirs.
 *
 * A row is a conditional distribution where the question has conditions, or givens that are outputs
 * of the diagram: then it is divided by its mass, and is undefined where that is zero.  A row is
 * also undefined where it would need an undefined row of a box inside; trouble->box is set when
 * that happened.
 *
 * Conditional boxes in the diagram are evaluated first and kept in `meaning`.  An input that such a
 * box does not read may still change what it means (conditional.h).  Then the values of these
 * inputs are tried in lexicographic order, and a row has the meaning it has at the first value
 * where it is defined.  At least the first COMPARED values (slice.h) are compared with each other,
 * and trouble->varies names the box where two of them differ. */
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
