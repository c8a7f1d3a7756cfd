/* adjust.h -- when summing over covariates gives an effect: adjustment, front doors, instruments.
 *
 * z adjusts for x -> y when P(y | do(x)) = sum_z P(z) P(y | x, z) under every interpretation.  The
 * complete criterion of Shpitser, VanderWeele & Robins 2010 in the constructive form of van der
 * Zander, Liskiewicz & Textor 2014, 2019: (1) no z is forbidden, that is a causal vertex or a
 * descendant of one, where a causal vertex is one on a proper causal path, after its first (proper:
 * only the first vertex is in x); (2) z separates x from y in the proper back-door graph, which
 * lacks the first arrow of every proper causal path.  x and y may be sets; all sets here are
 * disjoint and observed. */
#ifndef CATGUT_GRAPH_ADJUST_H
#define CATGUT_GRAPH_ADJUST_H

#include "graph/separation.h"

/* The causal vertices, and the forbidden ones. */
void causal_vertices(VertexSet *to, const Graph *g, const WireList *x, const WireList *y);
void forbidden_vertices(VertexSet *to, const Graph *g, const VertexSet *causal);

/* All that the criterion is about: x as a set, the causal and the forbidden vertices, and the
 * proper back-door graph, which points into the struct. */
typedef struct Criterion {
    VertexSet x, causal, forbidden;
    Mutilation backdoor;
} Criterion;
void criterion_init(Criterion *c, const Graph *g, const WireList *x, const WireList *y);
void criterion_clear(Criterion *c);
/* What z may have: the observed vertices that are not forbidden, nor in x or y; ascending. */
void criterion_permitted(WireList *to, const Graph *g, const Criterion *c, const WireList *y);

typedef enum AdjustFault {
    ADJUST_VALID,
    ADJUST_FORBIDDEN, /* `vertex` of z is on, or descends from, the proper causal path `path`, after
                         its first vertex */
    ADJUST_OPEN       /* `path` from x to y is open given z and not causal */
} AdjustFault;

typedef struct AdjustReason {
    AdjustFault fault;
    uint32_t vertex;
    WireList path;
} AdjustReason;
void adjust_reason_clear(AdjustReason *r);

/* Linear.  z: observed vertices. */
AdjustFault adjusts(AdjustReason *why, const Graph *g, const WireList *x, const WireList *y,
                    const WireList *z);

/* All minimal (by inclusion) adjustment sets of observed vertices, smaller first, then by the
 * numbers of their members; at most `limit`, with polynomial delay; complete tells whether these
 * are all.  None and complete: no set adjusts (then `why` says why the largest candidate, every
 * permitted ancestor of x and y, does not; otherwise it is ADJUST_VALID). */
void adjustment_sets(SetList *to, bool *complete, AdjustReason *why, const Graph *g,
                     const WireList *x, const WireList *y, size_t limit, Budget *b);

/* Does z satisfy Pearl's front-door criterion relative to x -> y (Pearl 1995; for sets Jeong, Tian
 * & Bareinboim 2022): z meets every causal path from x to y; there is no open back-door path from x
 * to z; every back-door path from z to y is blocked by x.  A back-door path from a set leaves it by
 * an arrow into its first vertex, and no later vertex of it is a vertex of the set that it leaves
 * by an arrow out.  The empty set does when there is no causal path.  Linear. */
bool is_frontdoor(const Graph *g, const WireList *x, const WireList *y, const WireList *z);

/* All minimal sets of observed vertices that do, smaller first, then by the numbers of their
 * members; at most `limit`; complete: these are all; false: more than the limit, or the budget ran
 * out. */
void frontdoor_sets(SetList *to, bool *complete, const Graph *g, const WireList *x,
                    const WireList *y, size_t limit, Budget *b);

/* The conditional instruments for the total effect x -> y in linear models (Brito & Pearl 2002;
 * Pearl 2009, section 7.4; for total effects Henckel, Buttenschoen & Maathuis 2024): neither z nor
 * any of w is forbidden (adjust.h, above); z is not separated from x given w; z is separated from y
 * given w in the proper back-door graph.  To find a w for a given z is NP-hard; there is one of
 * ancestors of y and z whenever there is one for any z (van der Zander, Textor & Liskiewicz 2015),
 * and those are found: for each z, w = {} where that does, else the nearest separator to y or to z,
 * the smaller one (to y, of equal ones).  Ascending by z.  Linear for each z that {} does not do
 * for; false: the budget. */
typedef struct Instrument {
    uint32_t z;
    WireList given;
} Instrument;
typedef ARRAY(Instrument) InstrumentList;
void instrument_list_clear(InstrumentList *l);
bool instruments(InstrumentList *to, const Graph *g, uint32_t x, uint32_t y, Budget *b) MUST_CHECK;

#endif
