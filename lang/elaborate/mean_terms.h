/* mean_terms.h -- the mean of a sum as the sum of the means, where each is a question by itself.
 *
 * Of a shape and what was observed, E(X + Y | do(Z)) may be known where X and Y together are
 * not. */
#ifndef CATGUT_ELABORATE_MEAN_TERMS_H
#define CATGUT_ELABORATE_MEAN_TERMS_H

#include "lang/session/session.h"

/* `2 * E(X | c) - E(Y | c)` for E(2 * X - Y | c), a step at a time: the calls in it may go on.
 * NULL: call is no E with one head, or that has no parts. */
Node *mean_terms(Session *s, const Node *call);

#endif
