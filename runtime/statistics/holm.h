/* holm.h -- p-values of several tests, so that all of them together err seldom (Holm 1979).
 *
 * The smallest of m is multiplied by m, the next by m - 1, and so on; none may become smaller than
 * the one before, none larger than one.  If all hypotheses are true, the chance that any of the
 * adjusted values is below alpha is at most alpha, however the tests depend on each other. */
#ifndef CATGUT_STATISTICS_HOLM_H
#define CATGUT_STATISTICS_HOLM_H

#include "base/array.h"
#include "num/real.h"

typedef struct Holm {
    RealFind *find;            /* the p-value of one */
    ARRAY(const void *) tests; /* borrowed, in the order of their p-values when holm_sort is done */
    Real *p;                   /* then: of each, with as many bits as the sorting took */
} Holm;
void holm_clear(Holm *h);
/* Sorts the tests by their p-values, the smallest first; those that are equal stay in their order.
 * False: find said stop. */
bool holm_sort(Holm *h) MUST_CHECK;

/* The adjusted p-value of one of its tests. */
typedef struct HolmValue {
    const Holm *holm;
    size_t rank; /* its place in holm->tests */
} HolmValue;
/* A RealFind: `what` is a HolmValue. */
bool holm_value(Real *to, const void *what) MUST_CHECK;

#endif
