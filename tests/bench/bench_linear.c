/* bench_linear.c -- exact linear programs of instruments, both ends each, against their size.
 *
 * Columns are functions for X and Y of an instrument that may also reach Y; data are of random
 * mixtures of 40 of them.  The last two columns are how often a small program was solved and how
 * many columns the last one had, of all. */
#include "tests/bench/since.h"
#include "tests/law/response.h"

#include <stdio.h>

static bool
time_ends(const Response *r, Linear *p, double build)
{
    Budget b = {0};
    LinearEnd end;
    linear_end_init(&end);
    bool solved = true;
    double seconds[2] = {0};
    uint32_t rounds = 0, used = 0;
    for (int most = 0; most < 2 && solved; most++) {
        int64_t start = budget_now();
        solved = linear_solve(&end, p, most ? LINEAR_MOST : LINEAR_LEAST, &b) == LINEAR_SOLVED;
        seconds[most] = seconds_since(start);
        rounds += end.rounds;
        used = end.used > used ? end.used : used;
    }
    printf("%7u x %2u: made in %6.3f s, least %6.3f s, most %6.3f s, %3u rounds, %4u used%s\n",
           response_columns(r), response_rows(r), build, seconds[0], seconds[1], rounds, used,
           solved ? "" : ", NOT SOLVED");
    linear_end_clear(&end);
    return solved;
}

int
main(void)
{
    static const Response sizes[] = {{2, 2, 2, true},  {2, 2, 2, false}, {2, 2, 3, false},
                                     {3, 2, 2, false}, {4, 2, 2, false}, {2, 3, 3, false},
                                     {4, 2, 3, false}};
    bool good = true;
    rational_start();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Random random = random_start(i);
        Linear p;
        mpq_t truth;
        mpq_init(truth);
        int64_t start = budget_now();
        response_init(&p, &sizes[i]);
        response_observe(&p, &sizes[i], 40, &random, truth);
        good = time_ends(&sizes[i], &p, seconds_since(start)) && good;
        linear_clear(&p);
        mpq_clear(truth);
    }
    return !good;
}
