/* progress.c -- one line on standard error that is written over; see progress.h.
 *
 * The line is wiped by its own last characters (a carriage return and an erase), so that nothing has
 * to remember whether it was drawn: whatever is printed next overwrites it. */
#include "lang/progress.h"

#include <stdio.h>

void
progress_tick(uint64_t done, uint64_t total)
{
    if (total && done <= total)
        fprintf(stderr, "\r\033[K%3u %% of the work\r",
                (unsigned)((double)done / (double)total * 100.0));
}

void
progress_end(void)
{
    fprintf(stderr, "\r\033[K");
}
