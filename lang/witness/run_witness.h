/* run_witness.h -- witness F1, F2 = P(Y | do(X)) in M: two functors that look the same. */
#ifndef CATGUT_WITNESS_RUN_WITNESS_H
#define CATGUT_WITNESS_RUN_WITNESS_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_witness(Session *s, const Node *n);

#endif
