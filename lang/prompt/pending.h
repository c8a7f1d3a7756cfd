/* pending.h -- what was typed since the last prompt: a text that grows until it is whole.
 *
 * A Pending owns its text and reads it on where it stopped, so that a statement of many lines costs
 * what its length is.  It stays where it was initialised. */
#ifndef CATGUT_PROMPT_PENDING_H
#define CATGUT_PROMPT_PENDING_H

#include "lang/read/reader.h"

typedef struct Pending {
    Sink text;
    Source source; /* the same text */
    Names *names;
    Reader reader;
    Arena arena;
    bool begun;
} Pending;

typedef enum PendingResult { PENDING_WHOLE, PENDING_OPEN, PENDING_TOO_LONG } PendingResult;

void pending_init(Pending *p, Names *names);
void pending_clear(Pending *p);
/* Back to no text. */
void pending_restart(Pending *p);
/* One more line (or several).  PENDING_WHOLE: it can be run, or is wrong in a way that more text
 * cannot mend.  PENDING_OPEN: `open` says what is open, as reader_wants_more does.
 * PENDING_TOO_LONG: the text stays what it was. */
PendingResult pending_add(Pending *p, const char *line, size_t count, char open[4]);
/* Is a bracket open?  Is a brace open, perhaps with more inside it? */
bool pending_is_bracketed(const Pending *p);
bool pending_is_braced(const Pending *p);

#endif
