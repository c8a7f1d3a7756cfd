/* identify.c -- Tian's algorithm as three moves on combs; see identify.h.
 *
 * A comb Q[S] is named by its vertex set, whatever the way to it, and each is made once.  It is
 * kept as factors with one head each, in topological order, that read vertices; after a restriction
 * some heads are bound.  All combs become factors of the one estimand at the end. */
#include "surgery/identify.h"

#include "surgery/exchange.h"
#include "surgery/ground.h"

#include <assert.h>

static void
step_clear(Step *s)
{
    array_clear(&s->set);
    array_clear(&s->from);
    array_clear(&s->goal);
    set_list_clear(&s->parts);
}

void
identification_clear(Identification *i)
{
    effect_clear(&i->effect);
    array_clear(&i->kept);
    array_clear(&i->left);
    array_clear(&i->planned);
    estimand_clear(&i->estimand);
    array_clear(&i->large);
    array_clear(&i->small);
    for (size_t k = 0; k < i->steps.count; k++)
        step_clear(&i->steps.at[k]);
    array_clear(&i->steps);
    *i = (Identification){0};
}

/* ---- work in progress ---- */

/* A comb: Q[set], the sum over the heads outside it of the product of the factors. */
typedef struct Tooth {
    uint32_t head, from;
    WireList givens; /* by rank */
    WireList any;
} Tooth;

typedef struct MadeComb {
    WireList set; /* by rank */
    ARRAY(Tooth) teeth;
    uint32_t recipe; /* its place in the estimand, where it is a recipe; else UINT32_MAX */
} MadeComb;

typedef struct Work {
    Identification *to;
    const Graph *g;
    const Graph *after;   /* with the plans; g where there are none */
    const Projection *p;
    Graph planned;        /* what `after` is where there are some, */
    Projection reordered; /* and p: in an order of both graphs, while that is not `turned` */
    bool turned;          /* there is no order of both */
    bool drops_plans;     /* what is planned may be exchanged, and its plan with it */
    bool determined;      /* what plans that are functions make of what is known is known, too */
    Budget *budget;
    bool stopped;   /* the budget ran out while combs were plugged */
    uint64_t bytes; /* that teeth take, here and in the estimand */
    ARRAY(MadeComb *) made;
    Map found;                  /* hash of a set -> place in made */
    uint32_t *part;             /* of a vertex in W: the number of its component */
    SetList parts;              /* the components of W */
    SetList left;               /* the components of D */
    VertexSet in, a, b, groups; /* scratch, empty between uses */
    uint32_t *next;             /* scratch of teeth: circular lists of vertices joined so far */
    uint32_t *joined, *first;   /* of a vertex its list's name; of a group a vertex met */
} Work;

static void
made_free(MadeComb *m)
{
    for (size_t i = 0; i < m->teeth.count; i++) {
        array_clear(&m->teeth.at[i].givens);
        array_clear(&m->teeth.at[i].any);
    }
    array_clear(&m->teeth);
    array_clear(&m->set);
    memory_free(m);
}

static void
work_init(Work *w)
{
    uint32_t count = w->p->count, groups = projection_groups(w->p);
    w->part = memory_new(count, sizeof *w->part);
    w->next = memory_new(count, sizeof *w->next);
    w->joined = memory_new(count, sizeof *w->joined);
    w->first = memory_new(groups, sizeof *w->first);
    vertex_set_init(&w->in, count);
    vertex_set_init(&w->a, count);
    vertex_set_init(&w->b, count);
    vertex_set_init(&w->groups, groups);
}

static void
work_clear(Work *w)
{
    for (size_t i = 0; i < w->made.count; i++)
        made_free(w->made.at[i]);
    array_clear(&w->made);
    map_clear(&w->found);
    memory_free(w->part);
    memory_free(w->next);
    memory_free(w->joined);
    memory_free(w->first);
    set_list_clear(&w->parts);
    set_list_clear(&w->left);
    vertex_set_clear(&w->in);
    vertex_set_clear(&w->a);
    vertex_set_clear(&w->b);
    vertex_set_clear(&w->groups);
    graph_clear(&w->planned);
    memory_free(w->reordered.rank);
}

