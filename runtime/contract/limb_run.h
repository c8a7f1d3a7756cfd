/* limb_run.h -- a plan carried out on whole numbers, which grow on the way: bucket elimination. */
#ifndef CATGUT_CONTRACT_LIMB_RUN_H
#define CATGUT_CONTRACT_LIMB_RUN_H

#include "contract/run.h"

/* All steps.  False: the budget said stop. */
bool limb_run(Run *r, Budget *b) MUST_CHECK;

#endif
