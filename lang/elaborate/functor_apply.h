/* functor_apply.h -- functors applied to models and diagrams. */
#ifndef CATGUT_ELABORATE_FUNCTOR_APPLY_H
#define CATGUT_ELABORATE_FUNCTOR_APPLY_H

#include "lang/session/session.h"

bool model_apply(Session *s, Model *to, const Model *m, const Functor *f);
bool functor_apply(Session *s, Value *to, const Functor *f, const Node *n);

#endif
