/* slice.h -- the questions by which a conditional box is evaluated.
 *
 * A conditional box computes P(heads | givens) in a diagram, its state.  The last `any` inputs of
 * the state are idle: the box does not read them (conditional.h).  The state is asked once for each
 * combination of their values, with a point on each idle input, so that no table over these values
 * is ever made.  Each of these questions is a slice.  An idle input that nothing in the state reads
 * stays at its first label; the others go through their labels in lexicographic order, the last one
 * fastest.
 *
 * A Slice owns its diagram, its query and its points.  The diagram of the query is the Slice's own,
 * or the conditional's state where there are no idle inputs. */
#ifndef CATGUT_NETWORK_SLICE_H
#define CATGUT_NETWORK_SLICE_H

#include "diagram/conditional.h"
#include "network/query.h"

typedef struct Slice {
    Query query; /* heads given the givens and the inputs that count */
    Diagram diagram;
    ARRAY(Box) points; /* of each idle input; diagrams made of this one share them */
    WireList moves;    /* those that something reads */
} Slice;

/* Begins with the first slice.  It must not be moved in memory, as its query points into it. */
void slice_init(Slice *s, const Conditional *c);
void slice_clear(Slice *s);

/* The next one; false: that was the last. */
bool slice_next(Slice *s) MUST_CHECK;

/* true: puts uniform states in the place of the points, which asks for all slices at once. false:
 * puts the points back. */
void slice_set_uniform(Slice *s, bool uniform);

enum { COMPARED = 64 }; /* at least so many slices of a box are compared with each other */

/* How many slices there are, at least one, or `most` where there are more. */
uint32_t slice_count(const Slice *s, uint32_t most);

#endif
