/* premise_question.h -- questions about premises alone, without a model:
 *
 *     show RELATION(A, B) assume PREMISES         explain RELATION(A, B) assume PREMISES
 *     show independent(A, B | C) assume PREMISES  explain independent(A, B | C) assume PREMISES
 *
 * perhaps with `not` before what is asked.  A premise is independent(A, B | C), with `not` before
 * it or not, with sets as {A, B}; implications(m), those of a model; {A, B}, which are variables
 * too; and `positive`: the state has no zeros. */
#ifndef CATGUT_PREMISE_PREMISE_QUESTION_H
#define CATGUT_PREMISE_PREMISE_QUESTION_H

#include "independence/closure.h"
#include "independence/dag.h"
#include "lang/session/session.h"

/* A relation as it is written. */
typedef struct RelationWord {
    const char *word;
    Relation relation;
    bool turned;        /* it is the relation of Y to X */
    const char *means;  /* of X and Y */
    Relation others[2]; /* readings beside it, which differ; the relation itself: none */
} RelationWord;

/* How another reading differs. */
const char *relation_reading(Relation r);

typedef struct PremiseQuestion {
    Session *s;
    const Node *node, *asked; /* the statement; the call */
    const RelationWord *word;
    bool no; /* `not` stands before it */
    RelationQuestion question;
    ARRAY(Name) names; /* the variables, in the order in which they are met, */
    ARRAY(Span) spans; /* and where */
    Map places;        /* of a name: its place, plus one */
    Mask said;         /* those that stand in a premise */
    Claims claims;
    bool positive;
} PremiseQuestion;

void premise_question_clear(PremiseQuestion *q);
/* The statement n, which assumes something; proving: a proof is wanted, for which of a model what
 * is above the variables in question is enough.  False: it has complained. */
bool premise_question_read(PremiseQuestion *q, Session *s, const Node *n, bool proving);
/* Is it a statement that assumes something? */
bool assumes(const Node *statement);
bool asks_independence(const Node *statement);

#endif
