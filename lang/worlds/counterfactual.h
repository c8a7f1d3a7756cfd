/* counterfactual.h -- P and E of worlds, with numbers.
 *
 * The worlds are grown merged, what is given is pushed, and the diagram is evaluated as any other.
 * Boxes that are functions make every question an ordinary one.  Where a box is not, it may be
 * needed once, else the question is not determined by its table; whether that is so is looked at
 * after what is asked has been pushed too.  Then P(gamma | delta) is P(gamma, delta) in the diagram
 * with both pushed over P(delta) in that with delta alone. */
#ifndef CATGUT_WORLDS_COUNTERFACTUAL_H
#define CATGUT_WORLDS_COUNTERFACTUAL_H

#include "lang/session/session.h"

/* Var(...), Cov(...) */
bool elaborate_world_moment(Session *s, Value *to, const Node *call);
/* P(...), E(...); also sums of them (world_sum.h). */
bool elaborate_counterfactual(Session *s, Value *to, const Node *call);

#endif
