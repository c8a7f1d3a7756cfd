/* budget.c -- see budget.h.  The clock is read about every 100 microseconds of work. */
#include "base/budget.h"

#include <time.h>

enum { CLOCK_EVERY = 1024, TICK_EVERY = 100000000 };

int64_t
budget_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t
budget_deadline(int64_t most)
{
    int64_t now = budget_now();
    return !most ? 0 : most > INT64_MAX - now ? INT64_MAX : now + most;
}

void
budget_begin(Budget *b)
{
    enum { PATIENCE = 1000000000 };
    if (b->tick)
        b->ticked = budget_now() + PATIENCE;
}

static void
check_clock(Budget *b)
{
    b->next_check = b->steps + CLOCK_EVERY;
    int64_t now = budget_now();
    if (b->deadline && now >= b->deadline)
        b->stop = STOP_TIME;
    if (b->tick && now - b->ticked >= TICK_EVERY) {
        b->ticked = now;
        b->tick(b->who, b->done, b->total);
    }
}

bool
budget_step(Budget *b, uint64_t n)
{
    b->steps += n;
    if (b->interrupt && atomic_load_explicit(b->interrupt, memory_order_relaxed))
        b->stop = STOP_INTERRUPT;
    else if (b->steps >= b->next_check && b->stop == STOP_NOT)
        check_clock(b);
    return b->stop == STOP_NOT;
}

bool
budget_resume(Budget *b)
{
    bool put_off = b->stop == STOP_PUT_OFF;
    if (put_off)
        b->stop = STOP_NOT;
    return put_off;
}

bool
budget_writes(Budget *b, uint64_t bytes)
{
    enum { BYTES_A_STEP = 64 };
    if (b->output && bytes > b->output - (b->written < b->output ? b->written : b->output))
        b->stop = STOP_OUTPUT;
    return budget_step(b, 1 + bytes / BYTES_A_STEP);
}

bool
budget_allows(Budget *b, uint64_t bytes)
{
    if (b->bytes && bytes > b->bytes)
        b->stop = STOP_MEMORY;
    return b->stop == STOP_NOT;
}
