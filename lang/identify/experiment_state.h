/* experiment_state.h -- what an experiment showed, as a state: what was done is drawn. */
#ifndef CATGUT_IDENTIFY_EXPERIMENT_STATE_H
#define CATGUT_IDENTIFY_EXPERIMENT_STATE_H

#include "lang/session/session.h"
#include "network/outcome.h"

/* The state of all observed vertices of the model where what was done has each value that was tried
 * with the same weight, so that it can be conditioned on.  output_of: of each vertex its output.
 * A row that is undefined was not tried; where there is no other, the state is undefined too.
 * Its box has a meaning until the caller lets it go (meaning_forget). */
Outcome experiment_state(Diagram *to, Session *s, const Experiment *e, const Model *m,
                         uint32_t *output_of, Trouble *t) MUST_CHECK;

#endif
