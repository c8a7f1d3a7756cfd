/* trail.c -- open paths, found breadth first; see trail.h.
 *
 * The beginnings of trails are kept in one list, as steps that each point back to the step before;
 * the list is its own queue.  The search ends when the list has TRAIL_STEPS_MAX steps: it is meant
 * for small models. */
#include "surgery/trail.h"

enum { TRAIL_STEPS_MAX = 20000 };

typedef struct TrailStep {
    uint32_t vertex, hop, before; /* place in the list; UINT32_MAX: none */
} TrailStep;

typedef struct Search {
    const Projection *p;
    const TrailEnds *ends;
    VertexSet above; /* ancestors of given vertices */
    ARRAY(TrailStep) list;
} Search;

static bool
is_on(const Search *s, uint32_t at, uint32_t v)
{
    for (; at != UINT32_MAX; at = s->list.at[at].before)
        if (s->list.at[at].vertex == v)
            return true;
    return false;
}

/* May the trail that ends at `at` go on with this hop? */
static bool
is_open(const Search *s, uint32_t at, Hop hop)
{
    const TrailStep *x = &s->list.at[at];
    if (x->before == UINT32_MAX)
        return hop != HOP_DOWN;
    if (x->hop != HOP_UP && hop != HOP_DOWN)
        return s->above.has[x->vertex];
    return !s->ends->given->has[x->vertex];
}

static void
add_step(Search *s, uint32_t at, Hop hop, uint32_t v)
{
    if (!s->ends->closed->has[v] && !is_on(s, at, v))
        array_push(&s->list, ((TrailStep){v, hop, at}));
}

static void
step_along(Search *s, uint32_t at, Hop hop, const Rows *rows)
{
    size_t count;
    const uint32_t *near = rows_at(rows, s->list.at[at].vertex, &count);
    for (size_t i = 0; i < count && is_open(s, at, hop); i++)
        add_step(s, at, hop, near[i]);
}

static void
step_across(Search *s, uint32_t at)
{
    size_t count, members;
    const uint32_t *of = rows_at(&s->p->groups_of, s->list.at[at].vertex, &count);
    for (size_t i = 0; i < count && is_open(s, at, HOP_ACROSS); i++) {
        const uint32_t *group = rows_at(&s->p->groups, of[i], &members);
        for (size_t k = 0; k < members; k++)
            add_step(s, at, HOP_ACROSS, group[k]);
    }
}

static void
write_trail(const Search *s, uint32_t at, SetList *to)
{
    WireList trail = {0};
    for (; at != UINT32_MAX; at = s->list.at[at].before) {
        array_push(&trail, s->list.at[at].vertex);
        if (s->list.at[at].before != UINT32_MAX)
            array_push(&trail, s->list.at[at].hop);
    }
    wires_turn(&trail);
    array_push(to, trail);
}

bool
trails(SetList *to, const Projection *p, const TrailEnds *e, size_t limit, Budget *b)
{
    Search s = {.p = p, .ends = e};
    SetList list = {0};
    bool ok = true;
    vertex_set_init(&s.above, p->count);
    reach(&s.above, &p->parents, &e->given->members, NULL);
    for (size_t i = 0; i < e->from->count; i++)
        array_push(&s.list, ((TrailStep){e->from->at[i], 0, UINT32_MAX}));
    for (uint32_t i = 0; ok && i < s.list.count && list.count < limit; i++) {
        const TrailStep *x = &s.list.at[i];
        ok = budget_step(b, 10);
        if (x->before != UINT32_MAX && e->to->has[x->vertex]) {
            write_trail(&s, i, &list);
        } else if (s.list.count < TRAIL_STEPS_MAX) {
            step_along(&s, i, HOP_UP, &p->parents);
            step_along(&s, i, HOP_DOWN, &p->children);
            step_across(&s, i);
        }
    }
    array_clear(&s.list);
    vertex_set_clear(&s.above);
    set_list_clear(to);
    *to = list;
    return ok;
}
