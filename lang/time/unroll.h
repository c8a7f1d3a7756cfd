/* unroll.h -- unroll(m, S0 -> S, 10): a model of one step, repeated; see diagram/unroll.h. */
#ifndef CATGUT_TIME_UNROLL_H
#define CATGUT_TIME_UNROLL_H

#include "lang/session/session.h"

bool elaborate_unroll(Session *s, Value *to, const Node *call);

/* What S is called in step k: `S_3`. */
Name step_name(Names *names, Name family, uint32_t k);
/* `S_12` is of step 12; 0: the name has no such end. */
uint32_t named_step(Name name);

#endif
