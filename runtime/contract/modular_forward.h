/* modular_forward.h -- a run's steps carried out modulo primes. */
#ifndef CATGUT_CONTRACT_MODULAR_FORWARD_H
#define CATGUT_CONTRACT_MODULAR_FORWARD_H

#include "contract/run.h"

/* May this take less time than whole numbers of growing length?  Decided from shapes and lengths
 * alone; and from what this processor has, unless others may do it. */
bool modular_forward_may_pay(const Network *n, const Plan *p, bool others);

/* Carries out all steps.  What is left of them, and the factors without variables, are written to
 * r; the scale is multiplied by what factors were divided by. *fits: does it fit into so many
 * bytes, and, where the best way is asked for, is it that?  If not, nothing is done.  False: the
 * budget said stop. */
bool modular_forward_run(Run *r, bool *fits, uint64_t limit, Budget *b) MUST_CHECK;

#endif
