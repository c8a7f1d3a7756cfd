/* bench_bif.c -- megabytes a second of the reader of BIF, on a file of 50 MB.
 *
 * The file is written to build/bench.bif, if it is not there: chains of variables of 2 to 9 labels
 * with up to three parents, their rows laid out as the writers of the public repositories do it. */
#include "base/random.h"
#include "bayes/bif.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEGABYTES = 50, ROUNDS = 5, TENTHS = 1000000 };

static const char path[] = "build/bench.bif";

typedef struct Maker {
    Random r;
    FILE *file;
    uint32_t *size;
    uint32_t count, space;
} Maker;

static void
write_row(Maker *m, uint32_t v)
{
    uint32_t rest = TENTHS;
    for (uint32_t i = 0; i < m->size[v]; i++) {
        uint32_t p = i + 1 < m->size[v] ? random_below(&m->r, rest + 1) : rest;
        rest -= p;
        fprintf(m->file, "%s%u.%06u", i ? ", " : " ", p / TENTHS, p % TENTHS);
    }
    fputs(";\n", m->file);
}

static void
write_table(Maker *m, uint32_t v, uint32_t parents)
{
    uint32_t rows = 1, label[3] = {0};
    fprintf(m->file, "probability ( node_%u", v);
    for (uint32_t k = 0; k < parents; k++) {
        fprintf(m->file, "%s node_%u", k ? "," : " |", v - k - 1);
        rows *= m->size[v - k - 1];
    }
    fputs(parents ? " ) {\n" : " ) {\n  table", m->file);
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t k = 0; k < parents; k++)
            fprintf(m->file, "%sstate_%u%s", k ? ", " : "  (", label[k],
                    k + 1 < parents ? "" : ")");
        write_row(m, v);
        for (uint32_t k = 0; k < parents && ++label[k] == m->size[v - k - 1]; k++)
            label[k] = 0;
    }
    fputs("}\n", m->file);
}

static void
write_variable(Maker *m)
{
    uint32_t v = m->count++;
    m->size = v < m->space ? m->size : memory_resize(m->size, m->space = v + 1000, sizeof *m->size);
    m->size[v] = 2 + random_below(&m->r, 8);
    fprintf(m->file, "variable node_%u {\n  type discrete [ %u ] {", v, m->size[v]);
    for (uint32_t i = 0; i < m->size[v]; i++)
        fprintf(m->file, "%s state_%u", i ? "," : "", i);
    fputs(" };\n}\n", m->file);
    write_table(m, v, v < 4 ? v : random_below(&m->r, 4));
}

static bool
make_file(void)
{
    Maker m = {.r = random_start(1), .file = fopen(path, "w")};
    if (!m.file)
        return false;
    while (ftell(m.file) < MEGABYTES * 1000000L)
        write_variable(&m);
    memory_free(m.size);
    return fclose(m.file) == 0;
}

static char *
read_file(size_t *count)
{
    FILE *file = fopen(path, "r");
    if (!file && (!make_file() || !(file = fopen(path, "r"))))
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = memory_new((size_t)size + 1, 1);
    *count = fread(text, 1, (size_t)size, file);
    fclose(file);
    return text;
}

static void
report(const char *what, size_t bytes, int64_t best)
{
    printf("%-10s %6lld ms %6lld MB/s\n", what, (long long)(best / 1000000),
           (long long)((int64_t)bytes * 1000 / (best ? best : 1)));
}

int
main(void)
{
    size_t count;
    rational_start();
    char *text = read_file(&count);
    if (!text) {
        printf("%s cannot be made\n", path);
        return EXIT_FAILURE;
    }
    int64_t read = INT64_MAX, sums = INT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        BayesNet b = {0};
        BayesMistake m = {0};
        Names names = {0};
        Budget budget = {0};
        int64_t start = budget_now();
        bool ok = bif_read(&b, &m, text, count, &names, &budget);
        int64_t middle = budget_now();
        uint64_t wrong = bayes_find_row_sum(&b, &m);
        int64_t end = budget_now();
        read = middle - start < read ? middle - start : read;
        sums = end - middle < sums ? end - middle : sums;
        if (i == 0)
            printf("%zu MB, %zu variables, %llu bytes kept, %s\n", count / 1000000,
                   b.variables.count, (unsigned long long)b.bytes,
                   ok && !wrong ? "sound" : "NOT SOUND");
        bayes_mistake_clear(&m);
        bayes_clear(&b);
        names_clear(&names);
    }
    report("reading", count, read);
    report("row sums", count, sums);
    memory_free(text);
    return EXIT_SUCCESS;
}
