/* formula_tree.c -- from recipes to nested sums; see formula_tree.h.
 *
 * Recipes written in place are work that waits in a list: each knows the node it will fill and the
 * symbols of its heads and inputs. */
#include "show/formula_tree.h"

#include <assert.h>

/* ---- which recipes are written in place ---- */

enum { INLINE_MOST = 48 }; /* variables and sums that one place of use may take */

static uint64_t
bounded(uint64_t n)
{
    return n < INLINE_MOST ? n : INLINE_MOST + 1;
}

/* Does the factor condition on heads of its recipe, and so need a denominator? */
static bool
has_denominator(const Estimand *e, const Factor *f)
{
    const Recipe *r = &e->recipes.at[f->from];
    return f->givens.count + f->any.count > r->inputs.count;
}

static uint64_t
factor_size(const Estimand *e, const Factor *f, const RecipePlace *places, const uint64_t *size)
{
    if (f->from == FROM_OBSERVED)
        return 1 + f->heads.count + f->givens.count;
    const Recipe *r = &e->recipes.at[f->from];
    if (places[f->from] == PLACE_INLINE)
        return size[f->from];
    return 1 + r->heads.count + r->inputs.count;
}

/* Is any use of a recipe a conditional? */
static void
find_divided(const Estimand *e, const WireList *uses, bool *divided)
{
    for (size_t i = 0; i < e->recipes.count; i++) {
        const Recipe *r = &e->recipes.at[i];
        for (size_t k = 0; uses->at[i] > 0 && k < r->factors.count; k++) {
            const Factor *f = &r->factors.at[k];
            if (factor_is_made(e, f))
                divided[f->from] |= has_denominator(e, f);
        }
    }
}

static RecipePlace
place_of(uint32_t uses, uint64_t size, bool last)
{
    if (uses == 0)
        return PLACE_NONE;
    return uses == 1 && size <= INLINE_MOST && !last ? PLACE_INLINE : PLACE_NAMED;
}

RecipePlace *
formula_tree_places(const Estimand *e)
{
    size_t count = e->recipes.count;
    RecipePlace *places = memory_new(count, sizeof *places);
    uint64_t *size = memory_new(count, sizeof *size);
    bool *divided = memory_new(count, sizeof *divided);
    WireList uses = {0};
    estimand_uses(&uses, e, (uint32_t)count - 1);
    find_divided(e, &uses, divided);
    for (size_t i = 0; i < count; i++) {
        const Recipe *r = &e->recipes.at[i];
        size[i] = bounded(r->bound.count);
        for (size_t k = 0; uses.at[i] && size[i] <= INLINE_MOST && k < r->factors.count; k++)
            size[i] = bounded(size[i] + factor_size(e, &r->factors.at[k], places, size));
        size[i] *= divided[i] ? 2 : 1;
        places[i] = r->given ? PLACE_NONE : place_of(uses.at[i], size[i], i + 1 == count);
    }
    memory_free(divided);
    memory_free(size);
    array_clear(&uses);
    return places;
}

/* ---- nodes and symbols ---- */

static uint32_t *
filled(size_t count, uint32_t with)
{
    uint32_t *at = memory_new(count + 1, sizeof *at);
    for (size_t i = 0; i < count; i++)
        at[i] = with;
    return at;
}

void
formula_tree_init(FormulaTree *x, const Estimand *e, const RecipePlace *places)
{
    *x = (FormulaTree){.e = e, .places = places};
    x->symbol_of = filled(e->vertex_of.count, NOTHING);
    x->place_of = filled(e->vertex_of.count, NOTHING);
    x->any_of = filled(e->vertices, NOTHING);
    x->shadowed = filled(e->vertices, NOTHING);
    x->used = filled(e->vertices, 0);
    x->met = filled(e->vertices, 0);
}

