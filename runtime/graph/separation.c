/* separation.c -- d-separation by a search over vertices and the ways to arrive at them.
 *
 * A state is a vertex with the end of the arrow one arrived by: HEAD, by an arrow into it, or TAIL,
 * by one out of it (or as the start).  From a TAIL the ball goes on to all neighbours unless the
 * vertex is given; from a HEAD to the children unless it is given, and to the parents when it or a
 * descendant is.  A shortest way to a vertex visits none twice: where one would, cutting the loop
 * out leaves an open way (a collider that cutting makes is an ancestor of one on the loop). */
#include "graph/separation.h"

#include <assert.h>

enum { TAIL, HEAD };
static const uint32_t UNSEEN = UINT32_MAX, START = UINT32_MAX - 1, NOWHERE = UINT32_MAX;

static void
spread(VertexSet *to, const Rows *rows, const Mutilation *m, const WireList *from, bool up)
{
    size_t next = to->members.count, count;
    vertex_set_add_all(to, from);
    for (; next < to->members.count; next++) {
        uint32_t v = to->members.at[next];
        const uint32_t *near = rows_at(rows, v, &count);
        for (size_t i = 0; i < count; i++)
            if (up ? arrow_stays(m, near[i], v) : arrow_stays(m, v, near[i]))
                vertex_set_add(to, near[i]);
    }
}

void
reach_up(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *from)
{
    spread(to, &g->parents, m, from, true);
}

void
reach_down(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *from)
{
    spread(to, &g->children, m, from, false);
}

/* ---- the search ---- */

typedef struct Search {
    const Graph *g;
    const Mutilation *m;
    VertexSet given, above; /* c, and it with its ancestors */
    uint32_t *from;         /* of each state the state before it, UNSEEN or START */
    WireList queue;         /* states: twice the vertex, plus the end */
} Search;

static void
search_init(Search *s, const Graph *g, const Mutilation *m, const WireList *c)
{
    *s = (Search){.g = g, .m = m};
    assert(g->count < START / 2);
    vertex_set_init(&s->given, g->count);
    vertex_set_init(&s->above, g->count);
    vertex_set_add_all(&s->given, c);
    reach_up(&s->above, g, m, c);
    s->from = memory_new(2 * (size_t)g->count, sizeof *s->from);
    for (size_t i = 0; i < 2 * (size_t)g->count; i++)
        s->from[i] = UNSEEN;
}

static void
search_clear(Search *s)
{
    vertex_set_clear(&s->given);
    vertex_set_clear(&s->above);
    memory_free(s->from);
    array_clear(&s->queue);
}

static void
visit(Search *s, uint32_t state, uint32_t from)
{
    if (s->from[state] != UNSEEN)
        return;
    s->from[state] = from;
    array_push(&s->queue, state);
}

static void
leave(Search *s, uint32_t state)
{
    uint32_t v = state / 2;
    size_t count;
    const uint32_t *near;
    if (!s->given.has[v]) {
        near = rows_at(&s->g->children, v, &count);
        for (size_t i = 0; i < count; i++)
            if (arrow_stays(s->m, v, near[i]))
                visit(s, 2 * near[i] + HEAD, state);
    }
    if (state % 2 == TAIL ? s->given.has[v] : !s->above.has[v])
        return;
    near = rows_at(&s->g->parents, v, &count);
    for (size_t i = 0; i < count; i++)
        if (arrow_stays(s->m, near[i], v))
            visit(s, 2 * near[i] + TAIL, state);
}

/* The first state met at a goal that is not given; NOWHERE.  No goals (NULL): everywhere. */
static uint32_t
search_run(Search *s, const WireList *a, const VertexSet *goals)
{
    for (size_t i = 0; i < a->count; i++)
        visit(s, 2 * a->at[i] + TAIL, START);
    for (size_t next = 0; next < s->queue.count; next++) {
        uint32_t state = s->queue.at[next];
        if (goals && goals->has[state / 2] && !s->given.has[state / 2])
            return state;
        leave(s, state);
    }
    return NOWHERE;
}

static void
trace(WireList *path, const Search *s, uint32_t state)
{
    path->count = 0;
    for (; state != START; state = s->from[state])
        array_push(path, state / 2);
    wires_turn(path);
}

bool
open_path(WireList *path, const Graph *g, const Mutilation *m, const WireList *a, const WireList *b,
          const WireList *c)
{
    Search s;
    VertexSet goals;
    search_init(&s, g, m, c);
    vertex_set_init(&goals, g->count);
    vertex_set_add_all(&goals, b);
    uint32_t end = search_run(&s, a, &goals);
    if (path && end != NOWHERE)
        trace(path, &s, end);
    vertex_set_clear(&goals);
    search_clear(&s);
    return end != NOWHERE;
}

bool
separated(const Graph *g, const Mutilation *m, const WireList *a, const WireList *b,
          const WireList *c)
{
    return !open_path(NULL, g, m, a, b, c);
}

void
connected(VertexSet *to, const Graph *g, const Mutilation *m, const WireList *a, const WireList *c)
{
    Search s;
    search_init(&s, g, m, c);
    search_run(&s, a, NULL);
    for (size_t i = 0; i < s.queue.count; i++)
        if (!s.given.has[s.queue.at[i] / 2])
            vertex_set_add(to, s.queue.at[i] / 2);
    search_clear(&s);
}

bool
is_collider(const Graph *g, const Mutilation *m, const WireList *path, size_t i)
{
    assert(0 < i && i + 1 < path->count);
    uint32_t before = path->at[i - 1], v = path->at[i], after = path->at[i + 1];
    return has_arrow(g, before, v) && arrow_stays(m, before, v) && has_arrow(g, after, v) &&
           arrow_stays(m, after, v);
}
