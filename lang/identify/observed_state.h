/* observed_state.h -- the state that was observed, matched with its model: `in M from w`. */
#ifndef CATGUT_IDENTIFY_OBSERVED_STATE_H
#define CATGUT_IDENTIFY_OBSERVED_STATE_H

#include "lang/elaborate/elaborate.h"

/* e in M from w. */
bool elaborate_in_from(Session *s, Value *to, const Node *n, const Hint *hint);
/* M from w. */
bool elaborate_from(Session *s, Context *to, const Node *model, const Node *state);
/* The context `in M from w`: the wires of w are matched with the observed vertices, by name. */
bool from_context(Session *s, Context *to, const Value *model, const Node *model_at,
                  const Node *state_at);

#endif
