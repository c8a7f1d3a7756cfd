/* meaning.h -- what diagrams and queries mean: the one door to evaluation.
 *
 * With --stage an evaluation is written down instead of done, and there is no value to go on with.
 * So a function of lang that returns false has complained, or session_staged says that it wanted
 * such a value; there is no third reason.  session_statement asserts this, and takes what was
 * written down for an answer. */
#ifndef CATGUT_SESSION_MEANING_H
#define CATGUT_SESSION_MEANING_H

#include "lang/session/session.h"
#include "network/outcome.h"
#include "network/query.h"

/* A row without a value, of a box inside, that was reached; {0}: none. */
typedef struct ReachedRow {
    const Box *box;
    Name event;
} ReachedRow;

/* Did the false that came back last come from an evaluation that was written down, and from no
 * complaint after it? */
bool session_staged(const Session *s);
/* What a diagram means: a matrix, by evaluation. */
bool session_meaning(Session *s, Value *to, const Diagram *d, const Node *n);
/* A conditional box that was found to depend on what it cannot depend on, by its shape. */
void warn_varies(Session *s, const Box *box, Span at);
/* The event of the row of a conditional box that was needed but has no support. */
Name trouble_event(Session *s, const Trouble *t);
/* Budget, stages, and words for what went wrong; tells what was reached without support.  Both are
 * false, like all that calls them, after a complaint or when session_staged. */
bool session_evaluate(Session *s, Matrix *to, const Query *q, const Node *n, ReachedRow *reached);
bool session_evaluate_all(Session *s, Matrix *each, const Query *q, Trouble *t, const Node *n);

#endif
