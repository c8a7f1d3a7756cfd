/* sink.h -- where text goes: a file that people or programs read as it comes, or memory.
 *
 * A file gets whole lines, and so does a gate, which takes what is written in the place of one.
 * What could act on a terminal does not reach it: a control, a mark that is not seen or turns text
 * around, and a byte that is no character become \xNN, as in the quotes of the language; line ends,
 * tabs, and colours (`color`) pass.
 *
 * A sink with a budget asks it for all that is added: text is left out when the budget says stop,
 * and `budget->cut` tells so.  Whoever writes may go on, for nothing.
 *
 * A write that fails is not reported at once; `failed` remembers it, to be asked at the end.  A
 * write that was ended by a signal does not count as failed, though part of the text may be lost.
 */
#ifndef CATGUT_BASE_SINK_H
#define CATGUT_BASE_SINK_H

#include "base/budget.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Takes what would be written to a file; it is told of each end.  False: writing failed. */
typedef struct SinkGate SinkGate;
struct SinkGate {
    bool (*receive)(SinkGate *gate, const char *text, size_t count);
    bool (*end)(SinkGate *gate);
};

typedef struct Sink {
    FILE *file; /* NULL: into memory */
    SinkGate *gate; /* the caller's, in the place of a file; NULL: none */
    char *text; /* what memory holds, or a line that is not ended; ends in NUL once there is any */
    size_t count, space;
    bool failed;
    bool color;        /* what is written may be coloured */
    bool as_is;        /* what is written passes byte by byte: it is meant for a file */
    Budget *budget;    /* NULL: all is taken */
    struct Sink *also; /* what is added is added there too; NULL: nowhere */
    size_t most;       /* the most bytes that memory holds, the rest is dropped; 0: no limit */
    size_t lost;       /* how many bytes were dropped */
} Sink;

void sink_init(Sink *s);                            /* into memory */
void sink_init_within(Sink *s, Budget *b);          /* the same; b may be NULL */
void sink_init_file(Sink *s, FILE *file); /* the file stays the caller's */
void sink_clear(Sink *s);

void sink_add(Sink *s, const char *text, size_t count);
void sink_put(Sink *s, const char *text);
void sink_fill(Sink *s, char c, size_t count); /* c, count times */
void sink_print(Sink *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The last n bytes that memory holds go, or as many as there are: a limit may have left text out.
 */
void sink_trim(Sink *s, size_t n);
/* A whole line, past every limit; half a line before it that a limit has cut off goes. */
void sink_put_line(Sink *s, const Sink *line);

/* Has its budget left out text? */
bool sink_is_cut(const Sink *s);
/* A line that is not ended goes. */
void sink_restart(Sink *s);

/* Room for count more bytes and a NUL in memory, where the next ones will stand: whoever writes
 * there adds to `count` and ends the text. */
char *sink_reserve(Sink *s, size_t count);

/* Everything so far has gone to the file, if there is one.  False: it failed, now or before. */
bool sink_end(Sink *s);

/* What memory holds, never NULL. */
const char *sink_text(const Sink *s);

#endif
