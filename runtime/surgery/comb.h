/* comb.h -- diagrams with holes, and the states they come from.
 *
 * A comb is a diagram f : (what the holes give back) -> (everything else in w's order).  Comb
 * disintegration of w at A -> B is f(a, c | b) = w(a) w(c | a, b) (Jacobs, Kissinger & Zanasi 2019,
 * Theorem 5.1); with several holes each tooth depends on the earlier ones only.  A Comb beside f
 * says which ends of f belong to which hole; it owns its lists. */
#ifndef CATGUT_SURGERY_COMB_H
#define CATGUT_SURGERY_COMB_H

#include "surgery/disintegrate.h"

typedef struct Hole {
    WireList from; /* positions in the comb's outputs: what enters the hole */
    WireList to;   /* positions in the comb's inputs: what leaves it */
} Hole;

typedef struct Comb {
    ARRAY(Hole) holes;
    WireList order; /* w's wires: 2 * i for output i of the comb, 2 * j + 1 for its input j */
} Comb;
void comb_clear(Comb *c);
void comb_set(Comb *to, const Comb *c);

/* Comb disintegration of the state w at holes from[i] -> to[i] (positions in w's outputs, all
 * distinct, n holes in the order of the teeth).  f is the comb as a diagram: its inputs are to[0],
 * to[1], ... as listed.  Tooth 0 is the marginal on from[0], w's own boxes; tooth i, for 0 < i < n,
 * is the box P(from[i] | all earlier from and to) and tooth n the box P(the rest | all from and
 * to), named names[i].  A tooth without outputs is left out, one without givens is a marginal, and
 * then its name is not used. */
void comb_disintegrate(Diagram *f, Comb *comb, Conditionals *c, Signature *s, const Diagram *w,
                       const WireList *from, const WireList *to, size_t n, const Name *names);

/* f[g1, ..., gn]: each g_i : from_i -> to_i is plugged in; the result has w's order of wires, and
 * shows what enters a hole and what leaves it.  f's inputs are the holes' `to`; what enters a hole
 * reads no input of that hole or a later one.  Linear in the size of f and all g. */
void comb_plug(Diagram *result, const Diagram *f, const Comb *comb, const Diagram *const *g);

#endif
