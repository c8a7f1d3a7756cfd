/* formula.h -- tables by formula: or, sum, a + 2 * b, noisy_or(1/2, 2/3).
 *
 * A formula says a label for each row of inputs: a word that takes all of them, or arithmetic and
 * comparisons over their names.  noisy_or is Pearl's (Probabilistic
 * Reasoning in Intelligent Systems, 1988), its leak Henrion's (1987), noisy_max that of Diez (The
 * generalized noisy OR-gate, 1993); what a part says leaves the leak out, as with Diez.
 *
 * A table of few rows is written out.  A word of many inputs becomes a chain of small boxes, each
 * of which reads what the last one gave and one input more, so its size is linear in theirs. */
#ifndef CATGUT_ELABORATE_FORMULA_H
#define CATGUT_ELABORATE_FORMULA_H

#include "lang/elaborate/elaborate.h"

/* Arithmetic, a comparison, or a call of a word other than noisy_or and noisy_max? */
bool has_formula_form(const Session *s, const Node *n);
/* Is n a formula over these inputs, by its form and the names in it? */
bool is_formula(const Session *s, const Node *n, const PortList *in);
/* Its value: a matrix, or a diagram that is a chain.  function: nothing random is taken. */
bool elaborate_formula(Session *s, Value *to, const Node *n, const PortList *in,
                       const PortList *out, bool function);

#endif
