/* save.h -- the statements that still matter to a conversation, as a text that reads back. */
#ifndef CATGUT_ASSIST_SAVE_H
#define CATGUT_ASSIST_SAVE_H

#include "lang/session/session.h"

typedef struct SaveResult {
    size_t statements;
    Name twice; /* given to two of them, so that only `:load` reads the text back; NULL: none */
} SaveResult;

/* Every name, type and `use` that is in force gets the statement that made it, after those that
 * this one needs; what was asked, shown and checked is left out.  A value that was printed and then
 * used as `%` gets a name.  folder: where the text will stand; imports are found from there. */
SaveResult save_write(Session *s, const char *folder, Sink *out);

#endif
