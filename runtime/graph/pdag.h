/* pdag.h -- classes of DAGs, as graphs with arrows and lines.
 *
 * A partially directed graph (PDAG) stands for its members: the DAGs on the same vertices, without
 * latents, that have an arrow for each of its lines, all its arrows, and no collider between two
 * vertices that nothing joins but those it has.  All of them imply the same independences.  It is
 * maximal when each line is turned in some member (Meek 1995: it is closed under his four rules);
 * a CPDAG when the members are all that imply these independences (Andersson, Madigan & Perlman
 * 1997).
 *
 * A Pdag owns its arrays. {0} is the one without vertices. */
#ifndef CATGUT_GRAPH_PDAG_H
#define CATGUT_GRAPH_PDAG_H

#include "graph/graph.h"
#include "num/rational.h"

typedef enum PdagEdge { PDAG_NONE, PDAG_LINE, PDAG_OUT, PDAG_IN } PdagEdge;

typedef struct Pdag {
    uint32_t count;
    uint8_t *edge; /* edge[u * count + v]: how u is joined to v */
    Rows near;     /* what each vertex is joined to, ascending */
} Pdag;

static inline PdagEdge
pdag_edge(const Pdag *p, uint32_t u, uint32_t v)
{
    return (PdagEdge)p->edge[(size_t)u * p->count + v];
}

void pdag_clear(Pdag *p);
/* Arrows and lines are pairs of vertices; no pair is joined twice.  False: the budget. */
bool pdag_make(Pdag *to, uint32_t count, const WireList *arrows, const WireList *lines,
               Budget *b) MUST_CHECK;
bool pdag_set(Pdag *to, const Pdag *p, Budget *b) MUST_CHECK;
/* As pairs, ascending; of a line the smaller vertex first. */
void pdag_list(WireList *arrows, WireList *lines, const Pdag *p);

/* A member, without lines.  `stuck` is empty, or there is no member: these are vertices none of
 * which could come last, after all others of them: each has an arrow to another one, or a line to
 * one that is not joined to all that it is joined to (Dor & Tarsi 1992).  No vertex of them can be
 * left out.  False: the budget. */
bool pdag_extend(Pdag *to, WireList *stuck, const Pdag *p, Budget *b) MUST_CHECK;

/* Why v cannot come after all others of the set: it has an arrow to by[0] (true), or by[0], to
 * which it has a line, and by[1] would meet in it, and nothing joins them. */
bool pdag_leads_on(const Pdag *p, const WireList *stuck, uint32_t v, uint32_t by[2]);

/* A line became an arrow, from -> to, since the other arrow would make
 *   MEEK_COLLIDER  a new collider by[0] -> from <- to, as nothing joins by[0] and to
 *   MEEK_CYCLE     a cycle from -> by[0] -> to -> from
 *   MEEK_KITE      one or the other: by[0] and by[1], which nothing joins, have an arrow to `to`
 *                  and a line to `from`
 *   MEEK_CHAIN     one or the other: by[0] -> by[1] -> to, where `from` has a line to by[0]. */
typedef enum MeekRule { MEEK_COLLIDER, MEEK_CYCLE, MEEK_KITE, MEEK_CHAIN } MeekRule;
typedef struct Oriented {
    MeekRule rule;
    uint32_t from, to, by[2];
} Oriented;
typedef ARRAY(Oriented) OrientedList;

/* The maximal graph with the same members, of one that has some.  `done`, if not NULL, gets what
 * was turned into arrows, each for reasons that are there before.  False: the budget. */
bool pdag_close(Pdag *p, OrientedList *done, Budget *b) MUST_CHECK;
/* The same after the line from -- to of a maximal one has become an arrow. */
bool pdag_orient(Pdag *p, uint32_t from, uint32_t to, Budget *b) MUST_CHECK;

/* The members of a maximal graph, each as its arrows in pairs, ascending, in an order that depends
 * on the numbers alone; at most `limit`, from one to the next in polynomial time.  complete: these
 * are all.  False: the budget. */
bool pdag_members(SetList *to, bool *complete, const Pdag *p, size_t limit, Budget *b) MUST_CHECK;

/* How many members the graph has, which has some; `essential` is the CPDAG of one.  Polynomial when
 * no arrow of the graph is a line there (Wienöbst, Bannach & Liskiewicz 2021); else it may take
 * time exponential in the largest clique of lines with such an arrow in its component (counting is
 * #P-hard then).  False: the budget. */
bool pdag_size(mpz_t to, const Pdag *p, const Pdag *essential, Budget *b) MUST_CHECK;

/* Is P(y | do(x)) the same in all members of a maximal graph, whatever state they all explain?  It
 * is when no path that is causal in some member leads from x to y with no vertex of x after its
 * first, and begins with a line (Perkovic 2020).  Then the path is empty; else it is a shortest
 * such one.  False: the budget. */
bool pdag_find_doubt(WireList *path, const Pdag *p, const WireList *x, const WireList *y,
                     Budget *b) MUST_CHECK;
/* Two members that differ in the effect where `path` is what was found: all its arrows lead on in
 * the first, and all but the first arrow in the second.  If nothing else carries anything, the
 * first vertex is independent of no other one there, and do moves the last one in the first member
 * only. False: the budget. */
bool pdag_find_rivals(Pdag *first, Pdag *second, const Pdag *p, const WireList *path,
                      Budget *b) MUST_CHECK;

#endif
