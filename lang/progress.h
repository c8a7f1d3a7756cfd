/* progress.h -- how far long work has come, on a terminal. */
#ifndef CATGUT_PROGRESS_H
#define CATGUT_PROGRESS_H

#include <stdint.h>

/* Rewrites one line of standard error; for Budget.tick.  Says nothing before the first second. */
void progress_tick(uint64_t done, uint64_t total);
/* Wipes that line, if there is one. */
void progress_end(void);

#endif
