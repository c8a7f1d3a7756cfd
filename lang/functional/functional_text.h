/* functional_text.h -- a model with tables as a functional one, as source.
 *
 * A box that is no function gets a hidden cause of its own, and is a function of its parents and
 * that.  Of all ways to do so this is the *quantile coupling*: the values of the cause are the
 * pieces between all cumulative weights of all rows, at most rows * (labels - 1) + 1 of them, and
 * the box takes, in each row, the label that the piece falls into.  It is monotone in the order of
 * the labels.  The states of all experiments stay what they were. */
#ifndef CATGUT_FUNCTIONAL_FUNCTIONAL_TEXT_H
#define CATGUT_FUNCTIONAL_FUNCTIONAL_TEXT_H

#include "lang/session/session.h"

/* What a vertex's mechanism means: a row for each value of its parents, one output. */
typedef struct FunctionalModel {
    const Model *model;
    const Value *meaning; /* of each vertex: a matrix */
    Name name;            /* what it is to be called */
} FunctionalModel;

/* Types, functions, and the model.  False: the budget. */
bool functional_write(Session *s, const FunctionalModel *f, Sink *out);

#endif
