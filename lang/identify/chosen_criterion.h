/* chosen_criterion.h -- `by {B}` and `all`: another criterion than the one that is preferred. */
#ifndef CATGUT_IDENTIFY_CHOSEN_CRITERION_H
#define CATGUT_IDENTIFY_CHOSEN_CRITERION_H

#include "lang/identify/estimand.h"

/* by: the SET or the NAME `all` behind an identify, or NULL.  The variables of a set are looked up
 * whatever the verdict.  Where i is identified, the criterion of i becomes the one of this set, or
 * it complains; with `all` i->others are filled. */
bool choose_criterion(Session *s, Identified *i, const Node *by);

#endif
