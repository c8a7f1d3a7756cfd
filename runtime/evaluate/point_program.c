/* point_program.c -- see point_program.h: how it is made.  point_run.c carries it out. */
#include "evaluate/point_program.h"

#include "base/saturate.h"

/* A table in a product: to which power, and which variables its axes are. */
typedef struct Term {
    size_t table;
    int64_t power; /* not 0 */
    WireList scope;
} Term;

typedef ARRAY(Term) Product;

/* A conditional that has been made; heads, givens and any ascending. */
typedef struct Known {
    uint32_t from; /* FROM_OBSERVED, or a recipe */
    WireList heads, givens, any;
    Product product; /* over vertices */
} Known;

/* What a table is the sum of, or nothing where it is not; its axes, its bound. */
typedef struct Made {
    Product terms;
    WireList scope;
    PointBound bound;
    size_t inverse; /* the table of its inverses, plus 1; 0: not made */
} Made;

typedef struct Maker {
    PointProgram *p;
    const PointQuestion *q;
    const Estimand *e; /* the one at work */
    Budget *budget;
    Outcome outcome;
    uint64_t spent;     /* work of making */
    ARRAY(Made) made;   /* of each table */
    Map sum_of;         /* hash of a sum -> its table */
    Map known_of;       /* hash of a factor -> place in known */
    ARRAY(Known) known;
    uint32_t *rank;     /* of each vertex, in the model's order */
    bool *done;         /* of each vertex: it is set, not listened to */
    bool *planned;      /* of each vertex: it listens to its plan; in the truth alone */
    size_t *table_of;   /* of each vertex: its mechanism's, plus 1 */
    size_t *plan_of;    /* its plan's */
    size_t *weights_of; /* and its weights' */
    WireList sizes;     /* of each variable of e; vertices first */
    uint32_t *local;    /* of each variable: its number in a sum */
    bool *mark;         /* of each variable; false between uses */
    bool *given;        /* of each vertex: a sum does not run over it; false between uses */
    uint32_t *group;    /* of each vertex, for root_find; UINT32_MAX between uses */
    uint32_t *name_of;  /* of each vertex: the variable it is in a factor */
} Maker;

/* ---- products ---- */

static void
product_clear(Product *p)
{
    for (size_t i = 0; i < p->count; i++)
        array_clear(&p->at[i].scope);
    array_clear(p);
}

static void
add_term(Product *p, size_t table, int64_t power, const WireList *scope)
{
    Term t = {.table = table, .power = power};
    array_set(&t.scope, scope);
    array_push(p, t);
}

static void
add_product(Product *to, const Product *p, int64_t power, const uint32_t *name_of)
{
    for (size_t i = 0; i < p->count; i++) {
        const WireList *scope = &p->at[i].scope;
        Term t = {.table = p->at[i].table, .power = power * p->at[i].power};
        for (size_t k = 0; k < scope->count; k++)
            array_push(&t.scope, name_of ? name_of[scope->at[k]] : scope->at[k]);
        array_push(to, t);
    }
}

static bool
terms_match(const Term *a, const Term *b)
{
    return a->table == b->table && wires_compare(&a->scope, &b->scope) == 0;
}

static uint64_t
hash_list(const WireList *list, uint64_t h)
{
    uint64_t bytes = list->count ? hash_bytes(list->at, list->count * sizeof *list->at) : 0;
    return hash_number(h ^ bytes);
}

/* Equal tables over equal variables become one, to the sum of their powers, or none. */
static void
merge_terms(Product *p)
{
    Map at = {0};
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        Term *t = &p->at[i];
        uint64_t hash = hash_list(&t->scope, t->table), first;
        if (map_find(&at, hash, &first) && terms_match(t, &p->at[first])) {
            p->at[first].power += t->power;
            array_clear(&t->scope);
        } else {
            map_set_at(&at, hash, kept);
            p->at[kept++] = *t;
        }
    }
    p->count = 0;
    for (size_t i = 0; i < kept; i++) {
        if (p->at[i].power)
            p->at[p->count++] = p->at[i];
        else
            array_clear(&p->at[i].scope);
    }
    map_clear(&at);
}

