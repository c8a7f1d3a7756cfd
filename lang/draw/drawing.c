/* drawing.c -- the statements that make pictures. */
#include "lang/draw/run_draw.h"
#include "lang/draw/run_plot.h"

static const Action actions[] = {
    {"draw", run_draw, NULL, true},
    {"plot", run_plot, NULL, false},
    {0},
};

const Capability drawing = {.actions = actions};
