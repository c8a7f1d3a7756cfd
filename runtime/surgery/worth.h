/* worth.h -- what would make an effect known, were it measured. */
#ifndef CATGUT_SURGERY_WORTH_H
#define CATGUT_SURGERY_WORTH_H

#include "surgery/effect.h"

/* *yes: e is identifiable in g where these vertices are observed, too.  False: the budget. */
bool known_with(bool *yes, const Graph *g, const WireList *more, const Effect *e,
                Budget *b) MUST_CHECK;

/* All sets of latents that make e identifiable when they are observed while no proper subset does:
 * smaller ones first, then by the numbers of their members.  {} alone: it is identifiable as it is.
 * Who observes more knows no less, so supersets need not be tried; latents from which no way leads
 * to what is asked for, given, or read by a plan are of no use.  *tried: sets of so many members
 * have all been tried; less than *latents, where there were too many of them: sets of more members
 * may be missing.  False: the budget. */
typedef struct Worth {
    SetList sets;
    size_t tried, latents;
} Worth;
void worth_clear(Worth *w);
bool worth_find(Worth *to, const Graph *g, const Effect *e, Budget *b) MUST_CHECK;

#endif
