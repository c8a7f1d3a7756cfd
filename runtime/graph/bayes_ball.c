/* bayes_ball.c -- Bayes-ball; see bayes_ball.h.  It arrives at a vertex along an arrow (at its
 * head) or against one (at its tail).  From a given vertex it bounces off heads alone, and back
 * along the arrows it came by; so it comes back up from a given descendant to the vertex where two
 * heads meet. */
#include "graph/bayes_ball.h"

/* NEAR: asked about, given, or an ancestor of such a vertex.  A path that matters stays among
 * these. */
enum { GIVEN = 1, NEAR = 2, AT_HEAD = 4, AT_TAIL = 8 };

void
bayes_ball_init(BayesBall *b, const Graph *g)
{
    *b = (BayesBall){.g = g, .marks = memory_new((size_t)g->count + 1, sizeof *b->marks)};
}

void
bayes_ball_clear(BayesBall *b)
{
    memory_free(b->marks);
    array_clear(&b->marked);
    array_clear(&b->queue);
    *b = (BayesBall){0};
}

/* False: it has this mark. */
static bool
mark(BayesBall *b, uint32_t v, uint8_t as)
{
    if (b->marks[v] & as)
        return false;
    if (b->marks[v] == 0)
        array_push(&b->marked, v);
    b->marks[v] |= as;
    return true;
}

static void
mark_near(BayesBall *b, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (mark(b, list->at[i], NEAR))
            array_push(&b->queue, list->at[i]);
    while (b->queue.count > 0) {
        size_t count;
        const uint32_t *parents = rows_at(&b->g->parents, b->queue.at[--b->queue.count], &count);
        b->steps += count + 1;
        for (size_t i = 0; i < count; i++)
            if (mark(b, parents[i], NEAR))
                array_push(&b->queue, parents[i]);
    }
}

static void
reach_neighbours(BayesBall *b, const Rows *rows, uint32_t v, uint8_t end)
{
    size_t count;
    const uint32_t *to = rows_at(rows, v, &count);
    b->steps += count + 1;
    for (size_t i = 0; i < count; i++)
        if ((b->marks[to[i]] & NEAR) && mark(b, to[i], end))
            array_push(&b->queue, 2 * to[i] + (end == AT_HEAD));
}

void
bayes_ball_run(BayesBall *b, const WireList *from, const WireList *to, const WireList *given)
{
    for (size_t i = 0; i < b->marked.count; i++)
        b->marks[b->marked.at[i]] = 0;
    b->marked.count = b->queue.count = 0;
    for (size_t i = 0; i < given->count; i++)
        mark(b, given->at[i], GIVEN);
    mark_near(b, given);
    mark_near(b, from);
    mark_near(b, to);
    for (size_t i = 0; i < from->count; i++)
        if (mark(b, from->at[i], AT_TAIL))
            array_push(&b->queue, 2 * from->at[i]);
    while (b->queue.count > 0) {
        uint32_t state = b->queue.at[--b->queue.count], v = state / 2;
        bool given_one = b->marks[v] & GIVEN, head = state % 2;
        if (!given_one)
            reach_neighbours(b, &b->g->children, v, AT_HEAD);
        if (given_one == head)
            reach_neighbours(b, &b->g->parents, v, AT_TAIL);
    }
}

bool
bayes_ball_has_met(const BayesBall *b, uint32_t v)
{
    return b->marks[v] & (AT_HEAD | AT_TAIL);
}
