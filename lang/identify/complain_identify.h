/* complain_identify.h -- complaints about effects: what is asked of a shape, and what cannot be
 * known: E121 to E128. */
#ifndef CATGUT_IDENTIFY_COMPLAIN_IDENTIFY_H
#define CATGUT_IDENTIFY_COMPLAIN_IDENTIFY_H

#include "lang/complain/complain.h"

#include <stdbool.h>

bool complain_no_shape(Complainer *c, Span at);
bool complain_latent_asked(Complainer *c, Span at, Name name);
bool complain_roles(Complainer *c, Span at, Name name, char first, char second);
bool complain_soft_effect(Complainer *c, Span at);
bool complain_soft_from(Complainer *c, Span at, Name vertex);
bool complain_not_identifiable(Complainer *c, Span at, const char *effect, const char *large,
                               const char *small);
/* reason: what is open, or not allowed; a sentence without its end. */
bool complain_not_by(Complainer *c, Span at, const char *set, const char *effect,
                     const char *reason);
/* A second state of an experiment after `from`; other: what shows it too, NULL: nothing done. */
bool complain_same_experiment(Complainer *c, Span at, Name other);
/* An input of a channel after `from` is none of the model's observed variables. */
bool complain_trial_input(Complainer *c, Span at, Name input, const char *observed);
bool complain_self_check(Complainer *c, Span at, const char *formula);

#endif
