/* shape_answer.h -- answers to questions about a shape. */
#ifndef CATGUT_SHAPE_SHAPE_ANSWER_H
#define CATGUT_SHAPE_SHAPE_ANSWER_H

#include "lang/session/session.h"

bool elaborate_shape(Session *s, Value *to, const Node *call);

#endif
