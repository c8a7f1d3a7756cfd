/* way.c -- see way.h.  A search breadth first, whose list of seen vertices is its queue. */
#include "graph/way.h"

typedef struct Search {
    const Graph *g;
    const WayRules *rules;
    const VertexSet *goals;
    VertexSet seen;
    WireList before; /* of each vertex that was seen, the place of the one it was reached from */
} Search;

#define START UINT32_MAX

static bool
allows(const Search *s, uint32_t from, uint32_t to)
{
    const WayRules *r = s->rules;
    if (r->avoid && r->avoid->has[to])
        return false;
    if (r->up ? !arrow_stays(r->cut, to, from) : !arrow_stays(r->cut, from, to))
        return false;
    return !r->within || r->within->has[to] || s->goals->has[to];
}

/* All vertices next to the one in this place. */
static void
reach_neighbours(Search *s, size_t place)
{
    uint32_t v = s->seen.members.at[place];
    size_t count;
    const uint32_t *near = rows_at(s->rules->up ? &s->g->parents : &s->g->children, v, &count);
    for (size_t i = 0; i < count; i++)
        if (allows(s, v, near[i]) && vertex_set_add(&s->seen, near[i]))
            array_push(&s->before, (uint32_t)place);
}

bool
way_find(WireList *to, const Graph *g, const WayRules *rules, const WireList *from,
         const VertexSet *goals)
{
    Search s = {.g = g, .rules = rules, .goals = goals};
    size_t place = 0;
    vertex_set_init(&s.seen, g->count);
    for (size_t i = 0; i < from->count; i++)
        if (vertex_set_add(&s.seen, from->at[i]))
            array_push(&s.before, START);
    while (place < s.seen.members.count && !goals->has[s.seen.members.at[place]])
        reach_neighbours(&s, place++);
    bool found = place < s.seen.members.count;
    to->count = 0;
    for (size_t i = place; found && i != START; i = s.before.at[i])
        array_push(to, s.seen.members.at[i]);
    wires_turn(to);
    array_clear(&s.before);
    vertex_set_clear(&s.seen);
    return found;
}
