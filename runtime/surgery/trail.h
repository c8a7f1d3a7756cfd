/* trail.h -- open paths in a projection, for witnesses of conditional effects.
 *
 * In the projection without arrows into the closed vertices (those of x), a trail is a path from
 * one of `from` to one of `to`, no vertex twice, no closed one on it, that begins with an
 * arrowhead and is open given the given vertices, its first vertex left out: colliders have a
 * given descendant (or are given), the others between the ends are not given (Richardson & Spirtes
 * 2002, who call such a path m-connecting). */
#ifndef CATGUT_SURGERY_TRAIL_H
#define CATGUT_SURGERY_TRAIL_H

#include "graph/graph.h"

/* From a vertex of a trail to the next. */
typedef enum Hop {
    HOP_UP,    /* to a parent */
    HOP_DOWN,  /* to a child */
    HOP_ACROSS /* to one with a common latent */
} Hop;

typedef struct TrailEnds {
    const VertexSet *closed, *given;
    const WireList *from;
    const VertexSet *to;
} TrailEnds;

/* At most `limit` trails, shortest first, each as vertex, hop, vertex, ..., hop, vertex.  False:
 * the budget. */
bool trails(SetList *list, const Projection *p, const TrailEnds *e, size_t limit,
            Budget *b) MUST_CHECK;

#endif
