/* resample.c -- the bootstrap's rows; see resample.h. */
#include "statistics/resample.h"

void
resample_init(Resample *r, const uint64_t *rows, size_t cells, uint64_t seed)
{
    uint64_t sum = 0;
    *r = (Resample){.random = random_start(seed)};
    for (size_t i = 0; i < cells; i++) {
        sum += rows[i];
        array_push(&r->below, sum);
    }
    array_add_zeroed(&r->count, cells);
    r->rows = sum;
}

void
resample_clear(Resample *r)
{
    array_clear(&r->below);
    array_clear(&r->count);
}

/* One of 0 ... n - 1, each as likely as the others. */
static uint64_t
draw_below(Random *random, uint64_t n)
{
    uint64_t rest = (UINT64_MAX % n + 1) % n, drawn; /* 2^64 modulo n */
    do
        drawn = random_next(random);
    while (rest && drawn >= UINT64_MAX - rest + 1);
    return drawn % n;
}

/* The first cell whose running sum is above the number. */
static size_t
find_cell(const Resample *r, uint64_t number)
{
    size_t low = 0, high = r->below.count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->below.at[middle] > number)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

bool
resample_next(Resample *r, Budget *b)
{
    enum { BLOCK = 1024, STEPS = 256 };
    uint64_t n = r->below.at[r->below.count - 1];
    memset(r->count.at, 0, r->count.count * sizeof *r->count.at);
    for (uint64_t i = 0; i < r->rows; i++) {
        if (i % BLOCK == 0 && !budget_step(b, STEPS))
            return false;
        r->count.at[find_cell(r, draw_below(&r->random, n))]++;
    }
    return true;
}
