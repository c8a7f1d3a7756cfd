/* explain_part.h -- explanations by other questions, each of which is a step with its value. */
#ifndef CATGUT_ASK_EXPLAIN_PART_H
#define CATGUT_ASK_EXPLAIN_PART_H

#include "lang/explain/step.h"

/* P(heads | conditions), a new call at the place of `call`;
 * empty conditions are left out. */
Node *explain_new_question(Session *s, const Node *call, Node *heads, Node *conditions);
/* What stands right of the bar: what is done, or evidence that is not certain; and all else. */
void explain_split(Session *s, const Node *call, Node *done, Node *given);
/* A step with the value of n. */
bool explain_value(Steps *t, const Node *n, const char *move, const char *law);

#endif
