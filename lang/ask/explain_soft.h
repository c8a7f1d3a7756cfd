/* explain_soft.h -- explain, with evidence that is not certain. */
#ifndef CATGUT_ASK_EXPLAIN_SOFT_H
#define CATGUT_ASK_EXPLAIN_SOFT_H

#include "lang/explain/step.h"

/* Is there `B ~ ...` or jeffrey(...) right of the bar of P? */
bool call_has_soft(const Node *call);
/* The steps, in the context. */
bool explain_soft(Steps *t, const Node *call);

#endif
