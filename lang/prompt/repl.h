/* repl.h -- the conversation: prompt, line editing, history, completion, `:` commands.
 *
 * The only place that knows readline; without it (READLINE=no), and where standard input or output
 * is no terminal, lines are read plainly. */
#ifndef CATGUT_PROMPT_REPL_H
#define CATGUT_PROMPT_REPL_H

#include "lang/session/session.h"

/* Talks until ^D or :quit.  What was wrong in a conversation is no failure of the program: the
 * session's status is 0 afterwards, unless input was no terminal and the talk was interrupted. */
void repl_run(Session *s);

#endif
