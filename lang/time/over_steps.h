/* over_steps.h -- filter, smooth and predict: a state of one variable for each step. */
#ifndef CATGUT_TIME_OVER_STEPS_H
#define CATGUT_TIME_OVER_STEPS_H

#include "lang/session/session.h"

/* filter(S | O = |a,b,a>) and the others: a channel from the number of the step to S.  The row of
 * step t is P(S_t | what was seen up to step t), P(S_t | all that was seen), or, behind the last
 * step in which something was seen, P(S_t | all that was seen). */
bool elaborate_over_steps(Session *s, Value *to, const Node *call);

#endif
