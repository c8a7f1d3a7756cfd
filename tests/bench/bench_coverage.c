/* bench_coverage.c -- Monte Carlo truth of estimates and tests: `bench_coverage [SAMPLES]`.
 *
 * Five models with known numbers: samples of 2,000 rows are drawn from each, the effect is
 * estimated from each sample as `estimate` does, and intervals of 95 percent that hold the true
 * effect are counted.  94 to 96 percent are wanted.  Then p-values of G^2 for independences that
 * hold: the largest distance of their distribution from the uniform one (Kolmogorov & Smirnov),
 * against what is exceeded once in a thousand times; the same of Wald's test where Verma
 * constraints hold.  Where the instrumental inequality is only just met, 5 percent of its p-values
 * are below 5 percent at most; where these are broken, it is told how many are.  Fails where one
 * of these is missed; with fewer than 10,000 samples nothing fails, since chance alone would do.
 */
#include "lang/estimate/estimated.h"
#include "lang/language.h"
#include "lang/read/reader.h"
#include "lang/statement/run.h"
#include "lang/command_line.h"
#include "statistics/g_test.h"
#include "statistics/resample.h"
#include "statistics/spread.h"
#include "tests/bench/since.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KOLMOGOROV 1.9494746 /* sqrt(-ln(0.001 / 2) / 2) */

enum { ROWS = 2000, SAMPLES = 300, ENOUGH = 10000 };

typedef struct Truth {
    const char *name, *source, *estimate;
} Truth;

#define BIT "type Bit = {0, 1}\n"

