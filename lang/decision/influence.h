/* influence.h -- influence diagrams: the decisions of a model that make the mean of a utility the
 * largest.
 *
 * A decision is a vertex whose box is to be replaced, by a function of what is known: its observed
 * parents, and (no forgetting) the earlier decisions and what they knew.  Of that, what cannot
 * matter by the shape is left out, from the last decision to the first (Fagiuoli & Zaffalon 1998).
 * Then each decision in turn, the last one first, is given the best function, while the earlier
 * ones are drawn at random and the later ones are what was found (Lauritzen & Nilsson 2001: single
 * policy updating, which is exact where nothing is forgotten).  So each decision is a question of
 * conditional means in a model after surgery; no other elimination is needed. */
#ifndef CATGUT_DECISION_INFLUENCE_H
#define CATGUT_DECISION_INFLUENCE_H

#include "lang/session/session.h"

/* factor times the mean of a vertex. */
typedef struct UtilityTerm {
    uint32_t vertex;
    mpq_t factor;
} UtilityTerm;

typedef struct Decision {
    uint32_t vertex;
    WireList known;      /* what its function reads */
    ARRAY(size_t) moved; /* the terms that it has an influence on */
    size_t rows;         /* how many values `known` may have */
    uint32_t options;    /* how many labels the vertex has */
    mpq_t *worth;        /* of row r and option d, at r * options + d: the mean of what it moves */
    bool *met;           /* can this row happen? */
    uint32_t *best;      /* of each row the first option of the largest worth, */
    uint32_t *equals;    /* and how many options are worth as much */
    Diagram policy;      /* known -> vertex */
} Decision;

typedef struct Influence {
    Session *s;
    const Node *call;
    Model model; /* with all functions put in place, in the end */
    ARRAY(Decision) decisions;
    ARRAY(UtilityTerm) terms;
    mpq_t value; /* the mean of all terms */
} Influence;

/* Reads w(D -> E -> U + V) in the context, and finds the functions and the value.  To be cleared
 * also after a complaint. */
void influence_init(Influence *x, Session *s, const Node *call);
bool influence_solve(Influence *x);
void influence_clear(Influence *x);

#endif
