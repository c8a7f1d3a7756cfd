/* intervention.h -- cut and do: surgery on models. */
#ifndef CATGUT_SURGERY_INTERVENTION_H
#define CATGUT_SURGERY_INTERVENTION_H

#include "lang/session/session.h"

bool elaborate_cut(Session *s, Value *to, const Node *n);
bool elaborate_do(Session *s, Value *to, const Node *n);
/* The interventions of a `do` argument list applied to m; the vertices opened, in written order. */
bool apply_do(Session *s, Model *m, const Node *args, size_t first, WireList *opened);

#endif
