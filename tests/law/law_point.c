/* law_point.c -- checks of formulas at random points, against sums over all assignments in exact
 * fractions.
 *
 * Random models of at most five observed vertices, with latents, and random effects.  Their
 * estimands pass; so do those of other effects, and estimands with something changed, exactly where
 * a slow evaluator, which shares nothing with the check but the estimand, finds the right number at
 * each assignment: a model with random positive tables, the joint table of all its vertices, each
 * conditional a quotient of two sums of it. */
#include "base/random.h"
#include "evaluate/point_check.h"
#include "graph/graph.h"
#include "surgery/simplify.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 40, CASES = 12, OBSERVED = 5, LATENT = 3, VERTICES = OBSERVED + LATENT };

typedef struct Case {
    Random r;
    Type types[2];
    Model m;
    Graph g;
    Projection p;
    Effect effect;
    Identification i;
    Estimand simple;
    uint32_t seen;
    uint32_t size[VERTICES];
    size_t joint; /* entries of the table of all vertices */
    mpq_t *all;   /* the observed state, and under do(x) */
    mpq_t *done;
} Case;

/* ---- random models */

static void
add_arrow(Case *c, uint32_t from, uint32_t to)
{
    WireList *parents = &c->m.vertices.at[to].parents;
    if (!wires_has(parents, from))
        array_push(parents, from);
}

/* Any shape. */
static void
any_arrows(Case *c)
{
    uint32_t arrows = 2 + random_below(&c->r, 4);
    for (uint32_t v = 0; v < c->seen; v++)
        for (uint32_t u = 0; u < v; u++)
            if (random_below(&c->r, 6) < arrows)
                add_arrow(c, u, v);
    for (uint32_t l = c->seen; l < c->m.vertices.count; l++)
        for (int k = 0; k < 2; k++)
            add_arrow(c, l, random_below(&c->r, c->seen));
}

/* A chain, with latents that join what is not next to each other: combs inside combs, and inputs
 * that do not matter. */
static void
chain_arrows(Case *c)
{
    for (uint32_t v = 1; v < c->seen; v++)
        add_arrow(c, v - 1, v);
    for (uint32_t l = c->seen; l < c->m.vertices.count; l++) {
        uint32_t first = random_below(&c->r, c->seen - 2);
        add_arrow(c, l, first);
        add_arrow(c, l, first + 2 + random_below(&c->r, c->seen - first - 2));
    }
}

static void
random_model(Case *c)
{
    WireList cycle = {0};
    bool chain = random_below(&c->r, 2);
    uint32_t latents = chain ? 2 + random_below(&c->r, 2) : random_below(&c->r, LATENT + 1);
    c->seen = chain ? 4 + random_below(&c->r, 2) : 2 + random_below(&c->r, OBSERVED - 1);
    for (uint32_t v = 0; v < c->seen + latents; v++) {
        Vertex x = {.latent = v >= c->seen, .type = &c->types[random_below(&c->r, 8) == 0]};
        c->size[v] = x.type->size;
        model_add_vertex(&c->m, &x);
    }
    if (chain)
        chain_arrows(c);
    else
        any_arrows(c);
    ck_assert(model_sort(&c->m, &cycle));
}

static void
random_effect(Case *c, Effect *e)
{
    uint32_t y = random_below(&c->r, c->seen);
    array_push(&e->y, y);
    for (uint32_t v = 0; v < c->seen; v++) {
        uint32_t part = v == y ? 99 : random_below(&c->r, 7);
        if (part < 3)
            array_push(&e->x, v);
        else if (part == 3)
            array_push(&e->z, v);
        else if (part == 4)
            array_push(&e->y, v);
    }
}

/* ---- exact tables */

/* The same number whenever asked; rows sum to one. */
static void
mechanism(const Case *c, uint64_t seed, uint32_t v, const uint32_t *value, mpq_t to)
{
    const WireList *parents = &c->m.vertices.at[v].parents;
    uint64_t row = v + 1;
    unsigned long sum = 0, at[3];
    for (size_t i = 0; i < parents->count; i++)
        row = row * 4 + value[parents->at[i]] + 1;
    Random r = random_start(seed * 1000003 + row);
    for (uint32_t i = 0; i < c->size[v]; i++)
        sum += at[i] = 1 + random_below(&r, 97);
    mpq_set_ui(to, at[value[v]], sum);
    mpq_canonicalize(to);
}

