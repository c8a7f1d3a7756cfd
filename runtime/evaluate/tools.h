/* tools.h -- what the parts of an evaluation share; for this folder alone. */
#ifndef CATGUT_EVALUATE_TOOLS_H
#define CATGUT_EVALUATE_TOOLS_H

#include "evaluate/evaluate.h"
#include "network/ask.h"
#include "network/network.h"

typedef struct Tools {
    Meaning *meaning;
    Budget *budget;
    Trouble *trouble;
    TableStore *store; /* so that a hundred conditionals of one state make its table once */
} Tools;

enum {
    STORE_SHARE = 8, /* the store may take one part in so many of the budget */
    REDUCE_SHARE = 4 /* and so may the tables of a network without ruled out values */
};

/* The plan that is carried out, or is too large.  False: the budget said stop. */
bool tools_make_plan(Plan *to, const Network *n, bool back, const Tools *w) MUST_CHECK;

/* Everything in d has a meaning afterwards that can have one. */
Outcome tools_meet_conditionals(const Diagram *d, const Tools *w) MUST_CHECK;

/* As evaluate, with these tools. */
Outcome tools_evaluate(Matrix *to, const Query *q, const Tools *w) MUST_CHECK;

/* The uses of boxes with undefined rows. */
void tools_find_partial(WireList *uses, const Diagram *d, const Meaning *meaning);

#endif
