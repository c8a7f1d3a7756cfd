/* shape_answer.h -- answers to questions about a shape. */
#ifndef CATGUT_SHAPE_SHAPE_ANSWER_H
#define CATGUT_SHAPE_SHAPE_ANSWER_H

#include "lang/shape/shape_question.h"

bool elaborate_shape(Session *s, Value *to, const Node *call);

/* All minimal sets that separate X from Y; at most SHAPE_SETS_MAX.  Where there are none, why. */
void shape_separators(SetList *to, bool *complete, Name *reason, ShapeQuestion *q);

#endif
