/* number_query.h -- a question with numbers while it is read: what query.h, soft.h and
 * derived.h work on, and its variables. */
#ifndef CATGUT_ASK_NUMBER_QUERY_H
#define CATGUT_ASK_NUMBER_QUERY_H

#include "lang/read/question.h"
#include "lang/session/session.h"
#include "network/query.h"

/* Evidence that is not certain (soft.h): B ~ ..., or jeffrey(B = ...), about an output. */
typedef struct Soft {
    const QuestionItem *item;
    uint32_t output;
    bool jeffrey;
    Matrix weights; /* as written; of jeffrey, once the query is finished, its likelihoods */
} Soft;
typedef ARRAY(Soft) SoftList;

typedef struct NumberQuery {
    Session *s;
    const Node *node;
    Question question;
    Query query;
    const Model *model; /* the context's, or `done`: only in a model */
    Model done;         /* a copy, where something is done */
    WireList asked;   /* vertices that are outputs, in a model */
    WireList opened;
    Map output_of;    /* vertex -> output, in a model */
    Diagram diagram;
    PortList in, out;
    SoftList soft;
    Sink event;       /* the fixed conditions, in words */
    const Node *told; /* the condition that stands last in it */
    ARRAY(const QuestionItem *) claims; /* events of several variables; see derived.h */
    size_t wanted;    /* heads that are reckoned: of Var, Cov, and E with arithmetic */
    ARRAY(const Node *) reckoned;
    WireList joined;  /* outputs that are asked for to be joined */
    WireList boxes;   /* those that join them, and those of evidence that is not certain */
} NumberQuery;

/* In a model, with a functor or from a state; not in a state. */
bool number_query_in_model(const NumberQuery *a);
/* The output of a vertex, which is asked for from now on. */
uint32_t number_query_output(NumberQuery *a, uint32_t v);
/* Is there a variable of this name? */
bool number_query_has(const NumberQuery *a, Name name);
/* Its output, which is asked for from now on; it complains where there is none. */
bool number_query_find(NumberQuery *a, const Node *name, uint32_t *output);
const Type *number_query_type(const NumberQuery *a, uint32_t output);

#endif
