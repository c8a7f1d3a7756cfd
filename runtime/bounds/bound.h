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
#include "bounds/known_model.h"
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
    BOUND_DIFFERS,    /* the data of a component are not what its vertex is known to do */
    BOUND_UNDEFINED,  /* a row that is read has no value, of the vertex of `component`, or, where
                         that is UINT32_MAX, of some vertex */
    BOUND_UNKNOWN,    /* a table is missing where all should be known */
    BOUND_SUPPORT,    /* no data have full support: `component` has a function in place */
    BOUND_SYMBOLS,    /* data leave several components open, or how likely what is given is */
    BOUND_LINEAR,     /* the linear program had no end, as linear_result says */
    BOUND_OUTCOME,    /* the engine, as outcome says with trouble */
    BOUND_DATA,       /* the data were not there, whoever gives them has said why */
    BOUND_STOPPED     /* the budget says why */
} BoundVerdict;

/* A product of linear forms in the data, one for each component: over its rows, or empty, where it
 * is 1. */
typedef struct BoundProduct {
    ARRAY(LinearNumbers) form;
} BoundProduct;
void bound_product_clear(BoundProduct *p);
void bound_product_set(BoundProduct *to, const BoundProduct *p);

typedef ARRAY(BoundProduct) BoundSum;
void bound_sum_clear(BoundSum *s);

/* One end. */
typedef struct BoundEnd {
    mpq_t value;
    LinearNumbers y; /* over the rows of the main component, of its last program */
    bool proved;     /* constant + proof / P(what is given) is this number, and a bound for all data
                        in which that can happen; the boxes that are known being what they are */
    BoundSum proof;
    ARRAY(LinearWeights) at; /* of each component that matters its weights there, else empty */
} BoundEnd;

typedef struct Bound {
    /* what is asked; filled in by the caller */
    Model model;          /* as declared, with the types of the data */
    Graph graph;
    Projection projection;
    bool outer;
    uint64_t types;       /* the most response types of a component, and combinations, if that is
                             less than COMBINATIONS_MAX; at first RESPONSES_MAX */
    ARRAY(BoundTerm) terms;
    mpq_t constant;       /* added to the terms */
    ARRAY(Assumed) assumed;
    BoundData *data;      /* NULL: symbolic, unless it is `known` */
    void *more;
    SetList experiments;  /* what was done in each */
    bool known;           /* all vertices have tables: bound_know */
    uint32_t uses;        /* vertices from this one on are uses of boxes inside mechanisms */
    Meaning tables;       /* of a vertex that shares no hidden cause: what it is known to do in each
                             of its rows, in the order of its sites */

    /* what was made of it */
    Responses responses;
    NoiseModel noise;     /* questions are of noise.model: see bound_start */
    ARRAY(DataRows) rows; /* of each component; empty where it does not matter */
    ARRAY(Linear) programs;
    ARRAY(LinearWeights) point; /* of each that matters: weights that have the data */
    bool *matters;        /* of each component */
    bool *plain;          /* of each component: known, and no two rows are needed at once */
    bool *settled;        /* all that is wanted of it follows from the data */
    uint32_t main;        /* the component whose ends are sought; UINT32_MAX: none matters */

    /* the answer */
    BoundEnd ends[2];     /* the least, the most */
    bool is_outer;        /* they need not be attained */
    bool some_never;      /* in some models what is given, of `term`, cannot happen: those are
                             left out */
    uint64_t combinations;
    BoundSum under;       /* P(delta) for all data, where there is one condition that all its data
                             tell of; else none */
    bool cancelled;       /* what both parts of the ratio had in common is left out of them: `under`
                             is no longer P(delta) */
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
/* All of the model, which is k's, is known: the ends are over all couplings of its tables' rows.
 * After bound_start; graph and projection are k's model's too.  False: the budget. */
bool bound_know(Bound *b, const KnownModel *k, Budget *budget) MUST_CHECK;
/* The table of one vertex, whose inputs are these parents. */
bool bound_add_table(Bound *b, uint32_t vertex, const WireList *parents, const Matrix *table,
                     Budget *budget) MUST_CHECK;
/* Finds the ends; once. */
BoundVerdict bound_find(Bound *b, Budget *budget) MUST_CHECK;

/* Symbolic bounds, for all data with full support: all vertices of the dual of the one component
 * that the data leave open.
 *
 *     constant + (fixed + open times a corner) / under
 *
 * where `under` is 1 if it is empty, and the corner is the form of the main component in the one
 * product of `open`; none: the bounds are a point, and there are no corners.
 * The least is the largest over the corners of ends[0], the most the smallest over those of
 * ends[1].  Call it instead of bound_find, without data. */
typedef struct BoundSymbols {
    BoundSum fixed, open;
    LinearCorners ends[2];
} BoundSymbols;
void bound_symbols_clear(BoundSymbols *s);
BoundVerdict bound_find_symbolic(Bound *b, BoundSymbols *to, Budget *budget) MUST_CHECK;

/* Weights of every other component that have the data too, in `point`; for a whole model. */
BoundVerdict bound_find_rest(Bound *b, Budget *budget) MUST_CHECK;

#endif
