/* nearest.h -- the word that was probably meant: the nearest by edit distance. */
#ifndef CATGUT_TEXT_NEAREST_H
#define CATGUT_TEXT_NEAREST_H

#include "base/name.h"

enum { LONGEST = 40, NEAREST_CANDIDATES = 5000 };

typedef struct Nearest {
    Name wanted, best;
    size_t distance; /* of best; a candidate must be nearer */
} Nearest;

const char *nearest_word(const char *word, const char *const *words, size_t count);
Nearest nearest_start(Name wanted);
void nearest_consider(Nearest *n, Name candidate);

#endif
