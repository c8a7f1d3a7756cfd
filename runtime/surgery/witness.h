/* witness.h -- two interpretations with the same observed state and different effects.
 *
 * For an effect that is not identifiable: linear models over bits on a hedge (Shpitser & Pearl
 * 2006, Theorem 4; there with exact parities, here with noise, so that every entry is positive).
 * Each vertex of the hedge's large set T passes its bit to one child, and coins connect T as a
 * tree, so that the only biased parity is that of all of T.  In the second model the small set C
 * ignores the rest of T; the parity of C is biased by as much, and it is the same parity.  Doing X
 * destroys the parity of T but not that of C; ways from C carry it to what is asked.
 *
 * No numbers are computed here.  The caller makes tables of a candidate and checks exactly that the
 * observed states are equal (they are, by construction) and that the effects differ; if they do
 * not, it tries the next candidate. */
#ifndef CATGUT_SURGERY_WITNESS_H
#define CATGUT_SURGERY_WITNESS_H

#include "surgery/identify.h"
#include "surgery/parity_model.h"

typedef struct Hedge {
    WireList large, small; /* by rank */
} Hedge;
typedef ARRAY(Hedge) HedgeList;

/* How ways go. */
typedef enum Route {
    ROUTE_ASKED,   /* each to Y where that can be, else to Z */
    ROUTE_NEAREST, /* to the nearest of Y and Z */
    ROUTE_WIDE,    /* as ROUTE_ASKED, also through T - C, on bits of their own */
    ROUTE_LATE,    /* as ROUTE_ASKED; T - C passes its bits on within itself as long as it can,
                      which leaves arrows into C free for trails */
    ROUTE_TURNED,  /* as ROUTE_ASKED; what is asked for in T - C stays in the parities */
    ROUTE_END
} Route;

/* A candidate after another, the most likely first.  Borrows the first four. */
typedef struct WitnessSearch {
    const Graph *g;
    const Projection *p;
    const uint32_t *room; /* of each vertex, how many bits it may have; 0: it is fixed in place */
    const Identification *i;
    SetList goals;    /* small sets to surround */
    size_t started;   /* so many of them are */
    HedgeList hedges; /* around those */
    bool begun;       /* the next three say which candidate comes next */
    size_t hedge, trail;
    Route route;
    SetList trails;                /* of this hedge and route, see trail.h */
    ARRAY(Bit) ends;               /* where its ways end */
    bool turned;                   /* something asked for in T - C is in the parities */
    ParityModel parities;          /* the candidate being built */
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
