/* progress.c -- see progress.h.  Whether a line is shown is told from the budget alone:
 * progress_start sets the time of the last tick (`ticked`) into the future, so that the first tick
 * comes late, and once `ticked` has changed a line may stand there. */
#include "lang/text/progress.h"

#include <stdio.h>

static const int64_t patience = 1000000000;

void
progress_tick(void *who, uint64_t done, uint64_t total)
{
    (void)who;
    if (!total || done > total)
        return;
    uint64_t percent = total > UINT64_MAX / 100 ? done / (total / 100) : done * 100 / total;
    fprintf(stderr, "\r\033[K%3u %% of the work\r", (unsigned)percent);
    fflush(stderr);
}

void
progress_start(Budget *b)
{
    if (b->tick)
        b->ticked = b->begun = budget_now() + patience;
}

void
progress_end(Budget *b)
{
    if (b->tick != progress_tick || (b->ticked == b->begun && b->stop != STOP_INTERRUPT))
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    b->begun = b->ticked;
}
