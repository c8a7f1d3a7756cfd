/* progress.c -- see progress.h.  Nothing remembers the line but the budget: the first tick is put
 * off by setting when the last one was (`ticked`) ahead of the clock, so a `ticked` that moved on
 * means that a line may stand there. */
#include "lang/text/progress.h"

#include <stdio.h>

static const int64_t patience = 1000000000;

void
progress_tick(uint64_t done, uint64_t total)
{
    if (!total || done > total)
        return;
    uint64_t percent = total > UINT64_MAX / 100 ? done / (total / 100) : done * 100 / total;
    fprintf(stderr, "\r\033[K%3u %% of the work\r", (unsigned)percent);
    fflush(stderr);
}

void
progress_begin(Budget *b)
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