/* The functor of each gives the state; all shares are whole numbers of the rows that are said. */
static const Truth truths[] = {
    {"back door",
     BIT "model m { Z : Bit  X : Bit <- Z  Y : Bit <- X, Z }\n"
         "functor F : m { Z = 6/10|0> + 4/10|1>\n"
         "  X = { 0 -> 7/10|0> + 3/10|1>  1 -> 2/10|0> + 8/10|1> }\n"
         "  Y = { 0,0 -> 8/10|0> + 2/10|1>  0,1 -> 5/10|0> + 5/10|1>\n"
         "        1,0 -> 6/10|0> + 4/10|1>  1,1 -> 3/10|0> + 7/10|1> } }\n",
     "estimate P(Y = 1 | do(X = 1)) in m from F(m) of 1000 rows"},
    {"front door",
     BIT "model m { latent H : Bit  S : Bit <- H  T : Bit <- S  C : Bit <- H, T }\n"
         "functor F : m { H = 5/10|0> + 5/10|1>\n"
         "  S = { 0 -> 7/10|0> + 3/10|1>  1 -> 3/10|0> + 7/10|1> }\n"
         "  T = { 0 -> 8/10|0> + 2/10|1>  1 -> 3/10|0> + 7/10|1> }\n"
         "  C = { 0,0 -> 8/10|0> + 2/10|1>  0,1 -> 4/10|0> + 6/10|1>\n"
         "        1,0 -> 5/10|0> + 5/10|1>  1,1 -> 2/10|0> + 8/10|1> } }\n",
     "estimate P(C = 1 | do(S = 1)) - P(C = 1 | do(S = 0)) in m from F(m) of 10000 rows"},
    {"napkin",
     BIT "model m { latent H : Bit  latent K : Bit  A : Bit <- H, K  B : Bit <- A\n"
         "  X : Bit <- B, H  Y : Bit <- X, K }\n"
         "functor F : m { H = 5/10|0> + 5/10|1>  K = 5/10|0> + 5/10|1>\n"
         "  A = { 0,0 -> 7/10|0> + 3/10|1>  0,1 -> 5/10|0> + 5/10|1>\n"
         "        1,0 -> 5/10|0> + 5/10|1>  1,1 -> 3/10|0> + 7/10|1> }\n"
         "  B = { 0 -> 7/10|0> + 3/10|1>  1 -> 4/10|0> + 6/10|1> }\n"
         "  X = { 0,0 -> 8/10|0> + 2/10|1>  0,1 -> 6/10|0> + 4/10|1>\n"
         "        1,0 -> 3/10|0> + 7/10|1>  1,1 -> 2/10|0> + 8/10|1> }\n"
         "  Y = { 0,0 -> 7/10|0> + 3/10|1>  0,1 -> 6/10|0> + 4/10|1>\n"
         "        1,0 -> 4/10|0> + 6/10|1>  1,1 -> 2/10|0> + 8/10|1> } }\n",
     "estimate P(Y = 1 | do(X = 1)) in m from F(m) of 1000000 rows"},
    {"two covariates",
     BIT "model m { A : Bit  B : Bit <- A  X : Bit <- A, B  Y : Bit <- X, B }\n"
         "functor F : m { A = 5/10|0> + 5/10|1>\n"
         "  B = { 0 -> 6/10|0> + 4/10|1>  1 -> 3/10|0> + 7/10|1> }\n"
         "  X = { 0,0 -> 7/10|0> + 3/10|1>  0,1 -> 6/10|0> + 4/10|1>\n"
         "        1,0 -> 4/10|0> + 6/10|1>  1,1 -> 3/10|0> + 7/10|1> }\n"
         "  Y = { 0,0 -> 9/10|0> + 1/10|1>  0,1 -> 7/10|0> + 3/10|1>\n"
         "        1,0 -> 6/10|0> + 4/10|1>  1,1 -> 4/10|0> + 6/10|1> } }\n",
     "estimate P(Y = 1 | do(X = 1)) / P(Y = 1 | do(X = 0)) in m from F(m) of 10000 rows"},
    {"three values, a mean",
     BIT "type Three = {0..2}\nmodel m { Z : Three  X : Bit <- Z  Y : Three <- X, Z }\n"
         "functor F : m { Z = 3/10|0> + 4/10|1> + 3/10|2>\n"
         "  X = { 0 -> 6/10|0> + 4/10|1>  1 -> 5/10|0> + 5/10|1>  2 -> 3/10|0> + 7/10|1> }\n"
         "  Y = { 0,0 -> 6/10|0> + 3/10|1> + 1/10|2>  0,1 -> 5/10|0> + 3/10|1> + 2/10|2>\n"
         "        0,2 -> 4/10|0> + 3/10|1> + 3/10|2>  1,0 -> 3/10|0> + 3/10|1> + 4/10|2>\n"
         "        1,1 -> 2/10|0> + 4/10|1> + 4/10|2>  1,2 -> 1/10|0> + 3/10|1> + 6/10|2> } }\n",
     "estimate E(Y | do(X = 1)) - E(Y | do(X = 0)) in m from F(m) of 1000 rows"},
};

/* ---- a session with one estimate ---- */

typedef struct Bench {
    Options options;
    Session s;
    Source *source;
    Reader reader;
    Node *statement;
    Sample sample;
    Estimated quantity;
    const Context *outer;
} Bench;

static bool
bench_start(Bench *b, const Truth *t)
{
    *b = (Bench){0};
    options_init(&b->options);
    session_init(&b->s, &b->options, language);
    if (!session_run(&b->s, source_new("bench", NULL, t->source, strlen(t->source))))
        return false;
    b->source = source_new("bench", NULL, t->estimate, strlen(t->estimate));
    reader_init(&b->reader, b->source, &b->s.names, &b->s.complain, false);
    if (reader_next(&b->reader, &b->s.arena, &b->statement) != READ_STATEMENT)
        return false;
    const Node *e = b->statement->kids[0];
    sample_init(&b->sample, &b->s);
    if (!sample_of_question(&b->sample, e, b->statement->kids[1]))
        return false;
    b->outer = b->s.asked;
    b->s.asked = &b->sample.context;
    bool ok, more;
    do {
        more = false;
        estimated_clear(&b->quantity);
        ok = sample_make(&b->sample) && estimated_read(&b->s, &b->quantity, e->kids[0]);
        if (ok)
            estimated_mark(&b->sample, &b->quantity, &more);
    } while (ok && more);
    return ok;
}

