/* complain_name.h -- complaints about names, and about values of the wrong kind: E040 to E049,
 * E120, E130 to E132. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_NAME_H
#define CATGUT_COMPLAIN_COMPLAIN_NAME_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

#include <stdbool.h>

bool complain_unknown_name(Complainer *c, Span at, Name name, const char *help);
bool complain_unknown_type(Complainer *c, Span at, Name name, Name near);
bool complain_defined_twice(Complainer *c, Span at, Name name, Span before);
bool complain_reserved(Complainer *c, Span at, Name name);
/* A label where a state or a channel is put in, `X := 1`. */
bool complain_label_put_in(Complainer *c, Span at, Name vertex, Name label);
bool complain_wanted(Complainer *c, Span at, const char *wanted, const Value *found);
bool complain_not_a_value(Complainer *c, Span at);
bool complain_not_a_name(Complainer *c, Span at);
bool complain_usage(Complainer *c, Span at, const char *what, const char *example);
bool complain_functor_usage(Complainer *c, Span at, Name functor);
bool complain_let_count(Complainer *c, Span at, size_t names, size_t values);
bool complain_bar_outside(Complainer *c, Span at);
bool complain_check(Complainer *c, Span at, const char *help);
bool complain_not_yet(Complainer *c, Span at, const char *what);
bool complain_show_as(Complainer *c, Span at, Name as);
bool complain_no_decimals(Complainer *c, Span at);
bool complain_no_formula(Complainer *c, Span at);

#endif
