/* history.h -- what was typed in earlier conversations, kept in a file.
 *
 * The file has one entry a line, with newlines and backslashes escaped as \n and \\. A History owns
 * its entries.  A file that cannot be read or written is treated as if there were none; nothing is
 * said. */
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
/* Adds an entry, unless it is equal to the newest one, and writes it to the file at once, so that
 * it is not lost when the program is killed; connection strings are hidden.  True if it was
 * added. */
bool history_add(History *r, const char *text);

#endif
