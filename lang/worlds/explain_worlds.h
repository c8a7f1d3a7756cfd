/* explain_worlds.h -- explain P(Y[X = 0] | X = 1) in m: the worlds grown, pushed, cut into combs,
 * and plugged. */
#ifndef CATGUT_WORLDS_EXPLAIN_WORLDS_H
#define CATGUT_WORLDS_EXPLAIN_WORLDS_H

#include "lang/session/session.h"

/* n: the call, perhaps with `in` around it. */
bool explain_worlds(Session *s, const Node *n);

#endif
