/* record.h -- what was typed in earlier conversations, in a file.
 *
 * One entry a line, newlines and backslashes escaped as \n and \\.  A Record owns its entries; a
 * file that cannot be read or written is no file, in silence. */
#ifndef CATGUT_RECORD_H
#define CATGUT_RECORD_H

#include "base/array.h"

#include <stdbool.h>

enum { RECORD_MAX = 1000 };

typedef struct Record {
    char *path; /* NULL: nothing is kept */
    ARRAY(char *) entries; /* at most RECORD_MAX when opened, the oldest first */
} Record;

/* Reads the file; path is taken over and may be NULL.  A file of more entries than RECORD_MAX is
 * cut to the newest. */
void record_open(Record *r, char *path);
void record_clear(Record *r);
/* One more entry, unless it repeats the newest; written at once, so that it outlives whatever
 * comes.  True if it was new. */
bool record_add(Record *r, const char *text);

#endif
