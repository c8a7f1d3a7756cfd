/* compare.h -- truth: ==, ===, order, not. */
#ifndef CATGUT_ELABORATE_COMPARE_H
#define CATGUT_ELABORATE_COMPARE_H

#include "lang/elaborate/elaborate.h"

bool elaborate_compare(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_not(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_sides(Session *s, Value *a, Value *b, const Node *n);
bool compare_values(Session *s, bool *truth, Value *a, Value *b, const Node *n,
                    MatrixPlace *first);

#endif