/* A new step of the derivation; valid until the next. */
static Step *
step(Work *w, Move move)
{
    array_push(&w->to->steps, ((Step){.move = move, .recipe = UINT32_MAX}));
    return &w->to->steps.at[w->to->steps.count - 1];
}

static void
set_list_set(SetList *to, const SetList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        WireList one = {0};
        array_set(&one, &l->at[i]);
        array_push(to, one);
    }
}

static MadeComb *
find_made(Work *w, const WireList *set)
{
    uint64_t at;
    if (!map_find(&w->found, hash_bytes(set->at, set->count * sizeof *set->at), &at))
        return NULL;
    MadeComb *m = w->made.at[at];
    return wires_compare(&m->set, set) == 0 ? m : NULL;
}

static MadeComb *
add_made(Work *w, const WireList *set)
{
    MadeComb *m = memory_new(1, sizeof *m);
    array_set(&m->set, set);
    m->recipe = UINT32_MAX;
    map_set_at(&w->found, hash_bytes(set->at, set->count * sizeof *set->at), w->made.count);
    array_push(&w->made, m);
    return m;
}

/* ---- the teeth of a component ---- */

/* Joins the circular lists of the vertices met before that share a group with v, and v, into one.
 */
static void
grow_circle(Work *w, uint32_t v)
{
    size_t count;
    const uint32_t *of = rows_at(&w->p->groups_of, v, &count);
    w->next[v] = v;
    w->joined[v] = v;
    for (size_t i = 0; i < count; i++) {
        if (vertex_set_add(&w->groups, of[i])) {
            w->first[of[i]] = v;
            continue;
        }
        uint32_t u = root_find(w->joined, w->first[of[i]]);
        if (u == v)
            continue;
        uint32_t next = w->next[u];
        w->next[u] = w->next[v];
        w->next[v] = next;
        w->joined[u] = v;
    }
}

/* The givens of a tooth: T and pa(T) without v, where T is the component of v in what comes no
 * later.  T is v's circular list. */
static bool
find_givens(Work *w, uint32_t v, WireList *to)
{
    uint32_t u = v;
    size_t count;
    do {
        const uint32_t *parents = rows_at(&w->p->parents, u, &count);
        if (u != v)
            vertex_set_add(&w->a, u);
        for (size_t i = 0; i < count; i++)
            vertex_set_add(&w->a, parents[i]);
        if (!budget_step(w->budget, count + 1))
            return false;
        u = w->next[u];
    } while (u != v);
    array_set(to, &w->a.members);
    sort_by_rank(to, w->p->rank);
    vertex_set_empty(&w->a);
    w->bytes += 4 * sizeof *to->at * to->count;
    return budget_step(w->budget, to->count) && budget_allows(w->budget, w->bytes);
}

/* Q[set] from Q of a larger set, the recipe `from` (or the observed state): a tooth a vertex. */
static bool
make_teeth(Work *w, MadeComb *m, uint32_t from)
{
    bool ok = true;
    for (size_t i = 0; ok && i < m->set.count; i++) {
        Tooth t = {.head = m->set.at[i], .from = from};
        grow_circle(w, t.head);
        ok = find_givens(w, t.head, &t.givens);
        array_push(&m->teeth, t);
    }
    vertex_set_empty(&w->groups);
    return ok;
}

/* The inputs of the recipe that are not among the givens: the tooth does not depend on them. */
static void
find_any(Work *w, Tooth *t)
{
    const WireList *inputs = &w->to->estimand.recipes.at[t->from].inputs;
    vertex_set_add_all(&w->a, &t->givens);
    for (size_t i = 0; i < inputs->count; i++)
        if (!w->a.has[inputs->at[i]])
            array_push(&t->any, inputs->at[i]);
    vertex_set_empty(&w->a);
}

static bool
make_teeth_of_recipe(Work *w, MadeComb *m, uint32_t from)
{
    if (!make_teeth(w, m, from))
        return false;
    for (size_t i = 0; i < m->teeth.count; i++)
        find_any(w, &m->teeth.at[i]);
    return true;
}

/* ---- combs as recipes ---- */

static void
tooth_factor(Factor *to, const Tooth *t)
{
    to->from = t->from;
    array_push(&to->heads, t->head);
    array_set(&to->givens, &t->givens);
    array_set(&to->any, &t->any);
}

