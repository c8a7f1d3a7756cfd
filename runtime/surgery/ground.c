/* ground.c -- criteria tried in order, and the recipe that each gives; see ground.h. */
#include "surgery/ground.h"

#include "graph/bayes_ball.h"

enum {
    SETS_MOST = 1000, /* minimal sets among which a smallest is looked for */
    SETS_WORK = 1 << 18 /* and times the size of the graph */
};

void
ground_clear(Ground *ground)
{
    array_clear(&ground->by);
    estimand_clear(&ground->estimand);
    *ground = (Ground){0};
}

void
ground_list_clear(GroundList *l)
{
    for (size_t i = 0; i < l->count; i++)
        ground_clear(&l->at[i]);
    array_clear(l);
}

static void
add_all(WireList *to, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        array_push(to, list->at[i]);
}

/* The effect, with the x that matters. */
typedef struct Asked {
    const Graph *g;
    const WireList *y, *z, *done; /* done: all of x */
    WireList x;
} Asked;

static void
asked_init(Asked *a, const Graph *g, const Effect *e)
{
    VertexSet closed, above;
    *a = (Asked){.g = g, .y = &e->y, .z = &e->z, .done = &e->x};
    vertex_set_init(&closed, g->count);
    vertex_set_init(&above, g->count);
    vertex_set_add_all(&closed, &e->x);
    reach_up(&above, g, &(Mutilation){.closed = &closed}, &e->y);
    reach_up(&above, g, &(Mutilation){.closed = &closed}, &e->z);
    for (size_t i = 0; i < e->x.count; i++)
        if (above.has[e->x.at[i]])
            array_push(&a->x, e->x.at[i]);
    vertex_set_clear(&closed);
    vertex_set_clear(&above);
}

/* ---- the recipes ---- */

/* The conditional of the observed state; it takes the lists. */
static void
add_factor(Recipe *r, WireList *heads, WireList *givens)
{
    array_push(&r->factors, ((Factor){FROM_OBSERVED, *heads, *givens, {0}}));
    *heads = *givens = (WireList){0};
}

/* P(heads | givens) without the givens that do not matter, by the separations of the graph. */
static void
shorten(const Graph *g, const WireList *heads, WireList *givens)
{
    BayesBall ball;
    size_t count = 0;
    bayes_ball_init(&ball, g);
    bayes_ball_run(&ball, heads, &(WireList){0}, givens);
    for (size_t i = 0; i < givens->count; i++)
        if (bayes_ball_has_met(&ball, givens->at[i]))
            givens->at[count++] = givens->at[i];
    givens->count = count;
    bayes_ball_clear(&ball);
}

/* Is the vertex read, or a copy of it bound? */
static bool
is_input(const Recipe *r, const Estimand *e, uint32_t v)
{
    bool is = false;
    for (size_t k = 0; !is && k < r->factors.count; k++)
        is = wires_has(&r->factors.at[k].givens, v);
    for (size_t k = 0; !is && k < r->bound.count; k++)
        is = r->bound.at[k] != v && e->vertex_of.at[r->bound.at[k]] == v;
    return is;
}

static void
find_inputs(const Asked *a, Recipe *r, const Estimand *e)
{
    for (int given = 0; given < 2; given++) {
        const WireList *from = given ? a->z : a->done;
        for (size_t i = 0; i < from->count; i++) {
            if (is_input(r, e, from->at[i]))
                array_push(&r->inputs, from->at[i]);
        }
    }
    sort_by_rank(&r->inputs, a->g->rank);
}

static void
start_estimand(Estimand *to, const Asked *a)
{
    to->vertices = a->g->count;
    for (uint32_t v = 0; v < a->g->count; v++)
        array_push(&to->vertex_of, v);
}

/* The estimand of the one recipe, which is taken; its heads are y. */
static void
take_recipe(Estimand *to, const Asked *a, Recipe *r)
{
    array_set(&r->heads, a->y);
    sort_by_rank(&r->heads, a->g->rank);
    find_inputs(a, r, to);
    array_push(&to->recipes, *r);
    *r = (Recipe){0};
}

/* x and z, by rank: a formula's inputs before what it sums. */
static void
add_inputs(const Asked *a, WireList *to)
{
    add_all(to, &a->x);
    add_all(to, a->z);
    sort_by_rank(to, a->g->rank);
}

static void
give_direct(Ground *to, const Asked *a)
{
    Recipe r = {0};
    WireList heads = {0}, givens = {0};
    to->kind = GROUND_NO_ADJUSTMENT;
    array_set(&heads, a->y);
    sort_by_rank(&heads, a->g->rank);
    add_inputs(a, &givens);
    shorten(a->g, &heads, &givens);
    add_factor(&r, &heads, &givens);
    start_estimand(&to->estimand, a);
    take_recipe(&to->estimand, a, &r);
}

/* The set as bound variables, by rank: copies where it was to be done. */
static void
add_bound(Ground *to, const Asked *a, WireList *bound)
{
    array_set(bound, &to->by);
    sort_by_rank(bound, a->g->rank);
    for (size_t i = 0; i < bound->count; i++)
        if (wires_has(a->done, bound->at[i]))
            bound->at[i] = estimand_add_variable(&to->estimand, bound->at[i]);
}