/* One more table; its scope is swapped in. */
static size_t
add_step(Maker *m, PointMaking making, size_t of, WireList *scope, uint64_t entries, uint64_t work)
{
    PointProgram *p = m->p;
    Made made = {.scope = *scope};
    *scope = (WireList){0};
    p->entries = saturate_plus(p->entries, entries);
    p->work = saturate_plus(p->work, work);
    if (p->entries > m->q->most_entries || p->work > m->q->most_work)
        m->outcome = m->outcome == OUTCOME_DONE ? OUTCOME_TOO_LARGE : m->outcome;
    array_push(&p->steps, ((PointStep){making, of}));
    array_push(&m->made, made);
    return p->steps.count - 1;
}

static bool
spend(Maker *m, uint64_t work)
{
    m->spent = saturate_plus(m->spent, work);
    if (m->outcome != OUTCOME_DONE)
        return false;
    if (!budget_step(m->budget, 1 + work / 16))
        m->outcome = OUTCOME_STOPPED;
    else if (m->spent > m->q->most_work)
        m->outcome = OUTCOME_TOO_LARGE;
    return m->outcome == OUTCOME_DONE;
}

/* ---- mechanisms ---- */

/* What the vertex listens to. */
static const WireList *
parents_of(const Maker *m, uint32_t v)
{
    return m->planned[v] ? effect_reads(m->q->effect, v) : &m->q->model->vertices.at[v].parents;
}

static uint64_t
mechanism_entries(const Maker *m, uint32_t v, const WireList *parents)
{
    uint64_t entries = m->p->sizes.at[v];
    for (size_t i = 0; i < parents->count; i++)
        entries = saturate_times(entries, m->p->sizes.at[parents->at[i]]);
    return entries;
}

static size_t
make_mechanism(Maker *m, PointMaking making, uint32_t v, const WireList *parents)
{
    uint64_t entries = mechanism_entries(m, v, parents);
    WireList scope = {0};
    array_set(&scope, parents);
    array_push(&scope, v);
    size_t table = add_step(m, making, v, &scope, entries, entries);
    point_bound_add_number(&m->made.at[table].bound, 1, size_bits(m->p->sizes.at[v]));
    return table;
}

/* The table of the vertex's plan joins the product. */
static void
add_plan(Maker *m, Product *to, uint32_t v)
{
    if (!m->plan_of[v])
        m->plan_of[v] = make_mechanism(m, POINT_PLAN, v, effect_reads(m->q->effect, v)) + 1;
    add_term(to, m->plan_of[v] - 1, 1, &m->made.at[m->plan_of[v] - 1].scope);
}

/* The table of the vertex's mechanism joins the product. */
static void
add_mechanism(Maker *m, Product *to, uint32_t v)
{
    if (m->planned[v]) {
        add_plan(m, to, v);
        return;
    }
    if (!m->table_of[v])
        m->table_of[v] = make_mechanism(m, POINT_MECHANISM, v, parents_of(m, v)) + 1;
    add_term(to, m->table_of[v] - 1, 1, &m->made.at[m->table_of[v] - 1].scope);
}

/* The table of the vertex's weights joins the product. */
static void
add_weights(Maker *m, Product *to, uint32_t v)
{
    if (!m->weights_of[v]) {
        WireList scope = {0};
        array_push(&scope, v);
        size_t size = m->p->sizes.at[v], table = add_step(m, POINT_WEIGHTS, v, &scope, size, size);
        point_bound_add_number(&m->made.at[table].bound, 1, size_bits(size));
        m->weights_of[v] = table + 1;
    }
    add_term(to, m->weights_of[v] - 1, 1, &m->made.at[m->weights_of[v] - 1].scope);
}

/* ---- sums ---- */

/* The table of one over each entry of this one. */
static size_t
inverse_table(Maker *m, size_t table)
{
    if (!m->made.at[table].inverse) {
        WireList scope = {0};
        uint64_t entries = 1;
        array_set(&scope, &m->made.at[table].scope);
        for (size_t i = 0; i < scope.count; i++)
            entries = saturate_times(entries, m->p->sizes.at[scope.at[i]]);
        size_t made = add_step(m, POINT_INVERSE, table, &scope, entries, 4 * entries);
        m->made.at[table].inverse = made + 1;
        uint64_t each = saturate_plus(m->made.at[table].bound.degree, m->made.at[table].bound.bits);
        m->p->divisors = saturate_plus(m->p->divisors, saturate_times(entries, each));
        PointBound bound = {0};
        point_bound_add_inverse(&bound, &m->made.at[table].bound, table, &m->made.at[table].scope);
        m->made.at[made].bound = bound;
    }
    return m->made.at[table].inverse - 1;
}

