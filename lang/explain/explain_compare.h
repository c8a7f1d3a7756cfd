/* explain_compare.h -- explain, with a comparison. */
#ifndef CATGUT_EXPLAIN_EXPLAIN_COMPARE_H
#define CATGUT_EXPLAIN_EXPLAIN_COMPARE_H

#include "lang/session/session.h"

#include <stdbool.h>

/* a == b, a === b, a < b. */
bool explain_comparison(Session *s, const Node *n);

#endif
