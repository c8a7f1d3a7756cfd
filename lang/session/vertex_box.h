/* vertex_box.h -- the box of a model's vertex and its image under a functor, made and named the
 * same wherever they come from, a declaration or data: `lung.S` and `F(lung.S)`. */
#ifndef CATGUT_SESSION_VERTEX_BOX_H
#define CATGUT_SESSION_VERTEX_BOX_H

#include "lang/session/session.h"

/* Vertex v gets the box pa(X) -> X, with the parents it has now, and the mechanism that is this box
 * alone.  `name` is what the vertex is called in the box's name: an unnamed latent has one there.
 */
void vertex_add_box(Session *s, Model *m, uint32_t v, Name name);
/* Vertex v gets a box that takes its parents and has its type. */
void vertex_use_box(Model *m, uint32_t v, Box *box);
/* The image of `box` under f as a box of its own, with these ends, which means this matrix: it is
 * taken out of the value. */
void box_image(Session *s, Diagram *to, const Functor *f, const Box *box, Value *matrix,
               const PortList *in, const PortList *out);

#endif
