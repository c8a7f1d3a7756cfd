/* marginals.h -- all marginals at once. */
#ifndef CATGUT_ASK_MARGINALS_H
#define CATGUT_ASK_MARGINALS_H

#include "lang/session/session.h"

#include <stdbool.h>

/* marginals(E = e, do(X = x)): a state for each variable that nothing is said of. */
bool elaborate_marginals(Session *s, Value *to, const Node *n);

#endif
