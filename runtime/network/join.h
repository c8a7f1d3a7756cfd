/* join.h -- a plan whose steps multiply small factors together first.
 *
 * A step that consumes many factors goes through the values of all of their variables at once.
 * Factors over a small part of these variables are multiplied beforehand, in steps of their own
 * that sum nothing out (their variable is NO_VARIABLE).  The result of the plan is the same.  With
 * a way back (modular_reverse.h) each factor of a step costs as much as the whole step, so there
 * joining saves more. */
#ifndef CATGUT_NETWORK_JOIN_H
#define CATGUT_NETWORK_JOIN_H

#include "network/plan.h"

/* The plan stays as it is where it fits into `limit` bytes and the joined plan would not. */
void plan_join(Plan *p, const Shape *s, uint64_t limit, bool back);

#endif
