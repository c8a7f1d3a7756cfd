/* frontdoor.c -- the front-door criterion, and all minimal sets that satisfy it; see adjust.h.
 *
 * The first two conditions are about single vertices and about paths.  For the third, of the
 * subsets of a set that satisfy it there is a largest one, found by one search from y (Wienoebst,
 * van der Zander & Liskiewicz 2024, where the conditions and this fact are).  Whether some set
 * within bounds does is so decided in linear time; the minimal ones are found by branching on what
 * a broken condition leaves to choose, only where that test says yes.  That is fast where the sets
 * are few. */
#include "graph/adjust.h"

#include "graph/way.h"

typedef struct Frontdoor {
    const Graph *g;
    const WireList *x, *y;
    VertexSet starts, ends; /* x and y */
    VertexSet seen;         /* by the search: states as in separation.c */
    VertexSet in;           /* the set that the search makes smaller */
} Frontdoor;

static void
frontdoor_init(Frontdoor *f, const Graph *g, const WireList *x, const WireList *y)
{
    *f = (Frontdoor){.g = g, .x = x, .y = y};
    vertex_set_init(&f->starts, g->count);
    vertex_set_init(&f->ends, g->count);
    vertex_set_init(&f->seen, 2 * g->count);
    vertex_set_init(&f->in, g->count);
    vertex_set_add_all(&f->starts, x);
    vertex_set_add_all(&f->ends, y);
}

static void
frontdoor_clear(Frontdoor *f)
{
    vertex_set_clear(&f->starts);
    vertex_set_clear(&f->ends);
    vertex_set_clear(&f->seen);
    vertex_set_clear(&f->in);
}

/* ---- the conditions ---- */

/* Observed vertices, neither in x nor in y, without an open back-door path from x. */
static void
find_candidates(const Frontdoor *f, WireList *to)
{
    WireList none = {0};
    VertexSet back;
    vertex_set_init(&back, f->g->count);
    connected(&back, f->g, &(Mutilation){.muted = &f->starts}, f->x, &none);
    for (uint32_t v = 0; v < f->g->count; v++)
        if (f->g->observed[v] && !back.has[v] && !f->starts.has[v] && !f->ends.has[v])
            array_push(to, v);
    vertex_set_clear(&back);
}

/* A shortest causal path from x to y that misses `in`, from its end to its beginning; false: none.
 */
static bool
missing_path(const Frontdoor *f, WireList *path)
{
    bool found = way_find(path, f->g, &(WayRules){.avoid = &f->in}, f->x, &f->ends);
    wires_turn(path);
    return found;
}

/* May the search at v, which it reached by an arrow out of v (end 0) or into v (end 1), go up to
 * the parents?  At a collider with a descendant in x it goes down to that and comes back. */
static bool
goes_up(const Frontdoor *f, uint32_t v, uint32_t end)
{
    return f->starts.has[v] == (end == 1);
}

/* Marks v as reached.  If it is in the set, it is dropped; then its arrows out can be passed again,
 * and whoever was stopped at the other end of one goes on.  (Nobody was stopped in x: what is above
 * x is no candidate.) */
static void
mark_reached(Frontdoor *f, uint32_t v, uint32_t end)
{
    size_t count;
    vertex_set_add(&f->seen, 2 * v + end);
    if (!f->in.has[v])
        return;
    f->in.has[v] = false;
    const uint32_t *children = rows_at(&f->g->children, v, &count);
    for (size_t i = 0; i < count; i++)
        if (f->seen.has[2 * children[i]])
            vertex_set_add(&f->seen, 2 * v);
}

/* The largest subset of `set` whose back-door paths to y are all blocked by x, in f->in. */
static void
find_largest(Frontdoor *f, const WireList *set)
{
    size_t count;
    vertex_set_empty(&f->seen);
    vertex_set_empty(&f->in);
    vertex_set_add_all(&f->in, set);
    for (size_t i = 0; i < f->y->count; i++)
        mark_reached(f, f->y->at[i], 0);
    for (size_t next = 0; next < f->seen.members.count; next++) {
        uint32_t state = f->seen.members.at[next], v = state / 2;
        const uint32_t *near = rows_at(&f->g->parents, v, &count);
        for (size_t i = 0; i < count && goes_up(f, v, state % 2); i++)
            if (!f->in.has[near[i]])
                mark_reached(f, near[i], 0);
        if (f->starts.has[v])
            continue;
        near = rows_at(&f->g->children, v, &count);
        for (size_t i = 0; i < count; i++)
            mark_reached(f, near[i], 1);
    }
}

static size_t
count_left(const Frontdoor *f, const WireList *set)
{
    size_t left = 0;
    for (size_t i = 0; i < set->count; i++)
        left += f->in.has[set->at[i]];
    return left;
}

/* Does the largest subset of `set` that satisfies the last two conditions meet all causal paths?
 * It is left in f->in. */
static bool
suffices(Frontdoor *f, const WireList *set)
{
    WireList path = {0};
    find_largest(f, set);
    bool ok = !missing_path(f, &path);
    array_clear(&path);
    return ok;
}

bool
is_frontdoor(const Graph *g, const WireList *x, const WireList *y, const WireList *z)
{
    Frontdoor f;
    WireList candidates = {0};
    VertexSet set;
    frontdoor_init(&f, g, x, y);
    vertex_set_init(&set, g->count);
    find_candidates(&f, &candidates);
    vertex_set_add_all(&set, &candidates);
    bool ok = true;
    for (size_t i = 0; i < z->count; i++)
        ok = ok && set.has[z->at[i]];
    ok = ok && suffices(&f, z) && count_left(&f, z) == z->count;
    vertex_set_clear(&set);
    array_clear(&candidates);
    frontdoor_clear(&f);
    return ok;
}

