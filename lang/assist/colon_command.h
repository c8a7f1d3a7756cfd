/* colon_command.h -- the commands of the prompt, which begin with a colon: `:help`, `:load`, ... */
#ifndef CATGUT_ASSIST_COLON_COMMAND_H
#define CATGUT_ASSIST_COLON_COMMAND_H

#include "lang/session/session.h"

/* One line; false: it does not begin with `:`, after blanks.  Those that are about the prompt
 * itself (`:quit`, `:set`) only say so. */
bool colon_command_run(Session *s, const char *line, size_t count);
/* Is this line a command without its colon: `quit`, `help cut`, `?`?  Then it says so.  A word that
 * has been given a value is none. */
bool colon_command_suggest(Session *s, const char *line, size_t count);
/* The names of all without the colon, NULL after the last: for completion. */
extern const char *const colon_command_names[];

#endif
