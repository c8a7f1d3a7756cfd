/* comb_effect.h -- the combs that a derivation goes through, each written as an effect of its own.
 */
#ifndef CATGUT_IDENTIFY_COMB_EFFECT_H
#define CATGUT_IDENTIFY_COMB_EFFECT_H

#include "lang/explain/step.h"
#include "lang/identify/estimand.h"

typedef struct Derivation {
    Session *s;
    Span at;
    const Identified *i;
    const Context *from; /* kind CONTEXT_NONE: no state */
    Steps steps;
    uint64_t work; /* what checking its steps may still take */
} Derivation;

enum { DIAGRAM_BOXES = 40, NUMBERS_ENTRIES = 256 };

void put_set(const Derivation *d, const WireList *set, Sink *out);
void add_diagram(Derivation *d, ExplainStep *t, const Diagram *g);
/* The numbers of an estimand on the state. */
bool add_numbers(Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e);
void add_formula(const Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e,
                 const SelfCheck *c);
bool add_comb(Derivation *d, ExplainStep *t, const WireList *set);
/* A comb that the estimand has as a recipe, which may read more than the comb depends on. */
bool add_recipe(Derivation *d, ExplainStep *t, uint32_t recipe);

#endif
