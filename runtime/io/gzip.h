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
    GZIP_ABSENT   /* the program was built without zlib */
} GzipResult;

/* Do these bytes begin as gzip's files do? */
bool gzip_is(const char *bytes, size_t count);
/* What is in bytes[0 ... count), added to a sink; all parts of it, where there are several.  A few
 * bytes may stand for very many, so the budget is asked on the way. */
GzipResult gzip_expand(Sink *to, const char *bytes, size_t count, size_t most,
                       Budget *budget) MUST_CHECK;

#endif
