/* mechanism.h -- mechanisms written in place, in a model or after do(X := ...). */
#ifndef CATGUT_SURGERY_MECHANISM_H
#define CATGUT_SURGERY_MECHANISM_H

#include "lang/elaborate/vertex.h"

bool fix_vertex(Session *s, Model *m, uint32_t v, const Node *n);
/* `list`: the items of the model, or what is done to it. */
bool sort_model(Session *s, Model *m, const Node *list);

/* w(m, X, {Y, Z}): the model after what `act` does to each of these vertices. */
bool elaborate_surgery(Session *s, Value *to, const Node *n, VertexAct *act);

#endif
