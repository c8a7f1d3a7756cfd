/* bounding.c -- the word of this folder: bounds. */
#include "lang/bounds/run_bounds.h"

static const Action actions[] = {
    {.word = "bounds", .run = run_bounds},
    {0},
};

const Capability bounding = {.actions = actions};
