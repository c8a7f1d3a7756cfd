/* plan_ground.h -- effects of plans on the criteria of ground.h.
 *
 * Where what the plans read does not descend from what is done, it comes about as it does, and the
 * effect is that of do(x) given it, weighed by the plans:
 *
 *   P(y | do(x := k(r))) = sum_{x, r} k(x | r) P(r) P(y | do(x), r)
 *
 * and the last of these may be known at once: a back door by r, by more than r, or, with nothing
 * read, a front door. */
#ifndef CATGUT_SURGERY_PLAN_GROUND_H
#define CATGUT_SURGERY_PLAN_GROUND_H

#include "surgery/ground.h"

/* Of an effect with plans and without conditions; GROUND_GENERAL where no criterion gives it.
 * False: the budget. */
bool plan_ground_find(Ground *to, const Graph *g, const Effect *e, Budget *b) MUST_CHECK;

#endif
