/* meaning.h -- what diagrams and queries mean: the one door to evaluation.
 *
 * With --stage an evaluation is written down instead of done, and there is no value to go on with.
 * So a function of lang that returns false has complained, or session_staged says that it wanted
 * such a value; there is no third reason.  session_statement asserts this, and takes what was
 * written down for an answer. */
#ifndef CATGUT_SESSION_MEANING_H
#define CATGUT_SESSION_MEANING_H

#include "evaluate/most.h"
#include "lang/session/session.h"
#include "network/outcome.h"
#include "network/query.h"

/* A row without a value, of a box inside the diagram, that the question needed; {0}: none. */
typedef struct ReachedRow {
    const Box *box;
    Name event;
} ReachedRow;

/* Is the reason for the last `false` an evaluation that --stage wrote down, rather than a
 * complaint? */
bool session_staged(const Session *s);
/* Is it known what the box means, or can it be counted? */
bool box_has_meaning(const Session *s, const Box *box);
/* The same of every box of it that has to have one. */
bool diagram_has_meaning(const Session *s, const Diagram *d);
/* Complains of an evaluation that came to no answer, at n; true: it did. */
bool session_complain(Session *s, Outcome outcome, const Trouble *t, const Node *n);
/* What a diagram means: a matrix, by evaluation. */
bool session_meaning(Session *s, Value *to, const Diagram *d, const Node *n);
/* The row of t in words, `S = yes, T = no`: the labels of the box's inputs in that row. */
Name trouble_event(Session *s, const Trouble *t);
/* How many digits an answer to the question needs, where it is only shown in decimals (query.h); 0:
 * it is wanted as it is. */
int session_digits(const Session *s, const Node *question);
/* Evaluates q within the budget, or writes what --stage asks for. *reached is the undefined row of
 * a box inside that made a row of the answer undefined, if there is one.  Both return false after a
 * complaint, or when session_staged. */
bool session_evaluate(Session *s, Matrix *to, const Query *q, const Node *n, ReachedRow *reached);
bool session_evaluate_all(Session *s, Matrix *each, const Query *q, Trouble *t, const Node *n);
/* The same for the most probable values, of which at most so many are listed. */
bool session_evaluate_most(Session *s, Most *to, size_t limit, const Query *q, const Node *n,
                           ReachedRow *reached);

#endif
