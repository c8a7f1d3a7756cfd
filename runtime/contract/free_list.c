/* free_list.c -- see free_list.h. */
#include "contract/free_list.h"

void
free_list_clear(FreeList *s)
{
    array_clear(&s->gaps);
    s->end = s->most = 0;
}

static void
gap_remove(FreeList *s, size_t i)
{
    memmove(s->gaps.at + i, s->gaps.at + i + 1, (s->gaps.count - i - 1) * sizeof *s->gaps.at);
    s->gaps.count--;
}

size_t
free_list_take(FreeList *s, size_t count)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < s->gaps.count; i++)
        if (s->gaps.at[i].count >= count &&
            (best == SIZE_MAX || s->gaps.at[i].count < s->gaps.at[best].count))
            best = i;
    if (best == SIZE_MAX) {
        size_t at = s->end;
        s->end += count;
        s->most = s->end > s->most ? s->end : s->most;
        return at;
    }
    Gap *g = &s->gaps.at[best];
    size_t at = g->at;
    g->at += count;
    g->count -= count;
    if (g->count == 0)
        gap_remove(s, best);
    return at;
}

/* The gap joins its neighbours, or the free end. */
void
free_list_add(FreeList *s, size_t at, size_t count)
{
    size_t i = 0;
    if (count == 0)
        return;
    while (i < s->gaps.count && s->gaps.at[i].at < at)
        i++;
    array_push(&s->gaps, ((Gap){0}));
    memmove(s->gaps.at + i + 1, s->gaps.at + i, (s->gaps.count - 1 - i) * sizeof *s->gaps.at);
    s->gaps.at[i] = (Gap){at, count};
    if (i + 1 < s->gaps.count && at + count == s->gaps.at[i + 1].at) {
        s->gaps.at[i].count += s->gaps.at[i + 1].count;
        gap_remove(s, i + 1);
    }
    if (i > 0 && s->gaps.at[i - 1].at + s->gaps.at[i - 1].count == at) {
        s->gaps.at[i - 1].count += s->gaps.at[i].count;
        gap_remove(s, i);
        i--;
    }
    if (s->gaps.at[i].at + s->gaps.at[i].count == s->end) {
        s->end = s->gaps.at[i].at;
        gap_remove(s, i);
    }
}
