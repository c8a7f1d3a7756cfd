/* chosen_criterion.h -- `by {B}` and `all`: another criterion than the one that is preferred. */
#ifndef CATGUT_IDENTIFY_CHOSEN_CRITERION_H
#define CATGUT_IDENTIFY_CHOSEN_CRITERION_H

#include "lang/identify/estimand.h"

/* by: the SET or the NAME `all` behind an identify, or NULL.  With a set the criterion of i, which
 * is identified, is the one of this set, or it complains; with `all` i->others are filled. */
bool choose_criterion(Session *s, Identified *i, const Node *by);

#endif
