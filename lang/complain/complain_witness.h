/* complain_witness.h -- complaints about witnesses: E133, E134 and E268. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_WITNESS_H
#define CATGUT_COMPLAIN_COMPLAIN_WITNESS_H

#include "lang/complain/complain.h"

#include <stdbool.h>

bool complain_no_need(Complainer *c, Span at, const char *effect);
/* why: what stood in the way, after "because" */
bool complain_no_witness(Complainer *c, Span at, const char *effect, const char *why);
/* The same of a counterfactual, for which there is no proof that one exists. */
bool complain_no_rivals(Complainer *c, Span at, const char *question, const char *why);
/* A plan that has a box without a meaning. */
bool complain_plan_without_numbers(Complainer *c, Span at, Name plan);

#endif
