/* estimating.c -- the words of this folder. */
#include "lang/estimate/run_estimate.h"
#include "lang/estimate/run_test.h"

static const Action actions[] = {
    {.word = "estimate", .run = run_estimate},
    {.word = "test", .run = run_test},
    {0},
};

const Capability estimating = {.actions = actions};
