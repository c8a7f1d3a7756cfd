/* block_job.h -- some blocks of an elimination that comes as words (elimination.h). */
#ifndef CATGUT_CONTRACT_BLOCK_JOB_H
#define CATGUT_CONTRACT_BLOCK_JOB_H

#include "base/budget.h"
#include "contract/block_store.h"

/* Runs the blocks that the budget's store orders (BLOCKS_SOME), within the elimination's own limit
 * of bytes. *valid: the words are an elimination.  False: they are none, it does not fit into the
 * limit, or the budget said stop; else that has STOP_PUT_OFF. */
bool block_job_run(const Words *elimination, bool *valid, Budget *b) MUST_CHECK;

#endif
