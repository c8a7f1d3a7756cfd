/* importing.c -- the statement that reads other files. */
#include "lang/draw/figure.h"
#include "lang/import/run_import.h"

static const Action actions[] = {
    {"import", run_import, figure_add_declared, false},
    {0},
};

const Capability importing = {.actions = actions};
