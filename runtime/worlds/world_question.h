/* world_question.h -- counterfactual questions: atoms in worlds of one model.
 *
 * A world is a finite list of replacements of vertices; what is not replaced happens as it does in
 * all worlds, with the same noise.  An atom says something of one vertex in one world:
 * `Y[X = 0] = 1`.  P(gamma | delta) is a list of atoms (Balke & Pearl 1994; Shpitser & Pearl 2007;
 * nested worlds: Correa, Lee & Bareinboim 2021).
 *
 * A vertex may be replaced by the wire of a vertex in another world, which was added before: worlds
 * form a tree, so there is no end to look for.
 *
 * A WorldQuestion owns its lists and borrows the model. {0} with a model is the empty question. */
#ifndef CATGUT_WORLDS_WORLD_QUESTION_H
#define CATGUT_WORLDS_WORLD_QUESTION_H

#include "diagram/model.h"

/* Labels of a type, by their positions. */
typedef struct LabelSet {
    WireList labels; /* increasing */
    bool complement; /* those listed are the ones that are not in it */
} LabelSet;

uint64_t label_set_count(const LabelSet *s, const Type *t);
bool label_set_has(const LabelSet *s, uint32_t label);
/* The one label that is in it; false: there are none or more. */
bool label_set_one(const LabelSet *s, const Type *t, uint32_t *label);
/* to: what is in it and in s as well. */
void label_set_meet(LabelSet *to, const LabelSet *s);

typedef enum ReplacedBy {
    BY_LABEL,   /* X = 1 */
    BY_WIRE,    /* M = M[X = 0] */
    BY_FUNCTION /* X := f(Z) */
} ReplacedBy;

typedef struct Replacement {
    uint32_t vertex;
    ReplacedBy by;
    uint32_t label;     /* BY_LABEL: its position */
    uint32_t of, world; /* BY_WIRE: the wire of this vertex in this world */
    uint32_t function;  /* BY_FUNCTION: in the question's functions */
} Replacement;

typedef ARRAY(Replacement) World; /* increasing vertices, each once */

/* A function that stands in for a mechanism. */
typedef struct WorldFunction {
    WireList parents;  /* vertices, in the order it reads them */
    Diagram mechanism; /* parents -> X */
    Name source;       /* `f(Z)` */
} WorldFunction;

typedef struct Atom {
    uint32_t vertex, world;
    bool condition; /* right of the bar */
    bool free;      /* without an event: it is asked for, or right of the bar one row a label */
    LabelSet event; /* unless it is free */
} Atom;

typedef struct WorldQuestion {
    const Model *model;
    ARRAY(World) worlds;
    uint32_t plain; /* the world of do(...), in which atoms without a bracket stand */
    ARRAY(WorldFunction) functions;
    ARRAY(Atom) atoms; /* in the order they are written */
    Map known;         /* hash of a world -> its place; private */
} WorldQuestion;

void world_question_clear(WorldQuestion *q);

/* The world with these replacements, which become the question's; equal worlds are one. */
uint32_t world_add(WorldQuestion *q, World *w);
/* One more replacement, put where it belongs; false: its vertex is replaced already. */
bool world_replace(World *w, const Replacement *r);
/* What v is replaced by in w; NULL: it is not. */
const Replacement *world_find(const World *w, uint32_t v);
/* The function's lists become the question's; an equal one is found again. */
uint32_t world_add_function(WorldQuestion *q, WorldFunction *f);

#endif
