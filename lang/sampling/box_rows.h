/* box_rows.h -- the rows of a state that is a diagram, box by box. */
#ifndef CATGUT_SAMPLING_BOX_ROWS_H
#define CATGUT_SAMPLING_BOX_ROWS_H

#include "base/random.h"
#include "lang/sampling/drawn_rows.h"

/* Adds so many rows of a closed diagram.  False: complained at n, or session_staged. */
bool box_rows_draw(DrawnRows *to, const Diagram *d, uint64_t rows, Random *random, const Node *n);

#endif
