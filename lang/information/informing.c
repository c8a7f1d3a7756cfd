/* informing.c -- the words of this folder. */
#include "lang/information/distance.h"
#include "lang/information/entropy.h"

static bool
is_number(const Session *s, const Node *call)
{
    (void)s;
    (void)call;
    return true;
}

static const Notion notions[] = {
    {.word = "entropy",
     .usage = "entropy(X), or entropy(X, Y | Z)",
     .elaborate = elaborate_entropy,
     .is_number = is_number},
    {.word = "information",
     .usage = "information(X; Y), or information(X; Y | Z)",
     .elaborate = elaborate_information,
     .is_number = is_number},
    {.word = "distance",
     .usage = "distance(s, t), of two states or channels",
     .elaborate = elaborate_distance,
     .is_number = is_number},
    {.word = "divergence",
     .usage = "divergence(s, t), of two states",
     .elaborate = elaborate_divergence,
     .is_number = is_number},
    {0},
};

const Capability informing = {.notions = notions};
