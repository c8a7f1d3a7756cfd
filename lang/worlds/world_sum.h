/* world_sum.h -- events and arithmetic over several worlds, as sums of questions that have none.
 *
 * E(Y[X = 1] - Y[X = 0]) is the difference of two means.  An event says which labels its variables
 * may have together: where these are all combinations of one set for each, it is one question; so
 * is one less an event of which that holds, `A or B` by `not A, not B`; else it is a sum over
 * combinations, and the mean of a product is one as well. */
#ifndef CATGUT_WORLDS_WORLD_SUM_H
#define CATGUT_WORLDS_WORLD_SUM_H

#include "lang/session/session.h"

typedef struct WorldSummand {
    const Node *call; /* P(...) or E(...) */
    mpq_t times;
} WorldSummand;

typedef struct WorldSum {
    ARRAY(WorldSummand) list; /* not empty */
    mpq_t constant;
    bool *open;   /* NULL, or set in the place of a complaint that tables do not determine it */
    bool no_ends; /* its ends are not those of what is asked, so that no complaint tells them */
} WorldSum;

void world_sum_init(WorldSum *t);
void world_sum_clear(WorldSum *t);
/* Adds `times` the call, of a model m, which has types; itself where nothing in it is joined.
 * `data`: a sum over combinations is refused, of which each might be unknown and the sum not
 * (E279).  False: it has complained. */
bool world_sum_add(Session *s, WorldSum *to, const Model *m, const Node *call, const mpq_t times,
                   bool data);
/* Cov(A, B | c), which is product - mean[0] * mean[1], where these are E(A * B | c), E(A | c) and
 * E(B | c); Var(A | c) is Cov(A, A | c). */
typedef struct WorldMoment {
    Node *product, *mean[2];
} WorldMoment;
/* What is given has values.  False: it has complained. */
bool world_moment_read(Session *s, WorldMoment *to, const Node *call);
/* It as arithmetic.  NULL: it has complained. */
Node *world_moment(Session *s, const Node *call);
/* Is it that call, once? */
bool world_sum_is_call(const WorldSum *t, const Node *call);

#endif
