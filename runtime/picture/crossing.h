/* crossing.h -- an order of the items in layers in which few wires cross.
 *
 * Items stand in layers; a link goes from a port of an item to a port of an item in the next layer.
 * Two links between the same layers cross when the order of their ends differs; links that share a
 * port do not cross.  Items can be reordered, except that those that are `kept` stay in their order
 * among themselves; ports cannot be reordered.
 *
 * Barycentres and medians, layer by layer, down and up (Sugiyama, Tagawa & Toda 1981; Eades &
 * Wormald 1994), exchange of neighbours (Gansner et al. 1993), from several first orders; the best
 * result is kept.  Deterministic, and near linear for each sweep. */
#ifndef CATGUT_PICTURE_CROSSING_H
#define CATGUT_PICTURE_CROSSING_H

#include "base/array.h"
#include "base/budget.h"

typedef struct Link {
    uint32_t above, below; /* items; below stands in the next layer */
    uint16_t out, in;      /* ports of these */
} Link;

typedef struct Crossing {
    size_t items, layers;
    uint32_t *layer; /* of each item */
    bool *kept;
    ARRAY(Link) links;

    /* The order: items of layer l are order[start[l] ... start[l + 1]), left to right. */
    uint32_t *order, *start, *place; /* place: of each item in its layer */
    Budget *budget;    /* may be NULL: no one stops it; else what there is then stays */
    uint64_t baseline; /* after crossing_run: the crossings that crossing_sweep had left */
    uint32_t *up, *up_first, *down, *down_first; /* links of each item, by port; private */
} Crossing;

/* Room for the items, all in layer 0; set their layers (and kept), push the links, then start. */
void crossing_init(Crossing *c, size_t items, size_t layers);
void crossing_clear(Crossing *c);
/* The order of the items' numbers. */
void crossing_start(Crossing *c);

/* How many pairs of links cross. */
uint64_t crossing_count(const Crossing *c);

/* Barycentres alone, from the present order; the best of all sweeps is kept.  This is the baseline.
 */
void crossing_sweep(Crossing *c);

/* All of it.  Never more crossings than after crossing_sweep from the same order.  `steps` is about
 * how many links may be looked at. */
void crossing_run(Crossing *c, uint64_t steps);

#endif
