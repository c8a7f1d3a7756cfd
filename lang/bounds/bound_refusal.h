/* bound_refusal.h -- the bounds found, or why there are none. */
#ifndef CATGUT_BOUNDS_BOUND_REFUSAL_H
#define CATGUT_BOUNDS_BOUND_REFUSAL_H

#include "lang/bounds/bound_question.h"

/* Both return false after a complaint.  All of a model that attains an end is known only after
 * bound_answer_complete. */
bool bound_answer(BoundQuestion *q);
bool bound_answer_complete(BoundQuestion *q);

#endif
