/* bound.h -- sharp bounds: the least and the most that a question can be in a model of this shape
 * that has the state that was observed.
 *
 * All that a model can be is a weight for each response type of its components (response.h), and
 * the data are linear in them (data_row.h).  A question is linear in the weights of each component,
 * so its extremes lie at vertices: with one component that matters they are the two ends of one
 * linear program; of several, all but the largest have their vertices listed, and there is a
 * program for each combination.  A component by whose weights the question cannot be moved, as all
 * that the question wants of it follows from the data, is taken at any point (Balke & Pearl 1994,
 * 1997; Sachs et al. 2023; Duarte et al. 2023).
 *
 * P(gamma | delta) is divided by P(delta) where that follows from the data; else the programs are
 * those of Charnes & Cooper 1962.
 *
 * The ends are exact and attained, where every component that matters has one hidden cause
 * (`single`); else they are outer bounds, and `outer` must say that these are wanted. */
#ifndef CATGUT_BOUNDS_BOUND_H
#define CATGUT_BOUNDS_BOUND_H

#include "bounds/data_row.h"
#include "bounds/noise_model.h"

enum {
    COMBINATIONS_MAX = 4096, /* of vertices of all components but the largest */
    CORNERS_MAX = 4096       /* held while vertices are listed */
};

/* times * P(question), or * E(question), whose one free atom has these numbers for labels. */
typedef struct BoundTerm {
    mpq_t times;
    WorldQuestion question;
    bool mean;
    LinearNumbers number;
} BoundTerm;

typedef enum AssumedForm {
    ASSUMED_NEVER,    /* all events of the question cannot happen together */
    ASSUMED_EQUAL,    /* its two free atoms always have one label, */
    ASSUMED_AT_LEAST, /* or the first never one that stands before that of the second, */
    ASSUMED_AT_MOST   /* or behind it */
} AssumedForm;

typedef struct Assumed {
    AssumedForm form;
    WorldQuestion question;
} Assumed;

/* The joint state of these vertices that was observed (experiment 0), or measured in an experiment
 * (1, 2, ...), where what was done had any values that were tried, with positive weights; without
 * entries where nothing is known.  False: stopped, and whoever is behind it knows why. */
typedef bool BoundData(Matrix *to, const WireList *vertices, size_t experiment, void *more);

typedef enum BoundVerdict {
    BOUND_FOUND,
    BOUND_CLASH,      /* what is given contradicts itself: clash, of `term` */
    BOUND_NEVER,      /* what is given has probability 0 in all these models: term */
    BOUND_INFEASIBLE, /* no model has these data: component, proof */
    BOUND_REFUSED,    /* no model at all is left by what is assumed: component */
    BOUND_LATENTS,    /* a component has several hidden causes: component */
    BOUND_LARGE,      /* too many response types: component */
    BOUND_COMBINED,   /* too many combinations: of `corners` vertices, or more */
    BOUND_RATIOS,     /* two conditions whose probabilities do not follow from the data */
    BOUND_SPREAD,     /* an assumption speaks of more than one component: term says which one */
    BOUND_SYMBOLS,    /* several components matter, none, or something is given */
    BOUND_LINEAR,     /* the linear program had no end, as linear_result says */
    BOUND_OUTCOME,    /* the engine, as outcome says with trouble */
    BOUND_DATA,       /* the data were not there, whoever gives them has said why */
    BOUND_STOPPED     /* the budget says why */
} BoundVerdict;

/* One end. */
typedef struct BoundEnd {
    mpq_t value;
    LinearNumbers y;       /* over the rows of the component that matters: value = constant + y.b */
    mpq_t constant;
    ARRAY(LinearWeights) at; /* of each component that matters its weights there, else empty */
} BoundEnd;

typedef struct Bound {
    /* what is asked; filled in by the caller */
    Model model;          /* as declared, with the types of the data */
    Graph graph;
    Projection projection;
    bool outer;
    ARRAY(BoundTerm) terms;
    mpq_t constant;       /* added to the terms */
    ARRAY(Assumed) assumed;
    BoundData *data;      /* NULL: symbolic */
    void *more;
    SetList experiments;  /* what was done in each */

    /* what was made of it */
    Responses responses;
    NoiseModel noise;     /* questions are of noise.model: see bound_start */
    ARRAY(DataRows) rows; /* of each component; empty where it does not matter */
    ARRAY(Linear) programs;
    ARRAY(LinearWeights) point; /* of each that matters: weights that have the data */
    bool *matters;        /* of each component */
    bool *settled;        /* all that is wanted of it follows from the data */
    uint32_t main;        /* the component whose ends are sought; UINT32_MAX: none matters */

    /* the answer */
    BoundEnd ends[2];     /* the least, the most */
    bool is_outer;        /* they need not be attained */
    bool proved;          /* y proves each end for all data: only one component matters, and
                             nothing was divided but by what is given as it happens */
    bool some_never;      /* in some models what is given, of `term`, cannot happen: those are
                             left out */
    uint64_t combinations;
    mpq_t given;          /* P(delta) where there is one condition, the same in all models; or 1 */

    /* why there is none */
    uint32_t component, term, corners;
    Clash clash;
    LinearNumbers proof;  /* y.b > 0, where models have y.b <= 0 */
    LinearResult linear_result;
    Outcome outcome;
    Trouble trouble;
} Bound;

void bound_init(Bound *b);
void bound_clear(Bound *b);
/* From model, graph and projection: the rest that questions need to be read. */
void bound_start(Bound *b);
/* Finds the ends; once. */
BoundVerdict bound_find(Bound *b, Budget *budget) MUST_CHECK;

/* Symbolic bounds, where one component matters and nothing is given: all vertices of the dual.  The
 * least is the largest of the corners of ends[0], the most the smallest of ends[1]; each with
 * `constant` added.  Call it instead of bound_find, without data. */
BoundVerdict bound_find_symbolic(Bound *b, LinearCorners ends[2], Budget *budget) MUST_CHECK;

/* Weights of every other component that have the data too, in `point`; for a whole model. */
BoundVerdict bound_find_rest(Bound *b, Budget *budget) MUST_CHECK;

#endif
