/* network_simplex.h -- whole numbers that minimise a weighted sum of differences.
 *
 * Minimise the sum of weight * (x[head] - x[tail]) subject to x[head] - x[tail] >= length for every
 * arc: by network simplex (Gansner, Koutsofios, North & Vo, A Technique for Drawing Directed
 * Graphs, 1993, sections 2.3 and 4.2).  Both the layers of a picture and the places in them are
 * found as such a minimum. */
#ifndef CATGUT_PICTURE_NETWORK_SIMPLEX_H
#define CATGUT_PICTURE_NETWORK_SIMPLEX_H

#include "base/array.h"
#include "base/budget.h"

typedef struct Arc {
    uint32_t tail, head;
    int32_t length; /* x[head] - x[tail] is at least this */
    int32_t weight; /* at least 0 */
} Arc;
typedef ARRAY(Arc) ArcList;

/* x[0 ... n) satisfies every arc before the call, and after it.  After it, x is a minimum (the
 * result is true), unless more than `steps` elementary steps would have been needed, or the budget
 * (which may be NULL) says stop: then x is as good as it got.  But for that the result depends on
 * nothing but the arguments. */
bool network_simplex_run(int32_t *x, size_t n, const ArcList *arcs, uint64_t steps, Budget *b);

/* The least x >= 0 that satisfies every arc.  False: they form a cycle. */
bool network_simplex_start(int32_t *x, size_t n, const ArcList *arcs) MUST_CHECK;

/* The sum that is minimised. */
int64_t network_simplex_cost(const int32_t *x, const ArcList *arcs);

#endif
