/* path_answer.h -- paths(X, Y | Z): every path between two variables, and where it is blocked. */
#ifndef CATGUT_SHAPE_PATH_ANSWER_H
#define CATGUT_SHAPE_PATH_ANSWER_H

#include "lang/shape/shape_question.h"

/* At most SHAPE_SETS_MAX for each pair, the shortest first.  Two such answers are equal when they
 * list the same paths, open or blocked at the same places, in whatever order. */
bool answer_paths(ShapeQuestion *q, Value *to);

#endif
