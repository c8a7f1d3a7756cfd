/* complete.h -- what Tab could put at the end of a text.
 *
 * Offered are words and signs that the parser would accept, names that are known, labels where a
 * label belongs, files in the string of an import, the commands of the prompt and the topics of its
 * help. */
#ifndef CATGUT_ASSIST_COMPLETE_H
#define CATGUT_ASSIST_COMPLETE_H

#include "lang/session/session.h"

#include <stdbool.h>

typedef struct Completions {
    ARRAY(char *) words; /* each once, sorted by their bytes; owned */
    size_t start;        /* byte of the text from which each of them would replace it */
    bool quoted;         /* inside a string: a closing quote may follow */
    bool files;          /* they are paths */
    bool spaced;         /* a keyword: a blank may follow */
} Completions;

/* text: all that was typed since the last statement, up to the cursor.  to is cleared first. */
void complete(Completions *to, Session *s, const char *text, size_t count);
void completions_clear(Completions *c);

#endif
