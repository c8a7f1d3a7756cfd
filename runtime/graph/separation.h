/* separation.h -- d-separation in the graph of a model, latents included.
 *
 * Pearl 1988; in categorical probability Fritz & Klingler 2023: a and b are separated by c when
 * every path between them is blocked, and then they are independent given c under every
 * interpretation. m-separation in a projection is d-separation here.  Linear time (Bayes-ball,
 * Shachter 1998).
 *
 * A path is open given c when each of its colliders is in c or has a descendant there, and no other
 * vertex between its ends is in c; a vertex in c is never an end of one. */
#ifndef CATGUT_GRAPH_SEPARATION_H
#define CATGUT_GRAPH_SEPARATION_H

#include "graph/graph.h"

/* The graph with arrows taken away: those into `closed` (as do does), those out of `muted`, and
 * those from a vertex of `tails` into one of `heads`.  NULL: none; tails and heads come together.
 */
typedef struct Mutilation {
    const VertexSet *closed, *muted, *tails, *heads;
} Mutilation;

/* Is an arrow of the graph still there?  m may be NULL, here and below: all are. */
static inline bool
arrow_stays(const Mutilation *m, uint32_t from, uint32_t to)
{
    return !m || (!(m->closed && m->closed->has[to]) && !(m->muted && m->muted->has[from]) &&
                  !(m->tails && m->tails->has[from] && m->heads->has[to]));
}

/* `from` and all its ancestors (descendants) along the arrows that stay, in `to`, not emptied. */
void reach_up(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *from);
void reach_down(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *from);

/* Are a and b separated given c?  Lists of vertices, a and b disjoint. */
bool separated(const Graph *g, const Mutilation *m, const WireList *a, const WireList *b,
               const WireList *c);

/* Every vertex not in c that is not separated from a given c, those of a among them, is added to
 * `to`. */
void connected(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *a,
               const WireList *c);

/* An open path: vertices from one of a to one of b, shortest, deterministic; its other vertices are
 * in neither.  False: there is none. */
bool open_path(WireList *path, const Graph *g, const Mutilation *m, const WireList *a,
               const WireList *b, const WireList *c) MUST_CHECK;

/* Is path[i] a collider on the path in g under m?  0 < i < count - 1. */
bool is_collider(const Graph *g, const Mutilation *m, const WireList *path, size_t i);

/* The paths without repeated vertices between the two vertices a and b, up to `limit` of them, the
 * shortest first, among equally long ones by the numbers of their vertices (Yen 1971): each takes
 * at most linear time for each of its vertices. */
typedef struct Path {
    WireList vertices;
    uint32_t blocked; /* the place of the first vertex that blocks it given c; 0: it is open */
} Path;
typedef ARRAY(Path) PathList;
void path_list_clear(PathList *l);
/* complete: these are all; false: there are more than the limit, or the budget ran out. */
void find_paths(PathList *to, bool *complete, const Graph *g, const Mutilation *m, uint32_t a,
                uint32_t b, const WireList *c, size_t limit, Budget *budget);

/* A set that contains `must`, is otherwise within `candidates`, and separates a from b, while no
 * proper subset that contains `must` does; of these the one nearest to a: whatever another one
 * (with the same ancestors) leaves connected to b, this does.  Ascending.  Linear (van der Zander &
 * Liskiewicz 2020).  a, b and must are disjoint.  False: there is none. */
bool find_separator(WireList *to, const Graph *g, const Mutilation *m, const WireList *a,
                    const WireList *b, const WireList *must, const WireList *candidates) MUST_CHECK;

/* What sets that are asked for have to have, and may not have.  {0}: all are welcome. */
typedef struct SetRules {
    WireList with, without;
    bool all; /* also those that are not minimal */
} SetRules;
void set_rules_clear(SetRules *r);

/* All sets that contain `must`, are otherwise within `candidates`, and separate a from b while no
 * proper subset that contains `must` does, smaller first, then by the numbers of their members; at
 * most `limit` of them, each found in linear time for each member of the one before (the minimal
 * separators of the moral graph of the ancestors: van der Zander, Liskiewicz & Textor 2019; Berry,
 * Bordat & Cogis 2000).  complete: these are all. */
void find_separators(SetList *to, bool *complete, const Graph *g, const Mutilation *m,
                     const WireList *a, const WireList *b, const WireList *must,
                     const WireList *candidates, size_t limit, Budget *budget);

/* The same without "while no proper subset does": all sets, each found in linear time for each of
 * the candidates (van der Zander, Liskiewicz & Textor 2019).  Where there are more than `limit`,
 * those that leave the first candidates out. */
void find_all_separators(SetList *to, bool *complete, const Graph *g, const Mutilation *m,
                         const WireList *a, const WireList *b, const WireList *must,
                         const WireList *candidates, size_t limit, Budget *budget);

/* The Markov blanket of x: the smallest set of observed vertices given which x is independent of
 * all other observed ones; it is the only smallest one (Pearl 1988).  Ascending.  Linear. */
void find_blanket(WireList *to, const Graph *g, uint32_t x);

/* The lists, shorter first, then by the numbers in them; each list is ascending. */
void sort_sets(SetList *l);

#endif
