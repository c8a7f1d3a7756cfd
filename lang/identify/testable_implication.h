/* testable_implication.h -- does a state have the independences that its model implies?
 *
 * Each is looked for in the state exactly.  What contradicts one draws a warning, once for each
 * state and model.  A state that is counted is a sample, which has no independence exactly: it is
 * not looked at. */
#ifndef CATGUT_IDENTIFY_TESTABLE_IMPLICATION_H
#define CATGUT_IDENTIFY_TESTABLE_IMPLICATION_H

#include "lang/session/session.h"

#include <stdbool.h>

/* One number for the state and the model of a context, so that each pair is looked at once. */
uint64_t context_key(const Context *c);
/* c: a context `in M from w`.  An independence whose table would have more than a few thousand rows
 * is not checked, nor are those after the first hundred.  False: stopped, after a complaint. */
bool warn_contradiction(Session *s, const Context *c, Span at);

#endif
