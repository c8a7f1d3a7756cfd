/* needed_twice.h -- boxes that are no functions and are needed twice.
 *
 * Two uses of such a box speak of two of its rows at once, of which its table says nothing; but
 * where they read the same with probability one they are one box, and where one of the two rows is
 * always a point there is nothing to know.  Both are looked at where the events of the question
 * hold.  Then any coupling of the rows gives the same answer. */
#ifndef CATGUT_WORLDS_NEEDED_TWICE_H
#define CATGUT_WORLDS_NEEDED_TWICE_H

#include "lang/session/session.h"
#include "network/query.h"
#include "worlds/closed.h"

/* Is there a box that is no function and is needed twice? */
bool has_repeats(Session *s, const Closed *c);

/* Makes one box of those that are one where q's events hold (none of which is a condition).
 * *conflict: two uses are left that the tables do not determine, `uses`.  False: it has
 * complained. */
bool settle_repeats(Session *s, Closed *c, const Query *q, const Node *n, bool *conflict,
                    uint32_t uses[2]);

#endif
