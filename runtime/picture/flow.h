/* flow.h -- a layout from top to bottom with heights, in the units of pictures that are not text;
 * for this folder alone.
 *
 * Ten units are a grid step; fifty a centimetre of TikZ, or as many pixels of SVG. */
#ifndef CATGUT_PICTURE_FLOW_H
#define CATGUT_PICTURE_FLOW_H

#include "picture/layout.h"

enum {
    FLOW_BOX = 40,    /* the height of a box, */
    FLOW_POINT = 20,  /* and of what is a point on its wire */
    FLOW_VERTEX = 36, /* the height of a vertex of a graph */
    FLOW_SIGN = 10,   /* half the width of a triangle, of a ground */
    FLOW_BESIDE = 7,  /* from a sign or a wire to its label */
    FLOW_DOT = 10,    /* from where a wire begins to where it is copied */
    FLOW_GROUND = 14, /* the height of a ground above a box */
    FLOW_LABEL = 20,  /* what the label of a wire takes */
    FLOW_SLANT = 10,  /* of a state's sides */
    FLOW_FRAME = 20   /* from a comb to its frame, and from this to the outputs */
};

typedef struct Flow {
    const Scene *s;
    Layout l;
    Measure m;
    int *top, *deep; /* of each layer: where it begins, how high it is */
    int height;
    uint32_t *ahead; /* of each item: its first leg, UINT32_MAX: none, or drawn already */

    /* Of a causal graph: the leg that ends at each in-port, at each bend; and the in-port at the
     * other end of X <-> Y, else UINT32_MAX. */
    uint32_t *into_in, *into_item, *twin;
} Flow;

bool flow_make(Flow *f, const Scene *s, Budget *b) MUST_CHECK;
void flow_clear(Flow *f);

/* The lower side of the frame, where there is one; the upper side is at 0, the others at 0 and at
 * the layout's width. */
int flow_frame(const Flow *f);

/* Nothing is drawn yet. */
void flow_start(Flow *f);

/* The sides of a box in one picture. */
void flow_sides(const Flow *f, uint32_t node, uint32_t look, int *left, int *right);

int flow_height(const Flow *f, uint32_t item);
int flow_top(const Flow *f, uint32_t item);
int flow_bottom(const Flow *f, uint32_t item);

/* Is nothing but other bends between a vertex and a bend in its layer? */
bool flow_is_beside(const Flow *f, uint32_t vertex, uint32_t bend);

/* A bend from which just one leg goes on. */
bool flow_is_plain(const Flow *f, uint32_t item);

/* How many legs begin with leg `first`, those that come after it from the same item on the same
 * wire included, and how many of them are in this picture. */
uint32_t flow_legs(const Flow *f, uint32_t first, uint32_t look, uint32_t *there);

/* How far below its source a wire is copied. */
int flow_dot(const Flow *f, const Leg *leg);

#endif
