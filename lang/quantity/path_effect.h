/* path_effect.h -- path-specific effects: X changes along the ways that are chosen, and not along
 * others (Avin, Shpitser & Pearl 2005; Shpitser 2013).
 *
 * Each box reads the wire of its arrow: a parent as the chosen ways make it where the arrow is on
 * one of them, else as X = a makes it. */
#ifndef CATGUT_QUANTITY_PATH_EFFECT_H
#define CATGUT_QUANTITY_PATH_EFFECT_H

#include "graph/graph.h"
#include "lang/session/session.h"

typedef struct PathEffect {
    const Model *shape;
    const Projection *projection;
    const VertexSet *below; /* x and its descendants */
    uint32_t x;
    Name a, b;
    SetList ways; /* each from x to the effect, in the order of its arrows */
} PathEffect;

void path_effect_clear(PathEffect *e);
/* One more way; NULL where it is one, else why it is none: a sentence. */
const char *path_effect_add(PathEffect *e, const Node *way, uint32_t y);
/* `Y[X = a, M = M[X = b]]`, for the effect of all ways. */
void path_effect_write(const PathEffect *e, uint32_t y, Sink *out);

#endif
