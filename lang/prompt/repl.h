/* repl.h -- the conversation: prompt, line editing, history, completion, `:` commands.
 *
 * The only place that knows readline; without it (READLINE=no), and where standard input or output
 * is no terminal, lines are read plainly. */
#ifndef CATGUT_PROMPT_REPL_H
#define CATGUT_PROMPT_REPL_H

#include "lang/session/session.h"

/* Reads and runs statements until ^D or :quit.  Mistakes made in a conversation are no failure of
 * the program: the session's status is 0 afterwards, unless input was no terminal and the run was
 * interrupted. */
void repl_run(Session *s);

#endif
