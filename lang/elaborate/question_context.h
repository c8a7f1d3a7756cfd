/* question_context.h -- what stands after `in` and `with`: the context of a question. */
#ifndef CATGUT_ELABORATE_QUESTION_CONTEXT_H
#define CATGUT_ELABORATE_QUESTION_CONTEXT_H

#include "lang/elaborate/elaborate.h"

/* e in c, e in c with F. */
bool elaborate_in(Session *s, Value *to, const Node *n, const Hint *hint);
/* An expression, asked in this context. */
bool elaborate_asked(Session *s, Value *to, const Context *c, const Node *n);
bool elaborate_context(Session *s, Context *to, const Node *context, const Node *functor);

#endif
