/* block_run.h -- all blocks of a run, some of which another machine may have done. */
#ifndef CATGUT_CONTRACT_BLOCK_RUN_H
#define CATGUT_CONTRACT_BLOCK_RUN_H

#include "contract/modular.h"

/* What a run collects: lists of residues; and of each step, where there is a way back, whether a
 * residue of it is not zero. */
typedef struct Collected {
    Residues *lists;
    size_t count;
    atomic_bool *alive;
    size_t steps;
} Collected;

/* modular_run, unless the budget's store says otherwise.  False: the budget said stop. */
bool block_run(Modular *m, const Collected *c, ModularRun *run, void *who, uint64_t times,
               Budget *b) MUST_CHECK;

#endif
