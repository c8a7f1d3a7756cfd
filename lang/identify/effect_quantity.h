/* effect_quantity.h -- what is made of effects: expectations, differences, ratios.
 *
 * E(Y | do(X = 1)) - E(Y | do(X = 0)) is known when the effects in it are: those are identified,
 * each once.  Numbers, sums, products, quotients and powers of P(...) and E(...) are read. */
#ifndef CATGUT_IDENTIFY_EFFECT_QUANTITY_H
#define CATGUT_IDENTIFY_EFFECT_QUANTITY_H

#include "lang/identify/effect_query.h"

typedef struct EffectLeaf {
    const Node *call;  /* P(...) or E(...) */
    const Node *whole; /* with `in`, or the call itself */
} EffectLeaf;
typedef ARRAY(EffectLeaf) EffectLeafList;

/* Anything but P(...) alone? */
bool is_effect_quantity(const Node *n);
/* The effects in it, in the order written; false: it has something else in it, and has
 * complained. */
bool find_effect_leaves(Session *s, EffectLeafList *to, const Node *n);
/* The same context, of `whole`, around another expression. */
Node *effect_in_context(Session *s, const Node *whole, Node *e);
/* Do both ask for the same, event or not? */
bool same_effect(const EffectQuery *a, const EffectQuery *b);

#endif
