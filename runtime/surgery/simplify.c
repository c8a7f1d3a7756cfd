/* simplify.c -- recipes inside recipes; what happens within one is rewrite.c.
 *
 * The laws, for a factor P(A | B; R) that conditions a recipe R, where B and R's inputs are fixed:
 *
 *   marginal  what R has besides A and B is summed, and what nobody reads then vanishes
 *   split     where R has a factor P(B', C | G) with B' in B and G fixed, it is P(B' | G) times
 *             P(C | B', G), and the first stands above and below the line
 *   cancel    so does the product of R's factors that no unfixed variable joins to A
 *   inline    when nothing of B is left the denominator is 1, and the factors are R's own
 *
 * What is given with the question stays as it is.
 *
 * Each makes a recipe smaller or one fewer, but for small recipes that are used more than once,
 * which are copied.  Passes go from the first recipe to the last until nothing changes. */
#include "surgery/simplify.h"

#include "surgery/rewrite.h"

enum {
    PASSES_MOST = 6, /* over all recipes */
    ROUNDS_MOST = 6, /* of one recipe in one pass */
    SMALL = 3,       /* factors of what may be written more than once */
    SHARED_MOST = 48 /* the size of what it may come from */
};

typedef ARRAY(Recipe) RecipeList;

typedef struct Simplifier {
    Estimand *e; /* recipes: those of the last pass that still wait */
    Rewriter rewriter;
    RecipeList made;  /* by this pass */
    WireList uses;    /* of each made one */
    WireList place;   /* of each recipe of the last pass in made */
    WireList waiting; /* uses of each recipe of the last pass */
    bool first;       /* pass: later ones look only at what was opened */
    bool changed;
} Simplifier;

/* ---- a recipe under a conditional ---- */

static bool
all_in(const Map *m, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!map_find(m, list->at[i], NULL))
            return false;
    return true;
}

/* The list without (or with nothing but) what is in the map. */
static void
filter(WireList *list, const Map *m, bool keep)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (map_find(m, list->at[i], NULL) == keep)
            list->at[count++] = list->at[i];
    list->count = count;
}

/* Conditioned heads become givens of a factor whose givens are all fixed.  Without heads it is 1.
 */
static void
split(Recipe *r, const Map *fixed)
{
    size_t count = 0;
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor f = r->factors.at[i];
        WireList heads = {0};
        if (all_in(fixed, &f.givens)) {
            for (size_t k = 0; k < f.heads.count; k++)
                array_push(map_find(fixed, f.heads.at[k], NULL) ? &f.givens : &heads,
                           f.heads.at[k]);
            array_clear(&f.heads);
            f.heads = heads;
        }
        if (f.heads.count > 0)
            r->factors.at[count++] = f;
        else
            factor_clear(&f);
    }
    r->factors.count = count;
}

/* Joins f with the factors met before that have one of these variables, unless it is fixed. */
static void
join_by_variables(const WireList *list, uint32_t f, const Map *fixed, Map *first, uint32_t *up)
{
    for (size_t i = 0; i < list->count; i++) {
        uint64_t other;
        if (map_find(fixed, list->at[i], NULL))
            continue;
        if (map_find(first, list->at[i], &other))
            up[root_find(up, f)] = root_find(up, (uint32_t)other);
        else
            map_set_at(first, list->at[i], f);
    }
}

/* Removes the factors that no unfixed variable joins to a target: they stand above and below the
 * line alike. */
static void
cancel(Recipe *r, const Map *fixed, const WireList *target)
{
    Map first = {0};
    size_t count = 0;
    uint32_t *up = memory_new(r->factors.count + 1, sizeof *up);
    bool *needed = memory_new(r->factors.count + 1, sizeof *needed);
    for (uint32_t f = 0; f < r->factors.count; f++) {
        up[f] = f;
        join_by_variables(&r->factors.at[f].heads, f, fixed, &first, up);
        join_by_variables(&r->factors.at[f].givens, f, fixed, &first, up);
    }
    for (size_t i = 0; i < target->count; i++) {
        uint64_t f = 0;
        if (map_find(&first, target->at[i], &f))
            needed[root_find(up, (uint32_t)f)] = true;
    }
    for (uint32_t f = 0; f < r->factors.count; f++)
        if (needed[root_find(up, f)])
            r->factors.at[count++] = r->factors.at[f];
        else
            factor_clear(&r->factors.at[f]);
    r->factors.count = count;
    map_clear(&first);
    memory_free(up);
    memory_free(needed);
}