static void
reset(FormulaTree *x)
{
    for (size_t i = 0; i < x->nodes.count; i++) {
        array_clear(&x->nodes.at[i].heads);
        array_clear(&x->nodes.at[i].givens);
        array_clear(&x->nodes.at[i].inputs);
    }
    x->nodes.count = 0;
    x->symbols.count = 0;
    x->any.count = 0;
}

void
formula_tree_clear(FormulaTree *x)
{
    reset(x);
    array_clear(&x->nodes);
    array_clear(&x->symbols);
    array_clear(&x->any);
    memory_free(x->symbol_of);
    memory_free(x->place_of);
    memory_free(x->any_of);
    memory_free(x->shadowed);
    memory_free(x->used);
    memory_free(x->met);
    *x = (FormulaTree){0};
}

static uint32_t
add_node(FormulaTree *x, FormulaKind kind)
{
    array_push(&x->nodes, ((FormulaNode){.kind = kind,
                                         .parent = NOTHING,
                                         .first = NOTHING,
                                         .last = NOTHING,
                                         .next = NOTHING,
                                         .before = NOTHING}));
    return (uint32_t)x->nodes.count - 1;
}

static void
attach(FormulaTree *x, uint32_t node, uint32_t parent)
{
    FormulaNode *n = &x->nodes.at[node], *p = &x->nodes.at[parent];
    n->parent = parent;
    n->before = p->last;
    if (p->last == NOTHING)
        p->first = node;
    else
        x->nodes.at[p->last].next = node;
    p->last = node;
}

static uint32_t
add_child(FormulaTree *x, FormulaKind kind, uint32_t parent)
{
    uint32_t node = add_node(x, kind);
    attach(x, node, parent);
    return node;
}

static uint32_t
add_symbol(FormulaTree *x, SymbolKind kind, uint32_t vertex, uint32_t shadows)
{
    array_push(&x->symbols, ((Symbol){.kind = kind, .vertex = vertex, .shadows = shadows}));
    return (uint32_t)x->symbols.count - 1;
}

/* One for a vertex is enough: each conditional that has it is the same for all its values. */
static uint32_t
any_symbol(FormulaTree *x, uint32_t vertex)
{
    if (x->any_of[vertex] == NOTHING)
        x->any_of[vertex] = add_symbol(x, SYMBOL_ANY, vertex, NOTHING);
    return x->any_of[vertex];
}

/* ---- a factor ---- */

/* A marginal of a recipe to be written in place. */
typedef struct Job {
    uint32_t recipe, node;
    WireList heads, heads_as;  /* vertices that are kept; symbols */
    WireList inputs_as;        /* of the recipe's inputs */
    WireList summed, shadowed; /* vertices summed under a ratio; symbols to be written like */
} Job;

typedef struct TreeBuilder {
    FormulaTree *x;
    ARRAY(Job) jobs;
    Map as;     /* of the factor at hand: vertex -> symbol */
    Map target; /* its heads */
} TreeBuilder;

static void
job_clear(Job *j)
{
    array_clear(&j->heads);
    array_clear(&j->heads_as);
    array_clear(&j->inputs_as);
    array_clear(&j->summed);
    array_clear(&j->shadowed);
}

static void
read_factor(TreeBuilder *m, const Factor *f)
{
    FormulaTree *x = m->x;
    map_clear(&m->as);
    map_clear(&m->target);
    for (size_t i = 0; i < f->heads.count; i++) {
        uint32_t v = x->e->vertex_of.at[f->heads.at[i]];
        map_set_at(&m->as, v, x->symbol_of[f->heads.at[i]]);
        map_set_at(&m->target, v, 1);
    }
    for (size_t i = 0; i < f->givens.count; i++)
        map_set_at(&m->as, x->e->vertex_of.at[f->givens.at[i]], x->symbol_of[f->givens.at[i]]);
    for (size_t i = 0; i < f->any.count; i++)
        map_set_at(&m->as, f->any.at[i], any_symbol(x, f->any.at[i]));
}

