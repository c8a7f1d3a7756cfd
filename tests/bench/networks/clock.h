/* clock.h -- what the processor has spent on this program: a machine that is busy with other things
 * makes nothing look slow.  Threads add up. */
#ifndef CATGUT_BENCH_CLOCK_H
#define CATGUT_BENCH_CLOCK_H

#include <time.h>

/* In seconds. */
static inline double
clock_spent(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#endif
