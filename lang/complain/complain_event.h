/* complain_event.h -- complaints about events of several variables, and about arithmetic with
 * variables: E275 to E279. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_EVENT_H
#define CATGUT_COMPLAIN_COMPLAIN_EVENT_H

#include "diagram/signature.h"
#include "lang/complain/complain.h"

/* Their labels are not all numbers, and their types differ. */
bool complain_incomparable(Complainer *c, Span at, const Type *a, const Type *b);
/* What is reckoned with, or compared with a number, has this label. */
bool complain_label_number(Complainer *c, Span at, const Type *t, uint32_t position);
/* There is no variable in it. */
bool complain_event_constant(Complainer *c, Span at);
bool complain_not_an_event(Complainer *c, Span at);
/* X == Y, or X = Y within t */
bool complain_compared_event(Complainer *c, Span at);
/* A number stands where an event is wanted, or an event where a number is. */
bool complain_event_as_number(Complainer *c, Span at);
/* A variable in an exponent, or divided by. */
bool complain_variable_below(Complainer *c, Span at, bool exponent);
/* `Y[X = 0] < 1`: not X = x or X != x, where only those are taken. */
bool complain_event_form(Complainer *c, Span at);
/* `Y[X = 0] + Z`, `Y[X = 0] = 1 or Z = 1` */
bool complain_bracket_joined(Complainer *c, Span at);

#endif
