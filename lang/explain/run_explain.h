/* run_explain.h -- explain: who can say why, and where it goes. */
#ifndef CATGUT_EXPLAIN_RUN_EXPLAIN_H
#define CATGUT_EXPLAIN_RUN_EXPLAIN_H

#include "lang/session/session.h"

#include <stdbool.h>

/* A notion that has reasons, in its context. */
bool explain_question(Session *s, const Node *e);
/* The statement, explained; where it says `to "f.html"`, as a page in that file. */
typedef bool Explain(Session *s, const Node *statement);
bool explain_to(Session *s, const Node *statement, Explain *explain_it);
/* Whatever follows `explain`. */
bool run_explain(Session *s, const Node *n);

#endif
