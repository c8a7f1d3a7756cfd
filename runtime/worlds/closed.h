/* closed.h -- a grown diagram with its mechanisms put in, to be evaluated.
 *
 * A mechanism may have several boxes.  Boxes that are the same one of the same vertex and read the
 * same wires are one box: so noise inside a mechanism is shared by all worlds too. */
#ifndef CATGUT_WORLDS_CLOSED_H
#define CATGUT_WORLDS_CLOSED_H

#include "worlds/grow.h"

/* Where a box of the diagram comes from: use `use` of the mechanism of this vertex, or of a
 * function that was put in for it. */
typedef struct ClosedBox {
    uint32_t vertex, function, use;
    uint32_t wire; /* the grown wire that it was first made for */
} ClosedBox;

typedef struct Closed {
    Diagram diagram;          /* its outputs: of each atom that counts, in their order */
    ARRAY(ClosedBox) box;     /* of each use of the diagram; of a point {UINT32_MAX, ...} */
    WireList output;          /* of each atom: which output; UINT32_MAX where it does not count */
} Closed;

void closed_clear(Closed *c);

/* What the atoms that count need of g. */
bool closed_make(Closed *to, const Grown *g, const bool *counts, Signature *s,
                 Budget *b) MUST_CHECK;

/* The first two uses of one box whose meaning is not a function, in order; false: there are none,
 * and the value of any question about the diagram is determined by its boxes (their rows are all
 * that it takes).  `is_function` says of each box whether it is one. */
typedef bool IsFunction(const Box *box, void *more);
bool closed_repeats(const Closed *c, IsFunction *is_function, void *more, uint32_t uses[2]);

#endif
