/* identify.h -- which effects can be known from observation, and how.
 *
 * All is done by three moves on diagrams: discard, comb-disintegrate, plug.  This is Tian's
 * algorithm (Tian & Pearl 2002; Tian 2004), complete for P(Y | do(X)) by Shpitser & Pearl 2006 and
 * Huang & Valtorta 2006, and for P(Y | do(X), Z) by Shpitser & Pearl 2006b (IDC).  Nothing here
 * looks at a number.
 *
 * With plans a planned vertex is one of a known mechanism: D is what y and z depend on then, and
 * the combs of its other vertices are needed, each of them (Correa & Bareinboim 2020, A Calculus
 * for Stochastic Interventions; General Transportability of Soft Interventions).
 *
 * Where plans are functions, what they make of what is known is known as well: that may let a
 * condition be exchanged.
 *
 * The verdict is about the shape: "not identifiable" means that two interpretations of it have the
 * same observed state and different effects. */
#ifndef CATGUT_SURGERY_IDENTIFY_H
#define CATGUT_SURGERY_IDENTIFY_H

#include "diagram/estimand.h"
#include "graph/graph.h"
#include "surgery/effect.h"

typedef enum Move {
    MOVE_EXCHANGE,  /* `set` moved from z to x: separated from y (rule 2 of the do-calculus) */
    MOVE_DISCARD,   /* only `set`, the ancestors of y and z, is kept */
    MOVE_SPLIT,     /* `set` splits into the combs of its components `parts` (disintegration) */
    MOVE_CUT,       /* x is cut: left is `set`, the ancestors of y and z without x, whose components
                       are `parts` */
    MOVE_RESTRICT,  /* inside the comb of `from`: discarded to its ancestral subset `set`, on the
                       way to the component `goal` */
    MOVE_SEPARATE,  /* inside the comb of `from`: its component `set` is a comb by itself */
    MOVE_STUCK,     /* `from` is `set`'s only component and all are its ancestors, yet it is larger
                       than `goal`: a hedge */
    MOVE_PLUG,      /* the combs of `parts` plugged together, all but y and z discarded */
    MOVE_CONDITION  /* divided by the marginal on z */
} Move;

typedef struct Step {
    Move move;
    WireList set, from, goal;
    SetList parts;
    uint32_t recipe; /* where it made one: its place in the estimand; else UINT32_MAX */
} Step;

typedef struct Identification {
    bool identified;
    bool determined;    /* that takes that plans are the functions they are */
    bool decided;       /* if not: but a plan decides it by itself, or what is known cannot always
                           be: so a hedge is none, and there is no estimand */
    Effect effect;      /* after the exchanges */
    WireList kept;      /* W: the ancestors of y and z, or of D where that is less */
    WireList left;      /* D: what y and z depend on in the graph without x, but for what is
                           planned */
    WireList planned;   /* that, each after what its plan reads */
    Estimand estimand;  /* when identified: as it stands it is as often defined as possible */
    WireList large, small; /* else: the hedge, T and C; T meets x, C and T are each one component */
    ARRAY(Step) steps;  /* the derivation */
} Identification;
void identification_clear(Identification *i);

/* False: the budget ran out.  Near linear on sparse graphs with small components. */
bool identify(Identification *to, const Graph *g, const Projection *p, const Effect *e,
              Budget *b) MUST_CHECK;

#endif