static bool
next_values(const Case *c, uint32_t *value)
{
    for (size_t v = c->m.vertices.count; v-- > 0; value[v] = 0)
        if (++value[v] < c->size[v])
            return true;
    return false;
}

static void
fill_tables(Case *c, uint64_t seed)
{
    uint32_t value[VERTICES] = {0};
    mpq_t p;
    mpq_init(p);
    c->joint = 1;
    for (size_t v = 0; v < c->m.vertices.count; v++)
        c->joint *= c->size[v];
    c->all = memory_new(c->joint, sizeof *c->all);
    c->done = memory_new(c->joint, sizeof *c->done);
    for (size_t at = 0; at < c->joint; at++, next_values(c, value)) {
        mpq_init(c->all[at]);
        mpq_init(c->done[at]);
        mpq_set_ui(c->all[at], 1, 1);
        mpq_set_ui(c->done[at], 1, 1);
        for (uint32_t v = 0; v < c->m.vertices.count; v++) {
            mechanism(c, seed, v, value, p);
            mpq_mul(c->all[at], c->all[at], p);
            if (!wires_has(&c->effect.x, v))
                mpq_mul(c->done[at], c->done[at], p);
        }
    }
    mpq_clear(p);
}

static void
clear_tables(Case *c)
{
    for (size_t i = 0; i < c->joint; i++) {
        mpq_clear(c->all[i]);
        mpq_clear(c->done[i]);
    }
    memory_free(c->all);
    memory_free(c->done);
}

/* The sum over the assignments that agree with `value` on the set. */
static void
total(const Case *c, mpq_t *table, uint32_t set, const uint32_t *value, mpq_t to)
{
    uint32_t now[VERTICES] = {0};
    mpq_set_ui(to, 0, 1);
    for (size_t at = 0; at < c->joint; at++, next_values(c, now)) {
        bool agrees = true;
        for (uint32_t v = 0; v < c->seen; v++)
            agrees = agrees && (!(set >> v & 1) || now[v] == value[v]);
        if (agrees)
            mpq_add(to, to, table[at]);
    }
}

static uint32_t
set_of(const WireList *list)
{
    uint32_t set = 0;
    for (size_t i = 0; i < list->count; i++)
        set |= UINT32_C(1) << list->at[i];
    return set;
}

static void
quotient(const Case *c, mpq_t *table, uint32_t heads, uint32_t givens, const uint32_t *value,
         mpq_t to)
{
    mpq_t under;
    mpq_init(under);
    total(c, table, heads | givens, value, to);
    total(c, table, givens, value, under);
    mpq_div(to, to, under);
    mpq_clear(under);
}

/* ---- estimands by definition */

static void recipe_value(Case *c, const Estimand *e, uint32_t recipe, const uint32_t *value,
                         mpq_t to);

static void
sum_recipe(Case *c, const Estimand *e, uint32_t recipe, uint32_t *value, const WireList *over,
           size_t from, mpq_t to)
{
    if (from == over->count) {
        recipe_value(c, e, recipe, value, to);
        return;
    }
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(to, 0, 1);
    uint32_t v = over->at[from];
    for (value[v] = 0; value[v] < c->size[v]; value[v]++) {
        sum_recipe(c, e, recipe, value, over, from + 1, term);
        mpq_add(to, to, term);
    }
    mpq_clear(term);
}

