/* disintegrate.h -- conditionals as structure: no number is looked at here.
 *
 * Disintegration (Cho & Jacobs 2019, section 3): a state w on A * B is w_A ; copy ; (id * c).  The
 * channel c is a box of kind BOX_CONDITIONAL that remembers w.  Its matrix c(b|a) = w(a,b) / w(a),
 * with undefined rows where w(a) = 0, is computed by evaluate/ when it is needed.  Bayesian
 * inversion is the same box for fair ; copy ; (id * noisy), read the other way.  Where w is a
 * channel I -> A * B, c : A * I -> B is its conditional (Cho & Jacobs, section 3), one for each
 * value of the inputs.  A box keeps only those boxes of w that its ends descend from. */
#ifndef CATGUT_SURGERY_DISINTEGRATE_H
#define CATGUT_SURGERY_DISINTEGRATE_H

#include "diagram/conditional.h"
#include "diagram/diagram.h"

/* Owns conditionals made for a signature, as long as that lives. */
typedef struct Conditionals {
    ARRAY(Conditional *) list;
} Conditionals;
void conditionals_clear(Conditionals *c);

/* The marginal of w on these outputs (positions), names kept; inputs stay. */
void marginal(Diagram *to, const Diagram *w, const WireList *positions);

/* The box P(heads | givens) of w, for each value of w's inputs; positions of outputs, none twice.
 * The box reads the givens, then w's inputs but for the last `any` (see conditional.h). */
const Box *conditional_box(Conditionals *c, Signature *s, const Diagram *w, const WireList *givens,
                           const WireList *heads, size_t any, Name name);

/* That box alone as a diagram, its ends named as in w. */
void conditional_diagram(Diagram *to, const Box *box);

#endif
