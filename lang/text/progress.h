/* progress.h -- how far long work has come, on a terminal.
 *
 * One line of standard error that is written over.  A Budget that has progress_tick as its tick
 * begins anew with each statement: nothing is said in its first second. */
#ifndef CATGUT_TEXT_PROGRESS_H
#define CATGUT_TEXT_PROGRESS_H

#include "base/budget.h"

/* For Budget.tick. */
void progress_tick(uint64_t done, uint64_t total);
/* A statement begins. */
void progress_begin(Budget *b);
/* Work is over and somebody wants to write: wipes the line if there may be one, and the ^C that the
 * terminal showed of an interrupt. */
void progress_end(Budget *b);

#endif
