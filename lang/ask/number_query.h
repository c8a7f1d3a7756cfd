/* number_query.h -- a question with numbers while it is read: what query.h and soft.h work on. */
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
    Model model;    /* a copy, with what is done; only in a model */
    WireList asked; /* vertices that are outputs, in a model */
    WireList opened;
    Map output_of; /* vertex -> output, in a model */
    Diagram diagram;
    PortList in, out;
    SoftList soft;
    Sink event; /* the fixed conditions, in words */
} NumberQuery;

#endif
