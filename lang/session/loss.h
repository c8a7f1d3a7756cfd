/* loss.h -- names that are not there because an import, or the statement that would have defined
 * them, failed (-k: the run goes on without them).
 *
 * What is asked about them is not complained about one by one: the first question says why, the
 * others are counted as mistakes in silence.  So are those about names that would have been defined
 * from such names. */
#ifndef CATGUT_SESSION_LOSS_H
#define CATGUT_SESSION_LOSS_H

#include "lang/session/session.h"

/* A statement has failed: the names that it would have defined are lost; for its own reason, or,
 * where it named what was lost before, for that one's. */
void loss_add(Session *s, const Node *statement);
/* Is this name, which is not there, a lost one?  Then it has been complained about. */
bool loss_has(Session *s, Name name, Span at);
/* The same of what a failed `use` would have set. */
bool loss_has_context(Session *s, Span at);

#endif
