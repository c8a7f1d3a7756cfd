/* nearest.c -- the nearest of a list of words, by edit distance; see nearest.h. */
#include "lang/text/nearest.h"

#include <string.h>
#include <stdbool.h>

Nearest
nearest_start(Name wanted)
{
    size_t length = strlen(wanted);
    return (Nearest){wanted, NULL, (length < 3 ? 1 : length / 3) + 1};
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

/* Have two neighbours changed places here? */
static bool
is_swap(const char *a, size_t i, const char *b, size_t j)
{
    return i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1]);
}

/* Edits (insert, delete, change, swap neighbours; case is free) from a to b. */
static size_t
edits(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1], n = strlen(a), m = strlen(b);
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *before = rows[(i + 2) % 3], *older = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = before[j - 1] + (fold(a[i - 1]) != fold(b[j - 1]));
            row[j] = smaller(change, smaller(before[j], row[j - 1]) + 1);
            if (is_swap(a, i, b, j))
                row[j] = smaller(row[j], older[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

void
nearest_consider(Nearest *n, Name candidate)
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

const char *
nearest_word(const char *word, const char *const *words, size_t count)
{
    Nearest n = nearest_start(word);
    for (size_t i = 0; i < count; i++)
        nearest_consider(&n, words[i]);
    return n.best;
}
