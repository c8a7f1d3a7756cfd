/* noise_model.h -- a model in which each component has its response types for a hidden cause.
 *
 * The vertices are those of the model it is made from; behind them stands, for each component, the
 * hidden cause that chooses a response type.  All observed boxes are functions of their parents and
 * of it, so every counterfactual has a value, which the one engine finds.  A question about this
 * model has an atom for each of these causes (noise_model_ask), behind its own. */
#ifndef CATGUT_BOUNDS_NOISE_MODEL_H
#define CATGUT_BOUNDS_NOISE_MODEL_H

#include "bounds/response.h"
#include "evaluate/evaluate.h"
#include "linear/linear.h"
#include "worlds/closed.h"

typedef struct NoiseModel {
    Signature signature; /* its own boxes and types */
    Meaning meaning;
    Model model;
    const Responses *responses;
    uint32_t first; /* the vertex that is the cause of component 0 */
} NoiseModel;

/* Mechanisms are still empty; r has been made from m and p. */
void noise_model_init(NoiseModel *n, const Model *m, const Projection *p, const Responses *r);
void noise_model_clear(NoiseModel *n);

/* The component's response types that are kept have these weights, by their place among them; NULL:
 * all the same one. */
bool noise_model_weigh(NoiseModel *n, uint32_t component, const LinearWeights *q,
                       Budget *b) MUST_CHECK;
/* The component is a vertex with this table, whose rows are its response vertex's; its cause has
 * one value. */
bool noise_model_fix(NoiseModel *n, uint32_t component, const Matrix *table, Budget *b) MUST_CHECK;
/* Adds the atoms of the causes; q->model is n->model. */
void noise_model_ask(const NoiseModel *n, WorldQuestion *q);
/* P(events, free atoms) of the atoms that count: one row, whose outputs are the free atoms, in the
 * order of the question. */
Outcome noise_model_evaluate(Matrix *to, NoiseModel *n, const Grown *g, const bool *counts,
                             Trouble *t, Budget *b) MUST_CHECK;

#endif
