/* cutset.h -- cutset conditioning: which variables are split, so that tables stay small.
 *
 * The steps whose factors contain a split variable are carried out once for each of its values, and
 * the results are added up (Pearl 1988). */
#ifndef CATGUT_CONTRACT_CUTSET_H
#define CATGUT_CONTRACT_CUTSET_H

#include "contract/modular_plan.h"

/* Chooses the splits and lays out the arena for them.  False: with no choice that is tried do the
 * tables fit into so many bytes, or the budget said stop; one that is shared does so where they do
 * not fit without splits. */
bool cutset_choose(ModularPlan *m, uint64_t limit, Budget *b) MUST_CHECK;

#endif
