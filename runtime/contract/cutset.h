/* cutset.h -- cutset conditioning: which variables are split, so that tables stay small.
 *
 * The steps whose factors have a split variable are carried out for one of its values after the
 * other, and what comes of it is added up (Pearl 1988). */
#ifndef CATGUT_CONTRACT_CUTSET_H
#define CATGUT_CONTRACT_CUTSET_H

#include "contract/modular_plan.h"

/* Chooses the splits, and lays out the arena for them.  False: the tables do not fit into so many
 * bytes with any split that is tried, or the budget said stop. */
bool cutset_choose(ModularPlan *m, uint64_t limit, Budget *b) MUST_CHECK;

#endif
