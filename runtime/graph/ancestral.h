/* ancestral.h -- the components of a vertex in ancestral sets, one after the other.
 *
 * In the subgraph on `within` let a set be ancestral when it has, with each member, that member's
 * parents in `within`.  In an ancestral set whose last vertex is v, v has a component.  The same
 * component comes from many such sets, which have a largest one among them; here each component is
 * found once.  Markov properties of shapes with latents run over these components (Richardson
 * 2003). There can be exponentially many; from one to the next is polynomial.
 *
 * An Ancestral owns its arrays and borrows the projection and the set. */
#ifndef CATGUT_GRAPH_ANCESTRAL_H
#define CATGUT_GRAPH_ANCESTRAL_H

#include "graph/graph.h"

typedef struct Ancestral {
    const Projection *p;
    const VertexSet *within; /* NULL: all observed vertices */
    uint32_t v;
    VertexSet component; /* the one that was found, v first */
    /* the search: to each member of a component in turn, keep it or drop it with its descendants */
    struct Choices {
        struct Choice {
            uint32_t vertex;
            uint32_t trail; /* what was dropped before it */
            bool dropped;
        } * at;
        size_t count, space;
    } choices;
    bool begun;
    bool *kept, *gone;
    WireList trail; /* the vertices gone, in order */
    VertexSet groups, below;
} Ancestral;
void ancestral_init(Ancestral *a, const Projection *p);
void ancestral_clear(Ancestral *a);

/* From here on it is about v, a member of `within`. */
void ancestral_start(Ancestral *a, const VertexSet *within, uint32_t v);
/* The next component, the one in all of `within` up to v first.  False: there are no more, or the
 * budget ran out, which it says. */
bool ancestral_next(Ancestral *a, Budget *b) MUST_CHECK;

/* The largest ancestral set where this is v's component, added to the empty set `to`. */
void ancestral_largest(Ancestral *a, VertexSet *to);

/* Limits a run over the components of many vertices, in steps of the budget: `most` in all, a
 * sixteenth of it for one vertex. */
typedef struct Effort {
    Budget *budget;
    uint64_t most;
    uint64_t begun, begun_v; /* the steps when it began, and when this vertex did */
    bool skipped;            /* there was more to this vertex, or another one */
} Effort;
/* Are these steps used up?  Then what is left of this vertex, or of all, is skipped. */
bool effort_is_spent(Effort *e);

/* The vertices of the set and the parents of each, but for v, added to the empty set `to`: what the
 * tooth of v, the last of a component, depends on. */
void blanket(VertexSet *to, const Projection *p, const VertexSet *component, uint32_t v);

#endif
