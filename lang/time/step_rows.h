/* step_rows.h -- filter, smooth and predict of any question: a P(...) for each step.
 *
 * What over_steps.c does at once for one variable and events of one each is asked here row by row:
 * of several variables, of such as are there once, with evidence that is not certain, and events
 * that join variables.  That is a question for each row: quadratic in the steps. */
#ifndef CATGUT_TIME_STEP_ROWS_H
#define CATGUT_TIME_STEP_ROWS_H

#include "lang/read/question.h"
#include "lang/session/session.h"

/* Does the call, whose question is q, need that? */
bool needs_step_rows(const Session *s, const Question *q);
bool elaborate_step_rows(Session *s, Value *to, const Node *call, const Question *q);
/* The type {first..end - 1} of numbers of steps: one for each. */
const Type *step_type(Session *s, uint32_t first, uint32_t end);

#endif
