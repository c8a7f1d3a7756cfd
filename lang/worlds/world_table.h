/* world_table.h -- a factor of a counterfactual's formula as a table: P(heads | givens) of what was
 * observed or shown by an experiment, or P(heads | do(givens)) that follows from one of these. */
#ifndef CATGUT_WORLDS_WORLD_TABLE_H
#define CATGUT_WORLDS_WORLD_TABLE_H

#include "lang/worlds/world_effect.h"
#include "network/outcome.h"

/* Where the tables come from. */
typedef struct WorldSource {
    Session *s;
    const WorldEffect *effect;
    const Model *numbers;   /* a model with meanings and the effect's vertices, or NULL: */
    const Context *context; /* the states that were measured */
} WorldSource;

/* Undefined where it cannot be conditioned on, or the experiment has no such row.  Rows: givens;
 * outputs: heads. */
Outcome world_table(Matrix *to, const WorldSource *from, const WorldFactor *f,
                    Trouble *t) MUST_CHECK;

#endif
