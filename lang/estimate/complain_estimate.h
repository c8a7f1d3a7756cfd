/* complain_estimate.h -- complaints about samples, and what is asked of them: E250 to E255. */
#ifndef CATGUT_ESTIMATE_COMPLAIN_ESTIMATE_H
#define CATGUT_ESTIMATE_COMPLAIN_ESTIMATE_H

#include "lang/complain/complain.h"

/* The state has shares, and nobody says of how many rows. */
bool complain_no_rows_said(Complainer *c, Span at, const char *state);
/* share: that of an entry, which is no whole number of so many rows. */
bool complain_not_rows(Complainer *c, Span at, uint64_t rows, const char *entry,
                       const char *share);
/* The state was counted, and another number of rows is said. */
bool complain_rows_counted(Complainer *c, Span at, uint64_t counted, uint64_t said);
/* Asked in a model alone. */
bool complain_no_state(Complainer *c, Span at);
/* found: what it is instead of a quantity that can be estimated; a sentence without its end. */
bool complain_no_estimate(Complainer *c, Span at, const char *found);
/* A bootstrap would draw so many rows so many times. */
bool complain_draws(Complainer *c, Span at, uint64_t rows, uint64_t times, uint64_t most);
bool complain_added(Complainer *c, Span at);
/* too many cells to add something to each */
bool complain_cells(Complainer *c, Span at, const char *cells, uint64_t most);
/* No resample defines what is asked, or only one does. */
bool complain_no_resample(Complainer *c, Span at, uint64_t defined, uint64_t times);

#endif
