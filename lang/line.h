/* line.h -- lines from a descriptor, for when no line editor sits in front of it.
 *
 * Lines owns what was read and not yet given away; the descriptor stays the caller's. */
#ifndef CATGUT_LINE_H
#define CATGUT_LINE_H

#include "base/array.h"
#include "base/sink.h"

typedef enum LineResult { LINE_READ, LINE_END, LINE_INTERRUPTED } LineResult;

typedef struct Lines {
    int fd;
    ARRAY(char) held; /* read, of which the first `given` bytes were given away */
    size_t given;
    bool ended;
} Lines;

void lines_init(Lines *l, int fd);
void lines_clear(Lines *l);

/* The next line without its end into `to`, whose old text is forgotten.  The last one needs no end.
 * A line may hold any byte.  LINE_INTERRUPTED: session_interrupted was set while it waited. */
LineResult lines_read(Lines *l, Sink *to);

/* Has more been sent already, as by a paste? */
bool lines_waiting(const Lines *l);

#endif
