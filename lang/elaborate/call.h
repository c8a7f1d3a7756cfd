/* call.h -- names, paths, calls and brackets: what a name stands for, and what is applied to it. */
#ifndef CATGUT_ELABORATE_CALL_H
#define CATGUT_ELABORATE_CALL_H

#include "lang/elaborate/elaborate.h"

#include <stdbool.h>

bool elaborate_name(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_path(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_call(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_index(Session *s, Value *to, const Node *n, const Hint *hint);

#endif
