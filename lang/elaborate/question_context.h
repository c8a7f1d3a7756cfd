/* question_context.h -- what stands after `in` and `with`: the context of a question. */
#ifndef CATGUT_ELABORATE_QUESTION_CONTEXT_H
#define CATGUT_ELABORATE_QUESTION_CONTEXT_H

#include "lang/read/node.h"
#include "lang/session/session.h"

#include <stdbool.h>

bool elaborate_in(Session *s, Value *to, const Node *n);
bool elaborate_context(Session *s, Context *to, const Node *context, const Node *functor);

#endif
