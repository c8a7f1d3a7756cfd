/* question_context.h -- what stands after `in` and `with`: the context of a question. */
#ifndef CATGUT_ELABORATE_QUESTION_CONTEXT_H
#define CATGUT_ELABORATE_QUESTION_CONTEXT_H

#include "lang/elaborate/elaborate.h"

/* e in c, e in c with F. */
bool elaborate_in(Session *s, Value *to, const Node *n, const Hint *hint);
/* The expression of n, which is one of NODE_IN, _WITH and _FROM, asked in this context; a context
 * that it does not use is a mistake, unless it stands further right and only reaches so far. */
bool elaborate_asked(Session *s, Value *to, const Context *c, const Node *n, const Hint *hint);
/* Has all of n's context been used (s->consulted)?  Else it complains. */
bool context_is_used(Session *s, const Node *n);
/* Is what is asked in one model, and no class?  Else it complains of the call. */
bool asks_one_model(Session *s, const Node *call);
bool elaborate_context(Session *s, Context *to, const Node *context, const Node *functor);
/* The same where it may be a class of models: CONTEXT_CLASS. */
bool elaborate_any_context(Session *s, Context *to, const Node *context, const Node *functor);

#endif
