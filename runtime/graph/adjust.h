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

/* All minimal (by inclusion) adjustment sets of observed vertices that obey the rules, or all,
 * smaller first, then by the numbers of their members; at most `limit`, with polynomial delay;
 * complete tells whether these are all.  Minimal: no proper subset that obeys the rules adjusts.
 * None and complete: no set adjusts (then `why` says why: a vertex of rules->with is forbidden, or
 * a path is open given the largest candidate; otherwise it is ADJUST_VALID). */
void adjustment_sets(SetList *to, bool *complete, AdjustReason *why, const Graph *g,
                     const WireList *x, const WireList *y, const SetRules *rules, size_t limit,
                     Budget *b);

/* The largest candidate: every ancestor of x, y and rules->with, in the proper back-door graph,
 * that is permitted and obeys the rules.  It adjusts if any set does.  Ascending. */
void adjustment_candidate(WireList *to, const Graph *g, const WireList *x, const WireList *y,
                          const SetRules *rules);

/* The adjustment set that estimates best: with the least asymptotic variance, of linear regression
 * and of nonparametric estimators that are regular, under every interpretation.
 *
 * Among all sets that obey the rules it is the parents of the causal vertices that are not
 * forbidden, with rules->with, where these are observed and allowed and every y descends from x
 * (Henckel, Perkovic & Maathuis 2022; Rotnitzky & Smucler 2020: whatever another set has more is
 * independent of y given this one and x, whatever this one has more is independent of x given the
 * other).  Else there need be none; among the minimal ones there is, the one that is nearest to y
 * (Smucler, Sapienza & Rotnitzky 2022).  Ascending; `why` as above.  Linear. */
typedef enum Optimum { OPTIMAL_NONE, OPTIMAL_OF_ALL, OPTIMAL_OF_MINIMAL } Optimum;
Optimum optimal_adjustment(WireList *to, AdjustReason *why, const Graph *g, const WireList *x,
                           const WireList *y, const SetRules *rules);

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

/* Conditional instruments for the total effect x -> y in linear models (Brito & Pearl 2002; Pearl
 * 2009, section 7.4; for total effects Henckel, Buttenschoen & Maathuis 2024): z does not descend
 * from x; neither z nor any of w is forbidden (adjust.h, above); z is not separated from x given w;
 * z is separated from y given w in the proper back-door graph. */
typedef enum InstrumentFault {
    INSTRUMENT_VALID,
    INSTRUMENT_DESCENDS,  /* z descends from x */
    INSTRUMENT_FORBIDDEN, /* `vertex`, z or one of w, is on, or descends from, a causal path */
    INSTRUMENT_APART,     /* nothing joins z to x given w */
    INSTRUMENT_OPEN       /* `path` from z to y is open given w in the proper back-door graph */
} InstrumentFault;

typedef struct InstrumentReason {
    InstrumentFault fault;
    uint32_t vertex;
    WireList path;
} InstrumentReason;
void instrument_reason_clear(InstrumentReason *r);

/* Linear.  z and w: observed vertices, none of them x or y. */
InstrumentFault is_instrument(InstrumentReason *why, const Graph *g, uint32_t x, uint32_t y,
                              uint32_t z, const WireList *w);

/* An instrument, with a set w given which it is one, while it is not given any proper subset. */
typedef struct Instrument {
    uint32_t z;
    WireList given;
} Instrument;
typedef ARRAY(Instrument) InstrumentList;
void instrument_list_clear(InstrumentList *l);

/* All of them without the vertices in `without`, by z, for each smaller sets first; at most
 * `limit`.  Sets of ancestors of y and z are minimal separators, which are all found; where one of
 * those leaves z apart from x, others may have to open a collider.  To find such a set is NP-hard
 * (van der Zander, Textor & Liskiewicz 2015): all are tried where at most INSTRUMENT_TRIED vertices
 * may be in one.  complete: these are all; there is one of ancestors whenever there is any.  False:
 * the budget. */
enum { INSTRUMENT_TRIED = 12 };
bool instruments(InstrumentList *to, bool *complete, const Graph *g, uint32_t x, uint32_t y,
                 const WireList *without, size_t limit, Budget *b) MUST_CHECK;

#endif
