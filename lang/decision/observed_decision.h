/* observed_decision.h -- what decisions are worth, from a state of what was observed.
 *
 * What a choice is worth is an effect, P(U | do(D), K), with earlier decisions drawn at random and
 * later ones made by their functions, as plans.  Each is identified first; one that cannot be is
 * an error (E125), and so is one that the state has no numbers for. */
#ifndef CATGUT_DECISION_OBSERVED_DECISION_H
#define CATGUT_DECISION_OBSERVED_DECISION_H

#include "lang/decision/decision.h"
#include "lang/session/session.h"

/* In m, with functions put in place as plans.  As a row for each value of what d knows and is, or,
 * d NULL, as one row: the states of v.  d->met is there. */
bool observed_rows(Session *s, const Model *m, const Node *call, uint32_t v, const Decision *d,
                   Matrix *to);
/* Which rows can happen, in d->met. */
bool observed_met(Session *s, const Model *m, const Node *call, Decision *d);

#endif
