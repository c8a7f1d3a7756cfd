/* quantity.h -- the named quantities of causal inference, each defined in the language itself.
 *
 *     TE(X -> Y, 0 -> 1)                 E(Y[X = 1]) - E(Y[X = 0])
 *     NDE(X -> Y, 0 -> 1)                E(Y[X = 1, M = M[X = 0]]) - E(Y[X = 0])
 *     PN(X -> Y, 0 -> 1)                 P(Y[X = 0] != 1 | X = 1, Y = 1)
 *     TE(X -> Y, 0 -> 1, Y = yes)        of an event: P(Y[X = 1] = yes) - P(Y[X = 0] = yes)
 *
 * The change is always written, `from -> to`.  Mediators are all observed variables on directed
 * ways from X to Y, or the set that is given.  A quantity is its definition with the names put in,
 * read as if it had been typed; so it works wherever that does. */
#ifndef CATGUT_QUANTITY_QUANTITY_H
#define CATGUT_QUANTITY_QUANTITY_H

#include "lang/session/session.h"

bool elaborate_quantity(Session *s, Value *to, const Node *call);
bool quantity_is_number(const Session *s, const Node *call);
/* Says what it stands for, and explains that; e is the call in its context. */
bool explain_quantity(Session *s, const Node *e);
/* The definition with the names of the call put in, asked of a model of this shape; NULL: it has
 * complained. */
Node *quantity_expand(Session *s, const Model *shape, const Node *call);

/* The expression that this text is, which stands for the call; NULL: it has complained. */
Node *quantity_read(Session *s, const Sink *text, const Node *call);

#endif
