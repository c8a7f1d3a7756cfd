/* combs.h -- comb disintegration of a state. */
#ifndef CATGUT_SURGERY_COMBS_H
#define CATGUT_SURGERY_COMBS_H

#include "lang/session/session.h"

#include <stdbool.h>

bool elaborate_comb(Session *s, Value *to, const Node *n);

#endif
