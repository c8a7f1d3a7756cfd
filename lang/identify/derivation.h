/* derivation.h -- explain: the derivation of an effect, move by move. */
#ifndef CATGUT_IDENTIFY_DERIVATION_H
#define CATGUT_IDENTIFY_DERIVATION_H

#include "lang/session/session.h"

#include <stdbool.h>

/* P(Y | do(X), Z) of a model's shape, perhaps from a state. */
bool explain_effect(Session *s, const Node *n);

#endif