/* What the recipe's factors read and do not give. */
static void
find_inputs(Work *w, Recipe *r)
{
    for (size_t i = 0; i < r->factors.count; i++)
        vertex_set_add_all(&w->a, &r->factors.at[i].heads);
    size_t heads = w->a.members.count;
    for (size_t i = 0; i < r->factors.count; i++)
        vertex_set_add_all(&w->a, &r->factors.at[i].givens);
    for (size_t i = heads; i < w->a.members.count; i++)
        array_push(&r->inputs, w->a.members.at[i]);
    vertex_set_empty(&w->a);
    sort_by_rank(&r->inputs, w->p->rank);
}

/* The comb m with all but `set` discarded: the heads that no kept factor reads are removed with
 * their factors. */
static MadeComb *
restrict_made(Work *w, const MadeComb *m, const WireList *set)
{
    MadeComb *to = add_made(w, set);
    ARRAY(const Tooth *) kept = {0};
    vertex_set_add_all(&w->a, set);
    for (size_t i = m->teeth.count; i > 0; i--) {
        const Tooth *t = &m->teeth.at[i - 1];
        if (!w->a.has[t->head])
            continue;
        vertex_set_add_all(&w->a, &t->givens);
        array_push(&kept, t);
    }
    vertex_set_empty(&w->a);
    for (size_t i = kept.count; i > 0; i--) {
        Tooth t = {.head = kept.at[i - 1]->head, .from = kept.at[i - 1]->from};
        array_set(&t.givens, &kept.at[i - 1]->givens);
        array_set(&t.any, &kept.at[i - 1]->any);
        array_push(&to->teeth, t);
    }
    array_clear(&kept);
    return to;
}

/* The comb as a recipe of the estimand. */
static uint32_t
made_recipe(Work *w, MadeComb *m)
{
    if (m->recipe != UINT32_MAX)
        return m->recipe;
    Recipe r = {0};
    vertex_set_add_all(&w->b, &m->set);
    array_set(&r.heads, &m->set);
    for (size_t i = 0; i < m->teeth.count; i++) {
        Factor f = {0};
        tooth_factor(&f, &m->teeth.at[i]);
        array_push(&r.factors, f);
        if (!w->b.has[m->teeth.at[i].head])
            array_push(&r.bound, m->teeth.at[i].head);
    }
    vertex_set_empty(&w->b);
    find_inputs(w, &r);
    m->recipe = (uint32_t)w->to->estimand.recipes.count;
    array_push(&w->to->estimand.recipes, r);
    return m->recipe;
}

/* Does the comb read only what Q[set] depends on: set and its parents? */
static bool
reads_parents_only(Work *w, const MadeComb *m)
{
    size_t count;
    vertex_set_add_all(&w->a, &m->set);
    for (size_t i = 0; i < m->set.count; i++) {
        const uint32_t *parents = rows_at(&w->p->parents, m->set.at[i], &count);
        for (size_t k = 0; k < count; k++)
            vertex_set_add(&w->a, parents[k]);
    }
    for (size_t i = 0; i < m->teeth.count; i++)
        vertex_set_add(&w->a, m->teeth.at[i].head);
    bool only = true;
    for (size_t i = 0; only && i < m->teeth.count; i++)
        for (size_t k = 0; only && k < m->teeth.at[i].givens.count; k++)
            only = w->a.has[m->teeth.at[i].givens.at[k]];
    vertex_set_empty(&w->a);
    return only;
}

/* ---- one component of D out of one of W ---- */

static void
note(Work *w, Move move, const WireList *set, const WireList *from, const WireList *goal,
     uint32_t recipe)
{
    Step *s = step(w, move);
    array_set(&s->set, set);
    array_set(&s->from, from);
    array_set(&s->goal, goal);
    s->recipe = recipe;
}

/* The ancestors of goal in the subgraph on `from`, by rank. */
static void
ancestral(Work *w, WireList *to, const WireList *from, const WireList *goal)
{
    vertex_set_add_all(&w->in, from);
    reach(&w->a, &w->p->parents, goal, &w->in);
    array_set(to, &w->a.members);
    vertex_set_empty(&w->a);
    vertex_set_empty(&w->in);
    sort_by_rank(to, w->p->rank);
}