/* The product's variables, those that are kept first and in their order: all of them to `met`.
 * Returns how many are kept; the others are marked. */
static size_t
find_variables(Maker *m, const Product *p, const WireList *kept, WireList *met)
{
    WireList all = {0};
    for (size_t i = 0; i < p->count; i++) {
        const WireList *scope = &p->at[i].scope;
        for (size_t k = 0; k < scope->count; k++)
            if (!m->mark[scope->at[k]]) {
                m->mark[scope->at[k]] = true;
                array_push(&all, scope->at[k]);
            }
    }
    for (size_t i = 0; i < kept->count; i++)
        if (m->mark[kept->at[i]])
            array_push(met, kept->at[i]);
    size_t count = met->count;
    for (size_t i = 0; i < count; i++)
        m->mark[met->at[i]] = false;
    for (size_t i = 0; i < all.count; i++)
        if (m->mark[all.at[i]])
            array_push(met, all.at[i]);
    array_clear(&all);
    return count;
}

/* One term of the sum, as often as its power says. */
static void
add_factor(Maker *m, PointSum *s, PointBound *bound, const Term *t)
{
    size_t table = t->power < 0 ? inverse_table(m, t->table) : t->table;
    uint64_t power = (uint64_t)(t->power < 0 ? -t->power : t->power);
    WireList scope = {0};
    const WireList *axes = &m->made.at[table].scope;
    for (size_t k = 0; k < t->scope.count; k++) {
        array_push(&scope, m->local[t->scope.at[k]]);
        m->name_of[axes->at[k]] = t->scope.at[k];
    }
    for (uint64_t i = 0; i < power; i++)
        point_sum_add_factor(s, table, scope.at, scope.count);
    point_bound_add(bound, &m->made.at[table].bound, power, m->name_of);
    array_clear(&scope);
}

/* The sum of the terms over the marked variables, the last of `met`. */
static size_t
make_sum(Maker *m, const Product *p, WireList *met, size_t kept)
{
    PointSum s;
    PointBound bound = {0};
    uint64_t bits = 0;
    point_sum_init(&s);
    for (size_t i = 0; i < met->count; i++)
        m->local[met->at[i]] = point_sum_add_variable(&s, m->sizes.at[met->at[i]], i < kept);
    for (size_t i = 0; i < p->count; i++)
        add_factor(m, &s, &bound, &p->at[i]);
    for (size_t i = kept; i < met->count; i++)
        bits = saturate_plus(bits, size_bits(m->sizes.at[met->at[i]]));
    point_bound_sum(&bound, m->mark, m->sizes.at, bits);
    if (m->outcome == OUTCOME_DONE)
        m->outcome = point_sum_expect(&s, m->q->most_work - m->p->work,
                                      m->q->most_entries - m->p->entries, m->budget);
    bool large = m->outcome == OUTCOME_TOO_LARGE;
    array_push(&m->p->sums, s);
    WireList scope = {0};
    for (size_t i = 0; i < kept; i++)
        array_push(&scope, met->at[i]);
    size_t table = add_step(m, POINT_SUM, m->p->sums.count - 1, &scope,
                            large ? s.room : s.entries, s.work);
    m->made.at[table].bound = bound;
    return table;
}

static uint64_t
hash_sum(const Product *p, const WireList *met, size_t kept)
{
    uint64_t h = kept;
    for (size_t i = 0; i < kept; i++)
        h = hash_number(h ^ met->at[i]);
    for (size_t i = 0; i < p->count; i++)
        h = hash_list(&p->at[i].scope, h ^ hash_number(p->at[i].table) ^ (uint64_t)p->at[i].power);
    return h;
}

/* Is the table this sum? */
static bool
sums_match(const Made *made, const Product *p, const WireList *met, size_t kept)
{
    bool same = made->terms.count == p->count && made->scope.count == kept;
    for (size_t i = 0; same && i < kept; i++)
        same = made->scope.at[i] == met->at[i];
    for (size_t i = 0; same && i < p->count; i++)
        same = terms_match(&made->terms.at[i], &p->at[i]) &&
               made->terms.at[i].power == p->at[i].power;
    return same;
}

