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
    Estimand derived; /* found.estimand in its simplest form */
    WireList forgotten; /* what that has done without, to have fewer free variables */
    Ground ground;    /* the criterion that gives the effect at once, where one does */
    GroundList others; /* with `identify ... all`: the other ones */
    bool complete;     /* these are all */
    SelfCheck check;
} Identified;

void identified_clear(Identified *i);
/* The estimand that is printed, and evaluated. */
const Estimand *identified_shown(const Identified *i);
/* Does a criterion give the effect, and is anything done? */
bool criterion_is_told(const EffectQuery *q, const Ground *ground);
/* `back door by {B}`; nothing where it is not told. */
void write_criterion(const EffectQuery *q, const Ground *ground, Sink *out);
/* `,"criterion":"back door","by":["B"]`; "general" where no criterion gives the effect. */
void write_json_criterion(const EffectQuery *q, const Ground *ground, Sink *out);
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
/* The formula as LaTeX, without a frame. */
void write_latex_formula(const Identified *i, Sink *out);

#endif
