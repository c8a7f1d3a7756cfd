/* bound_question.h -- what `bounds` asks, from the tree.
 *
 *     bounds P(Y = 1 | do(X = 1)) - P(Y = 1 | do(X = 0)) in iv from lipid
 *         assume X[Z = 1] >= X[Z = 0]
 *
 * Without `from` it is asked of the shape alone: formulas.  `in M with F`, or in a model with all
 * its boxes in place, it is asked over all ways in which rows of one box may go together. */
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
    const Model *known;  /* a model whose boxes are all known, or NULL; then there are no data */
    KnownModel tables;   /* of it */
    Name model;          /* what the model is called */
    Name *name_of;
    Bound bound;
    ARRAY(const Node *) calls;  /* of each term */
    BoundSymbols symbols;       /* without numbers */
} BoundQuestion;

void bound_question_init(BoundQuestion *q, Session *s);
void bound_question_clear(BoundQuestion *q);
/* Is it asked of numbers, and not of a shape alone? */
bool bound_has_numbers(const BoundQuestion *q);
/* All but the answer; false: it has complained.  assumed: LIST or NULL. */
bool bound_question_read(BoundQuestion *q, const Node *whole, const Node *assumed, bool outer);

#endif