/* The product becomes one table, of its sum over all but these vertices; or stays the one it is. */
static void
sum_product(Maker *m, Product *p, const WireList *kept)
{
    WireList met = {0};
    uint64_t at;
    merge_terms(p);
    if (!spend(m, 1 + p->count))
        return;
    size_t count = find_variables(m, p, kept, &met);
    bool single = p->count == 1 && p->at[0].power == 1 && count == met.count;
    if (!single) {
        uint64_t hash = hash_sum(p, &met, count);
        if (!map_find(&m->sum_of, hash, &at) || !sums_match(&m->made.at[at], p, &met, count)) {
            at = make_sum(m, p, &met, count);
            map_set_at(&m->sum_of, hash, at);
            m->made.at[at].terms = *p;
            *p = (Product){0};
        }
        for (size_t i = 0; i < met.count; i++)
            m->mark[met.at[i]] = false;
        product_clear(p);
        add_term(p, at, 1, &m->made.at[at].scope);
    }
    array_clear(&met);
}

/* ---- conditionals of the observed state ---- */

/* Last vertices that are heads, and whose parents are all mentioned, are tables of their own.
 * `all`, by rank, loses them; `marks`: what is mentioned. */
static void
peel(Maker *m, Product *to, WireList *all)
{
    for (bool go = true; go && all->count;) {
        uint32_t v = all->at[all->count - 1];
        const WireList *parents = &m->q->model->vertices.at[v].parents;
        go = !m->given[v];
        for (size_t i = 0; go && i < parents->count; i++)
            go = m->mark[parents->at[i]];
        if (go) {
            add_mechanism(m, to, v);
            m->mark[v] = false;
            all->count--;
        }
    }
}

/* The list with its ancestors, but for those of vertices that are set. */
static void
find_ancestors(Maker *m, WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        m->group[list->at[i]] = list->at[i];
    for (size_t i = 0; i < list->count; i++) {
        const WireList *parents = parents_of(m, list->at[i]);
        for (size_t k = 0; !m->done[list->at[i]] && k < parents->count; k++)
            if (m->group[parents->at[k]] == UINT32_MAX) {
                m->group[parents->at[k]] = parents->at[k];
                array_push(list, parents->at[k]);
            }
    }
    sort_vertices(list);
}

/* Mechanisms that share a vertex that is not mentioned are of one group: that of their vertices. */
static void
join_groups(Maker *m, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        uint32_t v = list->at[i];
        const WireList *parents = parents_of(m, v);
        for (size_t k = 0; !m->done[v] && k < parents->count; k++)
            if (!m->given[parents->at[k]])
                m->group[root_find(m->group, parents->at[k])] = root_find(m->group, v);
    }
}

/* The table of each group, to this power.  `list`: all vertices, with their groups. */
static void
add_groups(Maker *m, Product *to, const WireList *list, const WireList *kept, int64_t power)
{
    Map place_of = {0};
    ARRAY(Product) groups = {0};
    for (size_t i = 0; i < list->count; i++) {
        uint64_t place, root = root_find(m->group, list->at[i]);
        if (m->done[list->at[i]])
            continue;
        if (!map_find(&place_of, root, &place)) {
            place = groups.count;
            map_set_at(&place_of, root, place);
            array_push(&groups, (Product){0});
        }
        add_mechanism(m, &groups.at[place], list->at[i]);
    }
    for (size_t i = 0; i < groups.count; i++) {
        sum_product(m, &groups.at[i], kept);
        add_product(to, &groups.at[i], power, NULL);
        product_clear(&groups.at[i]);
    }
    array_clear(&groups);
    map_clear(&place_of);
}

/* P(these), to this power. */
static void
add_marginal(Maker *m, Product *to, const WireList *of, int64_t power)
{
    WireList list = {0}, kept = {0};
    array_set(&list, of);
    array_set(&kept, of);
    sort_vertices(&kept);
    for (size_t i = 0; i < of->count; i++)
        m->given[of->at[i]] = true;
    find_ancestors(m, &list);
    join_groups(m, &list);
    if (spend(m, list.count))
        add_groups(m, to, &list, &kept, power);
    for (size_t i = 0; i < list.count; i++)
        m->group[list.at[i]] = UINT32_MAX;
    for (size_t i = 0; i < of->count; i++)
        m->given[of->at[i]] = false;
    array_clear(&kept);
    array_clear(&list);
}

