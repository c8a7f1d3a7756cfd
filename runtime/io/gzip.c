/* gzip.c -- see gzip.h.  The one file that knows zlib, which is loaded when a file is to be
 * expanded; with CATGUT_NO_ZLIB (`make ZLIB=no`) nothing is. */
#include "io/gzip.h"

bool
gzip_is(const char *bytes, size_t count)
{
    return count >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

#ifdef CATGUT_NO_ZLIB

GzipStream *
gzip_new(void)
{
    return NULL;
}

void
gzip_free(GzipStream *g)
{
    (void)g;
}

void
gzip_add(GzipStream *g, const char *bytes, size_t count)
{
    (void)g;
    (void)bytes;
    (void)count;
}

GzipResult
gzip_next(GzipStream *g, char *to, size_t room, size_t *count)
{
    (void)g;
    (void)to;
    (void)room;
    *count = 0;
    return GZIP_BROKEN;
}

bool
gzip_is_whole(const GzipStream *g)
{
    (void)g;
    return false;
}

#else

#include "base/library.h"
#include "base/memory.h"

#include <limits.h>
#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16 };

struct GzipStream {
    z_stream z;
    __typeof__(&inflate) inflate;
    __typeof__(&inflateReset) reset;
    __typeof__(&inflateEnd) end;
    const char *bytes; /* those that zlib has not been given yet */
    size_t count;
    bool full;  /* it had more to say than there was room for */
    bool ended; /* at the end of a part; another may follow */
};

/* `begin` is what the macro inflateInit2 calls. */
static bool
find_functions(GzipStream *g, __typeof__(&inflateInit2_) *begin)
{
    static const char *const names[] = {"libz.so.1", "libz.so", "libz.dylib", NULL};
    void *library = library_open(names);
    return library && (*(void **)begin = LIBRARY_FIND(library, inflateInit2_)) != NULL &&
           (*(void **)&g->inflate = LIBRARY_FIND(library, inflate)) != NULL &&
           (*(void **)&g->reset = LIBRARY_FIND(library, inflateReset)) != NULL &&
           (*(void **)&g->end = LIBRARY_FIND(library, inflateEnd)) != NULL;
}

GzipStream *
gzip_new(void)
{
    GzipStream *g = memory_new(1, sizeof *g);
    __typeof__(&inflateInit2_) begin = NULL;
    if (find_functions(g, &begin) &&
        begin(&g->z, GZIP_WINDOW, ZLIB_VERSION, (int)sizeof g->z) == Z_OK)
        return g;
    memory_free(g);
    return NULL;
}

void
gzip_free(GzipStream *g)
{
    if (g)
        g->end(&g->z);
    memory_free(g);
}

void
gzip_add(GzipStream *g, const char *bytes, size_t count)
{
    g->bytes = bytes;
    g->count = count;
}

/* Zlib counts in unsigned ints: the rest of the bytes, or as much of it as that holds. */
static void
refill(GzipStream *g)
{
    if (g->z.avail_in || !g->count)
        return;
    size_t part = g->count < INT_MAX ? g->count : INT_MAX;
    g->z.next_in = (Bytef *)(uintptr_t)g->bytes;
    g->z.avail_in = (uInt)part;
    g->bytes += part;
    g->count -= part;
}

GzipResult
gzip_next(GzipStream *g, char *to, size_t room, size_t *count)
{
    int state = Z_OK;
    *count = 0;
    for (refill(g); !*count && (g->full || g->z.avail_in); refill(g)) {
        if (g->ended)
            g->reset(&g->z);
        g->z.next_out = (Bytef *)to;
        g->z.avail_out = (uInt)(room < INT_MAX ? room : INT_MAX);
        uInt before = g->z.avail_out;
        state = g->inflate(&g->z, Z_NO_FLUSH);
        *count = before - g->z.avail_out;
        g->full = g->z.avail_out == 0;
        g->ended = state == Z_STREAM_END;
        if (state != Z_OK && state != Z_BUF_ERROR && !g->ended)
            return GZIP_BROKEN;
    }
    return GZIP_DONE;
}

bool
gzip_is_whole(const GzipStream *g)
{
    return g->ended && !g->z.avail_in && !g->count;
}

#endif

GzipResult
gzip_expand(Sink *to, const char *bytes, size_t count, size_t most, Budget *budget)
{
    enum { PART = 1 << 16 };
    size_t start = to->count, n = 1;
    GzipStream *g = gzip_new();
    GzipResult result = g ? GZIP_DONE : GZIP_ABSENT;
    if (g)
        gzip_add(g, bytes, count);
    while (n && result == GZIP_DONE) {
        result = gzip_next(g, sink_reserve(to, PART), PART, &n);
        to->count += n;
        to->text[to->count] = '\0';
        if (result == GZIP_DONE && to->count - start > most)
            result = GZIP_LARGE;
        else if (!budget_step(budget, 64) || !budget_allows(budget, 2 * (uint64_t)to->count))
            result = GZIP_STOPPED;
    }
    if (result == GZIP_DONE && !gzip_is_whole(g))
        result = GZIP_BROKEN;
    gzip_free(g);
    return result;
}
