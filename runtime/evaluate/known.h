/* known.h -- a question whose conditional boxes are evaluated already: what is asked, divided by
 * what it is conditioned on.
 *
 * A row is N / D: N the mass of (heads, events, givens, conditions), D that of (givens,
 * conditions).  Without events left of the bar D is the sum of N's row; with inputs only on the
 * right D is one, by causality. */
#ifndef CATGUT_EVALUATE_KNOWN_H
#define CATGUT_EVALUATE_KNOWN_H

#include "evaluate/eliminate.h"

/* Is there anything right of the bar besides inputs, each once? */
bool known_is_conditioned(const Query *q, const Ask *a);

/* The answer to q, of which `a` is the ask.  The trouble is the row of a box that made a row
 * undefined, if there is one. */
Outcome known_evaluate(Matrix *to, const Query *q, const Ask *a, const Tools *w) MUST_CHECK;

#endif
