/* questions.c -- the words of questions with numbers. */
#include "lang/ask/explain_query.h"
#include "lang/ask/marginals.h"
#include "lang/ask/moment.h"
#include "lang/ask/most.h"
#include "lang/ask/query.h"
#include "lang/ask/soft.h"

static const Notion notions[] = {
    {.word = "P",
     .usage = "P(Y | X = x, do(Z))",
     .elaborate = elaborate_probability,
     .is_number = probability_is_number,
     .explain = explain_probability},
    {.word = "E",
     .usage = "E(Y), or E(Y | X = x)",
     .elaborate = elaborate_mean,
     .is_number = mean_is_number},
    {.word = "Var",
     .usage = "Var(Y), or Var(X + Y | Z = z)",
     .elaborate = elaborate_variance,
     .is_number = mean_is_number},
    {.word = "Cov",
     .usage = "Cov(X, Y), or Cov(X, Y | Z = z)",
     .elaborate = elaborate_covariance,
     .is_number = mean_is_number},
    {.word = "marginals",
     .usage = "marginals(E = e, do(X = x)) in lung with F",
     .elaborate = elaborate_marginals},
    {.word = "most",
     .usage = "most(A, B | C = c), or most(| C = c) of all",
     .elaborate = elaborate_most,
     .explain = explain_most},
    {.word = "jeffrey",
     .usage = "jeffrey(B = q) right of a bar: P(A | jeffrey(B = 4/5|t> + 1/5|f>))",
     .elaborate = elaborate_jeffrey},
    {0},
};

const Capability questions = {.notions = notions};
