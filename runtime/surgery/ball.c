/* ball.c -- Bayes-ball; see ball.h.  It arrives at a vertex along an arrow (at its head) or against
 * one (at its tail), and what it may do next depends on that and on what is given. */
#include "surgery/ball.h"

/* Above: given or an ancestor of such; near: the same of anything that was asked about, as no path
 * that matters leaves these. */
enum { GIVEN = 1, ABOVE = 2, NEAR = 4, AT_HEAD = 8, AT_TAIL = 16 };

void
ball_init(Ball *b, const Graph *g)
{
    *b = (Ball){.g = g, .marks = memory_new((size_t)g->count + 1, sizeof *b->marks)};
}

void
ball_clear(Ball *b)
{
    memory_free(b->marks);
    array_clear(&b->marked);
    array_clear(&b->queue);
    *b = (Ball){0};
}

/* False: it has this mark. */
static bool
mark(Ball *b, uint32_t v, uint8_t as)
{
    if (b->marks[v] & as)
        return false;
    if (b->marks[v] == 0)
        array_push(&b->marked, v);
    b->marks[v] |= as;
    return true;
}

static void
mark_ancestors(Ball *b, const WireList *of, uint8_t as)
{
    for (size_t i = 0; i < of->count; i++)
        if (mark(b, of->at[i], as))
            array_push(&b->queue, of->at[i]);
    while (b->queue.count > 0) {
        size_t count;
        const uint32_t *parents = rows_at(&b->g->parents, b->queue.at[--b->queue.count], &count);
        b->steps += count + 1;
        for (size_t i = 0; i < count; i++)
            if (mark(b, parents[i], as))
                array_push(&b->queue, parents[i]);
    }
}

static void
go(Ball *b, const Rows *rows, uint32_t v, uint8_t end)
{
    size_t count;
    const uint32_t *to = rows_at(rows, v, &count);
    b->steps += count + 1;
    for (size_t i = 0; i < count; i++)
        if ((b->marks[to[i]] & (ABOVE | NEAR)) && mark(b, to[i], end))
            array_push(&b->queue, 2 * to[i] + (end == AT_HEAD));
}

void
ball_roll(Ball *b, const WireList *from, const WireList *to, const WireList *given)
{
    for (size_t i = 0; i < b->marked.count; i++)
        b->marks[b->marked.at[i]] = 0;
    b->marked.count = b->queue.count = 0;
    for (size_t i = 0; i < given->count; i++)
        mark(b, given->at[i], GIVEN);
    mark_ancestors(b, given, ABOVE);
    mark_ancestors(b, from, NEAR);
    mark_ancestors(b, to, NEAR);
    for (size_t i = 0; i < from->count; i++)
        if (mark(b, from->at[i], AT_TAIL))
            array_push(&b->queue, 2 * from->at[i]);
    while (b->queue.count > 0) {
        uint32_t state = b->queue.at[--b->queue.count], v = state / 2;
        bool is_given = b->marks[v] & GIVEN;
        if (!is_given)
            go(b, &b->g->children, v, AT_HEAD);
        if (state % 2 ? (b->marks[v] & ABOVE) != 0 : !is_given)
            go(b, &b->g->parents, v, AT_TAIL);
    }
}

bool
ball_has_met(const Ball *b, uint32_t v)
{
    return b->marks[v] & (AT_HEAD | AT_TAIL);
}
