/* response.h -- the components of a model as response types.
 *
 * A vertex of a confounded component is a function of its parents and of the hidden cause, so the
 * cause may be taken to be the tuple of functions that it chooses: a *response type*, one label for
 * each vertex of the component and each row, i.e. each value of the vertex's observed parents
 * (Balke & Pearl 1994, 1997).  All that a model of the shape can be is a weight for each response
 * type, component by component: exactly so where one hidden cause reaches all of a component.
 * Where a component hangs together by several, the weights allow more: these are outer bounds.
 *
 * Hidden causes may have any number of values, whatever types they were declared with.  A vertex
 * that is a given function of observed parents has that function in every response type. */
#ifndef CATGUT_BOUNDS_RESPONSE_H
#define CATGUT_BOUNDS_RESPONSE_H

#include "graph/graph.h"
#include "num/matrix.h"

/* The most response types of a component that are listed. */
enum { RESPONSES_MAX = 1 << 20 };

typedef struct ResponseVertex {
    uint32_t vertex, size;
    WireList parents; /* observed, ascending: as its mechanism reads them */
    uint32_t rows;    /* values of the parents, the last parent fastest */
    uint32_t site;    /* of the first row, among the sites of the component */
} ResponseVertex;

typedef struct ResponseComponent {
    ARRAY(ResponseVertex) vertices; /* in an order in which causes come first */
    WireList outside;               /* parents that are not in it, in that order too */
    uint32_t sites;                 /* rows of all vertices */
    bool wide;                      /* a vertex has more than RESPONSES_MAX rows: no sites */
    uint64_t all;                   /* how many response types there are; UINT64_MAX: or more */
    bool single;                    /* one hidden cause reaches all of it */
    ARRAY(uint64_t) place;          /* of each free site: what a step of its label adds to the
                                       number of a type */
    WireList size;                  /* of each site: how many labels */
    WireList given;                 /* of each site: its label, or UINT32_MAX where it is free */
    ARRAY(bool) idle;               /* of each site, or none of them: no question reads it, so that
                                       it says nothing, and any label is given */
    bool listed; /* then `all`, `place` and the next one are known */
    WireList kept;                  /* response types that are left, by number, ascending */
} ResponseComponent;

typedef struct Responses {
    const Model *model; /* the vertices with their types */
    ARRAY(ResponseComponent) components;
    WireList component_of; /* of each vertex; UINT32_MAX: a latent */
    WireList order;        /* the observed vertices, causes first */
    uint32_t *rank;        /* the place of each in it */
} Responses;

void responses_clear(Responses *r);
/* p: m's projection; m's vertices have types with labels, those of hidden causes need none. */
void responses_make(Responses *to, const Model *m, const Projection *p);

/* The site of the response vertex for this value of its parents, and back to labels. */
uint32_t response_row(const Responses *r, const ResponseVertex *v, const uint32_t *label_of);
/* What the response type says at a site. */
static inline uint32_t
response_label(const ResponseComponent *c, uint32_t type, uint32_t site)
{
    if (c->given.at[site] != UINT32_MAX)
        return c->given.at[site];
    return (uint32_t)(type / c->place.at[site] % c->size.at[site]);
}

typedef enum Listing { LISTING_DONE, LISTING_LARGE, LISTING_STOPPED } Listing;
/* The response types of a component, all that agree with what is given, unless they are there; so
 * many at most, and no more than RESPONSES_MAX. */
Listing response_list(ResponseComponent *c, uint64_t most, Budget *b) MUST_CHECK;

#endif
