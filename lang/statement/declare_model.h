/* declare_model.h -- declarations of models. */
#ifndef CATGUT_STATEMENT_DECLARE_MODEL_H
#define CATGUT_STATEMENT_DECLARE_MODEL_H

#include "lang/session/session.h"

bool declare_model(Session *s, const Node *n);

#endif
