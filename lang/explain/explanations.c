/* explanations.c -- the statement that says why. */
#include "lang/explain/run_explain.h"

static const Action actions[] = {
    {"explain", run_explain, NULL, false},
    {0},
};

const Capability explanations = {.actions = actions};