static void
give_back_door(Ground *to, const Asked *a, const WireList *by)
{
    Recipe r = {0};
    WireList heads = {0}, givens = {0};
    to->kind = GROUND_BACK_DOOR;
    array_set(&to->by, by);
    sort_vertices(&to->by);
    start_estimand(&to->estimand, a);
    add_bound(to, a, &r.bound);
    array_set(&givens, a->z);
    sort_by_rank(&givens, a->g->rank);
    shorten(a->g, &to->by, &givens);
    array_set(&heads, &r.bound);
    add_factor(&r, &heads, &givens);
    array_set(&heads, a->y);
    sort_by_rank(&heads, a->g->rank);
    add_inputs(a, &givens);
    add_all(&givens, &r.bound);
    add_factor(&r, &heads, &givens);
    take_recipe(&to->estimand, a, &r);
}

/* m and copies of x, by the ranks of the vertices. */
static void
order_mixed(const Asked *a, const Estimand *e, WireList *list)
{
    uint32_t *rank = memory_new(e->vertex_of.count, sizeof *rank);
    for (size_t v = 0; v < e->vertex_of.count; v++)
        rank[v] = a->g->rank[e->vertex_of.at[v]];
    sort_by_rank(list, rank);
    memory_free(rank);
}

static void
give_front_door(Ground *to, const Asked *a, const WireList *by)
{
    Recipe r = {0};
    WireList heads = {0}, givens = {0}, copies = {0}, x = {0}, none = {0};
    to->kind = GROUND_FRONT_DOOR;
    array_set(&to->by, by);
    sort_vertices(&to->by);
    start_estimand(&to->estimand, a);
    array_set(&x, &a->x);
    sort_by_rank(&x, a->g->rank);
    for (size_t i = 0; i < x.count; i++)
        array_push(&copies, estimand_add_variable(&to->estimand, x.at[i]));
    add_bound(to, a, &heads);
    array_set(&r.bound, &heads);
    add_all(&r.bound, &copies);
    add_factor(&r, &copies, &none);
    add_factor(&r, &heads, &x);
    array_set(&heads, a->y);
    sort_by_rank(&heads, a->g->rank);
    array_set(&givens, &r.bound);
    order_mixed(a, &to->estimand, &givens);
    add_factor(&r, &heads, &givens);
    take_recipe(&to->estimand, a, &r);
}

/* ---- no adjustment ---- */

static bool
is_direct(const Asked *a)
{
    VertexSet muted;
    if (!a->x.count)
        return true;
    vertex_set_init(&muted, a->g->count);
    vertex_set_add_all(&muted, &a->x);
    bool yes = separated(a->g, &(Mutilation){.muted = &muted}, &a->x, a->y, a->z);
    vertex_set_clear(&muted);
    return yes;
}

/* ---- back doors ---- */

/* How many sets may be looked at in a graph of this size; fewer than two: only the nearest. */
static size_t
sets_most(const Graph *g)
{
    size_t most = SETS_WORK / (g->count + g->parents.of.count + 1);
    return most < SETS_MOST ? most : SETS_MOST;
}

/* The smaller of the separators nearest to x and to y that, with z, leave no way open. */
static bool
nearest(WireList *to, const Asked *a, const Mutilation *m, const WireList *permitted)
{
    WireList other = {0};
    bool found = find_separator(to, a->g, m, &a->x, a->y, a->z, permitted) &&
                 find_separator(&other, a->g, m, a->y, &a->x, a->z, permitted);
    if (found && other.count < to->count)
        array_set(to, &other);
    array_clear(&other);
    return found;
}

static void
remove_all(WireList *list, const WireList *less)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!wires_has(less, list->at[i]))
            list->at[count++] = list->at[i];
    list->count = count;
}

/* Given z: none of s and z descends from x, and both together block the back doors. */
static bool
find_conditional(WireList *to, const Asked *a)
{
    VertexSet below, muted;
    WireList permitted = {0};
    bool found = true;
    vertex_set_init(&below, a->g->count);
    vertex_set_init(&muted, a->g->count);
    vertex_set_add_all(&muted, &a->x);
    reach_down(&below, a->g, NULL, &a->x);
    for (size_t i = 0; i < a->z->count; i++)
        found = found && !below.has[a->z->at[i]];
    vertex_set_add_all(&below, a->y);
    for (uint32_t v = 0; v < a->g->count; v++)
        if (a->g->observed[v] && !below.has[v])
            array_push(&permitted, v);
    found = found && nearest(to, a, &(Mutilation){.muted = &muted}, &permitted);
    remove_all(to, a->z);
    array_clear(&permitted);
    vertex_set_clear(&below);
    vertex_set_clear(&muted);
    return found;
}

