/* observed_state.h -- the states that were measured, matched with their model: `in M from w, t`.
 *
 * A state without inputs is what was observed.  A channel is what an experiment showed: its inputs
 * are what was done, by name, its outputs all other observed variables.  Each experiment once.
 *
 * A state by itself may lack variables of the model: they are latent in the context, and so a
 * question is answered from what is there, where that can be. */
#ifndef CATGUT_IDENTIFY_OBSERVED_STATE_H
#define CATGUT_IDENTIFY_OBSERVED_STATE_H

#include "lang/elaborate/elaborate.h"

/* e in M from w, t. */
bool elaborate_in_from(Session *s, Value *to, const Node *n, const Hint *hint);
/* M from w, t. */
bool elaborate_from(Session *s, Context *to, const Node *model, Node *const *states,
                    uint32_t count);
/* The context `in M from w, t`: wires are matched with the observed vertices, by name. */
bool from_context(Session *s, Context *to, const Value *model, const Node *model_at,
                  Node *const *states, uint32_t count);
/* The same of one state that was observed and is a sample, which has no independence exactly: none
 * is looked for. */
bool sampled_context(Session *s, Context *to, const Value *model, const Node *model_at,
                     Node *const *states, uint32_t count);
/* Does the state have a wire for each observed vertex of the model?  Else it complains. */
bool has_all_wires(Session *s, const Context *c, Span at);
/* Is it what was observed, and no experiment?  Else it complains at the state. */
bool is_observed(Session *s, const Context *c, const Node *state);

#endif
