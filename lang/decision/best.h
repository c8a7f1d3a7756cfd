/* best.h -- best(D -> U): the best functions for decisions; MEU(D -> U): what they are worth. */
#ifndef CATGUT_DECISION_BEST_H
#define CATGUT_DECISION_BEST_H

#include "lang/session/session.h"

/* A function for each decision, from what it uses of what it knows. */
bool elaborate_best(Session *s, Value *to, const Node *call);
/* The largest mean that the utility can have. */
bool elaborate_largest(Session *s, Value *to, const Node *call);
bool largest_is_number(const Session *s, const Node *call);
/* What each choice is worth, decision by decision, the last one first. */
bool explain_best(Session *s, const Node *n);

#endif
