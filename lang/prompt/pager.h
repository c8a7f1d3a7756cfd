/* pager.h -- what a line of the prompt has printed goes through a pager where it is long.
 *
 * Text waits until the statement ends (or the script that `:load` runs); when the screen does not
 * hold it, the program that $PAGER names is started and gets it, then what is still to come.  Who
 * leaves that program is not told the rest. */
#ifndef CATGUT_PROMPT_PAGER_H
#define CATGUT_PROMPT_PAGER_H

#include "base/sink.h"

#include <sys/types.h>
#include <termios.h>

typedef struct Pager {
    bool off;                       /* the user does not want it, or it cannot be run */
    const atomic_bool *interrupted; /* the caller's: the rest is not wanted when it is true */
    atomic_bool waited;   /* it is still read, and nothing else is done */
    bool errors;          /* they go through it, too */
    Sink text;            /* waiting, or what a pager got first */
    size_t rows, columns; /* of the terminal; no rows: there is no pager */
    size_t used, column;  /* rows of `text` that are full, and the column it has come to */
    bool together;        /* all of a script, not statement by statement */
    int64_t begun;        /* when the work began */
    pid_t child;          /* the pager; 0: none runs */
    int pipe;             /* to it; -1: it has been left */
    struct termios terminal;
} Pager;

/* To a file; text NULL: what was written should arrive.  A signal may end a write: some text is
 * lost then, as whoever sent it wanted, but the file is good.  False: writing failed. */
bool write_to(FILE *file, const char *text, size_t count);
/* Before the work on a line that was typed at a terminal.  Nothing happens unless there is a
 * program to show pages. */
void pager_start(Pager *p, bool together);
/* Is this for the pager?  errors: it belongs on standard error. */
bool pager_takes(const Pager *p, bool errors);
/* What was said; and a statement has ended.  False: writing failed. */
bool pager_add(Pager *p, const char *text, size_t count);
bool pager_end_statement(Pager *p);
/* After the work: all is written, and the pager has been left.  False: writing failed. */
bool pager_end(Pager *p);

#endif
