/* estimand.h -- identify, and estimands as values.
 *
 * An Identified is a question with its answer.  `identify e = ...` makes it a value of the class of
 * estimands, which is printed as its formula, applied to states, and drawn as its recipes. */
#ifndef CATGUT_IDENTIFY_ESTIMAND_H
#define CATGUT_IDENTIFY_ESTIMAND_H

#include "lang/identify/self_check.h"

typedef struct Identified {
    EffectQuery question;
    Identification found;
    Estimand shown; /* found.estimand in the form that is printed */
    SelfCheck check;
} Identified;

void identified_clear(Identified *i);
/* `to` becomes an estimand with the contents of i, which is left cleared. */
void value_take_identified(Value *to, Identified *i);
/* The contents of an estimand; NULL where v is none. */
const Identified *value_identified(const Value *v);
/* The formula on one line, then the `where` lines, each after `margin`. */
void write_formula(const EffectQuery *q, const Estimand *e, const char *margin, Sink *out);
/* The same as HTML for a page, where the question and `=` stand in front of it. */
void write_math(const EffectQuery *q, const Estimand *e, Sink *out);
/* `P(C | do(S)) in lung`. */
void effect_query_write_asked(const EffectQuery *q, Sink *out);
/* `checked: a wrong formula would pass with probability below 2^-100`, or why it is not. */
void write_check(const SelfCheck *c, Sink *out);
/* Over the conditionals of the model's own state. */
void effect_query_diagram(Session *s, Diagram *to, const EffectQuery *q, const Estimand *e);
/* The verdict that it is identified, and how, as one JSON object. */
void write_json_identified(Session *s, const Identified *i, Sink *out);

#endif
