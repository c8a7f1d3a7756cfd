/* observed_effect.h -- answers from observation: what is asked is identified first. */
#ifndef CATGUT_IDENTIFY_OBSERVED_EFFECT_H
#define CATGUT_IDENTIFY_OBSERVED_EFFECT_H

#include "lang/session/session.h"

/* The effect `heads` given `conditions` as a diagram over the observed state (both are outputs, in
 * the order of `asked`). m is the model of the context, with what is done.  The diagram has m's
 * open vertices as inputs, like model_diagram. */
bool from_diagram(Session *s, Diagram *to, const Model *m, const WireList *asked,
                  const bool *condition, const Node *n);

#endif
