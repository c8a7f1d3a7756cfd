/* tests.h -- what a model implies, each statement held against a sample; and what they say. */
#ifndef CATGUT_ESTIMATE_TESTS_H
#define CATGUT_ESTIMATE_TESTS_H

#include "graph/repair.h"
#include "lang/estimate/sample.h"
#include "lang/report/voice.h"
#include "lang/shape/shape_class.h"
#include "statistics/arms.h"
#include "statistics/g_test.h"
#include "statistics/holm.h"
#include "statistics/wald.h"

typedef enum TestedKind {
    TESTED_INDEPENDENCE, /* by G^2 */
    TESTED_VERMA,        /* by Wald's test of the differences in a kernel */
    TESTED_INSTRUMENT    /* the instrumental inequality, by the scores of its sums */
} TestedKind;

/* One statement.  It has the test of its kind. */
typedef struct Tested {
    TestedKind kind;
    GTest g;
    Wald wald;
    Arms arms;
    Name statistic, p; /* their digits; NULL: it cannot be tested */
    Name adjusted;     /* NULL: it does not count */
    bool fails;                  /* its adjusted p-value is below 1/20 */
    RepairList repairs;          /* of an independence that fails: what would take it away */
    /* of a kernel, or of a sum with given variables: */
    uint64_t large;     /* it is not tested, since there would be so many numbers; 0: it is */
    uint64_t undefined; /* rows of the kernel that are left out, without a value; */
    Name where;         /* the first of these; or where the largest sum is */
    uint64_t thinnest;  /* the fewest rows that it divides by; 0: by none */
} Tested;

/* Wald's test rejects too often where strata are thin, the sooner the more degrees of freedom it
 * has (bench_coverage): then its p-value is told, and does not count.  So many rows are wanted in
 * each stratum at least, and so many a degree of freedom. */
enum { THINNEST = 10, THINNEST_A_DEGREE = 2 };
bool tested_is_rough(const Tested *t);

typedef struct Tests {
    Sample sample;
    const Node *node;
    Name *name_of; /* of each vertex */
    Graph graph;
    Projection projection;
    bool complete; /* the lists of statements are */
    IndependenceList basis;
    VermaList constraints;
    InstrumentalList instruments;
    ShapeFacts facts;      /* the first two in words */
    ARRAY(Tested) tested;  /* of each statement of the three lists, one after the other */
    Holm holm;             /* of those that count */
    size_t fails;          /* how many do */
    IndependenceList failed, held; /* their statements are the basis's */
    RepairList repairs; /* where several independences fail: what would take all of them away */
} Tests;

/* Each makes the test of one statement.  A kernel changes the sample: after the others.  False: it
 * has complained. */
bool test_independence(Tests *x, Tested *t, const Independence *i);
bool test_instrument(Tests *x, Tested *t, const Instrumental *i);
bool test_verma(Tests *x, Tested *t, const Verma *v);
/* The budget ran out: complains. */
bool tests_stopped(Tests *x);

extern const Voice tests_voice; /* `what` is a Tests */

#endif
