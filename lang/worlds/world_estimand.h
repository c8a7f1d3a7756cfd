/* world_estimand.h -- identify e = P(Y[X = 0] | X = 1) in m: counterfactuals as values.
 *
 * Such a value is printed as its formula, applied to what was observed and to what experiments
 * showed, `e(omega, trial)`, and drawn as its worlds. */
#ifndef CATGUT_WORLDS_WORLD_ESTIMAND_H
#define CATGUT_WORLDS_WORLD_ESTIMAND_H

#include "lang/worlds/world_effect.h"

/* n: the call, perhaps with `in` around it; name: what the answer is to be called, or NULL: it is
 * only told.  With a name it complains where it is not identifiable. */
bool identify_as_worlds(Session *s, const Node *n, const Node *name);

#endif
