/* complain_identify.h -- complaints about effects: what is asked of a shape, and what cannot be
 * known: E121 to E128, E205, E206, E265 to E267, E330, E331. */
#ifndef CATGUT_IDENTIFY_COMPLAIN_IDENTIFY_H
#define CATGUT_IDENTIFY_COMPLAIN_IDENTIFY_H

#include "diagram/signature.h"
#include "lang/complain/complain.h"

#include <stdbool.h>

bool complain_no_shape(Complainer *c, Span at);
bool complain_latent_asked(Complainer *c, Span at, Name name);
bool complain_roles(Complainer *c, Span at, Name name, char first, char second);
/* What a plan reads or gives is of the type `wanted`, and of another in the state. */
bool complain_plan_type(Complainer *c, Span at, Name plan, Name vertex, const Type *wanted,
                        const Type *has);
bool complain_not_identifiable(Complainer *c, Span at, const char *effect, const char *large,
                               const char *small);
/* reason: what is open, or not allowed; a sentence without its end. */
bool complain_not_by(Complainer *c, Span at, const char *set, const char *effect,
                     const char *reason);
/* A second state of an experiment after `from`; other: what shows it too, NULL: nothing done. */
bool complain_same_experiment(Complainer *c, Span at, Name other);
/* An input of a channel after `from` is none of the model's observed variables. */
bool complain_trial_input(Complainer *c, Span at, Name input, const char *observed);
/* What the state lacks, and the effect needs. */
bool complain_needs_wires(Complainer *c, Span at, const char *effect, const char *lacking,
                          size_t count);
/* What a state gives weight to, and a box that the model fixes does not; "X = 1 where Z = 0". */
bool complain_impossible_state(Complainer *c, Span at, const char *place, Name vertex, Name fixed);
/* What is asked for follows from the plans alone, and no formula is found that says so. */
bool complain_decided_by_plan(Complainer *c, Span at, const char *effect);
/* It is not known by its shape, and a table of a plan is not looked through: that is too large. */
bool complain_plan_large(Complainer *c, Span at, const char *effect, unsigned rows,
                         unsigned entries);
/* `by` or `all` behind an effect of a plan. */
bool complain_by_plan(Complainer *c, Span at);
bool complain_self_check(Complainer *c, Span at, const char *formula);

#endif
