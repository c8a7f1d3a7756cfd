/* meaning.h -- what diagrams and queries mean: the one door to evaluation. */
#ifndef CATGUT_SESSION_MEANING_H
#define CATGUT_SESSION_MEANING_H

#include "lang/session/session.h"
#include "network/outcome.h"
#include "network/query.h"

/* A row without a value, of a box inside, that was reached; {0}: none. */
typedef struct Reached {
    const Box *box;
    Name event;
} Reached;

/* What a diagram means: a matrix, by evaluation. */
bool session_meaning(Session *s, Value *to, const Diagram *d, const Node *n);
/* A conditional box that was found to depend on what it cannot depend on, by its shape. */
void warn_varies(Session *s, const Box *box, Span at);
/* The event of the row of a conditional box that was needed but has no support. */
Name trouble_event(Session *s, const Trouble *t);
/* Budget, stages, and words for what went wrong; tells what was reached without support. */
bool session_evaluate(Session *s, Matrix *to, const Query *q, const Node *n, Reached *reached);
bool session_evaluate_all(Session *s, Matrix *each, const Query *q, Trouble *t, const Node *n);

#endif