static uint32_t
symbol_as(const TreeBuilder *m, uint32_t vertex)
{
    uint64_t symbol = NOTHING;
    bool found = map_find(&m->as, vertex, &symbol);
    assert(found);
    (void)found;
    return (uint32_t)symbol;
}

/* Is this head of the recipe kept, in the numerator or below? */
static bool
keeps(const TreeBuilder *m, uint32_t vertex, bool below)
{
    return map_find(&m->as, vertex, NULL) && !(below && map_find(&m->target, vertex, NULL));
}

/* What a summed head may be written like: below the line, as it is above. */
static uint32_t
likeness(const TreeBuilder *m, uint32_t vertex, bool below)
{
    uint64_t symbol;
    return below && map_find(&m->as, vertex, &symbol) ? (uint32_t)symbol : NOTHING;
}

/* The recipe by its name, which keeps what the factor mentions and is summed over the rest. */
static void
call(TreeBuilder *m, const Factor *f, uint32_t parent)
{
    FormulaTree *x = m->x;
    const Recipe *r = &x->e->recipes.at[f->from];
    uint32_t node = add_child(x, FORMULA_CALL, parent);
    FormulaNode *n = &x->nodes.at[node];
    Map inputs = {0};
    n->recipe = f->from;
    map_add_wires(&inputs, &r->inputs);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&n->heads, x->symbol_of[f->heads.at[i]]);
    for (size_t i = 0; i < f->givens.count + f->any.count; i++) {
        bool any = i >= f->givens.count;
        uint32_t v = any ? f->any.at[i - f->givens.count] : x->e->vertex_of.at[f->givens.at[i]];
        if (!map_find(&inputs, v, NULL))
            array_push(&n->givens, symbol_as(m, v));
    }
    for (size_t i = 0; i < r->inputs.count; i++)
        array_push(&n->inputs, symbol_as(m, r->inputs.at[i]));
    map_clear(&inputs);
}

/* The recipe in place, later. */
static void
write_later(TreeBuilder *m, uint32_t recipe, uint32_t node, bool below)
{
    const Recipe *r = &m->x->e->recipes.at[recipe];
    Job j = {.recipe = recipe, .node = node};
    for (size_t i = 0; i < r->heads.count; i++) {
        uint32_t v = r->heads.at[i], like = likeness(m, v, below);
        if (keeps(m, v, below)) {
            array_push(&j.heads, v);
            array_push(&j.heads_as, symbol_as(m, v));
        } else if (like != NOTHING) {
            array_push(&j.summed, v);
            array_push(&j.shadowed, like);
        }
    }
    for (size_t i = 0; i < r->inputs.count; i++)
        array_push(&j.inputs_as, symbol_as(m, r->inputs.at[i]));
    array_push(&m->jobs, j);
}

static void
add_factor(TreeBuilder *m, const Factor *f, uint32_t parent)
{
    FormulaTree *x = m->x;
    if (!factor_is_made(x->e, f)) {
        bool observed = f->from == FROM_OBSERVED;
        uint32_t node = add_child(x, observed ? FORMULA_OBSERVED : FORMULA_PLAN, parent);
        FormulaNode *n = &x->nodes.at[node];
        n->recipe = f->from;
        for (size_t i = 0; i < f->heads.count; i++)
            array_push(&n->heads, x->symbol_of[f->heads.at[i]]);
        for (size_t i = 0; i < f->givens.count; i++)
            array_push(&n->givens, x->symbol_of[f->givens.at[i]]);
        return;
    }
    read_factor(m, f);
    if (x->places[f->from] != PLACE_INLINE) {
        call(m, f, parent);
    } else if (!has_denominator(x->e, f)) {
        write_later(m, f->from, add_child(x, FORMULA_PRODUCT, parent), false);
    } else {
        uint32_t ratio = add_child(x, FORMULA_RATIO, parent);
        write_later(m, f->from, add_child(x, FORMULA_PRODUCT, ratio), false);
        write_later(m, f->from, add_child(x, FORMULA_PRODUCT, ratio), true);
    }
}

/* ---- nested sums ---- */

