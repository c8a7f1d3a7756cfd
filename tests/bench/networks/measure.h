/* measure.h -- one question to one network: the engine, the floor of doubles, the oracle of mpq. */
#ifndef CATGUT_BENCH_MEASURE_H
#define CATGUT_BENCH_MEASURE_H

#include "tests/bench/networks/question.h"

typedef struct Limits {
    double seconds;       /* of one answer */
    double floor, oracle; /* of one run of doubles, of mpq; 0: none */
    double repeating;     /* repeat while less than this went by */
    unsigned repeats;     /* and at most so often */
    uint64_t bytes;
} Limits;

enum { KERNELS = 4 };
extern const char *const kernel_names[KERNELS]; /* of residue.h */

typedef struct Figures {
    Outcome outcome;
    double whole;               /* seconds: medians */
    double interpret, planning; /* of these parts */
    double floats, exact;       /* of the plan in doubles, in mpq; negative: none, or too long */
    double products;            /* added up by the plan */
    size_t bits;                /* of the network's denominator */
    double kernels[KERNELS];    /* how many times longer each other one takes; 0: not timed */
    bool wrong;                 /* the answers differ */
} Figures;

void measure(Figures *to, Net *n, Kind k, const Limits *limits);

/* How many products in doubles could have been added up in the time of the answer: what is compared
 * between runs and machines.  A better plan and a better engine both make it less. */
double figures_score(const Figures *f);

#endif
