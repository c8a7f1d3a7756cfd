/* baseline.c -- see baseline.h. */
#include "tests/bench/networks/baseline.h"

#include "tests/bench/networks/doubles.h"

#include <stdio.h>
#include <stdlib.h>

bool
scores_read(ScoreList *to, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    Score s;
    while (fscanf(file, "%63s %15s %lf", s.network, s.kind, &s.value) == 3)
        array_push(to, s);
    bool ok = feof(file) && to->count > 0;
    fclose(file);
    return ok;
}

bool
scores_write(const ScoreList *s, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    for (size_t i = 0; i < s->count; i++)
        fprintf(file, "%s %s %.6g\n", s->at[i].network, s->at[i].kind, s->at[i].value);
    return fclose(file) == 0;
}

static const Score *
find_score(const ScoreList *s, const Score *like)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->at[i].network, like->network) == 0 && strcmp(s->at[i].kind, like->kind) == 0)
            return &s->at[i];
    return NULL;
}

Change
scores_compare(const ScoreList *before, const ScoreList *now)
{
    Change c = {0};
    double *changes = memory_new(now->count, sizeof *changes);
    for (size_t i = 0; i < now->count; i++) {
        const Score *old = find_score(before, &now->at[i]);
        if (!old || old->value <= 0)
            continue;
        double change = now->at[i].value / old->value;
        changes[c.count++] = change;
        if (change > c.worst) {
            c.worst = change;
            c.at = &now->at[i];
        }
    }
    if (c.count) {
        qsort(changes, c.count, sizeof *changes, compare_doubles);
        c.median = (changes[(c.count - 1) / 2] + changes[c.count / 2]) / 2;
    }
    memory_free(changes);
    return c;
}
