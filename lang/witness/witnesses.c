/* witnesses.c -- the statement that looks for a witness. */
#include "lang/witness/run_witness.h"

static const Action actions[] = {
    {.word = "witness", .run = run_witness, .prints_source = true},
    {0},
};

const Capability witnesses = {.actions = actions};
