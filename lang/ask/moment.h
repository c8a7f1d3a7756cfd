/* moment.h -- means, also of arithmetic with variables, E(2 * X - Y^2), variances and covariances.
 *
 * The mean of a sum is the sum of the means, so a sum of many variables needs nothing but their
 * states, from one pass.  A product, and a variance, need the variables together: as one wire,
 * which is reckoned from theirs (derived.h). */
#ifndef CATGUT_ASK_MOMENT_H
#define CATGUT_ASK_MOMENT_H

#include "lang/session/session.h"

/* E(...), also of one variable. */
bool elaborate_mean(Session *s, Value *to, const Node *call);
bool elaborate_variance(Session *s, Value *to, const Node *call);
bool elaborate_covariance(Session *s, Value *to, const Node *call);

#endif