static void
unmark(bool *marks, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        marks[list->at[i]] = false;
}

/* P(heads | givens), with what is set in m->done and planned. */
static void
make_observed(Maker *m, Product *to, const WireList *heads, const WireList *givens)
{
    WireList all = {0};
    array_set(&all, heads);
    wires_add(&all, givens);
    sort_by_rank(&all, m->rank);
    for (size_t i = 0; i < all.count; i++)
        m->mark[all.at[i]] = true;
    for (size_t i = 0; i < givens->count; i++)
        m->given[givens->at[i]] = true;
    if (!m->q->effect->plans.count || !m->planned[m->q->effect->plans.at[0].vertex])
        peel(m, to, &all); /* whose order is the model's without plans */
    unmark(m->mark, &all);
    unmark(m->given, givens);
    if (all.count > givens->count) {
        add_marginal(m, to, &all, 1);
        add_marginal(m, to, givens, -1);
    }
    array_clear(&all);
}

/* ---- conditionals of recipes ---- */

static void
set_vertices(const Maker *m, WireList *to, const WireList *variables)
{
    for (size_t i = 0; i < variables->count; i++)
        array_push(to, m->e->vertex_of.at[variables->at[i]]);
    sort_vertices(to);
}

static bool
same(const WireList *a, const WireList *b)
{
    return wires_compare(a, b) == 0;
}

/* Where the factor's conditional is; SIZE_MAX: it has not been made, and `key` is what to look
 * for. */
static size_t
find_known(Maker *m, const Factor *f, Known *key, uint64_t *hash)
{
    uint64_t at;
    key->from = f->from;
    set_vertices(m, &key->heads, &f->heads);
    set_vertices(m, &key->givens, &f->givens);
    wires_add(&key->any, &f->any);
    sort_vertices(&key->any);
    *hash = hash_list(&key->any, hash_list(&key->givens, hash_list(&key->heads, f->from)));
    if (!map_find(&m->known_of, *hash, &at))
        return SIZE_MAX;
    const Known *k = &m->known.at[at];
    bool is = k->from == key->from && same(&k->heads, &key->heads) &&
              same(&k->givens, &key->givens) && same(&k->any, &key->any);
    return is ? at : SIZE_MAX;
}

static void
known_clear(Known *k)
{
    array_clear(&k->heads);
    array_clear(&k->givens);
    array_clear(&k->any);
    product_clear(&k->product);
}

/* The estimand's variable; copies come after the model's vertices, where it may have fewer. */
static uint32_t
variable(const Maker *m, uint32_t x)
{
    uint32_t more = (uint32_t)m->p->sizes.count - m->e->vertices;
    return x < m->e->vertices ? x : x + more;
}

static void
add_known(Maker *m, Product *to, const Factor *f)
{
    Known key = {0};
    uint64_t hash;
    size_t at = find_known(m, f, &key, &hash);
    for (size_t k = 0; k < f->heads.count; k++)
        m->name_of[m->e->vertex_of.at[f->heads.at[k]]] = variable(m, f->heads.at[k]);
    for (size_t k = 0; k < f->givens.count; k++)
        m->name_of[m->e->vertex_of.at[f->givens.at[k]]] = variable(m, f->givens.at[k]);
    if (at != SIZE_MAX)
        add_product(to, &m->known.at[at].product, 1, m->name_of);
    known_clear(&key);
}

static bool
is_read(const Maker *m, const Factor *f)
{
    for (size_t i = 0; i < f->heads.count; i++)
        if (m->mark[variable(m, f->heads.at[i])])
            return true;
    return false;
}

/* The product of the recipe's factors, whose conditionals have been made; factors that nobody reads
 * when only these heads are kept sum to one. */
static void
add_recipe(Maker *m, Product *to, const Recipe *r, const WireList *heads)
{
    WireList marked = {0};
    wires_add(&marked, heads);
    for (size_t i = 0; i < heads->count; i++)
        m->mark[heads->at[i]] = true;
    for (size_t i = r->factors.count; i-- > 0;) {
        const Factor *f = &r->factors.at[i];
        if (!is_read(m, f) || !spend(m, 1))
            continue;
        add_known(m, to, f);
        for (size_t k = 0; k < f->givens.count; k++) {
            uint32_t x = variable(m, f->givens.at[k]);
            if (!m->mark[x])
                array_push(&marked, x);
            m->mark[x] = true;
        }
    }
    unmark(m->mark, &marked);
    array_clear(&marked);
}

