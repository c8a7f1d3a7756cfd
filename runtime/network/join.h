/* join.h -- a plan whose steps multiply small factors together first.
 *
 * A step that consumes many factors goes through all of their variables at once.  Factors over a
 * small part of those are joined beforehand, in steps that sum nothing out (their variable is
 * NO_VARIABLE); the plan means the same.  On the way back (modular_reverse.h) every factor of a
 * step costs as much as the step, so there joining is worth more. */
#ifndef CATGUT_NETWORK_JOIN_H
#define CATGUT_NETWORK_JOIN_H

#include "network/plan.h"

/* Does nothing where the joined plan would not be within `limit` bytes and the plan is. */
void plan_join(Plan *p, const Shape *s, uint64_t limit, bool back);

#endif