static void
bench_end(Bench *b)
{
    estimated_clear(&b->quantity);
    b->s.asked = b->outer;
    sample_clear(&b->sample);
    reader_clear(&b->reader);
    source_free(b->source);
    session_clear(&b->s);
}

/* The value with the table as it is, and its variance for so many rows; NULL: not wanted. */
static bool
find_value(Bench *b, mpq_t value, mpq_t variance)
{
    PartList parts = {0};
    Findings found = {0};
    bool ok = estimated_find(&b->sample, &b->quantity, &parts, &found);
    if (ok)
        mpq_set(value, parts.at[0].value);
    if (ok && variance)
        ok = spread_variance(variance, meaning_find(&b->s.meaning, b->sample.box->id),
                             (const mpq_t *)parts.at[0].by, b->sample.rows, b->sample.weight,
                             b->sample.added, &b->s.budget);
    findings_clear(&found);
    parts_clear(&parts);
    return ok;
}

/* Is |value - truth| at most 1.959963985 standard errors?  squared: that number squared. */
static bool
covers(const mpq_t value, const mpq_t variance, const mpq_t truth, const mpq_t squared)
{
    mpq_t off, reach;
    mpq_inits(off, reach, NULL);
    mpq_sub(off, value, truth);
    mpq_mul(off, off, off);
    mpq_mul(reach, variance, squared);
    bool in = mpq_cmp(off, reach) <= 0;
    mpq_clears(off, reach, NULL);
    return in;
}

static bool
time_coverage(const Truth *t, uint64_t samples)
{
    Bench b;
    Resample r;
    mpq_t truth, value, variance, squared;
    uint64_t covered = 0;
    mpq_inits(truth, value, variance, squared, NULL);
    mpq_set_str(squared, "38414588206941259583/10000000000000000000", 10);
    bool ok = bench_start(&b, t) && find_value(&b, truth, NULL);
    if (ok) {
        resample_init(&r, b.sample.counts.at, b.sample.counts.count, 1);
        r.rows = b.sample.rows = ROWS;
        mpq_set_ui(b.sample.weight, ROWS, 1);
    }
    int64_t start = budget_now();
    for (uint64_t i = 0; ok && i < samples; i++) {
        ok = resample_next(&r, &b.s.budget);
        sample_recount(&b.sample, r.count.at);
        ok = ok && find_value(&b, value, variance);
        covered += ok && covers(value, variance, truth, squared);
    }
    double share = (double)covered / (double)samples;
    bool good = ok && (samples < ENOUGH || (share >= 0.94 && share <= 0.96));
    printf("%-22s %6.2f %% of %llu intervals hold %.6f   %.3f ms each%s\n", t->name, 100 * share,
           (unsigned long long)samples, mpq_get_d(truth),
           1000 * seconds_since(start) / (double)samples, good ? "" : "   NOT GOOD");
    resample_clear(&r);
    bench_end(&b);
    mpq_clears(truth, value, variance, squared, NULL);
    return good;
}

/* ---- p-values under the null ---- */

/* The strata, rows and columns of a table, with whole weights by which the rows are independent of
 * the columns in each stratum. */
typedef struct Null {
    const char *name;
    uint64_t strata, rows, columns;
} Null;

static const Null nulls[] = {{"2 x 2", 1, 2, 2}, {"2 x 2 in 4 strata", 4, 2, 2},
                             {"3 x 4 in 2 strata", 2, 3, 4}};

static uint64_t
null_weight(const Null *n, uint64_t cell)
{
    uint64_t column = cell % n->columns, row = cell / n->columns % n->rows;
    uint64_t stratum = cell / n->columns / n->rows;
    return (3 + stratum) * (2 + (row + stratum) % 3) * (3 + (column + 2 * stratum) % 4);
}

