/* compare.h -- truth: ==, ===, order, not. */
#ifndef CATGUT_ELABORATE_COMPARE_H
#define CATGUT_ELABORATE_COMPARE_H

#include "lang/read/node.h"
#include "lang/session/session.h"

bool elaborate_truth(Session *s, Value *to, const Node *n);
bool elaborate_sides(Session *s, Value *a, Value *b, const Node *n);
bool compare_values(Session *s, bool *truth, Value *a, Value *b, const Node *n,
                    MatrixPlace *first);

#endif
