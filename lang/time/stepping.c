/* stepping.c -- the words of time. */
#include "lang/time/over_steps.h"
#include "lang/time/unroll.h"

static const Notion notions[] = {
    {.word = "unroll", .usage = "unroll(m, S0 -> S, 10)", .elaborate = elaborate_unroll},
    {.word = "filter",
     .usage = "filter(S | O = |a,b,a>) in unroll(m, S0 -> S, 10) with F",
     .elaborate = elaborate_over_steps},
    {.word = "smooth",
     .usage = "smooth(S | O = |a,b,a>) in unroll(m, S0 -> S, 10) with F",
     .elaborate = elaborate_over_steps},
    {.word = "predict",
     .usage = "predict(S | O = |a,b,a>) in unroll(m, S0 -> S, 10) with F",
     .elaborate = elaborate_over_steps},
    {0},
};

const Capability stepping = {.notions = notions};
