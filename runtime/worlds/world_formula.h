/* world_formula.h -- what an identified counterfactual is, in terms of the data, as books write it.
 *
 * (sum of terms) / (sum of terms).  A term is a sum over variables of a product of conditionals of
 * what was observed, P(heads | givens), and of combs, P(C | do(inputs)), that stand for themselves.
 * Variables are the wires of the upper or lower part, and copies; a vertex may also have a label.
 *
 * What makes it short are laws of the observed state: the sum over all heads is 1; a chain of
 * conditionals is a joint one, where the shape separates; P(a, b) / P(b) = P(a | b). */
#ifndef CATGUT_WORLDS_WORLD_FORMULA_H
#define CATGUT_WORLDS_WORLD_FORMULA_H

#include "worlds/decide.h"

/* A vertex in a formula: a variable, or GROWN_POINT and a label.  Variables below FORMULA_OWN are
 * wires, those from there on are bound inside a comb. */
typedef struct WorldArg {
    uint32_t vertex, code;
} WorldArg;

#define FORMULA_OWN UINT32_C(0x40000000)

typedef ARRAY(WorldArg) ArgList;

typedef struct WorldFactor {
    ArgList heads, givens;
    size_t data;            /* the set of WorldData that was done where it is a conditional; */
    bool done;              /* else it is P(heads | do(givens)), */
    const WorldComb *comb;  /* by this comb's own estimand, or, NULL, from an experiment */
} WorldFactor;

typedef struct WorldProduct {
    bool minus;
    const WorldPart *part; /* whose wires its variables are */
    ArgList bound;         /* variables that are summed, over the labels that the part leaves */
    ARRAY(WorldFactor) factors;
} WorldProduct;

typedef struct WorldFormula {
    ARRAY(WorldProduct) over, under; /* under: none, it is 1 */
    ArgList any; /* variables that are read and whose values do not matter */
} WorldFormula;
/* Is the variable a wire on which an event is?  (Its labels are then restricted.) */
const WorldEvent *variable_event(const WorldProduct *p, uint32_t code);
void world_formula_clear(WorldFormula *f);

/* The formula of an answer that is identified.  False: the budget. */
bool world_formula_make(WorldFormula *to, const WorldAnswer *a, const WorldQuestion *q,
                        const WorldData *data, const Graph *g, Budget *b) MUST_CHECK;
/* The same before the data are asked and anything is made short: a product of combs, each as
 * P(C | do(inputs)). */
void world_formula_combs(WorldFormula *to, const WorldAnswer *a, const WorldQuestion *q);

#endif
