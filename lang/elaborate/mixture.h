/* mixture.h -- sums, differences and products: of numbers, of states and channels. */
#ifndef CATGUT_ELABORATE_MIXTURE_H
#define CATGUT_ELABORATE_MIXTURE_H

#include "lang/elaborate/elaborate.h"

#include <stdbool.h>

bool elaborate_sum(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_negate(Session *s, Value *to, const Node *n, const Hint *hint);
/* A number, a state or a channel, divided by a number. */
bool elaborate_quotient(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_product(Session *s, Value *to, const Node *n, const Hint *hint);

#endif
