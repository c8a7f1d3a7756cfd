/* loss.h -- names that are not there because an import failed (-k: the run goes on without them).
 *
 * What is asked about them is not complained about one by one: the first question says why, the
 * others are counted as mistakes in silence.  So are those about names that would have been defined
 * from such names. */
#ifndef CATGUT_SESSION_LOSS_H
#define CATGUT_SESSION_LOSS_H

#include "lang/session/session.h"

/* A statement has failed.  If it is an import, or named what was lost before, the names that it
 * would have defined are lost. */
void loss_add(Session *s, const Node *statement);
/* Is this name, which is not there, a lost one?  Then it has been complained about. */
bool loss_has(Session *s, Name name, Span at);
/* The same of what a failed `use` would have set. */
bool loss_has_context(Session *s, Span at);

#endif
