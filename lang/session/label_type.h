/* label_type.h -- types for variables that come from data, with labels and no declaration. */
#ifndef CATGUT_SESSION_LABEL_TYPE_H
#define CATGUT_SESSION_LABEL_TYPE_H

#include "lang/session/session.h"

/* `fresh` is a type that has labels and no name yet.  It is called like its variable.  Where that
 * name is a type of other labels already, it is `owner.variable`, with as many primes as it takes;
 * a type of the same labels is taken as it is.  Defined at `at`, if it is new. */
const Type *label_type(Session *s, Type *fresh, Name owner, Name variable, Span at);

/* The type that a variable without one has: that of its name, an abstract one where there is none;
 * of `owner.variable` where its name is a type of several wires.  False: complained. */
bool own_type(Session *s, const Type **to, Name owner, Name variable, Span at);

#endif
