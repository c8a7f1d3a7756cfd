/* most.h -- the most probable values: most(A, B | C = c). */
#ifndef CATGUT_ASK_MOST_H
#define CATGUT_ASK_MOST_H

#include "lang/session/session.h"

#include <stdbool.h>

/* most(A, B | C = c, do(X = x)): the labels of A and B that are most probable together, with their
 * probability, and all ties.  most(| C = c): of every variable that nothing is said of. */
bool elaborate_most(Session *s, Value *to, const Node *call);
/* n: most(...), perhaps with `in` around it. */
bool explain_most(Session *s, const Node *n);

#endif
