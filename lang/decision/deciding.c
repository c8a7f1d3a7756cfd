/* deciding.c -- the rows of best and MEU. */
#include "lang/decision/best.h"

static const Notion notions[] = {
    {.word = "best",
     .usage = "best(D -> U) in m with F, or best(D -> E -> U + V) in m with F",
     .elaborate = elaborate_best,
     .explain = explain_best},
    {.word = "MEU",
     .usage = "MEU(D -> U) in m with F, or MEU(D -> E -> U + V) in m with F",
     .elaborate = elaborate_largest,
     .is_number = largest_is_number,
     .explain = explain_best},
    {0},
};

const Capability deciding = {.notions = notions};
