/* bench_networks.c -- how fast exact answers come on real networks, and whether that got worse.
 *
 *     bench_networks [--kind KIND]... [--seconds S] [--oracle S] [--repeat S] [--memory GB]
 *                    [--seed N] [--write FILE] [--compare FILE] [--bound PERCENT] FILE.bif...
 *
 * A line for each network and kind of question (networks/question.h): the median time, of the
 * processor, of the whole answer and of its parts; the same plan carried out with doubles, how many
 * times longer the answer takes, and that for each 240 bits of the denominator; the same with mpq,
 * and the ratio.  All answers are compared with those of the doubles, and with mpq's where that
 * ends within S seconds: one that differs makes the program fail.  At the end of the line, how many
 * times longer the answer takes with each other kernel that the processor can run.
 *
 * What --write keeps and --compare reads is the score of each line (networks/measure.h).  It fails
 * when the median of now / before is more than the bound. */
#include "contract/residue.h"
#include "tests/bench/networks/baseline.h"
#include "tests/bench/networks/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BITS = 240 };

typedef struct Bench {
    bool kinds[KINDS];
    Limits limits;
    uint64_t seed;
    const char *write, *compare;
    double bound; /* percent */
    ScoreList scores;
    double logs[KINDS][2]; /* sums of logarithms of the ratios: to doubles, for 240 bits */
    size_t counts[KINDS];
    double kernel_logs[KERNELS]; /* of the ratios to the kernel in use */
    size_t kernel_counts[KERNELS];
    bool failed;
} Bench;

static void
print_head(void)
{
    printf("kernel: %s; the others at the end of each line\n", kernel_best()->name);
    printf("%-12s %-11s %10s %9s %9s %6s %9s %10s %7s %7s %10s %8s\n", "milliseconds", "", "whole",
           "interpret", "plan", "bits", "products", "double", "ratio", "/240", "mpq", "ratio");
}

static void
print_ratio(Bench *b, Kind k, const Figures *f)
{
    double ratio = f->whole / f->floats, parts = f->interpret + f->planning;
    double run = f->whole > parts ? f->whole - parts : 0;
    double blocks = f->bits > BITS ? (double)f->bits / BITS : 1;
    printf(" %10.3f %7.2f %7.2f", f->floats * 1e3, ratio, run / f->floats / blocks);
    b->logs[k][0] += log(ratio);
    b->logs[k][1] += log(run / f->floats / blocks + 1e-3);
    b->counts[k]++;
}

static void
print_kernels(Bench *b, const Figures *f)
{
    for (size_t i = 0; i < KERNELS; i++) {
        if (f->kernels[i] <= 0)
            continue;
        printf("  %s %.2f", kernel_names[i], f->kernels[i]);
        b->kernel_logs[i] += log(f->kernels[i]);
        b->kernel_counts[i]++;
    }
}

static void
print_figures(Bench *b, const char *network, Kind k, const Figures *f)
{
    static const char *const outcomes[] = {"", "  stopped", "  too large", "  no meaning",
                                           "  no carrier"};
    printf("%-12s %-11s %10.3f %9.3f %9.3f %6zu %9.2e", network, kind_name(k), f->whole * 1e3,
           f->interpret * 1e3, f->planning * 1e3, f->bits, f->products);
    if (f->floats > 0 && f->outcome == OUTCOME_DONE)
        print_ratio(b, k, f);
    else if (f->floats > 0)
        printf(" %10.3f %7s %7s", f->floats * 1e3, "", "");
    else
        printf(" %10s %7s %7s", "", "", "");
    if (f->exact > 0)
        printf(" %10.3f %8.4f", f->exact * 1e3, f->whole / f->exact);
    else
        printf(" %10s %8s", "", "");
    print_kernels(b, f);
    printf("%s%s\n", outcomes[f->outcome], f->wrong ? "  THE ANSWERS DIFFER" : "");
    fflush(stdout);
}

static void
keep_score(Bench *b, const char *network, Kind k, const Figures *f)
{
    Score s = {.value = figures_score(f)};
    snprintf(s.network, sizeof s.network, "%s", network);
    snprintf(s.kind, sizeof s.kind, "%s", kind_name(k));
    if (s.value > 0)
        array_push(&b->scores, s);
}

