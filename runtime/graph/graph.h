/* graph.h -- the shape of a model: its arrows, and its projection without latents.
 *
 * A Graph has the model's vertices under their numbers there, latents included.  A vertex whose
 * type has one value has no arrows in it, as it carries no information; this is exact, and done
 * first.  An open vertex (do has taken its box away) is observed.
 *
 * A Projection is the graph on the observed vertices alone (Verma & Pearl 1990; Tian & Pearl 2002):
 * a -> b where a directed way leads through latents only, and a group for each latent that reaches
 * at least two observed vertices through latents only; a <-> b holds between any two of a group.
 * An induced subgraph keeps of each group the members that it keeps.
 *
 * Both own their arrays. {0} is a valid empty one. */
#ifndef CATGUT_GRAPH_GRAPH_H
#define CATGUT_GRAPH_GRAPH_H

#include "diagram/model.h"

/* A list for each vertex (or group): those of i are of.at[start.at[i] ... start.at[i + 1]). */
typedef struct Rows {
    WireList start, of;
} Rows;

static inline const uint32_t *
rows_at(const Rows *r, uint32_t i, size_t *count)
{
    *count = r->start.at[i + 1] - r->start.at[i];
    return r->of.at ? r->of.at + r->start.at[i] : NULL;
}

typedef struct Graph {
    uint32_t count;
    bool *observed;
    Rows parents, children; /* ascending in each row */
    WireList order;         /* every vertex after its parents: the model's order */
    uint32_t *rank;         /* the place of a vertex in it */
} Graph;
void graph_clear(Graph *g);
/* The model must be sorted.  Linear. */
void graph_make(Graph *g, const Model *m);
/* to: g where each of these vertices has these parents, in the place of its own; the new arrows
 * close no cycle.  Its order is also one of g, where there is one (true). Linear. */
bool graph_rewire(Graph *to, const Graph *g, const uint32_t *vertices, const WireList *parents,
                  size_t count);
bool has_arrow(const Graph *g, uint32_t from, uint32_t to);

typedef struct Projection {
    uint32_t count;         /* as in the graph; latents have no arrows and no groups */
    Rows parents, children; /* observed vertices, ascending */
    Rows groups;            /* members of each, at least two, ascending */
    Rows groups_of;         /* the groups a vertex is in */
    WireList order;         /* the observed vertices, each after its parents */
    uint32_t *rank;         /* the place of an observed vertex in it; UINT32_MAX for a latent */
} Projection;
void projection_clear(Projection *p);
/* Groups contained in another are left out where that is free: only latents without latent parents
 * make one.  Linear where no latent has many parents and many children; false: the budget. */
bool projection_make(Projection *p, const Graph *g, Budget *b) MUST_CHECK;

/* Sets of vertices, with their members listed: emptied in time linear in the members. */
typedef struct VertexSet {
    WireList members; /* in the order they were added */
    bool *has;        /* for each vertex */
} VertexSet;
void vertex_set_init(VertexSet *s, uint32_t count);
void vertex_set_clear(VertexSet *s);
bool vertex_set_add(VertexSet *s, uint32_t v); /* false: it is in already */
void vertex_set_add_all(VertexSet *s, const WireList *list);
void vertex_set_empty(VertexSet *s);

/* `from` and everything that reaches it along arrows through vertices of `within` (NULL: all), in
 * `to`, which is not emptied.  Rows are the parents (or the children, for descendants). */
void reach(VertexSet *to, const Rows *rows, const WireList *from, const VertexSet *within);

/* The confounded components of the subgraph on `within`: each a list in the order of rank; the
 * lists in the order of their first members. */
typedef ARRAY(WireList) SetList;
void set_list_clear(SetList *l);
void components(SetList *to, const Projection *p, const VertexSet *within);
/* Adds to `to` every vertex of `within` that is connected with v by groups; `groups`, a set of
 * groups, has those met so far and skips them. */
void join(VertexSet *to, VertexSet *groups, const Projection *p, const VertexSet *within,
          uint32_t v);
uint32_t projection_groups(const Projection *p); /* how many */

/* Union-find: up[v] is the next vertex on the way from v to the representative of its set, for
 * which up[r] = r.  The ways are shortened as they are followed. */
uint32_t root_find(uint32_t *up, uint32_t v);

/* The list, sorted by rank. */
void sort_by_rank(WireList *list, const uint32_t *rank);
/* The list, ascending. */
void sort_vertices(WireList *list);

#endif