/* Bound variables by their places, the outermost first.  What is eliminated first is innermost, so
 * that is from the last to the first. */
typedef struct NestedSums {
    const Recipe *r;
    uint32_t count;
    uint32_t *symbol;         /* of a place */
    WireList start, of;       /* the factors in which a place's variable stands */
    uint32_t *outer;          /* of a place: the next sum around it, or NOTHING */
    uint32_t *root;           /* towards the outermost known so far, shortened on the way */
    uint32_t *owner, *latest; /* of a factor: its innermost sum; its last one met */
    uint32_t *inside;         /* of a place: how many factors and sums stand in its sum */
    uint32_t *node;           /* of a place: its sum */
} NestedSums;

/* The model's own variables outside, copies inside: those come from combs, which are sums of their
 * own. */
static void
find_places(FormulaTree *x, NestedSums *n)
{
    for (int copies = 0; copies < 2; copies++)
        for (size_t i = 0; i < n->r->bound.count; i++) {
            uint32_t v = n->r->bound.at[i];
            if ((v >= x->e->vertices) != (copies == 1))
                continue;
            x->place_of[v] = n->count;
            n->symbol[n->count++] = x->symbol_of[v];
        }
}

static void
count_or_list(const FormulaTree *x, NestedSums *n, const WireList *list, uint32_t factor,
              bool listing)
{
    for (size_t i = 0; i < list->count; i++) {
        uint32_t p = x->place_of[list->at[i]];
        if (p == NOTHING)
            continue;
        if (listing)
            n->of.at[n->start.at[p]++] = factor;
        else
            n->start.at[p + 1]++;
    }
}

/* of.at[start.at[p] ... start.at[p + 1]): counted, summed, filled, and moved back by one. */
static void
find_rows(const FormulaTree *x, NestedSums *n)
{
    array_add_zeroed(&n->start, n->count + 1);
    for (int listing = 0; listing < 2; listing++) {
        for (uint32_t i = 0; i < n->r->factors.count; i++) {
            count_or_list(x, n, &n->r->factors.at[i].heads, i, listing);
            count_or_list(x, n, &n->r->factors.at[i].givens, i, listing);
        }
        if (listing)
            break;
        for (uint32_t p = 0; p < n->count; p++)
            n->start.at[p + 1] += n->start.at[p];
        array_add_zeroed(&n->of, n->start.at[n->count]);
    }
    for (uint32_t p = n->count; p > 0; p--)
        n->start.at[p] = n->start.at[p - 1];
    if (n->count > 0)
        n->start.at[0] = 0;
}

/* Two variables of one term: the outermost sum known around `in` gets `out` around it. */
static void
link_places(NestedSums *n, uint32_t in, uint32_t out)
{
    while (n->root[in] != NOTHING && n->root[in] != out) {
        uint32_t next = n->root[in];
        n->root[in] = out;
        in = next;
    }
    if (n->root[in] == NOTHING) {
        n->root[in] = out;
        n->outer[in] = out;
    }
}

static void
find_nesting(NestedSums *n)
{
    for (uint32_t p = n->count; p > 0; p--)
        for (uint32_t i = n->start.at[p - 1]; i < n->start.at[p]; i++) {
            uint32_t f = n->of.at[i];
            if (n->owner[f] == NOTHING)
                n->owner[f] = p - 1;
            else if (n->latest[f] != p - 1)
                link_places(n, n->latest[f], p - 1);
            n->latest[f] = p - 1;
        }
    for (size_t f = 0; f < n->r->factors.count; f++)
        if (n->owner[f] != NOTHING)
            n->inside[n->owner[f]]++;
    for (uint32_t p = 0; p < n->count; p++)
        if (n->outer[p] != NOTHING)
            n->inside[n->outer[p]]++;
}

/* Sums, with one that holds nothing but another sum made one with it; then factors, then sums, put
 * into the sums they belong to. */
