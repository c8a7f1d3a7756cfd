/* gzip.c -- see gzip.h.  The one file that knows zlib; with CATGUT_NO_ZLIB (`make ZLIB=no`) nothing
 * is expanded. */
#include "io/gzip.h"

bool
gzip_is(const char *bytes, size_t count)
{
    return count >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

#ifdef CATGUT_NO_ZLIB

GzipResult
gzip_expand(Sink *to, const char *bytes, size_t count, size_t most, Budget *budget)
{
    (void)to;
    (void)bytes;
    (void)count;
    (void)most;
    (void)budget;
    return GZIP_ABSENT;
}

#else

#include <limits.h>
#include <zlib.h>

enum { PART = 1 << 16, GZIP_WINDOW = 15 + 16 };

/* Zlib counts in unsigned ints: the rest of the input, or as much of it as that holds. */
static void
refill(z_stream *z, const char *bytes, size_t count, size_t *given)
{
    if (z->avail_in || *given == count)
        return;
    size_t rest = count - *given;
    z->next_in = (Bytef *)(uintptr_t)(bytes + *given);
    z->avail_in = (uInt)(rest < INT_MAX ? rest : INT_MAX);
    *given += z->avail_in;
}

/* A part more; Z_STREAM_END at the end of the last. */
static int
expand_part(z_stream *z, Sink *to, const char *bytes, size_t count, size_t *given)
{
    refill(z, bytes, count, given);
    z->next_out = (Bytef *)sink_reserve(to, PART);
    z->avail_out = PART;
    int result = inflate(z, Z_NO_FLUSH);
    to->count += PART - z->avail_out;
    to->text[to->count] = '\0';
    bool more = z->avail_in || *given < count;
    if (result == Z_STREAM_END && more)
        return inflateReset(z);
    return result;
}

GzipResult
gzip_expand(Sink *to, const char *bytes, size_t count, size_t most, Budget *budget)
{
    z_stream z = {0};
    size_t given = 0, start = to->count;
    GzipResult result = GZIP_DONE;
    int state = inflateInit2(&z, GZIP_WINDOW);
    if (state != Z_OK)
        return GZIP_BROKEN;
    while (state == Z_OK && result == GZIP_DONE) {
        state = expand_part(&z, to, bytes, count, &given);
        if (to->count - start > most)
            result = GZIP_LARGE;
        else if (!budget_step(budget, 64) || !budget_allows(budget, 2 * (uint64_t)to->count))
            result = GZIP_STOPPED;
    }
    inflateEnd(&z);
    return result == GZIP_DONE && state != Z_STREAM_END ? GZIP_BROKEN : result;
}

#endif
