/* modular_forward.h -- a run's steps carried out modulo primes. */
#ifndef CATGUT_CONTRACT_MODULAR_FORWARD_H
#define CATGUT_CONTRACT_MODULAR_FORWARD_H

#include "contract/run.h"

/* May they take less time than with growing numbers?  Decided from shapes and lengths alone. */
bool modular_forward_pays(const Network *n, const Plan *p);

/* What is left of the steps, and the factors over nothing, in r; the scale is multiplied by what
 * factors were divided by.  *fits: within so many bytes; else nothing is done.  False: the budget
 * said stop. */
bool modular_forward_run(Run *r, bool *fits, uint64_t limit, Budget *b) MUST_CHECK;

#endif