static void
place_nodes(TreeBuilder *m, NestedSums *n, uint32_t node)
{
    FormulaTree *x = m->x;
    for (uint32_t p = 0; p < n->count; p++) {
        uint32_t o = n->outer[p];
        bool alone = o != NOTHING && n->inside[o] == 1;
        n->node[p] = alone ? n->node[o] : add_node(x, FORMULA_SUM);
        array_push(&x->nodes.at[n->node[p]].heads, n->symbol[p]);
    }
    for (size_t f = 0; f < n->r->factors.count; f++) {
        uint32_t p = n->owner[f];
        add_factor(m, &n->r->factors.at[f], p == NOTHING ? node : n->node[p]);
    }
    for (uint32_t p = 0; p < n->count; p++) {
        uint32_t parent = n->outer[p] == NOTHING ? node : n->node[n->outer[p]];
        if (parent != n->node[p] && x->nodes.at[n->node[p]].parent == NOTHING)
            attach(x, n->node[p], parent);
    }
}

static void
nest(TreeBuilder *m, const Recipe *r, uint32_t node)
{
    size_t count = r->bound.count, factors = r->factors.count;
    NestedSums n = {.r = r};
    n.symbol = filled(count, NOTHING);
    n.outer = filled(count, NOTHING);
    n.root = filled(count, NOTHING);
    n.inside = filled(count, 0);
    n.node = filled(count, NOTHING);
    n.owner = filled(factors, NOTHING);
    n.latest = filled(factors, NOTHING);
    find_places(m->x, &n);
    find_rows(m->x, &n);
    find_nesting(&n);
    for (size_t i = 0; i < count; i++)
        m->x->place_of[r->bound.at[i]] = NOTHING;
    place_nodes(m, &n, node);
    array_clear(&n.start);
    array_clear(&n.of);
    memory_free(n.symbol);
    memory_free(n.outer);
    memory_free(n.root);
    memory_free(n.inside);
    memory_free(n.node);
    memory_free(n.owner);
    memory_free(n.latest);
}

/* ---- the whole ---- */

/* Summed heads before the others: what is below the line then looks like what is above. */
static void
put_heads_first(Recipe *r, const Recipe *whole)
{
    Map heads = {0};
    WireList sorted = {0};
    map_add_wires(&heads, &whole->heads);
    for (int others = 0; others < 2; others++)
        for (size_t i = 0; i < r->bound.count; i++)
            if (map_find(&heads, r->bound.at[i], NULL) != (others == 1))
                array_push(&sorted, r->bound.at[i]);
    array_clear(&r->bound);
    r->bound = sorted;
    map_clear(&heads);
}

static void
write_job(TreeBuilder *m, const Job *j)
{
    FormulaTree *x = m->x;
    const Recipe *whole = &x->e->recipes.at[j->recipe];
    Recipe r = {0};
    recipe_marginal(&r, whole, &j->heads);
    put_heads_first(&r, whole);
    for (size_t i = 0; i < j->heads.count; i++)
        x->symbol_of[j->heads.at[i]] = j->heads_as.at[i];
    for (size_t i = 0; i < whole->inputs.count; i++)
        x->symbol_of[whole->inputs.at[i]] = j->inputs_as.at[i];
    for (size_t i = 0; i < j->summed.count; i++)
        x->shadowed[j->summed.at[i]] = j->shadowed.at[i];
    for (size_t i = 0; i < r.bound.count; i++) {
        uint32_t v = r.bound.at[i];
        uint32_t like = v < x->e->vertices ? x->shadowed[v] : NOTHING;
        x->symbol_of[v] = add_symbol(x, SYMBOL_BOUND, x->e->vertex_of.at[v], like);
    }
    for (size_t i = 0; i < j->summed.count; i++)
        x->shadowed[j->summed.at[i]] = NOTHING;
    nest(m, &r, j->node);
    recipe_clear(&r);
}

