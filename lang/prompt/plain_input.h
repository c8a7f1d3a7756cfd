/* plain_input.h -- lines from a file descriptor, where there is no line editor.
 *
 * A PlainInput owns the bytes it has read and not yet handed out; the descriptor stays the
 * caller's. */
#ifndef CATGUT_PROMPT_PLAIN_INPUT_H
#define CATGUT_PROMPT_PLAIN_INPUT_H

#include "base/array.h"
#include "base/sink.h"

typedef enum LineResult { LINE_READ, LINE_END, LINE_INTERRUPTED } LineResult;

typedef struct PlainInput {
    int fd;
    ARRAY(char) held; /* read, of which the first `given` bytes were given away */
    size_t given;
    size_t most;                    /* bytes that a line may have */
    const atomic_bool *interrupted; /* the caller's: stop waiting when it is true */
    bool ended;
    bool dropping; /* what is left of a line that was too long */
} PlainInput;

/* most: bytes that a line may have; 0: as many as a source can hold. */
void plain_input_init(PlainInput *l, int fd, uint64_t most, const atomic_bool *interrupted);
void plain_input_clear(PlainInput *l);
/* The next line without its end into `to`, whose old text is forgotten.  The last one needs no end.
 * A line may hold any byte; of one that is too long comes a byte more than it may have.
 * LINE_INTERRUPTED: *interrupted became true while it waited. */
LineResult plain_input_read(PlainInput *l, Sink *to);
/* After LINE_END: somebody at a terminal may have more to say. */
void plain_input_restart(PlainInput *l);
/* Has more been sent already, as by a paste? */
bool plain_input_waiting(const PlainInput *l);

#endif
