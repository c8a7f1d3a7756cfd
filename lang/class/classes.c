/* classes.c -- the words of classes of models, in the language. */
#include "lang/class/class_words.h"

static bool
is_number(const Session *s, const Node *call)
{
    return s && call; /* always */
}

static const Notion notions[] = {
    {.word = "members", .usage = "members(g) or members(g, 2)", .elaborate = elaborate_members},
    {.word = "size", .usage = "size(g)", .elaborate = elaborate_size, .is_number = is_number},
    {.word = "maximal",
     .usage = "maximal(g)",
     .elaborate = elaborate_maximal,
     .explain = explain_maximal},
    {0},
};

const Capability classes = {.notions = notions};