/* The recipe with all its heads but these summed, and with weights for inputs that cannot matter;
 * to this power. */
static void
add_recipe_marginal(Maker *m, Product *to, const Known *k, const WireList *heads, int64_t power)
{
    const Recipe *r = &m->e->recipes.at[k->from];
    Product p = {0};
    WireList kept = {0};
    add_recipe(m, &p, r, heads);
    for (size_t i = 0; i < k->any.count; i++)
        add_weights(m, &p, k->any.at[i]);
    array_set(&kept, heads);
    for (size_t i = 0; i < r->inputs.count; i++)
        if (!wires_has(&k->any, r->inputs.at[i]))
            array_push(&kept, r->inputs.at[i]);
    sort_vertices(&kept);
    sum_product(m, &p, &kept);
    add_product(to, &p, power, NULL);
    array_clear(&kept);
    product_clear(&p);
}

/* A recipe sums to one, so without givens among its heads nothing is divided. */
static void
make_conditional(Maker *m, Known *k)
{
    const Recipe *r = &m->e->recipes.at[k->from];
    WireList all = {0}, given = {0};
    for (size_t i = 0; i < k->givens.count; i++)
        if (wires_has(&r->heads, k->givens.at[i]))
            array_push(&given, k->givens.at[i]);
    array_set(&all, &k->heads);
    wires_add(&all, &given);
    add_recipe_marginal(m, &k->product, k, &all, 1);
    if (given.count)
        add_recipe_marginal(m, &k->product, k, &given, -1);
    array_clear(&given);
    array_clear(&all);
}

static void
make_factor(Maker *m, const Factor *f)
{
    Known k = {0};
    uint64_t hash;
    if (find_known(m, f, &k, &hash) != SIZE_MAX) {
        known_clear(&k);
        return;
    }
    if (f->from == FROM_OBSERVED)
        make_observed(m, &k.product, &k.heads, &k.givens);
    else if (!factor_is_made(m->e, f))
        add_plan(m, &k.product, k.heads.at[0]);
    else
        make_conditional(m, &k);
    map_set_at(&m->known_of, hash, m->known.count);
    array_push(&m->known, k);
}

/* ---- answers ---- */

/* The product, summed over all but what is asked for. */
static void
take_answer(Maker *m, Product *p)
{
    WireList kept = {0};
    PointAnswer a = {0};
    array_set(&kept, &m->q->effect->y);
    wires_add(&kept, &m->q->effect->x);
    wires_add(&kept, &m->q->effect->z);
    sort_vertices(&kept);
    sum_product(m, p, &kept);
    if (m->outcome == OUTCOME_DONE) {
        a.table = p->at[0].table;
        array_set(&a.scope, &p->at[0].scope);
        point_bound_add(&a.bound, &m->made.at[a.table].bound, 1, NULL);
        array_push(&m->p->answers, a);
    }
    product_clear(p);
    array_clear(&kept);
}

static void
make_truth(Maker *m)
{
    const Effect *e = m->q->effect;
    Product p = {0};
    WireList givens = {0};
    array_set(&givens, &e->x);
    wires_add(&givens, &e->z);
    for (size_t i = 0; i < e->x.count; i++)
        m->done[e->x.at[i]] = true;
    for (size_t i = 0; i < e->plans.count; i++)
        m->planned[e->plans.at[i].vertex] = true;
    make_observed(m, &p, &e->y, &givens);
    for (size_t i = 0; i < e->plans.count; i++)
        m->planned[e->plans.at[i].vertex] = false;
    unmark(m->done, &e->x);
    take_answer(m, &p);
    array_clear(&givens);
}

