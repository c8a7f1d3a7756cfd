/* complain_ask.h -- complaints about the most probable values, and about evidence that is not
 * certain: E285 to E294. */
#ifndef CATGUT_ASK_COMPLAIN_ASK_H
#define CATGUT_ASK_COMPLAIN_ASK_H

#include "diagram/signature.h"
#include "lang/complain/complain.h"

/* most(A = a) */
bool complain_most_head(Complainer *c, Span at);
/* most(A | B), most(A | do(X)) */
bool complain_most_condition(Complainer *c, Span at);
/* Likelihoods, or jeffrey(...), left of the bar. */
bool complain_soft_left(Complainer *c, Span at);
/* t: the type of the variable. */
bool complain_soft_type(Complainer *c, Span at, const Type *t);
bool complain_likelihoods(Complainer *c, Span at);
bool complain_jeffreys(Complainer *c, Span at);
/* A label that has a share in the new state and cannot be. */
bool complain_jeffrey(Complainer *c, Span at, Name variable, const Type *t, uint32_t label);

#endif
