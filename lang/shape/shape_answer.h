/* shape_answer.h -- answers to questions about a shape. */
#ifndef CATGUT_SHAPE_SHAPE_ANSWER_H
#define CATGUT_SHAPE_SHAPE_ANSWER_H

#include "lang/shape/shape_question.h"

bool elaborate_shape(Session *s, Value *to, const Node *call);

/* All minimal sets that separate X from Y, or as q->rules say; at most SHAPE_SETS_MAX.  Where there
 * are none, why. */
void shape_separators(SetList *to, bool *complete, Name *reason, ShapeQuestion *q);

/* Said of an optimal adjustment set that is so among the minimal ones. */
#define OPTIMAL_OF_FEW \
    "the best of the minimal sets; whether a larger one estimates better is not known"

#endif
