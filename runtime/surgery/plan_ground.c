/* plan_ground.c -- see plan_ground.h. */
#include "surgery/plan_ground.h"

#include "surgery/simplify.h"

/* Those that are not there yet: plans may read the same. */
static void
add_new(WireList *to, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!wires_has(to, list->at[i]))
            array_push(to, list->at[i]);
}

/* P(y | do(x and what is planned), what the plans read), to `to`.  False: it is not what is asked
 * for. */
static bool
find_inner(Effect *to, const Graph *g, const Effect *e)
{
    VertexSet below;
    array_set(&to->y, &e->y);
    array_set(&to->x, &e->x);
    for (size_t i = 0; i < e->plans.count; i++) {
        array_push(&to->x, e->plans.at[i].vertex);
        add_new(&to->z, &e->plans.at[i].reads);
    }
    vertex_set_init(&below, g->count);
    reach(&below, &g->children, &to->x, NULL);
    bool apart = e->z.count == 0;
    for (size_t i = 0; apart && i < to->z.count; i++)
        apart = !below.has[to->z.at[i]] && !wires_has(&e->y, to->z.at[i]);
    for (size_t i = 0; apart && i < e->plans.count; i++)
        apart = !wires_has(&e->y, e->plans.at[i].vertex);
    vertex_set_clear(&below);
    return apart;
}

/* The list without these. */
static void
remove_all(WireList *list, const WireList *these)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!wires_has(these, list->at[i]))
            list->at[count++] = list->at[i];
    list->count = count;
}

static void
add_plan(Estimand *to, Recipe *last, const EffectPlan *p)
{
    Recipe plan = {.given = true};
    Factor f = {.from = (uint32_t)to->recipes.count};
    array_push(&plan.heads, p->vertex);
    array_set(&plan.inputs, &p->reads);
    array_push(&to->recipes, plan);
    array_push(&f.heads, p->vertex);
    array_set(&f.givens, &p->reads);
    array_push(&last->factors, f);
    array_push(&last->bound, p->vertex);
}

/* The inner effect's estimand, weighed by the plans and by how often they read what. */
static void
weigh(Estimand *to, const Estimand *inner, const Effect *e, const Effect *done, const Graph *g)
{
    Recipe last = {0}, of = {0};
    recipe_set(&of, &inner->recipes.at[0]);
    to->vertices = inner->vertices;
    array_set(&to->vertex_of, &inner->vertex_of);
    array_set(&last.heads, &of.heads);
    array_set(&last.bound, &of.bound);
    array_set(&last.inputs, &of.inputs);
    if (done->z.count) {
        Factor f = {.from = FROM_OBSERVED};
        array_set(&f.heads, &done->z);
        sort_by_rank(&f.heads, g->rank);
        wires_add(&last.bound, &f.heads);
        array_push(&last.factors, f);
    }
    for (size_t i = 0; i < e->plans.count; i++)
        add_plan(to, &last, &e->plans.at[i]);
    for (size_t i = 0; i < of.factors.count; i++)
        array_push(&last.factors, of.factors.at[i]);
    of.factors.count = 0;
    remove_all(&last.inputs, &last.bound);
    recipe_marginal(&last, &last, &last.heads);
    array_push(&to->recipes, last);
    recipe_clear(&of);
}

/* What is read and counts for y belongs to the set of the back door. */
static void
name_criterion(Ground *to, const Ground *inner, const Effect *done)
{
    const Recipe *r = &inner->estimand.recipes.at[0];
    to->kind = inner->kind;
    array_set(&to->by, &inner->by);
    for (size_t i = 0; i < r->factors.count; i++) {
        const Factor *f = &r->factors.at[i];
        for (size_t k = 0; wires_has(&done->y, f->heads.at[0]) && k < f->givens.count; k++)
            if (wires_has(&done->z, f->givens.at[k]) && !wires_has(&to->by, f->givens.at[k]))
                array_push(&to->by, f->givens.at[k]);
    }
    if (to->kind == GROUND_NO_ADJUSTMENT && to->by.count)
        to->kind = GROUND_BACK_DOOR;
    sort_vertices(&to->by);
}

bool
plan_ground_find(Ground *to, const Graph *g, const Effect *e, Budget *b)
{
    Effect done = {0};
    Ground inner = {0}, made = {0};
    Estimand whole = {0};
    bool ok = true;
    if (find_inner(&done, g, e))
        ok = ground_find(&inner, g, &done, b);
    if (ok && inner.kind != GROUND_GENERAL) {
        weigh(&whole, &inner.estimand, e, &done, g);
        ok = estimand_simplify(&made.estimand, &whole, g, b);
        name_criterion(&made, &inner, &done);
    }
    ground_clear(to);
    *to = made;
    if (!ok)
        ground_clear(to);
    estimand_clear(&whole);
    ground_clear(&inner);
    effect_clear(&done);
    return ok;
}
