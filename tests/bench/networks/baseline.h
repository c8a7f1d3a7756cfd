/* baseline.h -- figures of an earlier run, in a file: lines of a network, a kind and a score. */
#ifndef CATGUT_BENCH_BASELINE_H
#define CATGUT_BENCH_BASELINE_H

#include "base/array.h"

#include <stdbool.h>

typedef struct Score {
    char network[64], kind[16];
    double value;
} Score;

typedef ARRAY(Score) ScoreList;

/* False: there is no such file, or it is none. */
bool scores_read(ScoreList *to, const char *path);
bool scores_write(const ScoreList *s, const char *path);

/* The median of now / before over what is in both, how many these are, and what got worst. */
typedef struct Change {
    double median, worst;
    size_t count;
    const Score *at;
} Change;
Change scores_compare(const ScoreList *before, const ScoreList *now);

#endif
