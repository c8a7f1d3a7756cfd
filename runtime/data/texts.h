/* texts.h -- a dictionary of texts: each has a code, 0, 1, 2, ... in the order of its first coming.
 *
 * Texts are bytes without NUL; codes do not change.  {0} is an empty dictionary. */
#ifndef CATGUT_DATA_TEXTS_H
#define CATGUT_DATA_TEXTS_H

#include "base/array.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Texts {
    ARRAY(char) bytes;     /* all texts, each ended by NUL */
    ARRAY(size_t) start;   /* of each */
    ARRAY(uint32_t) slot;  /* private: the code + 1, by hash */
    uint32_t last;         /* private: the code that was found last */
} Texts;

enum { TEXTS_MOST = 0x7fffffff }; /* codes of a dictionary */

void texts_clear(Texts *t);
/* The code of a text, which is added if it is new. */
uint32_t texts_add(Texts *t, const char *text, size_t length);
bool texts_find(const Texts *t, const char *text, size_t length, uint32_t *code);
size_t texts_count(const Texts *t);
/* The text of a code; the pointer holds until another text is added. */
const char *texts_text(const Texts *t, uint32_t code);
size_t texts_length(const Texts *t, uint32_t code);
uint64_t texts_bytes(const Texts *t);

#endif
