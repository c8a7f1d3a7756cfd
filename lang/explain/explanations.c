/* explanations.c -- the statement that says why. */
#include "lang/explain/run_explain.h"

static const Action actions[] = {
    {.word = "explain", .run = run_explain},
    {0},
};

const Capability explanations = {.actions = actions};
