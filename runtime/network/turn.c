/* turn.c -- see turn.h. */
#include "network/turn.h"

#include "base/memory.h"
#include "base/random.h"

/* The graph, each edge in both lists: those of v are ends[starts[v] ... starts[v + 1]). */
typedef struct Turn {
    size_t variables;
    size_t *starts;
    uint32_t *ends;
    uint32_t *known;  /* of each variable: how many neighbours have a number */
    uint32_t *places; /* when it is summed out; UINT32_MAX while it has no number */
    uint32_t *ranks;  /* of variables that may be next, the lowest is */
    ARRAY(uint32_t) heap; /* a variable stands there as often as `known` has grown */
    ARRAY(uint32_t) keys; /* beside it: `known` at that time */
} Turn;

static void
each_edge(Turn *t, const Plan *p, size_t *at)
{
    for (size_t i = 0; i < p->steps.count; i++) {
        const PlanStep *s = &p->steps.at[i];
        for (size_t k = 0; k < s->result.count && s->variable != NO_VARIABLE; k++) {
            uint32_t u = p->scopes.at[s->result.first + k];
            if (t->ends) {
                t->ends[at[s->variable]] = u;
                t->ends[at[u]] = s->variable;
            }
            at[s->variable]++;
            at[u]++;
        }
    }
}

static void
turn_init(Turn *t, const Plan *p, size_t variables)
{
    *t = (Turn){.variables = variables};
    size_t *counts = memory_new(variables + 1, sizeof *counts), edges = 0;
    each_edge(t, p, counts);
    t->starts = memory_new(variables + 1, sizeof *t->starts);
    t->known = memory_new(variables + 1, sizeof *t->known);
    t->places = memory_new(variables + 1, sizeof *t->places);
    for (size_t v = 0; v < variables; v++) {
        t->places[v] = UINT32_MAX;
        t->starts[v] = edges;
        edges += counts[v];
        counts[v] = t->starts[v];
    }
    t->starts[variables] = edges;
    t->ends = memory_new(edges + 1, sizeof *t->ends);
    each_edge(t, p, counts);
    memory_free(counts);
}

static void
turn_clear(Turn *t)
{
    memory_free(t->starts);
    memory_free(t->ends);
    memory_free(t->known);
    memory_free(t->places);
    memory_free(t->ranks);
    array_clear(&t->heap);
    array_clear(&t->keys);
}

/* ---- the variables that wait ---- */

static bool
comes_before(const Turn *t, size_t a, size_t b)
{
    if (t->keys.at[a] != t->keys.at[b])
        return t->keys.at[a] > t->keys.at[b];
    return t->ranks[t->heap.at[a]] < t->ranks[t->heap.at[b]];
}

static void
exchange(Turn *t, size_t a, size_t b)
{
    uint32_t v = t->heap.at[a], key = t->keys.at[a];
    t->heap.at[a] = t->heap.at[b];
    t->keys.at[a] = t->keys.at[b];
    t->heap.at[b] = v;
    t->keys.at[b] = key;
}

static void
put(Turn *t, uint32_t v)
{
    array_push(&t->heap, v);
    array_push(&t->keys, t->known[v]);
    for (size_t i = t->heap.count - 1; i > 0 && comes_before(t, i, (i - 1) / 2); i = (i - 1) / 2)
        exchange(t, i, (i - 1) / 2);
}

static uint32_t
take(Turn *t)
{
    uint32_t v = t->heap.at[0];
    exchange(t, 0, --t->heap.count);
    t->keys.count--;
    for (size_t i = 0, child; (child = 2 * i + 1) < t->heap.count; i = child) {
        if (child + 1 < t->heap.count && comes_before(t, child + 1, child))
            child++;
        if (!comes_before(t, child, i))
            break;
        exchange(t, i, child);
    }
    return v;
}

/* Numbers all variables, from the one that is summed out last on. */
static bool
number(Turn *t, Budget *b)
{
    size_t left = t->variables;
    for (uint32_t v = 0; v < t->variables; v++)
        put(t, v);
    while (t->heap.count) {
        uint32_t v = take(t);
        if (t->places[v] != UINT32_MAX)
            continue;
        t->places[v] = (uint32_t)--left;
        for (size_t i = t->starts[v]; i < t->starts[v + 1]; i++) {
            uint32_t u = t->ends[i];
            if (t->places[u] == UINT32_MAX) {
                t->known[u]++;
                put(t, u);
            }
        }
        if (!budget_step(b, 1 + t->starts[v + 1] - t->starts[v]))
            return false;
    }
    return true;
}

/* By chance: ranks are exchanged (Fisher & Yates). */
static void
rank(Turn *t, uint32_t way)
{
    Random r = random_start(way);
    t->ranks = memory_new(t->variables + 1, sizeof *t->ranks);
    for (uint32_t v = 0; v < t->variables; v++)
        t->ranks[v] = way == 1 ? (uint32_t)t->variables - v : v;
    for (uint32_t v = (uint32_t)t->variables; way > 1 && v > 1; v--) {
        uint32_t *a = &t->ranks[v - 1], *b = &t->ranks[random_below(&r, v)], old = *a;
        *a = *b;
        *b = old;
    }
}

bool
plan_turn(Plan *to, const Plan *p, const Shape *s, uint64_t limit, uint32_t way, Budget *b)
{
    Turn t;
    turn_init(&t, p, s->sizes.count);
    rank(&t, way);
    bool going = number(&t, b) && plan_make_as(to, s, limit, t.places, b);
    turn_clear(&t);
    return going;
}
