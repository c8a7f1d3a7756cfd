/* bench_decimals.c -- what answers of real networks take where decimals are all that is wanted.
 *
 *     bench_decimals [--digits N] FILE.bif...
 *
 * A line for each network and kind of question (networks/question.h): the time, of the processor,
 * of the answer in fractions, of that in decimals (6 digits), and of the same plan carried out with
 * plain doubles, which is neither reading nor planning, and proves nothing; how many times less
 * than the first the second is, and how many times the third.  Each decimal must be the nearest one
 * to its fraction, else the program fails. */
#include "tests/bench/networks/clock.h"
#include "tests/bench/networks/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 1, REPEATS = 5 };

typedef struct Answer {
    Matrix *at;
    size_t count;
    Outcome outcome;
    double seconds; /* the least */
} Answer;

static void
answer_clear(Answer *a)
{
    for (size_t i = 0; i < a->count; i++)
        matrix_clear(&a->at[i]);
    memory_free(a->at);
}

static void
answer_make(Answer *to, Net *n, Kind k, int digits)
{
    Query q;
    question_make(&q, n, k);
    q.digits = digits;
    *to = (Answer){.at = memory_new(q.heads.count + 1, sizeof *to->at), .count = q.heads.count,
                   .seconds = INFINITY};
    for (size_t i = 0; i < to->count; i++)
        matrix_init_empty(&to->at[i]);
    for (int i = 0; i < REPEATS; i++) {
        Budget b = {.bytes = (uint64_t)8 << 30};
        double start = clock_spent();
        to->outcome = question_answer(to->at, &q, k, n, &b);
        double spent = clock_spent() - start;
        to->seconds = spent < to->seconds ? spent : to->seconds;
    }
    query_clear(&q);
}

static bool
is_nearest(const Answer *got, const Answer *exact, int digits)
{
    Sink a, b;
    bool same = got->outcome == exact->outcome;
    sink_init(&a);
    sink_init(&b);
    for (size_t i = 0; i < got->count && got->outcome == OUTCOME_DONE; i++)
        for (size_t e = 0; e < exact->at[i].weight.count; e++) {
            a.count = b.count = 0;
            decimal_write(&got->at[i].weight.at[e], digits, &a);
            decimal_write(&exact->at[i].weight.at[e], digits, &b);
            same = same && strcmp(sink_text(&a), sink_text(&b)) == 0;
        }
    sink_clear(&a);
    sink_clear(&b);
    return same;
}

/* Sums of logarithms, of each kind. */
typedef struct Means {
    double gain[KINDS], floor[KINDS];
    unsigned count[KINDS];
} Means;

static bool
time_network(const char *path, int digits, Means *means)
{
    static const Limits limits = {
        .seconds = 60, .floor = 60, .repeats = 3, .bytes = (uint64_t)8 << 30};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    Net n;
    bool good = true;
    if (!net_read(&n, path, SEED))
        return false;
    for (Kind k = 0; k < KINDS; k++) {
        Answer exact, got;
        Figures f;
        measure(&f, &n, k, &limits);
        answer_make(&exact, &n, k, 0);
        answer_make(&got, &n, k, digits);
        bool nearest = is_nearest(&got, &exact, digits);
        printf("%-12.*s %-11s %10.3f %10.3f %10.3f %6.2f %6.2f%s\n", (int)strcspn(name, "."), name,
               kind_name(k), exact.seconds * 1e3, got.seconds * 1e3, f.floats * 1e3,
               exact.seconds / got.seconds, got.seconds / f.floats, nearest ? "" : "  WRONG");
        fflush(stdout);
        means->gain[k] += log(exact.seconds / got.seconds);
        means->floor[k] += log(got.seconds / f.floats);
        means->count[k]++;
        good &= nearest;
        answer_clear(&exact);
        answer_clear(&got);
    }
    net_clear(&n);
    return good;
}

int
main(int argc, char **argv)
{
    bool good = true;
    Means means = {0};
    int first = argc > 2 && strcmp(argv[1], "--digits") == 0 ? 3 : 1;
    int digits = first == 3 ? atoi(argv[2]) : 6;
    printf("%-12s %-11s %10s %10s %10s %6s %6s\n", "milliseconds", "", "fractions", "decimals",
           "doubles", "gain", "ratio");
    for (int i = first; i < argc; i++)
        good &= time_network(argv[i], digits, &means);
    printf("\ngeometric means of the gains, and of the ratios to doubles\n");
    for (Kind k = 0; k < KINDS; k++)
        if (means.count[k])
            printf("%-11s %6.2f %6.2f\n", kind_name(k), exp(means.gain[k] / means.count[k]),
                   exp(means.floor[k] / means.count[k]));
    return !good;
}
