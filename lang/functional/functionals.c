/* functionals.c -- the row of functionalise. */
#include "lang/functional/run_functionalise.h"

static const Action actions[] = {
    {.word = "functionalise", .run = run_functionalise, .prints_source = true},
    {0},
};

const Capability functionals = {.actions = actions};
