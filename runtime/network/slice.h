/* slice.h -- what a conditional box asks of its state, one value of the idle inputs at a time.
 *
 * The last `any` inputs of the state are idle: the box does not read them (conditional.h).  A slice
 * has a point on each of them, so that no table is ever made over their values.  Those that nothing
 * reads stay at their first label; the others go through their labels in lexicographic order, the
 * last one fastest.
 *
 * A Slice owns its diagram, its query and its points; the query's diagram lives in it, or is the
 * conditional's state where there are no idle inputs. */
#ifndef CATGUT_NETWORK_SLICE_H
#define CATGUT_NETWORK_SLICE_H

#include "diagram/conditional.h"
#include "network/query.h"

typedef struct Slice {
    Query query; /* heads given the givens and the inputs that count */
    Diagram diagram;
    ARRAY(Box) points; /* of each idle input; what was made of the diagram sees them move */
    WireList moves;    /* those that something reads */
} Slice;

/* The first slice.  It stays where it is in memory, as its query points into it. */
void slice_init(Slice *s, const Conditional *c);
void slice_clear(Slice *s);

/* The next one; false: that was the last. */
bool slice_next(Slice *s) MUST_CHECK;

/* All of them at once: uniform states instead of the points, or the points again. */
void slice_set_blurred(Slice *s, bool blurred);

enum { COMPARED = 64 }; /* so many slices of a box are compared with each other, at least */

/* How many slices there are, at least one, or `most` where there are more. */
uint32_t slice_count(const Slice *s, uint32_t most);

#endif
