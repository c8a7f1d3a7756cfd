/* resample.h -- rows drawn again from a tally: the bootstrap (Efron 1979).
 *
 * Each of the n rows of a resample is one of the n rows that were seen, each with the same chance.
 * Drawing is by inverse transform on the whole counts: a number below n, exactly uniform, is held
 * against the running sums of the counts.  The numbers are those of base/random.h (xorshift64*,
 * started from the seed): 64 bits at a time, those from the largest multiple of n below 2^64 on are
 * drawn again, and the rest by n is the number.  So a seed gives the same rows on every machine. */
#ifndef CATGUT_STATISTICS_RESAMPLE_H
#define CATGUT_STATISTICS_RESAMPLE_H

#include "base/array.h"
#include "base/budget.h"
#include "base/random.h"

typedef struct Resample {
    ARRAY(uint64_t) below; /* the counts of the cells up to this one, added up */
    ARRAY(uint64_t) count; /* of each cell in the newest resample */
    uint64_t rows;          /* of a resample: as many as there are, unless it is set */
    Random random;
} Resample;
/* rows: the count of each cell, not all zero, with a sum below 2^63. */
void resample_init(Resample *r, const uint64_t *rows, size_t cells, uint64_t seed);
void resample_clear(Resample *r);
/* One more resample, in r->count.  False: the budget says stop. */
bool resample_next(Resample *r, Budget *b) MUST_CHECK;

#endif
