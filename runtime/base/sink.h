/* sink.h -- where text goes: a file, or memory.
 *
 * A write that fails is not reported at once; `failed` remembers it, to be asked at the end.  A
 * write that was ended by a signal does not count as failed, though part of the text may be lost.
 */
#ifndef CATGUT_BASE_SINK_H
#define CATGUT_BASE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Sink {
    FILE *file; /* NULL: into memory */
    char *text; /* what memory holds, NUL-terminated once something was added */
    size_t count, space;
    bool failed;
    struct Sink *also; /* what is added is added there too; NULL: nowhere */
    size_t most;       /* the most bytes that memory holds, the rest is dropped; 0: no limit */
    size_t lost;       /* how many bytes were dropped */
} Sink;

void sink_init(Sink *s);                  /* into memory */
void sink_init_file(Sink *s, FILE *file); /* the file stays the caller's */
void sink_clear(Sink *s);

void sink_add(Sink *s, const char *text, size_t count);
void sink_put(Sink *s, const char *text);
void sink_fill(Sink *s, char c, size_t count); /* c, count times */
void sink_print(Sink *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for count more bytes and a NUL in memory, where the next ones will stand: whoever writes
 * there adds to `count` and ends the text. */
char *sink_reserve(Sink *s, size_t count);

/* Everything so far has gone to the file, if there is one.  False: it failed, now or before. */
bool sink_end(Sink *s);

/* What memory holds, never NULL. */
const char *sink_text(const Sink *s);

#endif
