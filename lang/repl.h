/* repl.h -- the conversation: prompt, line editing, history, completion, `:` commands.
 *
 * The only place that knows readline; without it (READLINE=no) lines are read plainly. */
#ifndef CATGUT_REPL_H
#define CATGUT_REPL_H

#include "lang/session.h"

/* Talks until ^D or :quit. */
void repl_run(Session *s);

#endif