/* ---- all minimal ones ---- */

/* The choices left to try at one level.  Those before `next` are not allowed at deeper levels. */
typedef struct Level {
    WireList choices;
    size_t next;
} Level;

typedef struct SetSearch {
    Frontdoor f;
    WireList candidates;
    VertexSet out;   /* out of bounds here */
    WireList chosen; /* one a level: every set below contains these */
    ARRAY(Level) levels;
    SetList found;
    size_t limit;
    Budget *budget;
} SetSearch;

/* What is within bounds. */
static void
find_bounds(const SetSearch *s, WireList *to)
{
    for (size_t i = 0; i < s->candidates.count; i++)
        if (!s->out.has[s->candidates.at[i]])
            array_push(to, s->candidates.at[i]);
}

/* A chosen set of which a subset satisfies the criterion: is it that subset, and no smaller one? */
static bool
is_minimal(SetSearch *s)
{
    WireList less = {0};
    bool minimal = true;
    for (size_t i = 0; minimal && i < s->chosen.count; i++) {
        array_set(&less, &s->chosen);
        less.at[i] = less.at[--less.count];
        minimal = !suffices(&s->f, &less);
    }
    array_clear(&less);
    return minimal;
}

/* A path that any good set containing the chosen ones must break, and its vertices that can: on a
 * causal path any, on a back-door path from a chosen vertex those with an arrow out towards y. (One
 * with an arrow out the other way would have the rest of the path as its own, to be broken.)  f->in
 * must have the chosen ones only. */
static void
find_choices(SetSearch *s, WireList *to, const VertexSet *usable)
{
    const Graph *g = s->f.g;
    WireList path = {0};
    bool causal = missing_path(&s->f, &path);
    bool any =
        causal || open_path(&path, g, &(Mutilation){.muted = &s->f.in}, &s->chosen, s->f.y, s->f.x);
    for (size_t i = 1; any && i + 1 < path.count; i++)
        if (usable->has[path.at[i]] && (causal || has_arrow(g, path.at[i], path.at[i + 1])))
            array_push(to, path.at[i]);
    array_clear(&path);
}

/* Lists the choices at the chosen set.  There are none where some subset of it is a set as wanted
 * (it is recorded if it is the chosen set itself), or where no set that contains it can be. */
static void
open_level(SetSearch *s, Level *level)
{
    WireList bounds = {0};
    VertexSet usable;
    vertex_set_init(&usable, s->f.g->count);
    find_bounds(s, &bounds);
    bool hope = suffices(&s->f, &bounds) && count_left(&s->f, &s->chosen) == s->chosen.count;
    for (size_t i = 0; i < bounds.count; i++)
        if (s->f.in.has[bounds.at[i]])
            vertex_set_add(&usable, bounds.at[i]);
    if (hope && suffices(&s->f, &s->chosen)) {
        if (is_minimal(s)) {
            WireList copy = {0};
            array_set(&copy, &s->chosen);
            sort_vertices(&copy);
            array_push(&s->found, copy);
        }
    } else if (hope) {
        vertex_set_empty(&s->f.in);
        for (size_t i = 0; i < s->chosen.count; i++) {
            vertex_set_add(&s->f.in, s->chosen.at[i]);
            usable.has[s->chosen.at[i]] = false;
        }
        find_choices(s, &level->choices, &usable);
    }
    vertex_set_clear(&usable);
    array_clear(&bounds);
}

static void
close_level(SetSearch *s)
{
    Level *level = &s->levels.at[--s->levels.count];
    for (size_t i = 0; i < level->choices.count; i++)
        s->out.has[level->choices.at[i]] = false;
    array_clear(&level->choices);
}

static bool
add_level(SetSearch *s)
{
    Level level = {0};
    const Graph *g = s->f.g;
    if (!budget_step(s->budget, (g->count + g->parents.of.count) / 8 * (s->chosen.count + 4) + 1))
        return false;
    open_level(s, &level);
    array_push(&s->levels, level);
    return true;
}

/* Takes the next choice of the deepest level that has one; what was chosen there before is not
 * allowed any more. */
static bool
choose(SetSearch *s)
{
    while (s->levels.count > 0) {
        Level *level = &s->levels.at[s->levels.count - 1];
        if (s->chosen.count == s->levels.count)
            s->out.has[s->chosen.at[--s->chosen.count]] = true;
        if (level->next < level->choices.count) {
            array_push(&s->chosen, level->choices.at[level->next++]);
            return true;
        }
        close_level(s);
    }
    return false;
}

static bool
branch(SetSearch *s)
{
    bool ok = add_level(s);
    while (ok && s->found.count <= s->limit && choose(s))
        ok = add_level(s);
    if (s->found.count > s->limit) {
        s->found.count--;
        array_clear(&s->found.at[s->found.count]);
        ok = false;
    }
    while (s->levels.count > 0)
        close_level(s);
    return ok;
}

void
frontdoor_sets(SetList *to, bool *complete, const Graph *g, const WireList *x, const WireList *y,
               size_t limit, Budget *b)
{
    SetSearch s = {.limit = limit, .budget = b};
    frontdoor_init(&s.f, g, x, y);
    vertex_set_init(&s.out, g->count);
    find_candidates(&s.f, &s.candidates);
    *complete = branch(&s);
    sort_sets(&s.found);
    set_list_clear(to);
    *to = s.found;
    array_clear(&s.levels);
    array_clear(&s.chosen);
    array_clear(&s.candidates);
    vertex_set_clear(&s.out);
    frontdoor_clear(&s.f);
}
