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

#include "lang/decision/decision.h"
#include "lang/decision/utility.h"

typedef struct Influence {
    Session *s;
    const Node *call;
    Model model; /* with all functions put in place, in the end */
    ARRAY(Decision) decisions;
    Utility utility;
    mpq_t value; /* the mean of the utility */
} Influence;

/* Reads w(D -> E -> U + V) in the context, and finds the functions and the value.  To be cleared
 * also after a complaint. */
void influence_init(Influence *x, Session *s, const Node *call);
bool influence_solve(Influence *x);
void influence_clear(Influence *x);

#endif
