/* clue.h -- where two models may hide a difference: reasons why a counterfactual cannot be known.
 *
 * The conflict that was found is one clue, and every other pair of boxes that share noise and could
 * not be seen together is another.  Of a question whose combs are all of one world the clues are
 * hedges: of each experiment that leaves the comb alone, and of all those together. */
#ifndef CATGUT_WORLDS_CLUE_H
#define CATGUT_WORLDS_CLUE_H

#include "worlds/decide.h"

typedef enum ClueKind {
    CLUE_TWO,  /* two boxes of one vertex */
    CLUE_READ, /* two boxes read a vertex in two ways */
    CLUE_GATE, /* two boxes of one vertex, and another vertex that may tell how they differ */
    CLUE_OWN,  /* a box reads a vertex as a label, and that vertex has others in its own world */
    CLUE_HEDGE
} ClueKind;

typedef struct Clue {
    ClueKind kind;
    const WorldPart *part;
    uint32_t boxes[2]; /* wires; of CLUE_OWN the vertex's own one first */
    uint32_t vertex;   /* which is read; of CLUE_GATE the other one */
    uint32_t label;    /* as this one; UINT32_MAX: both boxes read wires */
    WireList path;     /* vertices from box to box, each sharing a latent with the next, and perhaps
                          one more, that may tell of the difference */
    size_t end;        /* where in it the second box's is */
    WireList large, small; /* the hedge; no large: every experiment does something in small */
    uint32_t *group;   /* of a hedge: for each member of large (small, if that is none) a vertex
                          that it shares a latent with, or itself: a tree that spans small first */
    uint32_t *child;   /* and which of its children it passes its bit to, or UINT32_MAX */
} Clue;

typedef ARRAY(Clue) ClueList;
void clue_list_clear(ClueList *l);

/* The clues of an answer that is a conflict or a hedge, the likeliest first; m is the model that
 * was asked, with its latents.  False: the budget. */
bool clues_find(ClueList *to, const WorldAnswer *a, const Model *m, const Projection *p,
                const WorldData *data, Budget *b) MUST_CHECK;

#endif
