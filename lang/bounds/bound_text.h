/* bound_text.h -- bounds as formulas in what was observed. */
#ifndef CATGUT_BOUNDS_BOUND_TEXT_H
#define CATGUT_BOUNDS_BOUND_TEXT_H

#include "lang/bounds/bound_question.h"

/* `P(X = 0, Y = 0 | Z = 0) + P(X = 1, Y = 1 | Z = 1) - 1`, divided by what is given: the formula
 * that proves an end (0: the lower one) for all data.  Only where there is one. */
bool bound_end_is_proved(const BoundQuestion *q, int which);
void bound_end_write(const BoundQuestion *q, int which, Sink *out);
/* Is the end what no probability can pass, 0 or 1 times its number?  That needs no data. */
bool bound_end_is_trivial(const BoundQuestion *q, int which);
/* A corner of the symbolic bounds in the same way, and how many there are. */
size_t bound_corners(const BoundQuestion *q, int which);
void bound_corner_write(const BoundQuestion *q, int which, size_t corner, Sink *out);
/* `P(...) + P(...) = 6/5 > 1`: what all models keep within, and the data do not. */
void bound_proof_write(const BoundQuestion *q, Sink *out);
/* `P(X = 0, Y = 1 | Z = 0)`: a row of the component. */
void bound_row_write(const BoundQuestion *q, uint32_t component, size_t row, Sink *out);
/* `X = 1, Y = 0`: what is given in a term. */
void bound_given_write(const BoundQuestion *q, size_t term, Sink *out);
/* `{X, Y}`, or `X` */
void bound_component_write(const BoundQuestion *q, uint32_t component, Sink *out);

#endif
