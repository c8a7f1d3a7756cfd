/* declare_functor.h -- functors: a meaning for each box, a carrier for each abstract type. */
#ifndef CATGUT_STATEMENT_DECLARE_FUNCTOR_H
#define CATGUT_STATEMENT_DECLARE_FUNCTOR_H

#include "lang/session/session.h"

#include <stdbool.h>

bool declare_functor(Session *s, const Node *n);
/* The functor that a declaration declares, as a value; the session owns it. */
bool make_functor(Session *s, Value *to, const Node *n);

#endif
