/* pending.h -- what was typed since the last prompt: a text that grows until its statements are
 * complete.
 *
 * A Pending owns its text.  When a line is added, reading goes on where it stopped, so that a long
 * statement is read once and not once a line.  It must not be moved in memory after pending_init.
 */
#ifndef CATGUT_READ_PENDING_H
#define CATGUT_READ_PENDING_H

#include "lang/read/reader.h"

typedef struct Pending {
    Sink text;
    Source source; /* the same text */
    Names *names;
    size_t most; /* bytes that the text may have */
    Reader reader;
    Arena arena;
    bool begun;
} Pending;

typedef enum PendingResult { PENDING_WHOLE, PENDING_OPEN, PENDING_TOO_LONG } PendingResult;

/* most: bytes that a text may have; 0: as many as a source can hold. */
void pending_init(Pending *p, Names *names, uint64_t most);
void pending_clear(Pending *p);
/* Back to no text. */
void pending_reset(Pending *p);
/* Adds one line or several.  PENDING_WHOLE: the text can be run, or has a mistake that more text
 * cannot repair.  PENDING_OPEN: more is needed, and `open` names what is still open, as for
 * reader_wants_more.  PENDING_TOO_LONG: the text would be longer than it may, and
 * the line was not added. */
PendingResult pending_add(Pending *p, const char *line, size_t count, char open[4]);
/* Is a bracket open?  Is a brace open, perhaps with more inside it?  Both hold of a text between
 * three quotes. */
bool pending_is_bracketed(const Pending *p);
bool pending_is_braced(const Pending *p);

#endif
