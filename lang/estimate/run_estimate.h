/* run_estimate.h -- estimate: a number from rows, and how far it may be off. */
#ifndef CATGUT_ESTIMATE_RUN_ESTIMATE_H
#define CATGUT_ESTIMATE_RUN_ESTIMATE_H

#include "lang/session/session.h"

bool run_estimate(Session *s, const Node *n);

#endif
