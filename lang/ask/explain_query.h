/* explain_query.h -- explain, with a question that has numbers. */
#ifndef CATGUT_ASK_EXPLAIN_QUERY_H
#define CATGUT_ASK_EXPLAIN_QUERY_H

#include "lang/explain/step.h"
#include "lang/read/node.h"

/* P(...) that has numbers: in the context s->asked, a state or a model with a functor. */
bool explain_question(Session *s, const Node *call);
void write_plain(Session *s, const Value *v, Sink *out);
/* The one JSON object; elsewhere all is written by now. */
void finish(Steps *t, bool ok);
bool is_question(const Node *n);
/* P(...) in a context: with numbers, or about the shape alone. */
bool explain_in(Session *s, const Node *n);

#endif
