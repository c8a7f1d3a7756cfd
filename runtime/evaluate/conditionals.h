/* conditionals.h -- a question whose diagram has conditional boxes: they are evaluated first. */
#ifndef CATGUT_EVALUATE_CONDITIONALS_H
#define CATGUT_EVALUATE_CONDITIONALS_H

#include "evaluate/eliminate.h"

/* Evaluates the conditional boxes in d, and those inside them, into w->meaning. */
Outcome conditionals_evaluate(const Diagram *d, const Tools *w) MUST_CHECK;

/* As evaluate in evaluate.h, with these tools. */
Outcome evaluate_with(Matrix *to, const Query *q, const Tools *w) MUST_CHECK;

#endif
