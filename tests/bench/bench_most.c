/* bench_most.c -- how fast the most probable values of all variables come on real networks.
 *
 *     bench_most [--seconds S] [--memory GB] FILE.bif...
 *
 * A line for each network and each of: nothing observed, every leaf, every tenth vertex observed at
 * a forward sample.  The time, of the processor, of the most probable explanation; of all marginals
 * and of one, with the same observed, in the same run; the ratios; how many values are equally
 * probable. The probability found must be the product of the entries it stands for, and it, and the
 * number of ties, must be those of the same network with its variables in another order: else the
 * program fails. */
#include "evaluate/most.h"
#include "tests/bench/networks/clock.h"
#include "tests/bench/networks/question.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEED = 1, REPEATS = 5 };

static const Kind kinds[][2] = {
    {KIND_ALL, KIND_ONE}, {KIND_ALL_LEAVES, KIND_ONE_LEAVES}, {KIND_ALL_TENTH, KIND_ONE_TENTH}};

typedef struct Bench {
    double seconds; /* for each answer */
    uint64_t bytes;
    double logs[2]; /* sums of the logarithms of the ratios */
    size_t lines;
    bool failed;
} Bench;

static Budget
budget_of(const Bench *b)
{
    return (Budget){.bytes = b->bytes, .deadline = budget_now() + (int64_t)(b->seconds * 1e9)};
}

/* Heads that are observed are none. */
static void
leave_observed(Query *q)
{
    size_t kept = 0;
    for (size_t i = 0; i < q->heads.count; i++) {
        bool observed = false;
        for (size_t e = 0; e < q->events.count; e++)
            observed |= q->events.at[e].position == q->heads.at[i];
        if (!observed)
            q->heads.at[kept++] = q->heads.at[i];
    }
    q->heads.count = kept;
}

/* The median of some times; below 0: it ended otherwise. */
static double
time_most(const Bench *b, Most *to, Net *n, Kind k)
{
    double times[REPEATS];
    Query q;
    question_make(&q, n, k);
    leave_observed(&q);
    for (int i = 0; i < REPEATS; i++) {
        Budget budget = budget_of(b);
        Trouble t = {0};
        double start = clock_spent();
        Outcome outcome = evaluate_most(to, &q, 1, &n->meaning, &budget, &t);
        double taken = clock_spent() - start;
        int at = i;
        trouble_clear(&t);
        if (outcome != OUTCOME_DONE) {
            query_clear(&q);
            return -1;
        }
        for (; at > 0 && times[at - 1] > taken; at--)
            times[at] = times[at - 1];
        times[at] = taken;
    }
    query_clear(&q);
    return times[REPEATS / 2];
}

static double
time_marginals(const Bench *b, Net *n, Kind k)
{
    SizeList none = {0};
    Query q;
    question_make(&q, n, k);
    leave_observed(&q);
    size_t count = q.heads.count;
    Matrix *to = memory_new(count + 1, sizeof *to);
    for (size_t i = 0; i < count; i++)
        matrix_init(&to[i], &none, &none);
    Budget budget = budget_of(b);
    double start = clock_spent();
    Outcome outcome = question_answer(to, &q, k, n, &budget);
    double taken = clock_spent() - start;
    for (size_t i = 0; i < count; i++)
        matrix_clear(&to[i]);
    memory_free(to);
    query_clear(&q);
    return outcome == OUTCOME_DONE ? taken : -1;
}

