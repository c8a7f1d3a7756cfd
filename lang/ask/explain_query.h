/* explain_query.h -- explain, with P(...): by surgery and division where there are numbers, by
 * identification where there is only a shape. */
#ifndef CATGUT_ASK_EXPLAIN_QUERY_H
#define CATGUT_ASK_EXPLAIN_QUERY_H

#include "lang/session/session.h"

/* n: P(...), perhaps with `in` around it. */
bool explain_probability(Session *s, const Node *n);

#endif
