/* undefined.h -- which rows of an answer undefined rows of boxes spoil.
 *
 * Undefined rows of boxes are read as zeros.  A row of the answer is spoilt where some assignment
 * that agrees with it reads an undefined row and nothing else makes its weight zero: zero times
 * undefined is zero.  That is a question to the network too. */
#ifndef CATGUT_EVALUATE_UNDEFINED_H
#define CATGUT_EVALUATE_UNDEFINED_H

#include "evaluate/eliminate.h"

/* The uses of boxes with undefined rows. */
void undefined_find_partial(WireList *uses, const Diagram *d, const Meaning *meaning);

/* Adds the rows spoilt by boxes' undefined rows to *undefined, which is made (to be freed) when
 * there are such boxes.  The rows have been found to fit.  The trouble is the first such row of a
 * box that is reached. */
Outcome undefined_find_rows(bool **undefined, const Ask *a, const Tools *w) MUST_CHECK;

#endif
