/* route.h -- wires between two layers of a text drawing: in which row each runs; for this folder
 * alone.
 *
 * A wire comes in at one place and goes out at one or several; in between it runs across in one
 * row.  Where two wires would overlap, one of them gets a row further up.  Where each would have to
 * be above the other, one of them takes two rows. */
#ifndef CATGUT_PICTURE_ROUTE_H
#define CATGUT_PICTURE_ROUTE_H

#include "picture/layout.h"

typedef struct Track {
    uint32_t first, count; /* legs of the layout, all of one wire */
    int from;              /* where the wire comes in */
    int row;               /* the row it runs in; -1: straight through */
    int via, via_row;      /* first to `via` in this row, then on from there; via_row -1: no */
} Track;

typedef struct Channel {
    ARRAY(Track) tracks;
    int rows;
} Channel;

/* The channel below a layer. */
void channel_make(Channel *to, const Layout *l, size_t layer);
void channel_clear(Channel *c);

#endif
