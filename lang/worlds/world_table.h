/* world_table.h -- a factor of a counterfactual's formula as a table: P(heads | givens) of what was
 * observed or shown by an experiment, or P(heads | do(givens)) that follows from one of these. */
#ifndef CATGUT_WORLDS_WORLD_TABLE_H
#define CATGUT_WORLDS_WORLD_TABLE_H

#include "lang/worlds/world_effect.h"
#include "network/outcome.h"
#include "network/query.h"

/* Who wants to know how a number comes about.  `ask` answers a question in the place of evaluate:
 * one of the data for each factor, and then one of the boxes of a product's factors. */
typedef struct WorldWatch {
    void *more;
    Outcome (*ask)(void *more, Matrix *to, const Query *q, Trouble *t);
    /* The table that was asked for last is what this box, of two labels, says. */
    void (*made)(void *more, const Box *box);
    /* The product that was asked for last counts so often; under: below the line. */
    void (*product)(void *more, const mpq_t times, bool under);
} WorldWatch;

/* Where the tables come from. */
typedef struct WorldSource {
    Session *s;
    const WorldEffect *effect;
    const Model *numbers;   /* a model with meanings and the effect's vertices, or NULL: */
    const Context *context; /* the states that were measured */
    const WorldWatch *watch; /* or NULL */
} WorldSource;

/* Answers q by the source's watch, or evaluates it. */
Outcome world_ask(Matrix *to, const WorldSource *from, const Query *q, Trouble *t) MUST_CHECK;

/* Undefined where it cannot be conditioned on, or the experiment has no such row.  Rows: givens;
 * outputs: heads. */
Outcome world_table(Matrix *to, const WorldSource *from, const WorldFactor *f,
                    Trouble *t) MUST_CHECK;

#endif
