/* run_explain.h -- explain: who can say why, and where it goes. */
#ifndef CATGUT_EXPLAIN_RUN_EXPLAIN_H
#define CATGUT_EXPLAIN_RUN_EXPLAIN_H

#include "lang/session/session.h"

#include <stdbool.h>

/* Whatever follows `explain`. */
bool run_explain(Session *s, const Node *n);

#endif
