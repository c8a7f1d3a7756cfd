/* run_bounds.h -- bounds QUESTION in M from omega assume ..., and G1, G2 = before it. */
#ifndef CATGUT_BOUNDS_RUN_BOUNDS_H
#define CATGUT_BOUNDS_RUN_BOUNDS_H

#include "lang/session/session.h"

bool run_bounds(Session *s, const Node *n);

#endif
