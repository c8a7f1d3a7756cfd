/* output.h -- what a session says goes to standard output and standard error, as it comes.
 *
 * At a terminal a line of standard error tells how far long work has come: each tick writes over
 * it, and it is wiped before anything else is written.  The text of a conversation may go through a
 * pager. */
#ifndef CATGUT_PROMPT_OUTPUT_H
#define CATGUT_PROMPT_OUTPUT_H

#include "lang/catgut.h"
#include "lang/prompt/pager.h"

typedef struct Output {
    Catgut *session;         /* the one that speaks; NULL: none */
    atomic_bool interrupted; /* by ^C, since output_begin */
    bool told;               /* the ^C that the terminal echoed has been wiped */
    bool shows;              /* progress is shown ... */
    bool shown;              /* ... and stands there now */
    bool failed;             /* something could not be written */
    Pager pager;
} Output;

/* Whoever is asked about his terminal: colours, width, progress, and that he writes to it. */
void output_ask(Output *o, CatgutOptions *to);
/* Earlier interrupts are over. */
void output_begin(Output *o);
/* For a signal handler: stops what runs. */
void output_interrupt(Output *o);
/* How many columns standard output has now; 80 where it is no terminal. */
int terminal_width(void);

#endif
