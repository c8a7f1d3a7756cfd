/* mean.h -- the mean of one head over each row of an answer. */
#ifndef CATGUT_ASK_MEAN_H
#define CATGUT_ASK_MEAN_H

#include "lang/session/session.h"

/* m has one output, of type t; it becomes a weighted channel to nothing.  Every label met must be a
 * number, else it complains at n. */
/* to := to + value * weight, of which value becomes the product; false: that would be longer than
 * is kept. */
bool mean_add(mpq_t to, mpq_t value, const mpq_t weight);
bool matrix_mean(Session *s, Matrix *m, const Type *t, const Node *n);

#endif