static void
conditional_value(Case *c, const Estimand *e, const Factor *f, const uint32_t *value, mpq_t to)
{
    uint32_t at[VERTICES] = {0}, heads = 0, givens = 0;
    for (size_t i = 0; i < f->any.count; i++)
        at[f->any.at[i]] = random_below(&c->r, c->size[f->any.at[i]]);
    for (size_t i = 0; i < f->heads.count + f->givens.count; i++) {
        bool head = i < f->heads.count;
        uint32_t x = head ? f->heads.at[i] : f->givens.at[i - f->heads.count];
        uint32_t v = e->vertex_of.at[x];
        at[v] = value[x];
        *(head ? &heads : &givens) |= UINT32_C(1) << v;
    }
    if (f->from == FROM_OBSERVED) {
        quotient(c, c->all, heads, givens, at, to);
        return;
    }
    mpq_t under;
    WireList above = {0}, below = {0};
    const Recipe *r = &e->recipes.at[f->from];
    for (size_t i = 0; i < r->heads.count; i++) {
        if (!((heads | givens) >> r->heads.at[i] & 1))
            array_push(&above, r->heads.at[i]);
        if (!(givens >> r->heads.at[i] & 1))
            array_push(&below, r->heads.at[i]);
    }
    mpq_init(under);
    sum_recipe(c, e, f->from, at, &above, 0, to);
    sum_recipe(c, e, f->from, at, &below, 0, under);
    mpq_div(to, to, under);
    mpq_clear(under);
    array_clear(&above);
    array_clear(&below);
}

static void
sum_bound(Case *c, const Estimand *e, const Recipe *r, uint32_t *value, size_t from, mpq_t to)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(to, from == r->bound.count, 1);
    if (from == r->bound.count) {
        for (size_t i = 0; i < r->factors.count; i++) {
            conditional_value(c, e, &r->factors.at[i], value, term);
            mpq_mul(to, to, term);
        }
    } else {
        uint32_t v = r->bound.at[from];
        for (value[v] = 0; value[v] < c->size[e->vertex_of.at[v]]; value[v]++) {
            sum_bound(c, e, r, value, from + 1, term);
            mpq_add(to, to, term);
        }
    }
    mpq_clear(term);
}

static void
recipe_value(Case *c, const Estimand *e, uint32_t recipe, const uint32_t *value, mpq_t to)
{
    const Recipe *r = &e->recipes.at[recipe];
    uint32_t *at = memory_new(e->vertex_of.count, sizeof *at);
    for (size_t i = 0; i < r->heads.count; i++)
        at[r->heads.at[i]] = value[r->heads.at[i]];
    for (size_t i = 0; i < r->inputs.count; i++)
        at[r->inputs.at[i]] = value[r->inputs.at[i]];
    sum_bound(c, e, r, at, 0, to);
    memory_free(at);
}

/* Is it the effect at every assignment of the observed vertices, in two models? */
static bool
is_right(Case *c, const Estimand *e)
{
    mpq_t x, y;
    bool right = true;
    mpq_inits(x, y, NULL);
    for (uint64_t seed = 0; right && seed < 2; seed++) {
        uint32_t value[VERTICES] = {0};
        fill_tables(c, seed + 1);
        do {
            bool hidden = false;
            for (size_t v = c->seen; v < c->m.vertices.count; v++)
                hidden = hidden || value[v];
            if (hidden)
                continue;
            quotient(c, c->done, set_of(&c->effect.y),
                     set_of(&c->effect.x) | set_of(&c->effect.z), value, x);
            recipe_value(c, e, (uint32_t)e->recipes.count - 1, value, y);
            right = mpq_equal(x, y) != 0;
        } while (right && next_values(c, value));
        clear_tables(c);
    }
    mpq_clears(x, y, NULL);
    return right;
}

/* ---- the check */

static bool
passes(const Case *c, const Estimand *e)
{
    PointCheck to;
    Budget budget = {0};
    PointQuestion q = {&c->m, &c->effect, &e, 1, 1 << 20, 1 << 26};
    ck_assert_int_eq(point_check(&to, &q, 100, 1, &budget), OUTCOME_DONE);
    ck_assert(to.passed != to.failed);
    ck_assert_uint_ge(to.points, 2);
    return to.passed;
}

