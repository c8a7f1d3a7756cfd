/* gzip.h -- files that gzip has compressed, as the bytes that were in them. */
#ifndef CATGUT_IO_GZIP_H
#define CATGUT_IO_GZIP_H

#include "base/budget.h"
#include "base/sink.h"

typedef enum GzipResult {
    GZIP_DONE,
    GZIP_BROKEN,  /* it ends too early, or is none */
    GZIP_LARGE,   /* there are more than `most` bytes in it */
    GZIP_STOPPED, /* the budget says why */
    GZIP_ABSENT   /* there is no zlib */
} GzipResult;

/* Do these bytes begin as gzip's files do? */
bool gzip_is(const char *bytes, size_t count);

/* A file that comes in parts, and is expanded a part at a time. */
typedef struct GzipStream GzipStream;
/* On the heap; NULL: the program was built without zlib, or the machine has none. */
GzipStream *gzip_new(void);
void gzip_free(GzipStream *g); /* g may be NULL */
/* The next bytes of the file, once gzip_next has no more from those before; they stay where they
 * are until then. */
void gzip_add(GzipStream *g, const char *bytes, size_t count);
/* Some bytes that were in it, at most `room`, which is not 0.  None: more of the file is wanted.
 * GZIP_DONE or GZIP_BROKEN. */
GzipResult gzip_next(GzipStream *g, char *to, size_t room, size_t *count) MUST_CHECK;
/* May the file end here? */
bool gzip_is_whole(const GzipStream *g);

/* What is in bytes[0 ... count), added to a sink; all parts of it, where there are several.  A few
 * bytes may stand for very many, so the budget is asked on the way. */
GzipResult gzip_expand(Sink *to, const char *bytes, size_t count, size_t most,
                       Budget *budget) MUST_CHECK;

#endif
