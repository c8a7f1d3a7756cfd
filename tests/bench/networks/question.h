/* question.h -- the kinds of questions that networks are asked. */
#ifndef CATGUT_BENCH_QUESTION_H
#define CATGUT_BENCH_QUESTION_H

#include "evaluate/evaluate.h"
#include "tests/bench/networks/net.h"

typedef enum Kind {
    KIND_ONE,         /* the marginal of the deepest vertex */
    KIND_CONDITIONAL, /* the same, one other vertex observed */
    KIND_ALL,         /* all marginals */
    KIND_ALL_LEAVES,  /* all marginals, every leaf observed */
    KIND_ALL_TENTH,   /* all marginals, every tenth vertex observed */
    KIND_ONE_LEAVES,  /* the deepest vertex that is not observed, every leaf observed */
    KIND_ONE_TENTH,
    KINDS
} Kind;

const char *kind_name(Kind k);
/* False: no kind is called so. */
bool kind_find(Kind *to, const char *name);
/* Are all marginals asked for? */
bool kind_is_all(Kind k);

/* The query; what is observed is the forward sample.  It points into the net. */
void question_make(Query *to, const Net *n, Kind k);

/* The engine's answer: a matrix for each head, which are initialised. */
Outcome question_answer(Matrix *to, const Query *q, Kind k, Net *n, Budget *b);

#endif
