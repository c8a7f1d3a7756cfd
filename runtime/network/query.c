/* query.c -- see query.h. */
#include "network/query.h"

#include <assert.h>
#include <stdlib.h>

void
query_clear(Query *q)
{
    array_clear(&q->heads);
    array_clear(&q->givens);
    for (size_t i = 0; i < q->events.count; i++)
        array_clear(&q->events.at[i].labels);
    array_clear(&q->events);
    q->diagram = NULL;
}

void
query_all(Query *q, const Diagram *d)
{
    Query made = {.diagram = d};
    for (uint32_t i = 0; i < d->outputs.count; i++)
        array_push(&made.heads, i);
    for (uint32_t i = 0; i < d->inputs.count; i++)
        array_push(&made.givens, ((Given){true, i}));
    query_clear(q);
    *q = made;
}

bool
query_has_event(const Query *q, bool condition)
{
    for (size_t i = 0; i < q->events.count; i++)
        if (q->events.at[i].condition == condition)
            return true;
    return false;
}

uint32_t
event_count(const Event *e, uint32_t size)
{
    uint32_t listed = (uint32_t)e->labels.count;
    assert(listed <= size);
    return e->complement ? size - listed : listed;
}

bool
event_allows(const Event *e, uint32_t label)
{
    size_t low = 0, high = e->labels.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (e->labels.at[middle] < label)
            low = middle + 1;
        else
            high = middle;
    }
    return (low < e->labels.count && e->labels.at[low] == label) != e->complement;
}

typedef struct HeadWire {
    uint32_t wire, head;
} HeadWire;

static int
compare_head_wires(const void *x, const void *y)
{
    const HeadWire *a = x, *b = y;
    if (a->wire != b->wire)
        return a->wire < b->wire ? 1 : -1;
    return (a->head > b->head) - (a->head < b->head);
}

void
query_sort_heads(WireList *to, const Query *q)
{
    size_t count = q->heads.count;
    HeadWire *wires = memory_new(count, sizeof *wires);
    for (uint32_t i = 0; i < count; i++)
        wires[i] = (HeadWire){q->diagram->outputs.at[q->heads.at[i]].wire, i};
    if (count)
        qsort(wires, count, sizeof *wires, compare_head_wires);
    to->count = 0;
    for (size_t i = 0; i < count; i++)
        array_push(to, wires[i].head);
    memory_free(wires);
}
