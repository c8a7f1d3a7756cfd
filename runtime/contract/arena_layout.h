/* arena_layout.h -- where the wide tables of an elimination modulo primes lie in one arena. */
#ifndef CATGUT_CONTRACT_ARENA_LAYOUT_H
#define CATGUT_CONTRACT_ARENA_LAYOUT_H

#include "contract/modular_plan.h"

/* Sets the offsets of results and adjoints, wide_entries and narrow_entries, from the splits and
 * sizes there are.  Nothing is allocated here. */
void arena_layout(ModularPlan *m);

#endif
