/* state_outputs.h -- the named outputs of a state, taken one by one. */
#ifndef CATGUT_SURGERY_STATE_OUTPUTS_H
#define CATGUT_SURGERY_STATE_OUTPUTS_H

#include "lang/session/session.h"

/* The named outputs of a closed diagram. */
typedef struct StateOutputs {
    Session *s;
    const Node *node; /* the expression it was */
    Diagram diagram;
    Map taken; /* outputs already named */
} StateOutputs;

void state_outputs_clear(StateOutputs *w);
bool state_outputs_read(StateOutputs *w, const Node *n);
/* X or {X, Y}: the positions of these outputs. */
bool state_outputs_take(StateOutputs *w, WireList *to, const Node *n);
void state_outputs_take_rest(StateOutputs *w, WireList *to);
/* `(P(T, C | S) in omega)`: what a conditional box is called. */
Name state_outputs_conditional(const StateOutputs *w, const WireList *heads,
                               const WireList *givens);

#endif