/* The component of the subgraph on `from` that goal is in, by rank. */
static void
component(Work *w, WireList *to, const WireList *from, const WireList *goal)
{
    vertex_set_add_all(&w->in, from);
    join(&w->a, &w->groups, w->p, &w->in, goal->at[0]);
    array_set(to, &w->a.members);
    vertex_set_empty(&w->a);
    vertex_set_empty(&w->in);
    vertex_set_empty(&w->groups);
    sort_by_rank(to, w->p->rank);
}

typedef enum Solved { SOLVED, STUCK, STOPPED } Solved;

/* Q[part] out of the restricted comb `m` by disintegration. */
static MadeComb *
separate(Work *w, MadeComb *m, const WireList *part, const WireList *goal)
{
    MadeComb *found = wires_compare(part, &m->set) == 0 ? NULL : find_made(w, part);
    uint32_t recipe = found ? UINT32_MAX : made_recipe(w, m);
    note(w, MOVE_SEPARATE, part, &m->set, goal, recipe);
    if (found)
        return found;
    MadeComb *to = add_made(w, part);
    return make_teeth_of_recipe(w, to, recipe) ? to : NULL;
}

/* One round: discard to the ancestors of goal, then take goal's component. */
static Solved
advance(Work *w, MadeComb **at, const WireList *goal)
{
    WireList set = {0}, part = {0};
    MadeComb *m = *at;
    ancestral(w, &set, &m->set, goal);
    component(w, &part, &set, goal);
    bool smaller = set.count < m->set.count;
    Solved solved = SOLVED;
    if (!budget_step(w->budget, m->set.count + 1)) {
        solved = STOPPED;
    } else if (smaller) {
        MadeComb *found = find_made(w, &set);
        note(w, MOVE_RESTRICT, &set, &m->set, goal, UINT32_MAX);
        m = found ? found : restrict_made(w, m, &set);
    } else if (part.count == set.count) {
        note(w, MOVE_STUCK, &set, &m->set, goal, UINT32_MAX);
        solved = STUCK;
    }
    bool apart = part.count < set.count || (smaller && !reads_parents_only(w, m));
    if (solved == SOLVED && apart && !(m = separate(w, m, &part, goal)))
        solved = STOPPED;
    *at = m;
    array_clear(&part);
    array_clear(&set);
    return solved;
}

static Solved
solve(Work *w, const WireList *goal, MadeComb **to)
{
    const WireList *part = &w->parts.at[w->part[goal->at[0]]];
    MadeComb *m = find_made(w, part);
    if (!m) {
        m = add_made(w, part);
        if (!make_teeth(w, m, FROM_OBSERVED))
            return STOPPED;
    }
    Solved solved = SOLVED;
    while (solved == SOLVED && m->set.count > goal->count)
        solved = advance(w, &m, goal);
    if (solved == STUCK) {
        array_set(&w->to->large, &m->set);
        array_set(&w->to->small, goal);
    }
    *to = m;
    return solved;
}

/* ---- conditions that are as good as interventions ---- */

/* Rule 2 of the do-calculus, as often as it applies; the order does not matter (Shpitser & Pearl
 * 2006b, Theorem 20). */
static bool
exchange_all(Work *w)
{
    Effect *e = &w->to->effect;
    for (size_t i = 0; i < e->z.count;) {
        if (!budget_step(w->budget, w->g->count + w->g->parents.of.count + 1))
            return false;
        bool planned = effect_reads(e, e->z.at[i]) != NULL;
        if ((planned && !w->drops_plans) || !exchanges(w->after, e, i, w->determined)) {
            i++;
            continue;
        }
        uint32_t z = e->z.at[i];
        Step *s = step(w, MOVE_EXCHANGE);
        array_push(&s->set, z);
        array_push(&e->x, z);
        memmove(e->z.at + i, e->z.at + i + 1, (e->z.count - i - 1) * sizeof z);
        e->z.count--;
        i = 0;
    }
    return true;
}

/* ---- plugging ---- */

