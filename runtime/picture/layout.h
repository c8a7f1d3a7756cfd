/* layout.h -- where everything in a scene stands.
 *
 * Shapes stand in layers, in the order of the wiring, and a wire has a bend in each layer that it
 * passes.  The order in a layer is found by crossing.h, then the places, which keep wires straight,
 * by network_simplex.h.  All numbers are whole, and depend on nothing but the scene and the measure
 * (Sugiyama, Tagawa & Toda 1981; Gansner et al. 1993).
 *
 * The flow goes along layers 0, 1, ...; `x` runs across it.  The height of a layer, and whether the
 * flow goes down or to the right, are decided by the code that draws. */
#ifndef CATGUT_PICTURE_LAYOUT_H
#define CATGUT_PICTURE_LAYOUT_H

#include "picture/scene.h"

/* How much room things take across the flow, in units of the drawing.  Wires and ports stand on
 * multiples of `grid`. */
typedef struct Measure {
    int grid;
    int letter; /* a character of a label */
    int pad;    /* a box is wider than its label by this, at least */
    int port;   /* between neighbouring ports of a box, at least */
    int margin; /* from a box's side to its first port, at least */
    int gap;    /* between neighbours that are not both wires */
    int wire;   /* between neighbouring wires */
    int beside; /* from a wire to its label, which stands right of it, */
    int sign;   /* and so much further from a state's or an effect's */
    bool quiet; /* no labels on wires */
    bool along; /* labels run along the flow: they take one letter across, whatever their length */
    bool loose; /* outputs that have no order stand where their wires begin, not at the end */
    int vertex; /* of a causal graph: all vertices are so wide, and arrows meet in their middles; 0:
                   they have ports like boxes */
    bool apart;    /* a wire goes to each of its readers by itself */
    uint32_t wrap; /* at most so many boxes in a layer; 0: as many as there are */
} Measure;

/* How much room across the flow a label takes; none takes none. */
int measure_label(const Measure *m, const char *label);

/* What stands in a layer: shape number i of the scene is item i, bends follow. */
typedef struct Item {
    uint32_t layer;
    uint32_t wire;   /* of a bend, */
    uint32_t looks;  /* and the pictures in which it is there */
    int left, right; /* its room; of a bend both are its x */
} Item;

/* A piece of wire from one layer to the next. */
typedef struct Leg {
    uint32_t wire;
    uint32_t from, to; /* items */
    uint32_t in;       /* the in-port where it ends; UINT32_MAX at a bend */
    int begin, end;    /* x at both ends */
    uint32_t looks;    /* in which pictures something is there to reach */
} Leg;

typedef struct Layout {
    ARRAY(Item) items;
    uint32_t *order, *start; /* items of layer l: order[start[l] ... start[l + 1]), left to right */
    size_t layers;
    ARRAY(Leg) legs;              /* by layer, in each by wire */
    uint32_t *leg_start;          /* legs from layer l: legs[leg_start[l] ... leg_start[l + 1]) */
    int *in_x, *out_x;            /* of each port of the scene */
    int width;                    /* all x are in [0, width] */
    uint64_t crossings, baseline; /* with barycentres alone they would be so many */
} Layout;

void layout_clear(Layout *l);

/* Room of so much at both sides of it. */
void layout_widen(Layout *l, const Scene *s, int by);

/* Of the ports that a box has in these pictures, a bit for each (ALL_LOOKS: of all ports), the
 * first and the last across; first > last: it has none. */
#define ALL_LOOKS UINT32_MAX
void layout_port_span(const Layout *l, const Scene *s, uint32_t node, uint32_t looks, int *first,
                      int *last);

/* The sides of a box in one picture: where its label is short, and other pictures' is not, or
 * ports are there in others only, it is narrower than its room.  m is the measure it was laid out
 * with. */
void layout_sides(const Layout *l, const Scene *s, const Measure *m, uint32_t node, uint32_t look,
                  int *left, int *right);

#endif
