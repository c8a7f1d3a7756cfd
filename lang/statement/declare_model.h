/* declare_model.h -- declarations of models. */
#ifndef CATGUT_STATEMENT_DECLARE_MODEL_H
#define CATGUT_STATEMENT_DECLARE_MODEL_H

#include "lang/session/session.h"

/* The model that a declaration declares, as a value. */
bool make_model(Session *s, Value *to, const Node *n);
bool declare_model(Session *s, const Node *n);

#endif