/* Does each factor of the criterion's recipe come after those whose heads it reads, by rank? */
static bool
is_in_order(const Work *w, const Ground *ground)
{
    const Recipe *r = &ground->estimand.recipes.at[0];
    const uint32_t *vertex = ground->estimand.vertex_of.at;
    for (size_t i = 0; i < r->factors.count; i++) {
        const Factor *f = &r->factors.at[i];
        for (size_t k = 0; k < f->givens.count; k++)
            if (w->p->rank[vertex[f->givens.at[k]]] >= w->p->rank[vertex[f->heads.at[0]]])
                return false;
    }
    return true;
}

static void
rename_all(WireList *list, const uint32_t *as)
{
    for (size_t i = 0; i < list->count; i++)
        list->at[i] = as[list->at[i]];
}

/* The factors of the criterion's recipe, with new bound variables. */
static void
add_ground(Work *w, Recipe *to, const Ground *ground)
{
    const Estimand *from = &ground->estimand;
    const Recipe *r = &from->recipes.at[0];
    uint32_t *as = memory_new(from->vertex_of.count, sizeof *as);
    for (uint32_t v = 0; v < from->vertex_of.count; v++)
        as[v] = v;
    for (size_t i = 0; i < r->bound.count; i++) {
        uint32_t b = r->bound.at[i];
        as[b] = estimand_add_variable(&w->to->estimand, from->vertex_of.at[b]);
        array_push(&to->bound, as[b]);
    }
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor f = {.from = FROM_OBSERVED};
        array_set(&f.heads, &r->factors.at[i].heads);
        array_set(&f.givens, &r->factors.at[i].givens);
        rename_all(&f.heads, as);
        rename_all(&f.givens, as);
        array_push(&to->factors, f);
    }
    memory_free(as);
}

static bool
has_any(const MadeComb *m)
{
    bool any = false;
    for (size_t i = 0; i < m->teeth.count; i++)
        any = any || m->teeth.at[i].any.count > 0;
    return any;
}

enum { CRITERIA_WORK = 1 << 24 }; /* combs times vertices up to which criteria are looked for */

/* A comb that mentions variables that cannot matter is written by a criterion that does not, where
 * there is one.  False: the budget. */
static bool
plug_ground(Work *w, Recipe *r, const MadeComb *m, bool *plugged)
{
    Effect e = {0};
    Ground ground = {0};
    *plugged = false;
    if ((reads_parents_only(w, m) && !has_any(m)) ||
        (uint64_t)w->left.count * w->g->count > CRITERIA_WORK)
        return true;
    effect_of_comb(&e, w->p, &m->set);
    bool ok = ground_find(&ground, w->g, &e, w->budget);
    *plugged = ok && ground.kind != GROUND_GENERAL && is_in_order(w, &ground);
    if (*plugged)
        add_ground(w, r, &ground);
    ground_clear(&ground);
    effect_clear(&e);
    return ok;
}

/* The factors of a comb in the last recipe: bound heads become variables of their own. */
static void
plug_made(Work *w, Recipe *r, const MadeComb *m, uint32_t *variable)
{
    Estimand *e = &w->to->estimand;
    vertex_set_add_all(&w->b, &m->set);
    for (size_t i = 0; i < m->teeth.count; i++) {
        uint32_t head = m->teeth.at[i].head;
        variable[head] = w->b.has[head] ? head : estimand_add_variable(e, head);
        if (!w->b.has[head])
            array_push(&r->bound, variable[head]);
    }
    vertex_set_empty(&w->b);
    for (size_t i = 0; i < m->teeth.count; i++) {
        Factor f = {0};
        tooth_factor(&f, &m->teeth.at[i]);
        f.heads.at[0] = variable[f.heads.at[0]];
        for (size_t k = 0; k < f.givens.count; k++)
            f.givens.at[k] = variable[f.givens.at[k]];
        array_push(&r->factors, f);
    }
    for (size_t i = 0; i < m->teeth.count; i++)
        variable[m->teeth.at[i].head] = m->teeth.at[i].head;
}

