/* identification.c -- what identification adds to the language. */
#include "lang/identify/observed_state.h"
#include "lang/identify/run_identify.h"
#include "lang/identify/worth_answer.h"

static const Rule rules[] = {
    {NODE_FROM, elaborate_in_from},
    {0},
};

static const Action actions[] = {
    {.word = "identify", .run = run_identify},
    {0},
};

static const Notion notions[] = {
    {.word = "worth",
     .usage = "worth(P(Y | do(X))) in m",
     .elaborate = elaborate_worth,
     .explain = explain_worth},
    {0},
};

const Capability identification = {.notions = notions, .rules = rules, .actions = actions};
