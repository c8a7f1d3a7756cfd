/* known_bound.h -- questions of a known model that its tables do not determine: their least and
 * largest value, over all ways in which rows of one box may go together. */
#ifndef CATGUT_WORLDS_KNOWN_BOUND_H
#define CATGUT_WORLDS_KNOWN_BOUND_H

#include "bounds/bound.h"
#include "lang/session/session.h"
#include "lang/worlds/world_sum.h"

/* b, after bound_init, becomes that of m, which is closed; k, after known_model_init, is where its
 * tables come from, and outlives b.  False: it has complained at n. */
bool known_bound_start(Session *s, Bound *b, KnownModel *k, const Model *m, const Node *n);

typedef struct KnownEnds {
    bool point;   /* it is one number in all ways, value */
    mpq_t value;
    Sink between; /* else `, between 1/2 and 7/10`, or nothing; and */
    Sink help;    /* a sentence on why there is nothing, and a space */
} KnownEnds;

/* The ends of a sum of P(...) and E(...) in m, asked at n, into members that have been initialised.
 * False: it has complained, since the budget was used up. */
bool known_bound_find(KnownEnds *to, Session *s, const Model *m, const Node *n,
                      const WorldSum *terms);

#endif