/* Factors in the order of their heads; equal ranks (copies of one vertex) stay as they are. */
static void
sort_factors(Work *w, Recipe *r)
{
    const Estimand *e = &w->to->estimand;
    WireList place = {0};
    uint32_t *rank = memory_new(r->factors.count, sizeof *rank);
    for (uint32_t i = 0; i < r->factors.count; i++) {
        uint32_t v = e->vertex_of.at[r->factors.at[i].heads.at[0]];
        rank[i] = w->p->rank[v];
        array_push(&place, i);
    }
    sort_by_rank(&place, rank);
    Factor *sorted = memory_new(r->factors.count, sizeof *sorted);
    for (size_t i = 0; i < place.count; i++)
        sorted[i] = r->factors.at[place.at[i]];
    memory_free(r->factors.at);
    r->factors.at = sorted;
    r->factors.space = r->factors.count;
    memory_free(rank);
    array_clear(&place);
}

/* The inputs of the last recipe, whose variables may be copies. */
static void
find_root_inputs(Work *w, Recipe *r)
{
    bool *seen = memory_new(w->to->estimand.vertex_of.count, sizeof *seen);
    for (size_t i = 0; i < r->factors.count; i++)
        for (size_t k = 0; k < r->factors.at[i].heads.count; k++)
            seen[r->factors.at[i].heads.at[k]] = true;
    for (size_t i = 0; i < r->factors.count; i++)
        for (size_t k = 0; k < r->factors.at[i].givens.count; k++) {
            uint32_t v = r->factors.at[i].givens.at[k];
            if (!seen[v])
                array_push(&r->inputs, v);
            seen[v] = true;
        }
    memory_free(seen);
    sort_by_rank(&r->inputs, w->p->rank);
}

/* The mechanism of a plan as a recipe of its own, and as a factor. */
static void
plug_plan(Work *w, Recipe *r, uint32_t v)
{
    Recipe plan = {.given = true};
    Factor f = {.from = (uint32_t)w->to->estimand.recipes.count};
    const WireList *reads = effect_reads(&w->to->effect, v);
    array_push(&plan.heads, v);
    array_set(&plan.inputs, reads);
    array_push(&w->to->estimand.recipes, plan);
    array_push(&f.heads, v);
    array_set(&f.givens, reads);
    array_push(&r->factors, f);
}

/* Does the comb read something that is only behind it in the order with the plans? */
static bool
reads_later(const Work *w, const MadeComb *m)
{
    const uint32_t *rank = w->after->rank;
    bool later = false;
    for (size_t i = 0; !later && i < m->teeth.count; i++)
        for (size_t k = 0; !later && k < m->teeth.at[i].givens.count; k++)
            later = rank[m->teeth.at[i].givens.at[k]] > rank[m->teeth.at[i].head];
    return later;
}

/* Q[set] with its teeth in another order: that of the subgraph on it is one with the plans too. */
static MadeComb *
turn_comb(Work *w, MadeComb *m)
{
    uint32_t recipe = made_recipe(w, m);
    MadeComb *to = memory_new(1, sizeof *to);
    array_set(&to->set, &m->set);
    to->recipe = UINT32_MAX;
    array_push(&w->made, to);
    sort_by_rank(&to->set, w->p->rank);
    return make_teeth_of_recipe(w, to, recipe) ? to : NULL;
}

/* Where no order is that of both graphs, the combs are brought into that with the plans. */
static bool
turn_combs(Work *w, MadeComb **combs)
{
    for (uint32_t v = 0; v < w->p->count; v++)
        if (w->after->observed[v])
            w->reordered.rank[v] = w->after->rank[v];
    for (size_t i = 0; i < w->left.count; i++) {
        if (reads_later(w, combs[i]) && !(combs[i] = turn_comb(w, combs[i])))
            return false;
        sort_by_rank(&w->left.at[i], w->p->rank);
    }
    return true;
}

