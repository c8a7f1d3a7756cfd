/* history.h -- what was typed in earlier conversations, in a file.
 *
 * One entry a line, newlines and backslashes escaped as \n and \\.  A History owns its entries; a
 * file that cannot be read or written is no file, in silence. */
#ifndef CATGUT_PROMPT_HISTORY_H
#define CATGUT_PROMPT_HISTORY_H

#include "base/array.h"

#include <stdbool.h>

enum { HISTORY_MAX = 1000 };

typedef struct History {
    char *path; /* NULL: nothing is kept */
    ARRAY(char *) entries; /* at most HISTORY_MAX when opened, the oldest first */
} History;

/* Reads the file; path is taken over and may be NULL.  A file of more entries than HISTORY_MAX is
 * cut to the newest, and so is one that is very long. */
void history_open(History *r, char *path);
void history_clear(History *r);
/* One more entry, unless it repeats the newest; written at once, so that it outlives whatever
 * comes.  True if it was new. */
bool history_add(History *r, const char *text);

#endif