/* Room for the marks of the estimand's variables. */
static void
set_estimand(Maker *m, const Estimand *e)
{
    size_t count = m->p->sizes.count + e->vertex_of.count - e->vertices;
    m->e = e;
    array_set(&m->sizes, &m->p->sizes);
    for (size_t i = e->vertices; i < e->vertex_of.count; i++)
        array_push(&m->sizes, m->p->sizes.at[e->vertex_of.at[i]]);
    memory_free(m->mark);
    memory_free(m->local);
    m->mark = memory_new(count + 1, sizeof *m->mark);
    m->local = memory_new(count + 1, sizeof *m->local);
    for (size_t i = 0; i < m->known.count; i++)
        if (m->known.at[i].from != FROM_OBSERVED)
            m->known.at[i].from = FROM_OBSERVED - 1; /* another estimand's */
}

static void
make_estimand(Maker *m, const Estimand *e)
{
    WireList uses = {0};
    Product p = {0};
    uint32_t last = (uint32_t)e->recipes.count - 1;
    set_estimand(m, e);
    estimand_uses(&uses, e, last);
    for (uint32_t r = 0; r <= last; r++)
        for (size_t i = 0; uses.at[r] && i < e->recipes.at[r].factors.count; i++)
            if (m->outcome == OUTCOME_DONE)
                make_factor(m, &e->recipes.at[r].factors.at[i]);
    add_recipe(m, &p, &e->recipes.at[last], &m->q->effect->y);
    take_answer(m, &p);
    array_clear(&uses);
}

/* ---- the whole ---- */

static void
maker_init(Maker *m)
{
    const Model *of = m->q->model;
    size_t count = of->vertices.count;
    m->rank = memory_new(count, sizeof *m->rank);
    m->done = memory_new(count, sizeof *m->done);
    m->given = memory_new(count, sizeof *m->given);
    m->group = memory_new(count, sizeof *m->group);
    m->name_of = memory_new(count, sizeof *m->name_of);
    m->planned = memory_new(count, sizeof *m->planned);
    m->table_of = memory_new(count, sizeof *m->table_of);
    m->plan_of = memory_new(count, sizeof *m->plan_of);
    m->weights_of = memory_new(count, sizeof *m->weights_of);
    m->mark = memory_new(count, sizeof *m->mark);
    m->local = memory_new(count, sizeof *m->local);
    for (uint32_t v = 0; v < count; v++) {
        const Type *type = of->vertices.at[v].type;
        m->rank[of->order.at[v]] = v;
        m->group[v] = UINT32_MAX;
        array_push(&m->p->sizes, type->size ? type->size : 2);
    }
    array_set(&m->sizes, &m->p->sizes);
}

static void
maker_clear(Maker *m)
{
    for (size_t i = 0; i < m->known.count; i++)
        known_clear(&m->known.at[i]);
    for (size_t i = 0; i < m->made.count; i++) {
        product_clear(&m->made.at[i].terms);
        array_clear(&m->made.at[i].scope);
        point_bound_clear(&m->made.at[i].bound);
    }
    array_clear(&m->known);
    array_clear(&m->made);
    map_clear(&m->known_of);
    map_clear(&m->sum_of);
    array_clear(&m->sizes);
    memory_free(m->local);
    memory_free(m->mark);
    memory_free(m->weights_of);
    memory_free(m->plan_of);
    memory_free(m->table_of);
    memory_free(m->planned);
    memory_free(m->name_of);
    memory_free(m->group);
    memory_free(m->given);
    memory_free(m->done);
    memory_free(m->rank);
}

Outcome
point_program_make(PointProgram *p, const PointQuestion *q, Budget *b)
{
    Maker m = {.p = p, .q = q, .budget = b};
    point_program_clear(p);
    p->model = q->model;
    p->effect = q->effect;
    m.outcome = OUTCOME_DONE;
    maker_init(&m);
    make_truth(&m);
    for (size_t i = 0; m.outcome == OUTCOME_DONE && i < q->count; i++)
        make_estimand(&m, q->estimands[i]);
    if (m.outcome == OUTCOME_TOO_LARGE && m.spent > p->work)
        p->work = m.spent;
    maker_clear(&m);
    return m.outcome;
}

void
point_program_clear(PointProgram *p)
{
    for (size_t i = 0; i < p->sums.count; i++)
        point_sum_clear(&p->sums.at[i]);
    for (size_t i = 0; i < p->answers.count; i++) {
        array_clear(&p->answers.at[i].scope);
        point_bound_clear(&p->answers.at[i].bound);
    }
    array_clear(&p->sums);
    array_clear(&p->answers);
    array_clear(&p->steps);
    array_clear(&p->sizes);
    *p = (PointProgram){0};
}
