/* tests.h -- the independences of a model, each held against a sample; and what they say. */
#ifndef CATGUT_ESTIMATE_TESTS_H
#define CATGUT_ESTIMATE_TESTS_H

#include "graph/repair.h"
#include "lang/estimate/sample.h"
#include "lang/report/voice.h"
#include "statistics/g_test.h"
#include "statistics/holm.h"

typedef struct Tested {
    GTest g;
    Name statistic, p, adjusted; /* their digits; NULL: it cannot be tested */
    bool fails; /* its adjusted p-value is below 1/20 */
    RepairList repairs; /* where it does: what would take it away */
} Tested;

typedef struct Tests {
    Sample sample;
    const Node *node;
    Name *name_of;      /* of each vertex */
    Graph graph;
    Projection projection;
    IndependenceList basis;
    VermaList constraints; /* which are not tested */
    bool complete;      /* these are all */
    Tested *tested;     /* of each statement of the basis */
    Holm holm;          /* of those that have degrees of freedom */
    IndependenceList failed, held; /* their statements are the basis's */
    RepairList repairs; /* where several fail: what would take all of them away */
} Tests;

extern const Voice tests_voice; /* `what` is a Tests */

#endif
