/* unknown_name.h -- what was probably meant by a name that nothing has. */
#ifndef CATGUT_SESSION_UNKNOWN_NAME_H
#define CATGUT_SESSION_UNKNOWN_NAME_H

#include "lang/session/session.h"

/* Complains that no value is called as n is (E040).  The advice can be followed: how a notion is
 * written, the ket of a label, the model of a variable, our word for what others call so, the name
 * that is nearly so. */
bool complain_unknown_value(Session *s, const Node *n);

#endif
