/* event_names.h -- the names in an event, `X = a or Y < Z`, or in arithmetic, `2 * X - Y^2`.
 *
 * Which of them are variables, and which labels, is for the caller to say: it knows of what. */
#ifndef CATGUT_ELABORATE_EVENT_NAMES_H
#define CATGUT_ELABORATE_EVENT_NAMES_H

#include "lang/session/session.h"

/* of: the name that this one is compared with, so that it may be a label of that; NULL: it is not.
 */
typedef bool EventNameAct(void *more, const Node *name, const Node *of);

/* Calls `act` for each name in an event, or in arithmetic, in the order written, until one is
 * false.  Complains about what is of another form (E277), and about brackets (E279). */
bool event_names(Session *s, const Node *n, EventNameAct *act, void *more);
bool arithmetic_names(Session *s, const Node *n, EventNameAct *act, void *more);
/* Is it arithmetic by its form: no name, but a sum, product, quotient, power or negation? */
bool is_arithmetic(const Node *n);

#endif
