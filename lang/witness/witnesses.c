/* witnesses.c -- the statement that looks for a witness. */
#include "lang/witness/run_witness.h"

static const Action actions[] = {
    {"witness", run_witness, NULL, true},
    {0},
};

const Capability witnesses = {.actions = actions};
