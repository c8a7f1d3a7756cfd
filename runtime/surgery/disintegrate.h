/* disintegrate.h -- conditionals as structure: no number is looked at here.
 *
 * Disintegration (Cho & Jacobs 2019, section 3): a state w on A * B is w_A ; copy ; (id * c).  The
 * channel c is a box of kind BOX_CONDITIONAL that remembers w; network/ computes its matrix
 * c(b|a) = w(a,b) / w(a) when somebody needs it, row by row undefined where w(a) = 0.  Bayesian
 * inversion is the same box for fair ; copy ; (id * noisy), read the other way. */
#ifndef CATGUT_DISINTEGRATE_H
#define CATGUT_DISINTEGRATE_H

#include "diagram/conditional.h"
#include "diagram/diagram.h"

/* Owns conditionals made for a signature, as long as that lives. */
typedef struct Conditionals {
    ARRAY(Conditional *) list;
} Conditionals;
void conditionals_clear(Conditionals *c);

/* The marginal of state w on these outputs (positions), names kept. */
void marginal(Diagram *to, const Diagram *w, const WireList *positions);

/* The box P(heads | givens) of the state w; positions of outputs, none twice. */
const Box *conditional_box(Conditionals *c, Signature *s, const Diagram *w, const WireList *givens,
                           const WireList *heads, Name name);

/* That box alone as a diagram, its ends named as in w. */
void conditional_diagram(Diagram *to, const Box *box);

#endif
