/* explain.h -- explain: the steps to an answer, with the law behind each. */
#ifndef CATGUT_EXPLAIN_H
#define CATGUT_EXPLAIN_H

#include "lang/elaborate.h"

/* Whatever follows `explain`. */
bool run_explain(Session *s, const Node *n);

/* P(Y | do(X), Z) of a model's shape, perhaps from a state. */
bool explain_effect(Session *s, const Node *n);
/* P(...) that has numbers: in the context s->asked, a state or a model with a functor. */
bool explain_question(Session *s, const Node *call);
/* a == b, a === b, a < b. */
bool explain_comparison(Session *s, const Node *n);

#endif
