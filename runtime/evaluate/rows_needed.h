/* rows_needed.h -- the counts of rows that a question reads, asked for all at once. */
#ifndef CATGUT_EVALUATE_ROWS_NEEDED_H
#define CATGUT_EVALUATE_ROWS_NEEDED_H

#include "evaluate/eliminate.h"

/* An evaluation of q has ended so.  If that is because a state is counted, and its rows were not
 * asked for yet, they are now, with all that q will read besides; true: try again.  Else *outcome
 * says what was wrong.  each: q's heads are asked for one by one.  plan: gets what is asked of the
 * rows; NULL: nowhere. */
bool rows_needed(Outcome *outcome, const Query *q, bool each, const Tools *w,
                 Sink *plan) MUST_CHECK;

#endif
