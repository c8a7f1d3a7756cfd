/* type.h -- types as lists of wires, and the labels of a type. */
#ifndef CATGUT_ELABORATE_TYPE_H
#define CATGUT_ELABORATE_TYPE_H

#include "lang/session/session.h"

bool elaborate_type(Session *s, PortList *to, const Node *n);
bool elaborate_one_type(Session *s, const Type **to, const Node *n);
bool elaborate_carrier(Session *s, Type *t, const Node *n);

#endif
