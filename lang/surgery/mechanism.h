/* mechanism.h -- mechanisms written in place, in a model or after do(X := ...). */
#ifndef CATGUT_SURGERY_MECHANISM_H
#define CATGUT_SURGERY_MECHANISM_H

#include "lang/session/session.h"

bool fix_vertex(Session *s, Model *m, uint32_t v, const Node *n);
/* `list`: the items of the model, or what is done to it. */
bool sort_model(Session *s, Model *m, const Node *list);

#endif