static bool
case_init(Case *c, int seed)
{
    Budget budget = {0};
    *c = (Case){.r = random_start((uint64_t)seed), .types = {{.size = 2}, {.size = 3}}};
    random_model(c);
    random_effect(c, &c->effect);
    graph_make(&c->g, &c->m);
    ck_assert(projection_make(&c->p, &c->g, &budget));
    ck_assert(identify(&c->i, &c->g, &c->p, &c->effect, &budget));
    if (!c->i.identified)
        return false;
    ck_assert(estimand_simplify(&c->simple, &c->i.estimand, &c->g, &budget));
    return true;
}

static void
case_clear(Case *c)
{
    estimand_clear(&c->simple);
    identification_clear(&c->i);
    effect_clear(&c->effect);
    projection_clear(&c->p);
    graph_clear(&c->g);
    model_clear(&c->m);
}

START_TEST(law_right_passes)
{
    Case c;
    for (int k = 0; k < CASES; k++) {
        if (case_init(&c, _i * CASES + k)) {
            ck_assert(passes(&c, &c.i.estimand));
            ck_assert(passes(&c, &c.simple));
        }
        case_clear(&c);
    }
}
END_TEST

/* ---- mutations */

/* A given less. */
static bool
drop_given(Case *c, Estimand *e, const Recipe *r, Factor *f)
{
    (void)e;
    (void)r;
    if (f->from != FROM_OBSERVED || !f->givens.count)
        return false;
    f->givens.at[random_below(&c->r, (uint32_t)f->givens.count)] =
        f->givens.at[f->givens.count - 1];
    f->givens.count--;
    return true;
}

/* A given more: a variable that stands before. */
static bool
add_given(Case *c, Estimand *e, const Recipe *r, Factor *f)
{
    if (f->from != FROM_OBSERVED || !r->inputs.count)
        return false;
    uint32_t v = r->inputs.at[random_below(&c->r, (uint32_t)r->inputs.count)];
    for (size_t i = 0; i < f->givens.count; i++)
        if (e->vertex_of.at[f->givens.at[i]] == v)
            return false;
    for (size_t i = 0; i < f->heads.count; i++)
        if (e->vertex_of.at[f->heads.at[i]] == v)
            return false;
    array_push(&f->givens, v);
    return true;
}

/* An input in the place of a bound copy of the same vertex: a sum that runs over the wrong one. */
static bool
swap_copy(Case *c, Estimand *e, const Recipe *r, Factor *f)
{
    for (size_t i = 0; i < f->givens.count; i++) {
        uint32_t v = e->vertex_of.at[f->givens.at[i]];
        if (v != f->givens.at[i] && wires_has(&r->inputs, v)) {
            f->givens.at[i] = v;
            return true;
        }
    }
    (void)c;
    return false;
}

static bool
mutate(Case *c, Estimand *e)
{
    static bool (*const all[])(Case *, Estimand *, const Recipe *,
                               Factor *) = {drop_given, add_given, swap_copy};
    Recipe *r = &e->recipes.at[random_below(&c->r, (uint32_t)e->recipes.count)];
    Factor *f = &r->factors.at[random_below(&c->r, (uint32_t)r->factors.count)];
    return all[random_below(&c->r, 3)](c, e, r, f) && estimand_is_sound(e);
}

/* A mutation of the case's estimand, where one was found: is it wrong? */
static bool
check_mutation(Case *c, uint64_t seed)
{
    Estimand e = {0};
    bool right = true;
    c->r = random_start(seed);
    estimand_set(&e, seed % 2 ? &c->simple : &c->i.estimand);
    if (mutate(c, &e)) {
        right = is_right(c, &e);
        ck_assert(passes(c, &e) == right);
    }
    estimand_clear(&e);
    return !right;
}

START_TEST(law_mutated_passes_where_right)
{
    Case c;
    size_t wrong = 0;
    for (int k = 0; k < CASES; k++) {
        if (case_init(&c, _i * CASES + k))
            for (int i = 0; i < 12; i++)
                wrong += check_mutation(&c, (uint64_t)(_i * 10000 + k * 100 + i));
        case_clear(&c);
    }
    ck_assert_uint_gt(wrong, 0);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("point");
    TCase *t = tcase_create("laws");
    tcase_add_loop_test(t, law_right_passes, 0, ROUNDS);
    tcase_add_loop_test(t, law_mutated_passes_where_right, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
