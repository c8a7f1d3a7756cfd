/* questions.c -- the words of questions with numbers. */
#include "lang/ask/explain_query.h"
#include "lang/ask/marginals.h"
#include "lang/ask/query.h"

static const Notion notions[] = {
    {"P", "P(Y | X = x, do(Z))", elaborate_probability, probability_is_number, explain_probability,
     NULL},
    {"E", "E(Y), or E(Y | X = x)", elaborate_mean, mean_is_number, NULL, NULL},
    {"marginals", "marginals(E = e, do(X = x)) in lung with F", elaborate_marginals, NULL, NULL,
     NULL},
    {0},
};

const Capability questions = {.notions = notions};