static int
compare_doubles(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double
p_value(const Null *n, const Resample *r, Budget *b)
{
    GCellList cells = {0};
    GTest g;
    Real p;
    for (uint64_t c = 0; c < r->count.count; c++)
        array_push(&cells, ((GCell){c / n->columns / n->rows, c / n->columns % n->rows,
                                    c % n->columns, r->count.at[c]}));
    real_init(&p, REAL_BITS_MIN);
    bool ok = g_test_make(&g, &cells, b) && g_test_p_value(&p, &g);
    double found = ok ? mpfr_get_d(p.low, MPFR_RNDN) : -1;
    real_clear(&p);
    g_test_clear(&g);
    array_clear(&cells);
    return found;
}

/* The largest distance between the shares of values below x and x. */
static double
distance_from_uniform(double *p, size_t count)
{
    double most = 0;
    qsort(p, count, sizeof *p, compare_doubles);
    for (size_t i = 0; i < count; i++) {
        most = fmax(most, fabs(p[i] - (double)i / (double)count));
        most = fmax(most, fabs(p[i] - (double)(i + 1) / (double)count));
    }
    return most;
}

static bool
time_null(const Null *n, uint64_t samples)
{
    size_t cells = n->strata * n->rows * n->columns;
    uint64_t *weights = memory_new(cells, sizeof *weights);
    double *p = memory_new(samples, sizeof *p);
    Budget b = {0};
    Resample r;
    for (size_t c = 0; c < cells; c++)
        weights[c] = null_weight(n, c);
    resample_init(&r, weights, cells, 1);
    r.rows = ROWS;
    int64_t start = budget_now();
    for (uint64_t i = 0; i < samples && resample_next(&r, &b); i++)
        p[i] = p_value(n, &r, &b);
    double far = distance_from_uniform(p, samples) * sqrt((double)samples);
    bool good = samples < ENOUGH || far < KOLMOGOROV;
    printf("%-22s p-values are %.3f from uniform, %.3f once in 1000   %.3f ms each%s\n", n->name,
           far, KOLMOGOROV, 1000 * seconds_since(start) / (double)samples,
           good ? "" : "   NOT GOOD");
    resample_clear(&r);
    memory_free(p);
    memory_free(weights);
    return good;
}

/* ---- whole tests of models ---- */

/* A model over bits, and whole weights of its cells by which what it implies holds, or does not. */
typedef struct Whole {
    const char *name, *model, *by; /* which of its tests */
    size_t bits;
    enum { UNIFORM, AT_MOST, BROKEN } wanted; /* of p-values */
    unsigned weights[16];
} Whole;

/* Weights by hand: of Verma's model with a cause U of B and E, a coin like A, where P(B = 1) is
 * 2/10 + 3/10 A + 3/10 U, P(D = 1) 3/10 + 4/10 B, P(E = 1) 2/10 + 3/10 D + 3/10 U (+ 1/10 A:
 * broken), in 4000 parts; of instruments a coin Z, where P(1, 0 | 0) + P(1, 1 | 1) is 1, and
 * 11/10. */
static const Whole wholes[] = {
    {"Verma", "A : Bit  B : Bit <- A  D : Bit <- B  E : Bit <- D  B <-> E", "Wald", 4, UNIFORM,
     {623, 287, 150, 240, 123, 87, 140, 350, 350, 140, 87, 123, 240, 150, 287, 623}},
    {"Verma, broken", "A : Bit  B : Bit <- A  D : Bit <- B  E : Bit <- D  B <-> E", "Wald", 4,
     BROKEN, {623, 287, 150, 240, 123, 87, 140, 350, 301, 189, 66, 144, 201, 189, 196, 714}},
    {"instrument", "Z : Bit  X : Bit <- Z  Y : Bit <- X  X <-> Y", "score", 3, AT_MOST,
     {20, 20, 50, 10, 20, 20, 10, 50}},
    {"instrument, broken", "Z : Bit  X : Bit <- Z  Y : Bit <- X  X <-> Y", "score", 3, BROKEN,
     {20, 15, 55, 10, 20, 15, 10, 55}},
};

static void
write_whole(const Whole *w, const Resample *r, Sink *out)
{
    sink_print(out, "type Bit = {0, 1}\nmodel m { %s }\nstate w of m = 1/%llu * (", w->model,
               (unsigned long long)r->rows);
    for (size_t c = 0; c < r->count.count; c++) {
        sink_print(out, "%s%llu|", c ? " + " : "", (unsigned long long)r->count.at[c]);
        for (size_t b = w->bits; b-- > 0;)
            sink_print(out, "%zu%s", c >> b & 1, b ? "," : ">");
    }
    sink_print(out, ")\ntest m from w of %llu rows\n", (unsigned long long)r->rows);
}

/* The p-value in what `test` says in JSON; -1: there is none. */
static double
read_p_value(const Whole *w, const char *text)
{
    char by[32];
    snprintf(by, sizeof by, "\"by\":\"%s\"", w->by);
    const char *at = strstr(text, by);
    at = at ? strstr(at, "\"p\":\"") : NULL;
    return at ? strtod(at + strlen("\"p\":\""), NULL) : -1;
}

static double
whole_p_value(const Whole *w, const Resample *r)
{
    Options options;
    Session s;
    Sink text;
    options_init(&options);
    options.json = true;
    session_init(&s, &options, language);
    sink_clear(&s.out);
    sink_init(&s.out);
    sink_init(&text);
    write_whole(w, r, &text);
    bool ok = session_run(&s, source_new("bench", NULL, sink_text(&text), text.count));
    double p = ok ? read_p_value(w, sink_text(&s.out)) : -1;
    sink_clear(&text);
    session_clear(&s);
    return p;
}

static bool
judge_whole(const Whole *w, double *p, uint64_t samples)
{
    size_t below = 0;
    for (uint64_t i = 0; i < samples; i++)
        below += p[i] < 0.05;
    double far = distance_from_uniform(p, samples) * sqrt((double)samples);
    double share = (double)below / (double)samples;
    bool good = w->wanted == UNIFORM ? far < KOLMOGOROV : w->wanted == BROKEN || share <= 0.055;
    printf("%-22s %6.2f %% of p-values are below 5 %%", w->name, 100 * share);
    if (w->wanted == UNIFORM)
        printf(", and %.3f from uniform, %.3f once in 1000", far, KOLMOGOROV);
    return good && p[0] >= 0;
}

static bool
time_whole(const Whole *w, uint64_t samples)
{
    uint64_t weights[16];
    double *p = memory_new(samples, sizeof *p);
    Budget b = {0};
    Resample r;
    for (size_t c = 0; c < (size_t)1 << w->bits; c++)
        weights[c] = w->weights[c];
    resample_init(&r, weights, (size_t)1 << w->bits, 1);
    r.rows = ROWS;
    int64_t start = budget_now();
    for (uint64_t i = 0; i < samples && resample_next(&r, &b); i++)
        p[i] = whole_p_value(w, &r);
    bool good = judge_whole(w, p, samples) || samples < ENOUGH;
    printf("   %.3f ms each%s\n", 1000 * seconds_since(start) / (double)samples,
           good ? "" : "   NOT GOOD");
    resample_clear(&r);
    memory_free(p);
    return good;
}

int
main(int count, char **argument)
{
    uint64_t samples = count > 1 ? strtoull(argument[1], NULL, 10) : SAMPLES;
    bool good = samples > 0;
    rational_start();
    for (size_t i = 0; samples && i < sizeof truths / sizeof *truths; i++)
        good = time_coverage(&truths[i], samples) && good;
    for (size_t i = 0; samples && i < sizeof nulls / sizeof *nulls; i++)
        good = time_null(&nulls[i], samples) && good;
    for (size_t i = 0; samples && i < sizeof wholes / sizeof *wholes; i++)
        good = time_whole(&wholes[i], samples) && good;
    return !good;
}
