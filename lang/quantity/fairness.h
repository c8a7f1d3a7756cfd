/* fairness.h -- fairness(X -> Y): is Y, a decision, counterfactually fair with respect to X?
 *
 * For all values a of X, and all that can be seen of X and of the variables that Y descends from
 * (or those that are named, fairness(X -> Y | Z)), P(Y[X = a] | what is seen) = P(Y | what is seen)
 * (Kusner, Loftus, Russell & Silva 2017). */
#ifndef CATGUT_QUANTITY_FAIRNESS_H
#define CATGUT_QUANTITY_FAIRNESS_H

#include "lang/session/session.h"

/* A truth; where it is false a warning tells the first case that differs. */
bool elaborate_fair(Session *s, Value *to, const Node *call);

#endif