/* P(y, z | do(x)): all the combs side by side, and the plans, everything but y and z summed. */
static uint32_t
plug(Work *w, MadeComb *const *combs)
{
    Recipe r = {0};
    uint32_t *variable = memory_new(w->p->count, sizeof *variable);
    for (uint32_t v = 0; v < w->p->count; v++)
        variable[v] = v;
    for (size_t i = 0; i < w->left.count; i++) {
        bool plugged;
        if (!plug_ground(w, &r, combs[i], &plugged))
            w->stopped = true;
        if (!plugged)
            plug_made(w, &r, combs[i], variable);
    }
    memory_free(variable);
    for (size_t i = 0; i < w->to->planned.count; i++)
        plug_plan(w, &r, w->to->planned.at[i]);
    array_set(&r.heads, &w->to->effect.y);
    for (size_t i = 0; i < w->to->effect.z.count; i++)
        array_push(&r.heads, w->to->effect.z.at[i]);
    sort_by_rank(&r.heads, w->p->rank);
    vertex_set_add_all(&w->a, &r.heads);
    for (size_t i = 0; i < w->to->left.count; i++)
        if (!w->a.has[w->to->left.at[i]])
            array_push(&r.bound, w->to->left.at[i]);
    for (size_t i = 0; i < w->to->planned.count; i++)
        if (!w->a.has[w->to->planned.at[i]])
            array_push(&r.bound, w->to->planned.at[i]);
    vertex_set_empty(&w->a);
    sort_factors(w, &r);
    recipe_marginal(&r, &r, &r.heads);
    find_root_inputs(w, &r);
    array_push(&w->to->estimand.recipes, r);
    Step *s = step(w, MOVE_PLUG);
    array_set(&s->set, &r.heads);
    set_list_set(&s->parts, &w->left);
    s->recipe = (uint32_t)w->to->estimand.recipes.count - 1;
    return s->recipe;
}

/* P(y | do(x), z) = P(y, z | do(x)) / P(z | do(x)). */
static void
condition(Work *w, uint32_t joint)
{
    Effect *e = &w->to->effect;
    Estimand *to = &w->to->estimand;
    if (!e->z.count)
        return;
    Recipe r = {0};
    Factor f = {.from = joint};
    array_set(&f.heads, &e->y);
    sort_by_rank(&f.heads, w->p->rank);
    array_set(&f.givens, &e->z);
    for (size_t i = 0; i < to->recipes.at[joint].inputs.count; i++)
        array_push(&f.givens, to->recipes.at[joint].inputs.at[i]);
    sort_by_rank(&f.givens, w->p->rank);
    array_set(&r.heads, &f.heads);
    array_set(&r.inputs, &f.givens);
    array_push(&r.factors, f);
    Step *s = step(w, MOVE_CONDITION);
    array_set(&s->set, &e->z);
    s->recipe = (uint32_t)to->recipes.count;
    array_push(&to->recipes, r);
}

/* ---- the whole ---- */

/* What y and z depend on after all surgery: D in `left`, and the vertices whose plans matter. */
static void
find_left(Work *w)
{
    Identification *to = w->to;
    size_t count;
    vertex_set_add_all(&w->in, &to->effect.x);
    vertex_set_add_all(&w->a, &to->effect.y);
    vertex_set_add_all(&w->a, &to->effect.z);
    for (size_t i = 0; i < w->a.members.count; i++) {
        uint32_t v = w->a.members.at[i];
        const WireList *reads = effect_reads(&to->effect, v);
        const uint32_t *parents = rows_at(&w->p->parents, v, &count);
        parents = reads ? reads->at : parents;
        count = reads ? reads->count : count;
        array_push(reads ? &to->planned : &to->left, v);
        for (size_t k = 0; k < count; k++)
            if (!w->in.has[parents[k]])
                vertex_set_add(&w->a, parents[k]);
    }
    vertex_set_empty(&w->in);
    vertex_set_empty(&w->a);
    sort_by_rank(&to->left, w->p->rank);
    sort_by_rank(&to->planned, w->after->rank);
}

/* W and D, and their components. */
static void
discard_and_cut(Work *w)
{
    Identification *to = w->to;
    find_left(w);
    reach(&w->in, &w->p->parents, &to->left, NULL);
    array_set(&to->kept, &w->in.members);
    sort_by_rank(&to->kept, w->p->rank);
    components(&w->parts, w->p, &w->in);
    for (uint32_t i = 0; i < w->parts.count; i++)
        for (size_t k = 0; k < w->parts.at[i].count; k++)
            w->part[w->parts.at[i].at[k]] = i;
    vertex_set_empty(&w->in);
    vertex_set_add_all(&w->a, &to->left);
    components(&w->left, w->p, &w->a);
    vertex_set_empty(&w->a);
    Step *s = step(w, MOVE_DISCARD);
    array_set(&s->set, &to->kept);
    s = step(w, MOVE_SPLIT);
    array_set(&s->set, &to->kept);
    set_list_set(&s->parts, &w->parts);
    s = step(w, MOVE_CUT);
    array_set(&s->set, &to->left);
    set_list_set(&s->parts, &w->left);
}

