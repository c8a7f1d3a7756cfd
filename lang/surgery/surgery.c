/* surgery.c -- the words of surgery. */
#include "lang/surgery/combs.h"
#include "lang/surgery/disintegration.h"
#include "lang/surgery/intervention.h"
#include "lang/surgery/shape_surgery.h"

static const Notion notions[] = {
    {.word = "cut", .usage = "cut(lung, S) or cut(lung, {S, T})", .elaborate = elaborate_cut},
    {.word = "do", .usage = "do(lung, S = smoker)", .elaborate = elaborate_do},
    {.word = "mute", .usage = "mute(lung, S) or mute(lung, {S, T})", .elaborate = elaborate_mute},
    {.word = "hide", .usage = "hide(lung, T) or hide(lung, {S, T})", .elaborate = elaborate_hide},
    {.word = "comb", .usage = "comb(omega, S -> T)", .elaborate = elaborate_comb},
    {.word = "disintegrate",
     .usage = "disintegrate(omega, S)",
     .elaborate = elaborate_disintegrate},
    {.word = "invert", .usage = "invert(noisy, fair)", .elaborate = elaborate_invert},
    {0},
};

const Capability surgery = {.notions = notions};
