/* estimand.h -- identify, and estimands as values.
 *
 * An Identified is a question with its answer: kept by the session when it has a name. */
#ifndef CATGUT_IDENTIFY_ESTIMAND_H
#define CATGUT_IDENTIFY_ESTIMAND_H

#include "lang/identify/self_check.h"
#include "show/formula.h"

typedef struct Identified {
    EffectQuery question;
    Identification found;
    Estimand shown; /* found.estimand in the form that is printed */
    SelfCheck check;
} Identified;

void identified_clear(Identified *i);
void identified_free(Identified *i);
/* The formula on one line, then the `where` lines, each after `margin`. */
void write_formula(const EffectQuery *q, const Estimand *e, const char *margin, Sink *out);
/* The same as HTML, for a page, behind what is asked and `=`. */
void write_math(const EffectQuery *q, const Estimand *e, Sink *out);
/* `P(C | do(S)) in lung`. */
void effect_query_write_asked(const EffectQuery *q, Sink *out);
/* `checked exactly on 3 random interpretations`, or why it is not. */
void write_check(const SelfCheck *c, Sink *out);
/* e(omega). */
bool apply_estimand(Session *s, Value *to, const Identified *i, const Node *n);
/* show e, show e as latex, show e as diagram. */
void write_estimand(Session *s, const Identified *i, Sink *out);
void write_estimand_latex(Session *s, const Identified *i, Sink *out);
/* Over the conditionals of the model's own state. */
void effect_query_diagram(Session *s, Diagram *to, const EffectQuery *q, const Estimand *e);
/* The same with its recipes, a diagram each, the answer last: as many as `i->shown` has recipes.
 * The names of all but the last are Q[...]. */
void estimand_diagrams(Session *s, const Identified *i, Diagram *to, Name *names);
/* Its recipes, a `diagram` block each, the last one under this name. */
void write_estimand_diagrams(Session *s, const Identified *i, Name name, Sink *out);
void write_json_formula(const char *key, const Identified *i, FormulaForm form, Sink *out);
void show_estimand_diagrams(Session *s, const Identified *i, Name name);

#endif
