/* pager.h -- what a line of the prompt has printed goes through a pager where it is long.
 *
 * Text waits until the statement ends (or the script that `:load` runs); when the screen does not
 * hold it, the program that $PAGER names is started and gets it, then what is still to come.  Who
 * leaves that program is not told the rest. */
#ifndef CATGUT_PROMPT_PAGER_H
#define CATGUT_PROMPT_PAGER_H

#include "lang/session/session.h"

#include <sys/types.h>
#include <termios.h>

typedef struct Pager {
    SinkGate gate; /* in front of what the session prints; it comes first: a gate is its Pager */
    Session *s;
    Sink text;            /* waiting, or what a pager got first */
    size_t rows, columns; /* of the terminal; no rows: there is no pager */
    size_t used, column;  /* rows of `text` that are full, and the column it has come to */
    bool together;        /* all of a script, not statement by statement */
    int64_t begun;        /* when the work began */
    pid_t child;          /* the pager; 0: none runs */
    int pipe;             /* to it; -1: it has been left */
    void (*tick)(void *who, uint64_t done,
                 uint64_t total); /* the progress that is not shown meanwhile */
    struct termios terminal;
} Pager;

/* Before the work on a line.  Nothing happens unless both ends of the conversation are terminals
 * (`edited`) and there is a program to show pages. */
void pager_start(Pager *p, Session *s, bool edited, bool together);
/* After it: all is written, and the pager has been left.  False: writing failed. */
bool pager_end(Pager *p);

#endif
