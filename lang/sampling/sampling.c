/* sampling.c -- the word of this folder. */
#include "lang/sampling/run_sample.h"

static const Action actions[] = {
    {.word = "sample", .run = run_sample},
    {0},
};

const Capability sampling = {.actions = actions};
