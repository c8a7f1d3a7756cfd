/* normalise.h -- counts become probabilities: normalise(500|a> + 300|b>). */
#ifndef CATGUT_ELABORATE_NORMALISE_H
#define CATGUT_ELABORATE_NORMALISE_H

#include "lang/elaborate/elaborate.h"

/* Each row of a state or channel, nowhere negative, divided by its sum.  A row of a channel that
 * is zero becomes undefined; a state that is zero is complained about. */
bool elaborate_normalise(Session *s, Value *to, const Node *call);
/* The same; what stands in the call takes its types from the hint. */
bool elaborate_normalise_hinted(Session *s, Value *to, const Node *call, const Hint *hint);
/* Is it a table, or normalise(a table)?  And that, where its inputs and outputs are known. */
bool is_table(const Session *s, const Node *n);
bool elaborate_kernel_table(Session *s, Value *to, const Node *n, const PortList *in,
                            const PortList *out);

#endif
