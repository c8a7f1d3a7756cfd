/* drawing.c -- the statements that make pictures. */
#include "lang/draw/run_draw.h"
#include "lang/draw/run_plot.h"

static const Action actions[] = {
    {.word = "draw", .run = run_draw, .prints_source = true},
    {.word = "plot", .run = run_plot},
    {0},
};

const Capability drawing = {.actions = actions};
