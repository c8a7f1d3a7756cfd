/* bound_question.h -- what `bounds` asks, from the tree.
 *
 *     bounds P(Y = 1 | do(X = 1)) - P(Y = 1 | do(X = 0)) in iv from lipid
 *         assume X[Z = 1] >= X[Z = 0]
 *
 * Without `from` it is asked of the shape alone: formulas. */
#ifndef CATGUT_BOUNDS_BOUND_QUESTION_H
#define CATGUT_BOUNDS_BOUND_QUESTION_H

#include "bounds/bound.h"
#include "lang/session/session.h"

typedef struct BoundQuestion {
    Session *s;
    const Node *whole;   /* with `in` */
    const Node *asked;   /* without */
    const Node *assumed; /* LIST, or NULL */
    Context own;         /* of `in M from w` */
    const Context *from; /* the data, or NULL */
    Name model;          /* what the model is called */
    Name *name_of;
    Bound bound;
    ARRAY(const Node *) calls;  /* of each term */
    LinearCorners corners[2];   /* symbolic */
} BoundQuestion;

void bound_question_init(BoundQuestion *q, Session *s);
void bound_question_clear(BoundQuestion *q);
/* All but the answer; false: it has complained.  assumed: LIST or NULL. */
bool bound_question_read(BoundQuestion *q, const Node *whole, const Node *assumed, bool outer);

#endif
