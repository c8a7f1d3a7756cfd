/* closed.h -- a grown diagram with its mechanisms put in, to be evaluated.
 *
 * A mechanism may have several boxes.  Boxes that are the same one of the same vertex and read the
 * same wires are one box: so noise inside a mechanism is shared by all worlds too. */
#ifndef CATGUT_WORLDS_CLOSED_H
#define CATGUT_WORLDS_CLOSED_H

#include "network/query.h"
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

/* Is a box a function, by its meaning? */
typedef bool IsFunction(const Box *box, void *more);

/* Does this use have a box that is no function, and that an earlier use has too?  *before: the last
 * such use before `before` (or the last of all).  False for all uses: the value of any question
 * about the diagram is determined by its boxes; their rows are all that it takes. */
bool closed_repeats(const Closed *c, uint32_t use, uint32_t *before, IsFunction *is_function,
                    void *more);

/* Two uses of one box become one, `into`, which stands before the other.  What reads the same wires
 * then becomes one too.  Uses before `use` keep their places. */
void closed_merge(Closed *c, uint32_t use, uint32_t into);

/* The question of g's atoms about the diagram that closed_make made of it: P(events, free atoms),
 * or with `conditional` given those right of the bar.  Heads are the free atoms that count, in
 * their order; all events on one wire are one. */
void closed_query(Query *to, const Closed *c, const Grown *g, bool conditional);

#endif
