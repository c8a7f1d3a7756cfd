/* spill.h -- bytes that memory has no room for, in a temporary file.
 *
 * The file has no name from the moment it is there, so that it is gone whenever the program ends,
 * in whatever way.  It lies in $TMPDIR, or in /var/tmp.  Nothing of it is mapped: what is read
 * takes the memory that the reader gives it, and no other.  {0} is an empty one, without a file. */
#ifndef CATGUT_DATA_SPILL_H
#define CATGUT_DATA_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct SpillFile {
    int descriptor;
    bool open;
    uint64_t count; /* bytes that are in it */
} SpillFile;

void spill_clear(SpillFile *f);
/* The folder that these files lie in. */
const char *spill_folder(void);
/* Bytes behind the others; they begin at what f->count was.  False, with errno: the system refuses,
 * and nothing was added. */
bool spill_add(SpillFile *f, const void *bytes, size_t count);
/* Bytes that are there, from this place on.  False, with errno. */
bool spill_read(const SpillFile *f, uint64_t from, void *to, size_t count);

#endif
