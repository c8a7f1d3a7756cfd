/* eliminate.h -- one elimination: from an ask to a matrix of masses.
 *
 * interpret -> plan -> run -> answer.  Whole numbers are worked on in limbs or modulo primes,
 * whichever takes less time. */
#ifndef CATGUT_EVALUATE_ELIMINATE_H
#define CATGUT_EVALUATE_ELIMINATE_H

#include "evaluate/answer.h"
#include "network/ask.h"
#include "network/network.h"

typedef struct Tools {
    Meaning *meaning;
    Budget *budget;
    Trouble *trouble;
    TableStore *store; /* so that a hundred conditionals of one state make its table once; NULL: it
                          is made each time */
    TableStore own;    /* where the meaning has no place for tables */
    bool earlier;      /* there are tables of earlier questions */
    int digits;        /* of the decimals that are wanted; 0: fractions */
    uint64_t *rounds;  /* an elimination may be carried out in doubles, and adds to it how often a
                          mass has been rounded; NULL: none may */
} Tools;

enum {
    STORE_SHARE = 8, /* the store may take one part in so many of the budget */
    REDUCE_SHARE = 4 /* and so may the tables of a network without ruled out values */
};

/* What a question works with.  At its end tables stay in the meaning's store, if it has one, and
 * they take no more than their share of the budget. */
void tools_begin(Tools *to, Meaning *meaning, Budget *b, Trouble *t);
void tools_end(Tools *w);
/* May the question be too large only since tables of earlier ones are there?  Then they go now. */
bool tools_make_room(Tools *w, Outcome outcome);
/* No tables, if they take more than their share. */
void tools_limit(const Tools *w);

/* Are doubles tried for what is asked? */
bool tools_may_round(const Tools *w);

/* The plan that is carried out, or is too large.  False: the budget said stop. */
bool eliminate_plan(Plan *to, const Network *n, bool back, const Tools *w) MUST_CHECK;
/* The same from the one that plan_make makes. */
bool eliminate_improve(Plan *to, const Network *n, bool back, const Tools *w) MUST_CHECK;

/* Carries out all steps of a run.  False: the budget said stop. */
bool eliminate_run(Run *r, Budget *b) MUST_CHECK;

/* The network of a pruned ask, reduced (reduce.h), if the rows of the answer fit. all: no variable
 * is kept. */
Outcome eliminate_interpret(Network *to, const Ask *a, bool all, const Tools *w) MUST_CHECK;

/* The network's answer. */
Outcome eliminate_network(Matrix *to, const Network *n, const Normalisation *norm,
                          const Tools *w) MUST_CHECK;

/* The masses of a pruned ask, not normalised. */
Outcome eliminate(Matrix *to, const Ask *a, const Tools *w) MUST_CHECK;

#endif