/* Heads and bound variables are those that factors have as heads, inputs those that are read and
 * no head. */
static void
find_ends(Recipe *r, const WireList *fixed_heads)
{
    Map heads = {0}, read = {0};
    for (size_t i = 0; i < r->factors.count; i++) {
        map_add_wires(&heads, &r->factors.at[i].heads);
        map_add_wires(&read, &r->factors.at[i].givens);
    }
    for (size_t i = 0; i < fixed_heads->count; i++)
        if (!map_find(&heads, fixed_heads->at[i], NULL))
            array_push(&r->inputs, fixed_heads->at[i]);
    filter(&r->heads, &heads, true);
    filter(&r->bound, &heads, true);
    filter(&r->inputs, &read, true);
    map_clear(&heads);
    map_clear(&read);
}

/* The vertices of these variables that are in the map. */
static void
vertices_in(const Simplifier *s, WireList *to, const WireList *variables, const Map *among)
{
    for (size_t i = 0; i < variables->count; i++) {
        uint32_t v = s->e->vertex_of.at[variables->at[i]];
        if (map_find(among, v, NULL))
            array_push(to, v);
    }
}

/* What the factor needs of its recipe r, as a recipe of its own. */
static void
reduce(const Simplifier *s, Recipe *to, const Recipe *r, const Factor *f)
{
    Map heads = {0}, fixed = {0};
    WireList target = {0}, given = {0}, keep = {0};
    map_add_wires(&heads, &r->heads);
    vertices_in(s, &target, &f->heads, &heads);
    vertices_in(s, &given, &f->givens, &heads);
    array_set(&keep, &target);
    for (size_t i = 0; i < given.count; i++)
        array_push(&keep, given.at[i]);
    recipe_marginal(to, r, &keep);
    map_add_wires(&fixed, &given);
    map_add_wires(&fixed, &to->inputs);
    split(to, &fixed);
    cancel(to, &fixed, &target);
    find_ends(to, &given);
    map_clear(&heads);
    map_clear(&fixed);
    array_clear(&target);
    array_clear(&given);
    array_clear(&keep);
}

/* The factor's givens and any are those that the recipe still has. */
static void
fit(const Simplifier *s, Factor *f, const Recipe *r)
{
    Map ends = {0}, inputs = {0};
    size_t count = 0;
    map_add_wires(&ends, &r->heads);
    map_add_wires(&ends, &r->inputs);
    map_add_wires(&inputs, &r->inputs);
    for (size_t i = 0; i < f->givens.count; i++)
        if (map_find(&ends, s->e->vertex_of.at[f->givens.at[i]], NULL))
            f->givens.at[count++] = f->givens.at[i];
    f->givens.count = count;
    filter(&f->any, &inputs, true);
    map_clear(&ends);
    map_clear(&inputs);
}

/* ---- a factor of a recipe ---- */

static size_t
recipe_size(const Recipe *r)
{
    size_t size = r->heads.count + r->inputs.count + r->bound.count;
    for (size_t i = 0; i < r->factors.count; i++)
        size += 1 + r->factors.at[i].heads.count;
    return size;
}

static uint32_t
variable_as(Simplifier *s, const Map *as, Map *copies, uint32_t v)
{
    uint64_t to;
    if (v < s->e->vertices && map_find(as, v, &to))
        return (uint32_t)to;
    if (!map_find(copies, v, &to)) {
        to = estimand_add_variable(s->e, s->e->vertex_of.at[v]);
        map_set_at(copies, v, to);
    }
    return (uint32_t)to;
}

static void
rename_all(Simplifier *s, const Map *as, Map *copies, WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        list->at[i] = variable_as(s, as, copies, list->at[i]);
}

