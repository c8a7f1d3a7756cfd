/* elimination.h -- an elimination modulo primes as words, so that another machine can do a part of
 * it: what is contracted, in which order, only forth or back too, and within how many bytes.  These
 * decide all else: which variables are split, how many primes there are, where each table lies. */
#ifndef CATGUT_CONTRACT_ELIMINATION_H
#define CATGUT_CONTRACT_ELIMINATION_H

#include "contract/block_store.h"
#include "network/network.h"

typedef struct Elimination {
    Network network; /* its factors have no boxes, its tables no denominators */
    Plan plan;
    bool back;
    uint64_t limit;
} Elimination;

/* Adds it to the words. */
void elimination_write(Words *to, const Network *n, const Plan *p, bool back, uint64_t limit);

/* To be cleared in any case.  False: these words are no elimination; whatever they are, no table
 * and no list is left that runs past its end. */
bool elimination_read(Elimination *to, const Words *from) MUST_CHECK;
void elimination_clear(Elimination *e);

#endif
