/* progress.h -- shows on a terminal how far a long evaluation has come.
 *
 * The progress is one line of standard error, which each tick writes over.  A Budget uses it by
 * having progress_tick as its tick.  Nothing is shown during the first second of a statement. */
#ifndef CATGUT_TEXT_PROGRESS_H
#define CATGUT_TEXT_PROGRESS_H

#include "base/budget.h"

/* For Budget.tick. */
void progress_tick(void *who, uint64_t done, uint64_t total);
/* A statement begins. */
void progress_start(Budget *b);
/* Call this before writing anything else: it wipes the line, if there may be one, and the ^C that
 * the terminal echoed for an interrupt. */
void progress_end(Budget *b);

#endif