/* Without conditions, by the complete criterion. */
static bool
find_adjustment(WireList *to, const Asked *a, Budget *b)
{
    Criterion c;
    WireList permitted = {0};
    criterion_init(&c, a->g, &a->x, a->y);
    criterion_permitted(&permitted, a->g, &c, a->y);
    bool found = nearest(to, a, &c.backdoor, &permitted);
    size_t most = found ? sets_most(a->g) : 0;
    if (most > 1 && to->count > 0) {
        SetList sets = {0};
        WireList none = {0};
        bool complete;
        find_separators(&sets, &complete, a->g, &c.backdoor, &a->x, a->y, &none, &permitted, most,
                        b);
        if (sets.count && sets.at[0].count <= to->count)
            array_set(to, &sets.at[0]);
        set_list_clear(&sets);
    }
    array_clear(&permitted);
    criterion_clear(&c);
    return found;
}

static bool
find_back_door(WireList *to, const Asked *a, Budget *b)
{
    return a->z->count ? find_conditional(to, a) : find_adjustment(to, a, b);
}

/* ---- front doors ---- */

static bool
find_front_door(WireList *to, const Asked *a, Budget *b)
{
    SetList sets = {0};
    size_t most = sets_most(a->g);
    bool complete;
    if (a->z->count)
        return false;
    frontdoor_sets(&sets, &complete, a->g, &a->x, a->y, most > 1 ? most : 1, b);
    bool found = sets.count > 0;
    if (found)
        array_set(to, &sets.at[0]);
    set_list_clear(&sets);
    return found;
}

/* ---- the whole ---- */

bool
ground_find(Ground *to, const Graph *g, const Effect *e, Budget *b)
{
    Asked a;
    WireList set = {0};
    ground_clear(to);
    asked_init(&a, g, e);
    if (is_direct(&a))
        give_direct(to, &a);
    else if (find_back_door(&set, &a, b) && set.count > 0)
        give_back_door(to, &a, &set);
    else if (find_front_door(&set, &a, b))
        give_front_door(to, &a, &set);
    array_clear(&set);
    array_clear(&a.x);
    return budget_step(b, g->count + 1);
}

static void
list_sets(GroundList *to, const Asked *a, const SetList *sets,
          void (*give)(Ground *, const Asked *, const WireList *))
{
    for (size_t i = 0; i < sets->count; i++) {
        Ground made = {0};
        if (sets->at[i].count == 0)
            continue;
        give(&made, a, &sets->at[i]);
        array_push(to, made);
    }
}

bool
ground_find_all(GroundList *to, bool *complete, const Graph *g, const Effect *e, size_t limit,
                Budget *b)
{
    Asked a;
    Ground first = {0};
    SetList back = {0}, front = {0};
    AdjustReason why = {0};
    bool all_back = true, all_front = true, ok = ground_find(&first, g, e, b);
    asked_init(&a, g, e);
    if (ok && !e->z.count && a.x.count) {
        adjustment_sets(&back, &all_back, &why, g, &a.x, &e->y, &(SetRules){0}, limit, b);
        frontdoor_sets(&front, &all_front, g, &a.x, &e->y, limit, b);
    }
    bool listed = first.kind == GROUND_BACK_DOOR || first.kind == GROUND_FRONT_DOOR;
    if (first.kind == GROUND_NO_ADJUSTMENT || (listed && !back.count && !front.count))
        array_push(to, first);
    else
        ground_clear(&first);
    list_sets(to, &a, &back, give_back_door);
    list_sets(to, &a, &front, give_front_door);
    *complete = all_back && all_front;
    adjust_reason_clear(&why);
    set_list_clear(&back);
    set_list_clear(&front);
    array_clear(&a.x);
    return ok && budget_step(b, g->count + 1);
}

/* Does the set, with z, block the back doors, while neither descends from x? */
static bool
is_conditional_back_door(const Asked *a, const WireList *both)
{
    VertexSet below, muted;
    vertex_set_init(&below, a->g->count);
    vertex_set_init(&muted, a->g->count);
    vertex_set_add_all(&muted, &a->x);
    reach_down(&below, a->g, NULL, &a->x);
    bool yes = separated(a->g, &(Mutilation){.muted = &muted}, &a->x, a->y, both);
    for (size_t i = 0; i < both->count; i++)
        yes = yes && !below.has[both->at[i]];
    vertex_set_clear(&below);
    vertex_set_clear(&muted);
    return yes;
}

static bool
is_back_door(const Asked *a, const WireList *by, AdjustReason *why)
{
    WireList both = {0};
    array_set(&both, by);
    add_all(&both, a->z);
    bool yes = adjusts(why, a->g, &a->x, a->y, &both) == ADJUST_VALID;
    if (yes && a->z->count)
        yes = is_conditional_back_door(a, &both);
    array_clear(&both);
    return yes;
}

void
ground_find_by(Ground *to, AdjustReason *why, const Graph *g, const Effect *e, const WireList *by)
{
    Asked a;
    ground_clear(to);
    asked_init(&a, g, e);
    if (!by->count && is_direct(&a))
        give_direct(to, &a);
    else if (by->count && is_back_door(&a, by, why))
        give_back_door(to, &a, by);
    else if (by->count && !a.z->count && is_frontdoor(g, &a.x, a.y, by))
        give_front_door(to, &a, by);
    else if (!by->count)
        is_back_door(&a, by, why);
    array_clear(&a.x);
}
