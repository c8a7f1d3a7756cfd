/* identification.c -- what identification adds to the language. */
#include "lang/identify/observed_state.h"
#include "lang/identify/run_identify.h"

static const Rule rules[] = {
    {NODE_FROM, elaborate_in_from},
    {0},
};

static const Action actions[] = {
    {.word = "identify", .run = run_identify},
    {0},
};

const Capability identification = {.rules = rules, .actions = actions};