/* r's factors, in f's variables, to `to`; bound variables become new ones. */
static void
inline_recipe(Simplifier *s, Recipe *to, Recipe *r, const Factor *f)
{
    Map as = {0}, copies = {0};
    for (size_t i = 0; i < f->heads.count; i++)
        map_set_at(&as, s->e->vertex_of.at[f->heads.at[i]], f->heads.at[i]);
    for (size_t i = 0; i < f->givens.count; i++)
        map_set_at(&as, s->e->vertex_of.at[f->givens.at[i]], f->givens.at[i]);
    for (size_t i = 0; i < r->bound.count; i++)
        array_push(&to->bound, variable_as(s, &as, &copies, r->bound.at[i]));
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor *g = &r->factors.at[i];
        rename_all(s, &as, &copies, &g->heads);
        rename_all(s, &as, &copies, &g->givens);
        array_push(&to->factors, *g);
    }
    r->factors.count = 0;
    map_clear(&as);
    map_clear(&copies);
}

static bool
is_small(const Recipe *r)
{
    for (size_t i = 0; i < r->factors.count; i++)
        if (r->factors.at[i].from != FROM_OBSERVED)
            return false;
    return r->factors.count <= SMALL;
}

static uint32_t
add_recipe(Simplifier *s, Recipe *r)
{
    array_push(&s->made, *r);
    array_push(&s->uses, 1);
    *r = (Recipe){0};
    return (uint32_t)s->made.count - 1;
}

/* The factor, to the end of `to`: of a smaller recipe, or that recipe's factors instead.  False: as
 * it is. */
static bool
add_factor(Simplifier *s, Recipe *to, Factor *f)
{
    Recipe r = {0};
    const Recipe *from = &s->made.at[f->from];
    bool single = s->uses.at[f->from] == 1;
    if (!single && recipe_size(from) > SHARED_MOST) {
        array_push(&to->factors, *f);
        return false;
    }
    reduce(s, &r, from, f);
    bool smaller = recipe_size(&r) < recipe_size(from);
    bool copied = single || is_small(&r);
    if (copied)
        fit(s, f, &r);
    bool opened = copied && f->any.count == 0 && f->heads.count == r.heads.count;
    if (opened) {
        inline_recipe(s, to, &r, f);
        factor_clear(f);
    } else {
        if (copied && smaller) {
            recipe_rewrite(&r, &s->rewriter);
            f->from = add_recipe(s, &r);
        }
        array_push(&to->factors, *f);
    }
    recipe_clear(&r);
    return opened || (copied && smaller);
}

/* ---- passes ---- */

/* Did any of them become simpler? */
static bool
open_factors(Simplifier *s, Recipe *r)
{
    Recipe made = {0};
    bool changed = false;
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor f = r->factors.at[i];
        if (f.from == FROM_OBSERVED || s->made.at[f.from].given)
            array_push(&made.factors, f);
        else
            changed |= add_factor(s, &made, &f);
    }
    r->factors.count = 0;
    for (size_t i = 0; i < made.bound.count; i++)
        array_push(&r->bound, made.bound.at[i]);
    for (size_t i = 0; i < made.factors.count; i++)
        array_push(&r->factors, made.factors.at[i]);
    made.factors.count = 0;
    recipe_clear(&made);
    s->changed |= changed;
    return changed;
}

/* The inputs that no factor reads; nobody needs to give them. */
static void
drop_unread_inputs(Recipe *r)
{
    Map read = {0};
    for (size_t i = 0; i < r->factors.count; i++)
        map_add_wires(&read, &r->factors.at[i].givens);
    filter(&r->inputs, &read, true);
    map_clear(&read);
}

static void
simplify_recipe(Simplifier *s, uint32_t at)
{
    Recipe r = {0};
    bool last = at + 1 == s->e->recipes.count;
    recipe_swap(&r, &s->e->recipes.at[at]);
    if (r.given) {
        s->place.at[at] = add_recipe(s, &r);
        s->uses.at[s->place.at[at]] = s->waiting.at[at];
        return;
    }
    for (size_t i = 0; i < r.factors.count; i++) {
        Factor *f = &r.factors.at[i];
        if (f->from == FROM_OBSERVED)
            continue;
        f->from = s->place.at[f->from];
        fit(s, f, &s->made.at[f->from]);
    }
    if (s->first)
        s->changed |= recipe_rewrite(&r, &s->rewriter); /* chains, before their links are opened */
    for (int round = 0; round < ROUNDS_MOST && open_factors(s, &r); round++)
        s->changed |= recipe_rewrite(&r, &s->rewriter);
    if (!last)
        drop_unread_inputs(&r);
    s->place.at[at] = add_recipe(s, &r);
    s->uses.at[s->place.at[at]] = s->waiting.at[at];
}

