/* unroll.h -- unroll(m, S0 -> S, 10): a model of one step, repeated; see diagram/unroll.h. */
#ifndef CATGUT_TIME_UNROLL_H
#define CATGUT_TIME_UNROLL_H

#include "lang/session/session.h"

bool elaborate_unroll(Session *s, Value *to, const Node *call);

#endif
