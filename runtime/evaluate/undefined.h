/* undefined.h -- which rows of an answer are undefined because rows of boxes are.
 *
 * Undefined rows of boxes are read as zeros.  A row of the answer is undefined where some
 * assignment that agrees with it reads an undefined row, and nothing else makes the weight of this
 * assignment zero: zero times undefined is zero.  Whether there is such an assignment is found by a
 * question to the network too. */
#ifndef CATGUT_EVALUATE_UNDEFINED_H
#define CATGUT_EVALUATE_UNDEFINED_H

#include "evaluate/eliminate.h"

/* The uses of boxes with undefined rows. */
void undefined_find_partial(WireList *uses, const Diagram *d, const Meaning *meaning);

/* Marks in *undefined the rows of the answer that are undefined for this reason.  The array is
 * made, to be freed, when there are boxes with undefined rows.  The caller has checked that the
 * rows fit.  The trouble is the first such row of a box that is reached. */
Outcome undefined_find_rows(bool **undefined, const Ask *a, const Tools *w) MUST_CHECK;

#endif
