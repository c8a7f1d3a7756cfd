/* world_effect.h -- a counterfactual asked of a model's shape: decided, and as a formula.
 *
 *     P(Y[X = 0] | X = 1) in m
 *     P(Y[X = 0] = 0, Y[X = 1] = 1) in m from experiments
 *     P(Y[X = 0] | X = 1) in m from experiments({}, {X})
 *
 * What is given without a value makes a row for each of its labels, with a verdict of its own. */
#ifndef CATGUT_WORLDS_WORLD_EFFECT_H
#define CATGUT_WORLDS_WORLD_EFFECT_H

#include "lang/worlds/world_reader.h"
#include "worlds/world_formula.h"

enum { EFFECT_ROWS_MAX = 64 };

/* How a formula was checked; see world_check.h. */
typedef struct WorldCheck {
    uint32_t models; /* in which the formula was right */
    bool failed;
    bool too_large;
} WorldCheck;

typedef struct WorldRow {
    WorldQuestion question;
    WorldAnswer answer;
    WorldFormula formula; /* when it is identified */
    WorldCheck check;
    WireList labels;      /* of the row variables */
} WorldRow;

typedef ARRAY(WorldRow *) WorldRowList;

typedef struct WorldEffect {
    const Node *call, *context; /* P(...), and the expression of the model or NULL; of the
                                   statement that makes it */
    Name question;   /* `P(Y[X = 0] | X = 1)`: a mean is known when the distribution is */
    Name place;      /* what the model is called, or NULL */
    Model model;     /* as it was declared */
    Model projected; /* what the questions are of */
    Graph graph;
    Projection projection;
    Name *name_of;
    WorldData data;
    Name data_text;  /* `experiments`, or NULL */
    WorldReader reader;
    WorldRowList rows;
} WorldEffect;

void world_effect_clear(WorldEffect *e);
/* n: the call, perhaps with `in` around it.  False: it has complained. */
bool world_effect_make(Session *s, WorldEffect *to, const Node *n);
/* The label that an atom is sure to have, by what is given. */
bool world_known_label(const WorldRow *r, size_t atom, uint32_t *label);
/* Where a question is refused that asks for a variable without a value, each value may have an
 * answer of its own: the rows are those values then, if one of them has.  Else e stays.  False: it
 * has complained. */
bool world_effect_by_value(Session *s, WorldEffect *e);
/* `P(Y[X = 0] | X = 1) in m from experiments` */
void world_effect_write_asked(Session *s, const WorldEffect *e, Sink *out);

#endif
