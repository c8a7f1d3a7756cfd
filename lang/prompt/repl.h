/* repl.h -- the conversation: prompt, line editing, history, completion, `:` commands.
 *
 * Without readline (line_editor.h), and where standard input or output is no terminal, lines are
 * read plainly. */
#ifndef CATGUT_PROMPT_REPL_H
#define CATGUT_PROMPT_REPL_H

#include "lang/prompt/output.h"

/* Reads and runs statements until ^D or :quit.  o: of the session that speaks.  Mistakes made in a
 * conversation are no failure of the program: the status is 0, unless input was no terminal and the
 * run was interrupted, or the system refused memory. */
int repl_run(Output *out, const CatgutOptions *o);

#endif
