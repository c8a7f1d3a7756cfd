/* complain_quantity.h -- complaints about named quantities: E197 to E199. */
#ifndef CATGUT_QUANTITY_COMPLAIN_QUANTITY_H
#define CATGUT_QUANTITY_COMPLAIN_QUANTITY_H

#include "diagram/signature.h"
#include "lang/complain/complain.h"

bool complain_quantity(Complainer *c, Span at, const char *usage);
/* A way of a path-specific effect; why: a sentence. */
bool complain_path(Complainer *c, Span at, const char *why);
/* Which label of Y is the one that happens? */
bool complain_quantity_event(Complainer *c, Span at, Name vertex, const Type *t);
/* A mediator that is the cause or the effect. */
bool complain_quantity_mediator(Complainer *c, Span at, Name vertex);
bool complain_quantity_in_state(Complainer *c, Span at, Name word, Name state);

#endif
