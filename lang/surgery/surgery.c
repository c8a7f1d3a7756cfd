/* surgery.c -- the words of surgery. */
#include "lang/surgery/combs.h"
#include "lang/surgery/disintegration.h"
#include "lang/surgery/intervention.h"

static const Notion notions[] = {
    {"cut", "cut(lung, S) or cut(lung, {S, T})", elaborate_cut, NULL, NULL, NULL},
    {"do", "do(lung, S = smoker)", elaborate_do, NULL, NULL, NULL},
    {"comb", "comb(omega, S -> T)", elaborate_comb, NULL, NULL, NULL},
    {"disintegrate", "disintegrate(omega, S)", elaborate_disintegrate, NULL, NULL, NULL},
    {"invert", "invert(noisy, fair)", elaborate_invert, NULL, NULL, NULL},
    {0},
};

const Capability surgery = {.notions = notions};
