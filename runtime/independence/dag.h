/* dag.h -- all directed acyclic graphs of a few variables that have given separations and lack
 * others, and what is true in all of them, in some or in none.
 *
 * Every variable is observed, there are no hidden causes, and independence is separation: Pearl
 * 1988; a premise that fails is a path that is open.  The graphs are tried one by one: there are
 * 25, 543, 29281 and 3781503 of 3 to 6 variables.  Graphs with the same separations form a class
 * (Markov equivalence: the same pairs are joined, and the same arrows meet where nothing joins
 * their beginnings, Verma & Pearl 1990); a class has all its members among those that are found, or
 * none. */
#ifndef CATGUT_INDEPENDENCE_DAG_H
#define CATGUT_INDEPENDENCE_DAG_H

#include "independence/triple.h"

enum {
    DAG_VERTICES_MAX = 10,
    DAG_PAIRS_MAX = 15 /* pairs of variables that no premise separates */
};

typedef struct Dag {
    uint32_t count;
    uint16_t parents[DAG_VERTICES_MAX];
} Dag;

bool dag_separates(const Dag *d, const Triple *t);

/* What x may be to y. A way follows the arrows, one or more. */
typedef enum Relation {
    RELATION_PARENT,          /* x -> y */
    RELATION_ANCESTOR,        /* a way from x to y */
    RELATION_COMMON_CAUSE,    /* some third z with ways to both, each avoiding the other one */
    RELATION_COMMON_PARENT,   /* z -> x and z -> y */
    RELATION_COMMON_ANCESTOR, /* ways from z to both */
    RELATION_COMMON_EFFECT,   /* z with ways from both, each avoiding the other one */
    RELATION_COMMON_CHILD,
    RELATION_COMMON_DESCENDANT,
    RELATION_INDEPENDENT /* the triple is separated */
} Relation;

typedef struct RelationQuestion {
    Relation relation;
    uint32_t x, y;
    Triple triple; /* of RELATION_INDEPENDENT */
} RelationQuestion;

bool dag_has(const Dag *d, const RelationQuestion *q);

/* A class of graphs: one of them, the arrows that all of them have (of the others, where the pair
 * is joined, it is a line), how many it has, and in how many of them the answer is yes. */
typedef struct DagClass {
    Dag member, always;
    uint64_t size, yes;
    size_t next; /* another class of the same hash, plus one; 0: none */
} DagClass;

typedef struct DagAnswer {
    ARRAY(DagClass) classes; /* in the order in which they were found */
    uint64_t size, yes;      /* how many graphs; how many with the answer yes */
    Dag with, without;       /* the first of each, where there is one */
} DagAnswer;
void dag_answer_clear(DagAnswer *a);

/* Are there few enough variables, and pairs that may be joined?  pairs: how many. */
bool dag_allows(const Claims *c, uint32_t *pairs);
/* The question in all graphs with these claims, which dag_allows; false: the budget. */
bool dag_ask(DagAnswer *to, const Claims *c, const RelationQuestion *q, Budget *b) MUST_CHECK;
/* One such graph, the first that is found.  False: the budget. */
bool dag_find(Dag *to, bool *found, const Claims *c, Budget *b) MUST_CHECK;

#endif
