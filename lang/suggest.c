/* suggest.c -- nearest names by edit distance, over the first few thousand candidates. */
#include "lang/suggest.h"

#include <string.h>

enum { LONGEST = 40, CANDIDATES = 5000 };

typedef struct Nearest {
    Name wanted, best;
    size_t distance; /* of best; a candidate must be nearer */
} Nearest;

static Nearest
nearest_to(Name wanted)
{
    return (Nearest){wanted, NULL, strlen(wanted) / 3 + 2};
}

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char
fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Edits (insert, delete, change; case is free) from a to b. */
static size_t
edits(const char *a, const char *b)
{
    size_t row[LONGEST + 1], n = strlen(a), m = strlen(b);
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = diagonal + (fold(a[i - 1]) != fold(b[j - 1]));
            diagonal = row[j];
            row[j] = smaller(change, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[m];
}

static void
consider(Nearest *n, Name candidate)
{
    if (!candidate || candidate == n->wanted || strlen(candidate) > LONGEST ||
        strlen(n->wanted) > LONGEST)
        return;
    size_t distance = edits(n->wanted, candidate);
    if (distance < n->distance && distance < strlen(n->wanted)) {
        n->distance = distance;
        n->best = candidate;
    }
}

Name
suggest_value(const Session *s, Name name)
{
    static const char *const notions[] = {"id",   "copy", "discard", "swap", "uniform",
                                          "comb", "cut",  "invert",  "disintegrate"};
    Nearest n = nearest_to(name);
    for (size_t i = 0; i < s->values.count && i < CANDIDATES; i++)
        consider(&n, s->values.at[i].name);
    for (size_t i = 0; i < sizeof notions / sizeof *notions; i++)
        consider(&n, notions[i]);
    return n.best;
}

Name
suggest_type(const Session *s, Name name)
{
    Nearest n = nearest_to(name);
    for (size_t i = 0; i < s->types.count && i < CANDIDATES; i++)
        consider(&n, s->types.at[i].name);
    return n.best;
}

Name
suggest_vertex(const Model *m, Name name)
{
    Nearest n = nearest_to(name);
    for (size_t i = 0; i < m->vertices.count && i < CANDIDATES; i++)
        consider(&n, m->vertices.at[i].name);
    return n.best;
}

Name
suggest_label(const Type *t, Name label)
{
    Nearest n = nearest_to(label);
    for (size_t i = 0; i < t->labels.count && i < CANDIDATES; i++)
        consider(&n, t->labels.at[i]);
    return n.best;
}
