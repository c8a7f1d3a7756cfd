/* unroll.h -- a model of one step, repeated: dynamic Bayesian networks.
 *
 * Some vertices are there once; all others get a copy for each step, with the same box.  A vertex
 * that is there once may have a successor: what reads it in the first step reads its successor's
 * copy of the step before in each later one (a two-slice network, Dean & Kanazawa 1989; a chain of
 * successors goes back more steps). */
#ifndef CATGUT_DIAGRAM_UNROLL_H
#define CATGUT_DIAGRAM_UNROLL_H

#include "diagram/model.h"

#define UNROLL_COPIED UINT32_MAX
#define UNROLL_ONCE (UINT32_MAX - 1)

/* What becomes of m: for each vertex its successor, UNROLL_ONCE, or UNROLL_COPIED.  No vertex is
 * the successor of two, or of itself by way of others. */
typedef struct Unrolling {
    const Model *model;
    const uint32_t *next;
    uint32_t steps; /* at least one */
} Unrolling;

/* The vertex that stands for v in step k, from 1: v itself where it is there once, `*step` 0, or
 * the copy of *step. */
uint32_t unroll_find(const Unrolling *u, uint32_t v, uint32_t k, uint32_t *step);

/* The model of so many steps; its vertices: what is there once, with the names it has, the copies
 * of each step, and in the same order those without names.  What is there once reads nothing that
 * is copied, an unnamed latent is copied where both its ends are and only then, and no vertex is
 * open.  name_of(more, v, k): the name of the copy of v in step k; fixed_of: the source of its
 * mechanism, where it is fixed in place. */
typedef struct UnrollNames {
    Name (*name_of)(void *more, uint32_t v, uint32_t k);
    Name (*fixed_of)(void *more, uint32_t v, uint32_t k);
    void *more;
} UnrollNames;
void model_unroll(Model *to, const Unrolling *u, const UnrollNames *names);

#endif
