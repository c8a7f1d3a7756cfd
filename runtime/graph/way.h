/* way.h -- a shortest way in a graph, along its arrows or against them. */
#ifndef CATGUT_GRAPH_WAY_H
#define CATGUT_GRAPH_WAY_H

#include "graph/separation.h"

/* Which vertices a way may pass.  Its ends are always allowed. */
typedef struct WayRules {
    bool up;                 /* against the arrows, to parents */
    const Mutilation *cut;   /* arrows that are taken away; NULL: none */
    const VertexSet *within; /* it passes through these vertices only; NULL: through any */
    const VertexSet *avoid;  /* and through none of these, where it does not end either; NULL */
} WayRules;

/* A shortest way from one of `from` to one of `goals`, with both ends; one vertex where they have
 * one in common.  Of shortest ways the first one in the order of the arrows.  False: there is none,
 * and the way is empty.  Linear. */
bool way_find(WireList *to, const Graph *g, const WayRules *rules, const WireList *from,
              const VertexSet *goals) MUST_CHECK;

#endif
