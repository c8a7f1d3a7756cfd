/* pdag_member.c -- the members of a maximal graph, one after the other, and two of them that differ
 * in an effect; see pdag.h.
 *
 * Each line of a maximal graph can be turned either way, and closing it again keeps it maximal; so
 * every choice leads to a member. */
#include "graph/pdag.h"

/* The first line from `at` on, in rows. */
static bool
find_line(const Pdag *p, uint32_t *from, uint32_t *to)
{
    size_t count;
    for (uint32_t u = 0; u < p->count; u++) {
        const uint32_t *near = rows_at(&p->near, u, &count);
        for (size_t i = 0; i < count; i++)
            if (pdag_edge(p, u, near[i]) == PDAG_LINE) {
                *from = u;
                *to = near[i];
                return true;
            }
    }
    return false;
}

static void
add_member(SetList *to, const Pdag *p)
{
    WireList arrows = {0}, lines = {0};
    pdag_list(&arrows, &lines, p);
    array_push(to, arrows);
    array_clear(&lines);
}

typedef ARRAY(Pdag) PdagList;

/* One more choice, where the line from -- to of p is turned. */
static bool
push_choice(PdagList *l, const Pdag *p, uint32_t from, uint32_t to, Budget *b)
{
    Pdag next = {0};
    uint64_t bytes = (uint64_t)p->count * p->count;
    bool ok = budget_allows(b, (l->count + 2) * bytes) && pdag_set(&next, p, b) &&
              pdag_orient(&next, from, to, b);
    if (ok)
        array_push(l, next);
    else
        pdag_clear(&next);
    return ok;
}

bool
pdag_members(SetList *to, bool *complete, const Pdag *p, size_t limit, Budget *b)
{
    PdagList todo = {0};
    Pdag first = {0};
    bool ok = pdag_set(&first, p, b);
    set_list_clear(to);
    if (ok)
        array_push(&todo, first);
    while (ok && todo.count && to->count <= limit) {
        Pdag top = todo.at[--todo.count];
        uint32_t from, line;
        ok = budget_step(b, top.count + 1);
        if (ok && find_line(&top, &from, &line))
            ok = push_choice(&todo, &top, line, from, b) && push_choice(&todo, &top, from, line, b);
        else if (ok)
            add_member(to, &top);
        pdag_clear(&top);
    }
    *complete = ok && to->count <= limit;
    for (; to->count > limit; to->count--)
        array_clear(&to->at[to->count - 1]);
    while (todo.count)
        pdag_clear(&todo.at[--todo.count]);
    array_clear(&todo);
    return ok;
}

/* ---- effects that differ ---- */

/* From x to y, by steps from one vertex to the next that are lines or arrows, where nothing joins a
 * vertex with the one after the next; what x -- v -> w begins may have x -> w. */
typedef struct PathSearch {
    const Pdag *p;
    bool *x, *y;
    uint32_t
        *from; /* of each pair of vertices, one after the other, the one before them plus one */
    WireList queue; /* such pairs */
} PathSearch;

static bool
leads_on(const Pdag *p, uint32_t u, uint32_t v)
{
    PdagEdge e = pdag_edge(p, u, v);
    return e == PDAG_OUT || e == PDAG_LINE;
}

static void
push_step(PathSearch *s, uint32_t before, uint32_t u, uint32_t v)
{
    uint32_t *from = &s->from[(size_t)u * s->p->count + v];
    if (*from)
        return;
    *from = before + 1;
    array_push(&s->queue, u);
    array_push(&s->queue, v);
}

static void
push_next(PathSearch *s, uint32_t u, uint32_t v)
{
    size_t count;
    const uint32_t *near = rows_at(&s->p->near, v, &count);
    for (size_t i = 0; i < count; i++) {
        PdagEdge across = pdag_edge(s->p, u, near[i]);
        bool open = !across || (s->x[u] && across == PDAG_OUT);
        if (near[i] != u && !s->x[near[i]] && open && leads_on(s->p, v, near[i]))
            push_step(s, u, v, near[i]);
    }
}

static void
trace(WireList *path, const PathSearch *s, uint32_t u, uint32_t v)
{
    array_push(path, v);
    while (!s->x[u]) {
        uint32_t before = s->from[(size_t)u * s->p->count + v] - 1;
        array_push(path, u);
        v = u;
        u = before;
    }
    array_push(path, u);
    wires_turn(path);
}

static void
push_first(PathSearch *s, const WireList *x)
{
    size_t count;
    for (size_t i = 0; i < x->count; i++) {
        const uint32_t *near = rows_at(&s->p->near, x->at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (pdag_edge(s->p, x->at[i], near[k]) == PDAG_LINE && !s->x[near[k]])
                push_step(s, x->at[i], x->at[i], near[k]);
    }
}

bool
pdag_find_doubt(WireList *path, const Pdag *p, const WireList *x, const WireList *y, Budget *b)
{
    size_t pairs = (size_t)p->count * p->count;
    path->count = 0;
    if (!budget_allows(b, pairs * sizeof(uint32_t)))
        return false;
    PathSearch s = {.p = p,
                    .x = memory_new(p->count, 1),
                    .y = memory_new(p->count, 1),
                    .from = memory_new(pairs, sizeof *s.from)};
    for (size_t i = 0; i < x->count; i++)
        s.x[x->at[i]] = true;
    for (size_t i = 0; i < y->count; i++)
        s.y[y->at[i]] = true;
    push_first(&s, x);
    bool ok = true;
    for (size_t next = 0; ok && !path->count && next < s.queue.count; next += 2) {
        uint32_t u = s.queue.at[next], v = s.queue.at[next + 1];
        ok = budget_step(b, 1);
        if (s.y[v])
            trace(path, &s, u, v);
        else
            push_next(&s, u, v);
    }
    memory_free(s.x);
    memory_free(s.y);
    memory_free(s.from);
    array_clear(&s.queue);
    return ok;
}

/* A member where the path leads on from its second vertex, and its first arrow as `on` says. */
static bool
find_rival(Pdag *to, const Pdag *p, const WireList *path, bool on, Budget *b)
{
    WireList stuck = {0};
    const uint32_t *v = path->at;
    bool ok = pdag_set(to, p, b) && pdag_orient(to, v[!on], v[on], b);
    for (size_t i = 1; ok && i + 1 < path->count; i++)
        if (pdag_edge(to, v[i], v[i + 1]) == PDAG_LINE)
            ok = pdag_orient(to, v[i], v[i + 1], b);
    ok = ok && pdag_extend(to, &stuck, to, b);
    array_clear(&stuck);
    return ok;
}

bool
pdag_find_rivals(Pdag *first, Pdag *second, const Pdag *p, const WireList *path, Budget *b)
{
    return find_rival(first, p, path, true, b) && find_rival(second, p, path, false, b);
}
