/* explain.h -- explain: the steps to an answer, with the law behind each. */
#ifndef CATGUT_EXPLAIN_H
#define CATGUT_EXPLAIN_H

#include "lang/elaborate.h"

/* P(Y | do(X), Z), in a model, perhaps from a state. */
bool explain_effect(Session *s, const Node *n);

#endif
