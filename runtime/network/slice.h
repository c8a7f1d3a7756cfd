/* slice.h -- the questions by which a conditional box is evaluated.
 *
 * A conditional box computes P(heads | givens) in a diagram, its state.  The last `any` inputs of
 * the state are idle: the box does not read them (conditional.h).  So the state is asked once for
 * each value of the idle inputs, with a point put on each of them, and no table is ever made over
 * these values.  One such question is a slice.  An idle input that nothing in the state reads stays
 * at its first label; the others go through their labels in lexicographic order, the last one
 * fastest.
 *
 * A Slice owns its diagram, its query and its points.  The query's diagram is the Slice's own or,
 * where there are no idle inputs, the conditional's state. */
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

/* The first slice.  It stays where it is in memory, as its query points into it. */
void slice_init(Slice *s, const Conditional *c);
void slice_clear(Slice *s);

/* The next one; false: that was the last. */
bool slice_next(Slice *s) MUST_CHECK;

/* With uniform states in the place of the points, which asks for all slices at once; or with the
 * points again. */
void slice_set_uniform(Slice *s, bool uniform);

enum { COMPARED = 64 }; /* so many slices of a box are compared with each other, at least */

/* How many slices there are, at least one, or `most` where there are more. */
uint32_t slice_count(const Slice *s, uint32_t most);

#endif
