/* bench_threads.c -- how much faster all marginals of real networks come with more threads.
 *
 *     bench_threads [--threads N] FILE.bif...
 *
 * A line for each network and each of: nothing observed, every leaf, every tenth vertex observed at
 * a forward sample.  The time on the wall with one thread and with N (as many as there are
 * processors), the least of some; how many times faster that is; and how many times more the
 * machine does when N processes do the same with one thread each, which is what could be hoped for.
 * The answers must be the same, else the program fails. */
#include "base/team.h"
#include "tests/bench/networks/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SEED = 1, REPEATS = 5 };

typedef struct Answer {
    Matrix *at;
    size_t count;
    Outcome outcome;
    double seconds;
} Answer;

static void
answer_clear(Answer *a)
{
    for (size_t i = 0; i < a->count; i++)
        matrix_clear(&a->at[i]);
    memory_free(a->at);
}

static void
answer_make(Answer *to, Net *n, Kind k, uint32_t threads)
{
    SizeList none = {0};
    Query q;
    question_make(&q, n, k);
    *to = (Answer){.at = memory_new(q.heads.count + 1, sizeof *to->at), .count = q.heads.count};
    for (size_t i = 0; i < to->count; i++)
        matrix_init(&to->at[i], &none, &none);
    Budget b = {.bytes = (uint64_t)8 << 30, .threads = threads};
    int64_t start = budget_now();
    to->outcome = question_answer(to->at, &q, k, n, &b);
    to->seconds = (double)(budget_now() - start) / 1e9;
    query_clear(&q);
}

static double
least_time(Net *n, Kind k, uint32_t threads)
{
    double least = 1e9;
    for (int i = 0; i < REPEATS; i++) {
        Answer a;
        answer_make(&a, n, k, threads);
        least = a.seconds < least ? a.seconds : least;
        answer_clear(&a);
    }
    return least;
}

static double
least_of_processes(Net *n, Kind k, uint32_t count)
{
    double least = 1e9;
    for (int i = 0; i < REPEATS; i++) {
        int64_t start = budget_now();
        for (uint32_t p = 0; p < count; p++)
            if (fork() == 0) {
                Answer a;
                answer_make(&a, n, k, 1);
                _exit(0);
            }
        while (wait(NULL) > 0)
            continue;
        double seconds = (double)(budget_now() - start) / 1e9;
        least = seconds < least ? seconds : least;
    }
    return least;
}

static bool
same_answers(Net *n, Kind k, uint32_t threads)
{
    Answer one, more;
    answer_make(&one, n, k, 1);
    answer_make(&more, n, k, threads);
    bool same = one.outcome == more.outcome;
    for (size_t i = 0; i < one.count && one.outcome == OUTCOME_DONE; i++)
        same &= matrix_equal(&one.at[i], &more.at[i], NULL);
    answer_clear(&one);
    answer_clear(&more);
    return same;
}

static bool
time_network(const char *path, uint32_t threads)
{
    static const Kind kinds[] = {KIND_ALL, KIND_ALL_LEAVES, KIND_ALL_TENTH};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    Net n;
    bool same = true;
    if (!net_read(&n, path, SEED))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Kind k = kinds[i];
        bool agree = same_answers(&n, k, threads);
        double one = least_time(&n, k, 1), more = least_time(&n, k, threads);
        double processes = least_of_processes(&n, k, threads);
        printf("%-12.*s %-11s %10.3f %10.3f %6.2f %6.2f%s\n", (int)strcspn(name, "."), name,
               kind_name(k), one * 1e3, more * 1e3, one / more, threads * one / processes,
               agree ? "" : "  WRONG");
        fflush(stdout);
        same &= agree;
    }
    net_clear(&n);
    return same;
}

int
main(int argc, char **argv)
{
    bool same = true;
    int first = argc > 2 && strcmp(argv[1], "--threads") == 0 ? 3 : 1;
    uint32_t threads = first == 3 ? (uint32_t)atoi(argv[2]) : team_processors();
    printf("%-12s %-11s %10s %9uT %6s %6s\n", "milliseconds", "", "1 thread", threads, "times",
           "hoped");
    for (int i = first; i < argc; i++)
        same &= time_network(argv[i], threads);
    return !same;
}
