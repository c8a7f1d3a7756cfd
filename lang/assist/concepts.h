/* concepts.h -- the words of the field that answers use: topics of `:help` that are no words of the
 * language. */
#ifndef CATGUT_ASSIST_CONCEPTS_H
#define CATGUT_ASSIST_CONCEPTS_H

#include <stddef.h>

typedef struct Concept {
    const char *word; /* as it is asked for */
    const char *line; /* what it is, in a line */
    const char *text; /* lines that end in newlines, with what to type to see one */
} Concept;

size_t concept_count(void);
const Concept *concept_at(size_t i);
/* Case does not matter, and a hyphen is a blank; NULL: there is none. */
const Concept *concept_find(const char *word);

#endif