/* Bound symbols get the first level that no sum around them and nothing free has. */
static void
enter_sum(FormulaTree *x, const FormulaNode *n)
{
    for (size_t i = 0; i < n->heads.count; i++) {
        Symbol *s = &x->symbols.at[n->heads.at[i]];
        uint32_t *used = &x->used[s->vertex], *met = &x->met[s->vertex];
        bool like = s->shadows != NOTHING && x->symbols.at[s->shadows].kind == SYMBOL_FREE;
        s->level = like ? 0 : (*used)++;
        s->shadows = like ? s->shadows : NOTHING;
        *met = *used > *met ? *used : *met;
    }
}

static void
leave_sum(FormulaTree *x, const FormulaNode *n)
{
    for (size_t i = 0; i < n->heads.count; i++)
        if (x->symbols.at[n->heads.at[i]].shadows == NOTHING)
            x->used[x->symbols.at[n->heads.at[i]].vertex]--;
}

static void
list_any(FormulaTree *x, const WireList *symbols)
{
    for (size_t i = 0; i < symbols->count; i++) {
        const Symbol *s = &x->symbols.at[symbols->at[i]];
        if (s->kind != SYMBOL_ANY || x->any_of[s->vertex] == NOTHING)
            continue;
        array_push(&x->any, symbols->at[i]);
        x->any_of[s->vertex] = NOTHING;
    }
}

static void
find_levels(FormulaTree *x)
{
    FormulaWalk w = formula_tree_start(x);
    do {
        const FormulaNode *n = &x->nodes.at[w.at];
        if (n->kind == FORMULA_SUM && w.entered)
            enter_sum(x, n);
        else if (n->kind == FORMULA_SUM)
            leave_sum(x, n);
        else if (w.entered) {
            list_any(x, &n->givens);
            list_any(x, &n->inputs);
        }
    } while (formula_tree_next(&w));
    for (size_t i = 0; i < x->any.count; i++) {
        Symbol *s = &x->symbols.at[x->any.at[i]];
        s->level = x->met[s->vertex];
    }
    for (size_t i = 0; i < x->symbols.count; i++) {
        x->used[x->symbols.at[i].vertex] = 0;
        x->met[x->symbols.at[i].vertex] = 0;
        x->any_of[x->symbols.at[i].vertex] = NOTHING;
    }
}

static void
free_symbols(FormulaTree *x, const WireList *vertices, WireList *as)
{
    for (size_t i = 0; i < vertices->count; i++) {
        array_push(as, add_symbol(x, SYMBOL_FREE, vertices->at[i], NOTHING));
        x->used[vertices->at[i]] = x->met[vertices->at[i]] = 1;
    }
}

void
formula_tree_make(FormulaTree *x, uint32_t recipe)
{
    TreeBuilder m = {.x = x};
    const Recipe *r = &x->e->recipes.at[recipe];
    reset(x);
    Job j = {.recipe = recipe, .node = add_node(x, FORMULA_PRODUCT)};
    array_set(&j.heads, &r->heads);
    free_symbols(x, &r->heads, &j.heads_as);
    free_symbols(x, &r->inputs, &j.inputs_as);
    array_push(&m.jobs, j);
    while (m.jobs.count > 0) {
        j = m.jobs.at[--m.jobs.count];
        write_job(&m, &j);
        job_clear(&j);
    }
    map_clear(&m.as);
    map_clear(&m.target);
    array_clear(&m.jobs);
    find_levels(x);
}

FormulaWalk
formula_tree_start(const FormulaTree *x)
{
    return (FormulaWalk){.x = x, .at = 0, .entered = true};
}

bool
formula_tree_next(FormulaWalk *w)
{
    const FormulaNode *n = &w->x->nodes.at[w->at];
    if (!w->entered && n->parent == NOTHING)
        return false;
    if (w->entered && n->first != NOTHING)
        w->at = n->first;
    else if (w->entered)
        w->entered = false;
    else if (n->next != NOTHING)
        *w = (FormulaWalk){.x = w->x, .at = n->next, .entered = true};
    else
        w->at = n->parent;
    return true;
}
