/* decide.h -- which counterfactuals can be known, from observation or from experiments.
 *
 * The worlds are grown and pushed, what does not bear on the question leaves, and the boxes that
 * share noise are combs.  A comb in which each vertex has one wire is a comb of the model,
 * P(C | do(pa(C) - C)), and follows from the data, or not, by the moves of surgery/identify.h.
 * Where a comb would need two wires of one vertex nothing can be known from any data: a conflict.
 * One kind of it is none, where a vertex was seen to have all labels but the one that others read:
 * then Q(U != u, rest) = Q(rest, U done to u) - Q(U = u, rest).
 *
 * After Shpitser & Pearl 2007 (ID*, IDC*) and Correa, Lee & Bareinboim 2021; complete for large
 * carriers by these.  What uses declared carriers (pruning, complements) is our own: sound, and
 * told in the answer.  Nothing leaves but what the rest implies: labels that were ruled out are
 * events that stay (grow.h), and what is given leaves where the rest of it, pushed, implies it.
 *
 * The model of the question is the projection of the one that was asked, with its numbers:
 * projected_model makes it. */
#ifndef CATGUT_WORLDS_DECIDE_H
#define CATGUT_WORLDS_DECIDE_H

#include "surgery/identify.h"
#include "worlds/grow.h"

/* m with the arrows of its projection, without mechanisms; latents stay, with no arrows. */
void projected_model(Model *to, const Model *m, const Projection *p);

/* The shape of m where a set of its vertices was done.  False: the budget. */
bool world_shape(Graph *g, Projection *p, const Model *m, const WireList *done,
                 Budget *b) MUST_CHECK;

/* What was measured: the experiments in which each of these sets was done; with `all` every other
 * one as well. */
typedef struct WorldData {
    bool all;
    SetList done; /* {} is observation */
} WorldData;

/* A comb: boxes that share noise, each vertex once. */
typedef struct WorldComb {
    WireList vertices; /* C, in the order of rank */
    WireList inputs;   /* pa(C) - C */
    WireList wires;    /* of the vertices */
    WireList read;     /* for each of the vertices, then of the inputs: its wire, or a point */
    size_t data;       /* the set of WorldData that it follows from; of no meaning for `all` */
    Identification found; /* how, from the observed state of the model without that set; where it
                             does not follow, it is measured itself */
} WorldComb;

/* What a vertex of a term is restricted to, beside the events of the part. */
typedef struct WorldFix {
    uint32_t wire;
    uint32_t label;
} WorldFix;

/* A product of combs, summed over all wires that are not asked for. */
typedef struct WorldTerm {
    bool minus;
    WireList combs;
    ARRAY(WorldFix) fixes;
} WorldTerm;

typedef struct WorldEvent {
    bool any;
    LabelSet set;
} WorldEvent;

/* The probability of all that is asked and given, or of what is given. */
typedef struct WorldPart {
    Grown grown;
    bool *needed;            /* which wires stay */
    WorldEvent *event;       /* of each wire */
    ARRAY(WorldComb) combs;
    ARRAY(WorldTerm) terms;  /* added up; no combs: it is 1 */
} WorldPart;

typedef enum WorldVerdict {
    WORLDS_IDENTIFIED,
    WORLDS_NEVER,     /* 0 by logic alone, where what is given can happen */
    WORLDS_ALWAYS,    /* 1 */
    WORLDS_UNDEFINED, /* what is given contradicts itself: clash */
    WORLDS_CONFLICT,  /* two wires of one vertex in a comb */
    WORLDS_HEDGE      /* a comb that does not follow from the data */
} WorldVerdict;

typedef struct WorldConflict {
    const Grown *grown; /* of the answer's part */
    uint32_t vertex;    /* which is read in two ways, or has two boxes */
    bool two_boxes;
    bool own;           /* `read[0]` is the event of its own box, not what another box reads */
    uint32_t boxes[2];  /* wires: who reads it so, or the two boxes */
    uint32_t read[2];   /* wires or points */
} WorldConflict;

typedef struct WorldAnswer {
    WorldVerdict verdict;
    WorldPart asked, given; /* the answer is the first over the second */
    bool conditional;       /* the second one is not 1 */
    uint32_t carrier;       /* the vertex whose labels decided, or UINT32_MAX */
    WireList follows;       /* atoms that are given, and follow from the others: not judged */
    Clash clash;
    WorldConflict conflict;
    WireList comb, inputs;   /* of a hedge: P(comb | do(inputs)) */
    Identification hedge;    /* of the last set that was tried; found from observation first */
    bool hedge_tried;        /* else no set leaves all of the comb alone */
} WorldAnswer;
void world_answer_clear(WorldAnswer *a);

/* q asks of observed vertices, and puts in labels and wires.  False: b says why. */
bool decide_worlds(WorldAnswer *to, const WorldQuestion *q, const Model *m, const Graph *g,
                   const Projection *p, const WorldData *data, Budget *b) MUST_CHECK;

#endif