/* Only what the last one needs stays. */
static void
drop_unused(Estimand *e)
{
    WireList uses = {0};
    uint32_t count = 0;
    estimand_uses(&uses, e, (uint32_t)e->recipes.count - 1);
    for (size_t i = 0; i < e->recipes.count; i++) {
        Recipe r = e->recipes.at[i];
        if (uses.at[i] == 0) {
            recipe_clear(&r);
            continue;
        }
        for (size_t k = 0; k < r.factors.count; k++)
            if (r.factors.at[k].from != FROM_OBSERVED)
                r.factors.at[k].from = uses.at[r.factors.at[k].from];
        uses.at[i] = count;
        e->recipes.at[count++] = r;
    }
    e->recipes.count = count;
    array_clear(&uses);
}

static void
pass(Simplifier *s)
{
    s->changed = false;
    s->made.count = s->uses.count = s->place.count = 0;
    estimand_uses(&s->waiting, s->e, (uint32_t)s->e->recipes.count - 1);
    array_add_zeroed(&s->place, s->e->recipes.count);
    for (uint32_t i = 0; i < s->e->recipes.count; i++)
        simplify_recipe(s, i);
    s->e->recipes.count = 0;
    for (size_t i = 0; i < s->made.count; i++)
        array_push(&s->e->recipes, s->made.at[i]);
    drop_unused(s->e);
    s->first = false;
}

/* ---- the order of writing ---- */

/* Inputs first, then by rank: keys that sort_by_rank can use, by variable. */
static void
sort_factor(Factor *f, const Map *inputs, uint32_t *key, const Simplifier *s)
{
    const Graph *g = s->rewriter.g;
    for (size_t i = 0; i < f->heads.count; i++)
        key[f->heads.at[i]] = g->rank[s->e->vertex_of.at[f->heads.at[i]]];
    for (size_t i = 0; i < f->givens.count; i++) {
        uint32_t v = f->givens.at[i], rank = g->rank[s->e->vertex_of.at[v]];
        key[v] = rank + (map_find(inputs, v, NULL) ? 0 : g->count);
    }
    sort_by_rank(&f->heads, key);
    sort_by_rank(&f->givens, key);
}

static void
sort_lists(Simplifier *s)
{
    uint32_t *key = memory_new(s->e->vertex_of.count + 1, sizeof *key);
    for (size_t i = 0; i < s->e->recipes.count; i++) {
        Recipe *r = &s->e->recipes.at[i];
        Map inputs = {0};
        map_add_wires(&inputs, &r->inputs);
        for (size_t k = 0; k < r->factors.count; k++)
            sort_factor(&r->factors.at[k], &inputs, key, s);
        for (size_t k = 0; k < r->bound.count; k++)
            key[r->bound.at[k]] = s->rewriter.g->rank[s->e->vertex_of.at[r->bound.at[k]]];
        sort_by_rank(&r->bound, key);
        map_clear(&inputs);
    }
    memory_free(key);
}

bool
estimand_simplify(Estimand *to, const Estimand *e, const Graph *g, Budget *b)
{
    Estimand made = {0};
    Simplifier s = {.e = &made, .first = true, .changed = true};
    estimand_set(&made, e);
    rewriter_init(&s.rewriter, &made, g, b);
    drop_unused(&made);
    for (int i = 0; i < PASSES_MOST && s.changed && !s.rewriter.stopped; i++)
        pass(&s);
    bool done = !s.rewriter.stopped;
    if (done) {
        sort_lists(&s);
        estimand_swap(to, &made);
    }
    estimand_clear(&made);
    array_clear(&s.made);
    array_clear(&s.uses);
    array_clear(&s.place);
    array_clear(&s.waiting);
    rewriter_clear(&s.rewriter);
    return done;
}
