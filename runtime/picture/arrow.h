/* arrow.h -- the arrows of a causal graph, as curves; for this folder alone.
 *
 * An arrow goes from the edge of a vertex to the edge of another, and both its ends aim at the
 * middles: straight where nothing is between, else gently curved along its bends, past the vertices
 * that it passes.  X <-> Y is one curve with two ends. */
#ifndef CATGUT_PICTURE_ARROW_H
#define CATGUT_PICTURE_ARROW_H

#include "picture/flow.h"
#include "picture/sketch_step.h"

/* Where an arrow ends, or begins, and from where it comes there, as a vector. */
typedef struct ArrowEnd {
    int x, y, dx, dy;
} ArrowEnd;

typedef struct Arrow {
    ARRAY(SketchStep) steps; /* M, then L and C, in the units of the flow */
    uint32_t in, other; /* the in-ports where it ends and, of X <-> Y, begins; else UINT32_MAX */
    ArrowEnd end, start;
} Arrow;

void arrow_clear(Arrow *a);

/* The arrow to in-port `in`, in one picture.  False: it is the first end of one with two ends,
 * which is made for the other. */
bool arrow_make(Arrow *a, const Flow *f, uint32_t in, uint32_t look) MUST_CHECK;

/* Is it in this picture, and did surgery cut it there? */
bool arrow_is_there(const Arrow *a, const Scene *s, uint32_t look);
bool arrow_is_cut(const Arrow *a, const Scene *s, uint32_t look);

/* The square root, rounded down. */
int whole_root(int64_t square);

/* The point so far before an end. */
void arrow_before(const ArrowEnd *e, int by, int *x, int *y);

#endif