static void
bench_file(Bench *b, const char *path)
{
    Net n;
    char network[64];
    const char *slash = strrchr(path, '/');
    snprintf(network, sizeof network, "%s", slash ? slash + 1 : path);
    network[strcspn(network, ".")] = '\0';
    if (!net_read(&n, path, b->seed)) {
        printf("%s is no network\n", path);
        b->failed = true;
        return;
    }
    for (Kind k = 0; k < KINDS; k++) {
        Figures f;
        if (!b->kinds[k])
            continue;
        measure(&f, &n, k, &b->limits);
        print_figures(b, network, k, &f);
        keep_score(b, network, k, &f);
        b->failed = b->failed || f.wrong;
    }
    net_clear(&n);
}

static void
print_means(const Bench *b)
{
    printf("\ngeometric means of the ratios to doubles, and for 240 bits\n");
    for (Kind k = 0; k < KINDS; k++)
        if (b->counts[k])
            printf("%-11s %7.2f %7.2f   over %zu\n", kind_name(k),
                   exp(b->logs[k][0] / (double)b->counts[k]),
                   exp(b->logs[k][1] / (double)b->counts[k]), b->counts[k]);
    for (size_t i = 0; i < KERNELS; i++)
        if (b->kernel_counts[i])
            printf("with kernel %s whole answers take %.2f times those with %s, over %zu\n",
                   kernel_names[i], exp(b->kernel_logs[i] / (double)b->kernel_counts[i]),
                   kernel_best()->name, b->kernel_counts[i]);
}

static void
compare(Bench *b)
{
    ScoreList before = {0};
    if (!scores_read(&before, b->compare)) {
        printf("%s holds no figures of an earlier run\n", b->compare);
        b->failed = true;
        return;
    }
    Change c = scores_compare(&before, &b->scores);
    double percent = (c.median - 1) * 100;
    bool worse = c.count == 0 || percent > b->bound;
    printf("\nagainst %s: the median of %zu is %+.1f %%, the bound %+.1f %%: %s\n", b->compare,
           c.count, percent, b->bound, worse ? "WORSE" : "good");
    if (c.at)
        printf("the worst is %s %s, %+.1f %%\n", c.at->network, c.at->kind, (c.worst - 1) * 100);
    b->failed = b->failed || worse;
    array_clear(&before);
}

static void
add_kind(Bench *b, const char *name, bool *some)
{
    Kind k;
    if (!kind_find(&k, name)) {
        printf("no kind of question is called %s\n", name);
        exit(2);
    }
    for (size_t i = 0; !*some && i < KINDS; i++)
        b->kinds[i] = false;
    b->kinds[k] = *some = true;
}

/* An option with its value; false: it is none. */
static bool
read_option(Bench *b, const char *word, const char *value, bool *some)
{
    const struct {
        const char *name;
        double *to;
    } numbers[] = {{"--seconds", &b->limits.seconds}, {"--oracle", &b->limits.oracle},
                   {"--repeat", &b->limits.repeating}, {"--bound", &b->bound}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(word, numbers[i].name) == 0) {
            *numbers[i].to = atof(value);
            return true;
        }
    if (strcmp(word, "--kind") == 0)
        add_kind(b, value, some);
    else if (strcmp(word, "--seed") == 0)
        b->seed = strtoull(value, NULL, 10);
    else if (strcmp(word, "--memory") == 0)
        b->limits.bytes = (uint64_t)(atof(value) * (1 << 30));
    else if (strcmp(word, "--write") == 0)
        b->write = value;
    else if (strcmp(word, "--compare") == 0)
        b->compare = value;
    else
        return false;
    return true;
}

int
main(int count, char **words)
{
    Bench b = {.limits = {.seconds = 20, .floor = 20, .oracle = 1, .repeating = 0.5, .repeats = 51,
                          .bytes = UINT64_C(2) << 30},
               .seed = 1, .bound = 10};
    bool some = false;
    int at = 1;
    rational_start();
    for (Kind k = 0; k < KINDS; k++)
        b.kinds[k] = true;
    while (at + 1 < count && read_option(&b, words[at], words[at + 1], &some))
        at += 2;
    if (at == count) {
        puts("no networks: see make bench-networks");
        return EXIT_SUCCESS;
    }
    print_head();
    for (; at < count; at++)
        bench_file(&b, words[at]);
    print_means(&b);
    if (b.write && !scores_write(&b.scores, b.write)) {
        printf("%s cannot be written\n", b.write);
        b.failed = true;
    }
    if (b.compare)
        compare(&b);
    array_clear(&b.scores);
    return b.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
