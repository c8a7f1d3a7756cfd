/* fixed_box.h -- does a state have what its model fixes in place?
 *
 * `X : T = k(Z)` and surgery say how X comes about.  Where the state gives weight to what that
 * rules out, it is no state of this model: often it was observed before surgery, and taken for one
 * after it.  A box that reads hidden variables is not looked at: no state shows them. */
#ifndef CATGUT_IDENTIFY_FIXED_BOX_H
#define CATGUT_IDENTIFY_FIXED_BOX_H

#include "lang/session/session.h"

#include <stdbool.h>

/* c: a context `in M from w`.  What cannot be is a mistake (E330); other numbers than the box has
 * draw a warning, unless the state is counted or a sample.  False: after a complaint. */
bool check_fixed_boxes(Session *s, const Context *c, bool sampled, Span at);

#endif
