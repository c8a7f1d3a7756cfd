/* explain_shape.h -- why an answer about a shape is what it is. */
#ifndef CATGUT_SHAPE_EXPLAIN_SHAPE_H
#define CATGUT_SHAPE_EXPLAIN_SHAPE_H

#include "lang/session/session.h"

#include <stdbool.h>

/* The answer with its reasons: a question about a shape, perhaps with `in`. */
bool explain_shape(Session *s, const Node *n);

#endif
