/* world_diagram.h -- worlds as one string diagram, to be drawn: a box for each wire, called as it
 * would be typed, `Y[X = 0]`, and the noise that they share as states. */
#ifndef CATGUT_WORLDS_WORLD_DIAGRAM_H
#define CATGUT_WORLDS_WORLD_DIAGRAM_H

#include "lang/worlds/world_effect.h"

/* The wires that the atoms which count need; outputs are these atoms, with their events.  With
 * `declared` noise is called as the latents are that it comes from, and a function of what it reads
 * has none; else it is that of the shape, of which nothing is known. */
void world_diagram(Session *s, Diagram *to, const WorldEffect *e, const WorldRow *r,
                   const Grown *g, const bool *counts, bool declared);
/* The worlds of a row, grown, with nothing pushed.  False: stopped, and it has complained. */
bool world_grow(Session *s, Grown *to, const WorldEffect *e, const WorldRow *r);
/* draw P(Y[X = 0] | X = 1) in m: all its worlds. */
bool draw_worlds(Session *s, Diagram *to, const Node *n);

#endif
