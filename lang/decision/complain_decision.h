/* complain_decision.h -- complaints about decisions: E324 to E327. */
#ifndef CATGUT_DECISION_COMPLAIN_DECISION_H
#define CATGUT_DECISION_COMPLAIN_DECISION_H

#include "lang/complain/complain.h"

/* A term that two variables decide together. */
bool complain_utility_product(Complainer *c, Span at, Name one, Name other);
bool complain_utility(Complainer *c, Span at);
bool complain_decision_twice(Complainer *c, Span at, Name vertex);
bool complain_decision_order(Complainer *c, Span at, Name earlier, Name later);
bool complain_decision_in_state(Complainer *c, Span at, Name word, Name context);

#endif
