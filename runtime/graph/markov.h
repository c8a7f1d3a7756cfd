/* markov.h -- what a shape says about the observed state, and when two shapes say the same.
 *
 * All statements are about observed vertices.  The lists of vertices that come out are ascending.
 * What enumerates stops at `limit` or when the budget runs out, and then `complete` is false: there
 * may be more.
 *
 * Independences: the ordered local Markov property (Richardson 2003), without latents one statement
 * a vertex.  Verma constraints: Verma & Pearl 1990; Tian & Pearl 2002b, On the testable
 * implications of causal models with hidden variables; Richardson, Evans, Robins & Shpitser 2023.
 * Equivalence: without latents Verma & Pearl 1990; with them the parametrizing sets of two and
 * three vertices of Hu & Evans 2020, on what the separations make a maximal ancestral graph
 * (Richardson & Spirtes 2002). */
#ifndef CATGUT_GRAPH_MARKOV_H
#define CATGUT_GRAPH_MARKOV_H

#include "graph/separation.h"

/* A vertex can have exponentially many components in ancestral sets.  So independences and vermas
 * take at most about this many steps of the budget in all, and a sixteenth of them for one vertex,
 * whose rest is then skipped; `complete` is false then too.  The number of steps is the same on
 * every machine. */
enum { MARKOV_STEPS = 1 << 23 };

/* v is independent of those in `of`, taken together and not empty, given those in `given`. */
typedef struct Independence {
    uint32_t v;
    WireList of, given;
} Independence;
typedef ARRAY(Independence) IndependenceList;
void independence_list_clear(IndependenceList *l);

/* The basis: each follows from the shape, and every independence between observed vertices that the
 * shape implies follows from these by the laws of conditional independence (the semi-graphoid
 * axioms). In the order of v's rank; `of` and `given` come before v.  Behind latents a vertex can
 * have many statements, one for each component it has in an ancestral set; without latents it is at
 * most one, v given its parents. */
void independences(IndependenceList *to, bool *complete, const Projection *p, size_t limit,
                   Budget *b);

/* For reading: every pair of observed vertices that some set separates, v < of.at[0], with one such
 * set that has no separating subset.  In ascending order. */
void missing_edges(IndependenceList *to, bool *complete, const Graph *g, size_t limit, Budget *b);

/* A constraint that the moves reveal and no independence of the observed state tells.  Discard
 * all vertices but an ancestral set, and comb-disintegrate: `comb` is a component of it.  Inside
 * this comb discard all but `set`, and disintegrate again: the tooth of v, the last of the set,
 * given the other heads in the set and the inputs of the comb.  It is a function of v and `given`
 * alone; so it cannot depend on `free`: heads or inputs that no set separates from v in the
 * observed state. */
typedef struct Verma {
    WireList comb, set, given, free;
    uint32_t v;
} Verma;
typedef ARRAY(Verma) VermaList;
void verma_list_clear(VermaList *l);

/* All that one round of these moves reaches (in the order of p: v comes after its whole comb), in
 * the order of v's rank.  Where several combs say of v, with the same `given`, that it does not
 * depend on the same vertices, one of them is listed. */
void vermas(VermaList *to, bool *complete, const Graph *g, const Projection *p, size_t limit,
            Budget *b);

/* A separation in one graph that does not hold in the other: the single vertices x < y and the set,
 * in a's numbers. */
typedef struct Difference {
    bool in_a; /* separated in a and not in b; else the other way round */
    uint32_t x, y;
    WireList given;
} Difference;
void difference_clear(Difference *d);

/* An instrument in the sense of potential outcomes: given those in `given`, none of which descends
 * from x, z is separated from y where the arrows out of x are cut, so from what y would be for each
 * value of x; and z is joined with x.  So P(x, y | z, given) is at most the chance that y would be
 * the outcome of x, for each z, and sum_y max_z P(x, y | z, given) <= 1 (Pearl 1995): an inequality
 * that no separation tells, as only those are found where none holds between z and y. */
typedef struct Instrumental {
    uint32_t z, x, y;
    WireList given;
} Instrumental;
typedef ARRAY(Instrumental) InstrumentalList;
void instrumental_list_clear(InstrumentalList *l);

/* All (z, x, y) with x in the confounded component of y, by y, x, z, each with one set that is
 * given, as small as it can be; sets that would have to join z with x are not looked for. */
void instrumentals(InstrumentalList *to, bool *complete, const Graph *g, const Projection *p,
                   size_t limit, Budget *b);

/* Do they imply the same independences between their observed vertices (Markov equivalence)?  map:
 * a's vertex -> b's, a bijection of the observed ones; what it says of latents is not read.  `why`
 * is written where they are not the same.  False: the budget ran out, and nothing is known.  Near
 * linear where components and parents are few; about cubic in the size of a component. */
bool equivalent(bool *same, Difference *why, const Graph *a, const Graph *b, const uint32_t *map,
                Budget *budget) MUST_CHECK;

/* The essential graph (CPDAG) of a model without latents: the arrows that every equivalent DAG has,
 * and lines where some differ (Andersson, Madigan & Perlman 1997), found by Chickering's labelling
 * (1995), linear where parents are few. */
typedef struct Essential {
    WireList arrows; /* pairs: from, to; ascending */
    WireList lines;  /* pairs: smaller, larger; ascending */
} Essential;
void essential_clear(Essential *e);
void essential_graph(Essential *to, const Graph *g);

#endif
