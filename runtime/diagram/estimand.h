/* estimand.h -- what an effect is, in terms of the observed state: recipes made of conditionals.
 *
 * A recipe is a channel, from its inputs to its heads: the sum over its bound variables of the
 * product of its factors.  A factor is a conditional, P(heads | givens), of the observed state or
 * of an earlier recipe.  So an estimand is a DAG of recipes, with what is shared written once; the
 * last recipe is the answer.
 *
 * Variables.  0 ... vertices - 1 are the model's vertices.  A bound variable may be a copy of a
 * vertex with a number of its own, so that no number is bound in a recipe and free in it too, and a
 * sum over X never meets the X of do(X).  Heads and inputs of a recipe are always vertices: a
 * factor that uses recipe R says R's vertex v by any variable whose vertex is v.
 *
 * A factor of recipe R conditions on those givens that are R's heads, the other givens are R's
 * inputs; R's heads it does not mention are summed.  `any`: inputs of R that are not among the
 * givens, because the conditional cannot depend on them: whichever values have support give
 * the same.
 *
 * A recipe that is `given` is a mechanism that the question puts in (a plan) and not the data: its
 * head is drawn from its inputs by it.  It has no factors.
 *
 * Invariant.  Every variable of a recipe is a head of one factor, or an input.  Factors stand in an
 * order where each follows those whose heads it reads. */
#ifndef CATGUT_DIAGRAM_ESTIMAND_H
#define CATGUT_DIAGRAM_ESTIMAND_H

#include "diagram/diagram.h"

#define FROM_OBSERVED UINT32_MAX /* the observed state, where a recipe's number would be */

typedef struct Factor {
    uint32_t from;   /* FROM_OBSERVED, or an earlier recipe */
    WireList heads;  /* variables */
    WireList givens; /* variables */
    WireList any;    /* vertices */
} Factor;

typedef struct Recipe {
    WireList heads;  /* vertices, in a topological order */
    WireList inputs; /* vertices */
    WireList bound;  /* variables: heads of factors that are summed */
    ARRAY(Factor) factors;
    bool given;
} Recipe;

typedef struct Estimand {
    uint32_t vertices;
    WireList vertex_of; /* of each variable */
    ARRAY(Recipe) recipes;
} Estimand;

void factor_clear(Factor *f);
void recipe_clear(Recipe *r);
void recipe_set(Recipe *to, const Recipe *r);
void recipe_swap(Recipe *a, Recipe *b);
void estimand_clear(Estimand *e);
void estimand_swap(Estimand *a, Estimand *b);
void estimand_set(Estimand *to, const Estimand *e);
/* A copy of the variable's vertex with a new number. */
uint32_t estimand_add_variable(Estimand *e, uint32_t vertex);
/* How often each recipe up to this one is used by those that it needs; it counts as used once. */
void estimand_uses(WireList *to, const Estimand *e, uint32_t recipe);
/* r with its heads outside `keep` (vertices) summed, and without the factors and heads that nobody
 * reads then.  The inputs stay.  Linear in r. */
void recipe_marginal(Recipe *to, const Recipe *r, const WireList *keep);
/* Is the factor a conditional of a recipe that is made of others? */
bool factor_is_made(const Estimand *e, const Factor *f);
/* How many variables its factors mention, in all: about how long its formula is. */
size_t estimand_size(const Estimand *e);
/* Everything holds that is promised above. */
bool estimand_is_sound(const Estimand *e);

#endif
