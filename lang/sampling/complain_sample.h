/* complain_sample.h -- complaints about sampling: E301 to E303. */
#ifndef CATGUT_SAMPLING_COMPLAIN_SAMPLE_H
#define CATGUT_SAMPLING_COMPLAIN_SAMPLE_H

#include "lang/complain/complain.h"
#include "show/ports.h"

/* It has inputs, or conditions without a value. */
bool complain_sample_inputs(Complainer *c, Span at, const PortList *in);
/* It is a number: no variable is without a value. */
bool complain_sample_number(Complainer *c, Span at);
/* What is left of the bar has a value, so that it does not sum to one. */
bool complain_sample_event(Complainer *c, Span at);
/* It is called as no table is. */
bool complain_sample_file(Complainer *c, Span at, const char *path);

#endif
