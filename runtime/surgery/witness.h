/* witness.h -- two interpretations that look the same and act differently.
 *
 * For an effect that is not identifiable: linear models over bits on a hedge (identification.md,
 * "Witnesses"; hedges are those of Shpitser & Pearl 2006, Theorem 4).  In both, the vertices of the
 * large set T have one biased parity; in the second one that of the small set C alone.  Doing X takes
 * T's apart, and C's stays; ways carry it on to what is asked.
 *
 * Structure only: whoever has numbers makes tables of it and checks, exactly, that the observed states
 * are equal (they are, by construction) and the effects are not (tried until so). */
#ifndef CATGUT_WITNESS_H
#define CATGUT_WITNESS_H

#include "surgery/identify.h"
#include "surgery/linear.h"

typedef struct Hedge {
    WireList large, small; /* by rank */
} Hedge;
typedef ARRAY(Hedge) HedgeList;

/* How ways go. */
typedef enum Route {
    ROUTE_ASKED,   /* each to Y where that can be, else to Z */
    ROUTE_NEAREST, /* to the nearest of Y and Z */
    ROUTE_WIDE,    /* as ROUTE_ASKED, also through T - C, on bits of their own */
    ROUTE_END
} Route;

/* A candidate after another, the most likely first.  Borrows the first four. */
typedef struct WitnessSearch {
    const Graph *g;
    const Projection *p;
    const uint32_t *room; /* of each vertex, how many bits it may have; 0: it is fixed in place */
    const Identification *i;
    SetList goals;     /* small sets to surround */
    size_t started;    /* so many of them are */
    HedgeList hedges;  /* around those */
    bool begun;        /* the next three say which candidate comes next */
    size_t hedge, trail;
    Route route;
    SetList trails;    /* of this hedge and route, see trail.h */
    ARRAY(Bit) ends;   /* where its ways end */
    Linear linear;     /* the candidate being built */
    VertexSet large, small, asked; /* of this hedge; Y and Z */
    VertexSet a, b, groups;        /* scratch, empty between uses */
    uint32_t *next;                /* scratch: the next vertex on a way; a union-find */
} WitnessSearch;
void witness_search_init(WitnessSearch *s, const Graph *g, const Projection *p,
                         const uint32_t *room, const Identification *i);
void witness_search_clear(WitnessSearch *s);

/* The next candidate, whose observed states are equal.  False: there are no more, or the budget. */
bool witness_next(Witness *to, WitnessSearch *s, Budget *b) MUST_CHECK;

#endif
