/* explain_shape.h -- why an answer about a shape is what it is. */
#ifndef CATGUT_SHAPE_EXPLAIN_SHAPE_H
#define CATGUT_SHAPE_EXPLAIN_SHAPE_H

#include "lang/session/session.h"

#include <stdbool.h>

/* The answer with its reasons: a question about a shape, perhaps with `in`. */
bool explain_shape(Session *s, const Node *n);
/* How a call is explained in the context s->asked; in: what is around it, which has to be used
 * (context_is_used), or NULL. */
typedef bool ExplainCall(Session *s, const Node *call, const Node *in);
/* n: a call about a shape, perhaps with `in` around it. */
bool explain_of_shape(Session *s, const Node *n, ExplainCall *explain);

#endif
