/* testable_implication.h -- does a state fit the shape it is said to come from?
 *
 * The independences that a model implies, looked for in the state, exactly.  What contradicts them
 * draws a warning, once for each state and model. */
#ifndef CATGUT_IDENTIFY_TESTABLE_IMPLICATION_H
#define CATGUT_IDENTIFY_TESTABLE_IMPLICATION_H

#include "lang/session/session.h"

#include <stdbool.h>

/* c: a context `in M from w`.  A statement whose table would have more than a few thousand rows is
 * passed over, and so are those after the first hundred.  False: stopped, and it has complained. */
bool warn_contradiction(Session *s, const Context *c, Span at);

#endif