static Solved
solve_all(Work *w)
{
    MadeComb **combs = memory_new(w->left.count, sizeof *combs);
    Solved solved = SOLVED;
    for (size_t i = 0; solved == SOLVED && i < w->left.count; i++)
        solved = solve(w, &w->left.at[i], &combs[i]);
    if (solved == SOLVED && w->turned && !turn_combs(w, combs))
        solved = STOPPED;
    if (solved == SOLVED)
        condition(w, plug(w, combs));
    solved = w->stopped ? STOPPED : solved;
    memory_free(combs);
    return solved;
}

/* The graph with the plans, where there are any, and an order of both where there is one. */
static void
start_plans(Work *w, const Effect *e)
{
    uint32_t place = 0;
    w->after = w->g;
    if (!e->plans.count)
        return;
    w->turned = !effect_graph(&w->planned, w->g, e);
    w->after = &w->planned;
    w->reordered = *w->p;
    w->reordered.rank = memory_new(w->p->count, sizeof *w->reordered.rank);
    for (uint32_t i = 0; i < w->p->count; i++) {
        uint32_t v = w->planned.order.at[i];
        bool observed = w->g->observed[v];
        w->reordered.rank[v] = w->turned || !observed ? w->p->rank[v] : place++;
    }
    w->p = &w->reordered;
}

static bool
identify_once(Identification *to, const Graph *g, const Projection *p, const Effect *e,
              bool drops_plans, bool determined, Budget *b)
{
    Identification made = {0};
    Work w = {.to = &made, .g = g, .p = p, .budget = b, .drops_plans = drops_plans,
              .determined = determined};
    assert(e->y.count);
    start_plans(&w, e);
    work_init(&w);
    effect_set(&made.effect, e);
    made.estimand.vertices = p->count;
    for (uint32_t v = 0; v < p->count; v++)
        array_push(&made.estimand.vertex_of, v);
    Solved solved = STOPPED;
    if (exchange_all(&w) && budget_step(b, p->count + 1)) {
        discard_and_cut(&w);
        solved = solve_all(&w);
    }
    made.identified = solved == SOLVED;
    if (!made.identified)
        estimand_clear(&made.estimand);
    if (solved != STOPPED) {
        identification_clear(to);
        *to = made;
    } else {
        identification_clear(&made);
    }
    work_clear(&w);
    return solved != STOPPED;
}

/* Would it be known if what follows by the plans were given, too?  There is no formula for that. */
static bool
follows_from_more(bool *to, const Graph *g, const Projection *p, const Effect *e, Budget *b)
{
    Identification found = {0};
    Effect more = {0};
    effect_given_all(&more, e);
    bool ok = !more.y.count || identify_once(&found, g, p, &more, true, true, b);
    *to = !more.y.count || found.identified;
    identification_clear(&found);
    effect_clear(&more);
    return ok;
}

/* A plan whose vertex is known is kept while that can be: it tells which values can be known. */
bool
identify(Identification *to, const Graph *g, const Projection *p, const Effect *e, Budget *b)
{
    bool known = false;
    for (size_t i = 0; i < e->z.count; i++)
        known = known || effect_reads(e, e->z.at[i]);
    bool ok = identify_once(to, g, p, e, false, false, b) &&
              (to->identified || !known || identify_once(to, g, p, e, true, false, b));
    if (ok && !to->identified && effect_follows(e)) {
        ok = identify_once(to, g, p, e, true, true, b);
        to->determined = ok && to->identified;
        to->decided = ok && to->identified && known;
        ok = ok && (to->identified || follows_from_more(&to->decided, g, p, e, b));
        to->identified = to->identified && !to->decided;
        if (!to->identified)
            estimand_clear(&to->estimand);
    }
    return ok;
}
