/* identification.c -- what identification adds to the language; see identification.h. */
#include "lang/identify/identification.h"

#include "lang/identify/observed_state.h"

static const Rule rules[] = {
    {NODE_FROM, elaborate_in_from},
    {0},
};

const Capability identification = {.rules = rules};