/* Is the joint the product of the entries that the labels choose? */
static bool
is_product(const Most *m, const Net *n, Kind k)
{
    Query q;
    mpq_t product, entry;
    uint32_t *label = memory_new(n->vertices.count, sizeof *label), row[64];
    question_make(&q, n, k);
    leave_observed(&q);
    for (size_t i = 0; i < n->vertices.count; i++)
        label[i] = n->vertices.at[i].sample;
    for (size_t i = 0; i < q.heads.count; i++)
        label[q.heads.at[i]] = m->labels.at[i];
    mpq_inits(product, entry, NULL);
    mpq_set_ui(product, 1, 1);
    for (size_t i = 0; i < n->vertices.count; i++) {
        const NetVertex *v = &n->vertices.at[i];
        const Matrix *table = meaning_find(&n->meaning, v->box->id);
        for (size_t p = 0; p < v->parents.count; p++)
            row[p] = label[v->parents.at[p]];
        matrix_entry(entry, table, v->parents.count ? matrix_find_row(table, row) : 0, &label[i]);
        mpq_mul(product, product, entry);
    }
    bool same = mpq_equal(product, m->joint);
    mpq_clears(product, entry, NULL);
    memory_free(label);
    query_clear(&q);
    return same;
}

static void
print_time(double seconds)
{
    if (seconds < 0)
        printf(" %10s", "-");
    else
        printf(" %10.3f", seconds * 1e3);
}

static void
print_ratio(Bench *b, int which, double most, double other)
{
    printf(" %8.3f", other > 0 ? most / other : NAN);
    b->logs[which] += log(most / other);
}

static void
bench_kind(Bench *b, const char *network, Net *n, Net *twin, const Kind *k)
{
    Most m, again;
    most_init(&m);
    most_init(&again);
    double most = time_most(b, &m, n, k[0]), other = time_most(b, &again, twin, k[0]);
    double all = time_marginals(b, n, k[0]), one = time_marginals(b, n, k[1]);
    printf("%-12s %-11s", network, kind_name(k[0]));
    print_time(most);
    print_time(all);
    print_time(one);
    if (most > 0 && all > 0 && one > 0) {
        print_ratio(b, 0, most, all);
        print_ratio(b, 1, most, one);
        b->lines++;
    }
    bool wrong = most > 0 && (m.undefined || !is_product(&m, n, k[0]));
    if (most > 0 && other > 0)
        wrong |= !mpq_equal(m.joint, again.joint) || mpz_cmp(m.count, again.count) != 0;
    printf("  %.3g equally probable%s\n", mpz_get_d(m.count), wrong ? "  THE ANSWERS DIFFER" : "");
    fflush(stdout);
    b->failed |= wrong;
    most_clear(&m);
    most_clear(&again);
}

static void
bench_file(Bench *b, const char *path)
{
    Net n, twin;
    char network[64];
    const char *slash = strrchr(path, '/');
    snprintf(network, sizeof network, "%s", slash ? slash + 1 : path);
    network[strcspn(network, ".")] = '\0';
    if (!net_read(&n, path, SEED)) {
        printf("%s is no network\n", path);
        b->failed = true;
        return;
    }
    if (net_read_twin(&twin, path, &n, SEED))
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            bench_kind(b, network, &n, &twin, kinds[i]);
    net_clear(&twin);
    net_clear(&n);
}

int
main(int count, char **words)
{
    Bench b = {.seconds = 60, .bytes = UINT64_C(2) << 30};
    int at = 1;
    rational_start();
    for (; at + 1 < count && words[at][0] == '-'; at += 2) {
        if (strcmp(words[at], "--seconds") == 0)
            b.seconds = atof(words[at + 1]);
        else if (strcmp(words[at], "--memory") == 0)
            b.bytes = (uint64_t)(atof(words[at + 1]) * (1 << 30));
    }
    if (at == count) {
        puts("no networks: see make bench-most");
        return EXIT_SUCCESS;
    }
    printf("%-12s %-11s %10s %10s %10s %8s %8s\n", "milliseconds", "", "most", "all", "one", "/all",
           "/one");
    for (; at < count; at++)
        bench_file(&b, words[at]);
    if (b.lines)
        printf("\ngeometric means of the ratios: %.3f to all marginals, %.3f to one, over %zu\n",
               exp(b.logs[0] / (double)b.lines), exp(b.logs[1] / (double)b.lines), b.lines);
    return b.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
