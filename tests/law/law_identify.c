/* law_identify.c -- projections, components and identification on random small models with latents,
 * against the definitions and against the recursion of Shpitser & Pearl 2006, as bit masks.
 *
 * What the estimands are worth is checked where there are numbers: law_estimand.c, identify.py. */
#include "surgery/identify.h"
#include "tests/law/dag.h"
#include "tests/suite.h"

enum { ROUNDS = 60, TRIALS = 40 };

/* A mixed graph on the observed vertices: b[v] is the set that some latent joins to v. */
typedef struct Mixed {
    uint32_t n;
    uint32_t p[DAG_MAX], b[DAG_MAX];
} Mixed;

/* Every vertex with a way from v through latents only. */
static uint32_t
through_latents(const Dag *d, uint32_t v)
{
    uint32_t seen = dag_children(d, v);
    for (uint32_t before = 0; before != seen;) {
        before = seen;
        for (uint32_t u = 0; u < d->n; u++)
            if (dag_has(seen, u) && !dag_has(d->observed, u))
                seen |= dag_children(d, u);
    }
    return seen & d->observed;
}

static void
project(Mixed *m, const Dag *d)
{
    *m = (Mixed){.n = d->n};
    for (uint32_t v = 0; v < d->n; v++) {
        uint32_t to = through_latents(d, v);
        for (uint32_t u = 0; u < d->n; u++) {
            if (!dag_has(to, u))
                continue;
            if (dag_has(d->observed, v))
                m->p[u] |= bit(v);
            else
                m->b[u] |= to & ~bit(u);
        }
    }
}

static uint32_t
ancestors(const Mixed *m, uint32_t set, uint32_t within, uint32_t closed)
{
    for (uint32_t before = 0; before != set;) {
        before = set;
        for (uint32_t v = 0; v < m->n; v++)
            if (dag_has(set, v) && !dag_has(closed, v))
                set |= m->p[v] & within;
    }
    return set;
}

static uint32_t
joined(const Mixed *m, uint32_t v, uint32_t within)
{
    return dag_joined(m->b, m->n, v, within);
}

static uint32_t
first_of(uint32_t set)
{
    uint32_t v = 0;
    while (!dag_has(set, v))
        v++;
    return v;
}

/* Is P(y | do(x)) identifiable in the subgraph on g?  Lines 1 to 7 of ID, Shpitser & Pearl 2006. */
static bool
id(const Mixed *m, uint32_t y, uint32_t x, uint32_t g)
{
    if (!x)
        return true;
    uint32_t w = ancestors(m, y, g, 0);
    if (w != g)
        return id(m, y, x & w, w);
    w = g & ~x & ~ancestors(m, y, g, x);
    if (w)
        return id(m, y, x | w, g);
    uint32_t rest = g & ~x, s = joined(m, first_of(rest), rest);
    if (s != rest) {
        bool all = true;
        for (uint32_t left = rest; all && left; left &= ~s) {
            s = joined(m, first_of(left), rest);
            all = id(m, s, g & ~s, g);
        }
        return all;
    }
    uint32_t c = joined(m, first_of(s), g);
    if (c == g)
        return false;
    return c == s || id(m, y, x & c, c);
}

/* IDC, Shpitser & Pearl 2006b. */
static bool
idc(const Dag *d, const Mixed *m, uint32_t y, uint32_t x, uint32_t z)
{
    for (uint32_t v = 0; v < d->n; v++) {
        if (!dag_has(z, v))
            continue;
        Dag cut = *d;
        for (uint32_t u = 0; u < d->n; u++)
            cut.parents[u] = dag_has(x, u) ? 0 : cut.parents[u] & ~bit(v);
        if (!(dag_connected(&cut, v, x | (z & ~bit(v))) & y))
            return idc(d, m, y, x | bit(v), z & ~bit(v));
    }
    return id(m, y | z, x, d->observed);
}

/* ---- ours ---- */

typedef struct Trial {
    Dag d;
    Mixed m;
    Graph g;
    Projection p;
    Budget budget;
} Trial;

static void
trial_init(Trial *t, Random *r, uint32_t observed)
{
    *t = (Trial){0};
    if (observed > 4 && random_below(r, 4) == 0)
        dag_random_chain(&t->d, r, observed, 1 + random_below(r, 4));
    else
        dag_random(&t->d, r, observed, random_below(r, 5), 150 + random_below(r, 500));
    project(&t->m, &t->d);
    dag_graph(&t->g, &t->d);
    ck_assert(projection_make(&t->p, &t->g, &t->budget));
}

static void
trial_clear(Trial *t)
{
    projection_clear(&t->p);
    graph_clear(&t->g);
}

static uint32_t
mask(const uint32_t *at, size_t count)
{
    uint32_t set = 0;
    for (size_t i = 0; i < count; i++)
        set |= bit(at[i]);
    return set;
}

/* The members, in any order. */
static uint32_t
members(const WireList *l)
{
    return mask(l->at, l->count);
}

static void
add_bits(WireList *to, uint32_t set)
{
    for (uint32_t v = 0; v < DAG_MAX; v++)
        if (dag_has(set, v))
            array_push(to, v);
}

START_TEST(test_projection)
{
    Random r = random_start((uint64_t)_i);
    for (int k = 0; k < TRIALS; k++) {
        Trial t;
        trial_init(&t, &r, 2 + random_below(&r, 7));
        for (uint32_t v = 0; v < t.d.n; v++) {
            size_t count, groups;
            uint32_t near = 0;
            const uint32_t *at = rows_at(&t.p.parents, v, &count);
            ck_assert_uint_eq(mask(at, count), t.m.p[v]);
            const uint32_t *of = rows_at(&t.p.groups_of, v, &groups);
            for (size_t i = 0; i < groups; i++) {
                at = rows_at(&t.p.groups, of[i], &count);
                ck_assert_uint_ge(count, 2);
                near |= mask(at, count) & ~bit(v);
            }
            ck_assert_uint_eq(near, t.m.b[v]);
        }
        trial_clear(&t);
    }
}
END_TEST

START_TEST(test_components)
{
    Random r = random_start((uint64_t)_i + 1000);
    for (int k = 0; k < TRIALS; k++) {
        Trial t;
        trial_init(&t, &r, 2 + random_below(&r, 7));
        VertexSet within;
        SetList parts = {0};
        uint32_t set = (uint32_t)random_next(&r) & t.d.observed, covered = 0;
        vertex_set_init(&within, t.d.n);
        for (uint32_t v = 0; v < t.d.n; v++)
            if (dag_has(set, v))
                vertex_set_add(&within, v);
        components(&parts, &t.p, &within);
        for (size_t i = 0; i < parts.count; i++) {
            uint32_t part = members(&parts.at[i]);
            ck_assert_uint_eq(part & covered, 0);
            ck_assert_uint_eq(part, joined(&t.m, parts.at[i].at[0], set));
            covered |= part;
        }
        ck_assert_uint_eq(covered, set);
        set_list_clear(&parts);
        vertex_set_clear(&within);
        trial_clear(&t);
    }
}
END_TEST

/* A hedge: two confounded components, small within large, which meets x; every vertex of large is
 * an ancestor of small in the subgraph on large, and small one of y or z without x. */
static void
expect_hedge(const Trial *t, const Identification *i)
{
    uint32_t large = members(&i->large), small = members(&i->small);
    uint32_t x = members(&i->effect.x);
    uint32_t asked = members(&i->effect.y) | members(&i->effect.z);
    ck_assert(small && (small & ~large) == 0 && small != large);
    ck_assert(large & x);
    ck_assert(!(small & x));
    ck_assert_uint_eq(joined(&t->m, i->large.at[0], large), large);
    ck_assert_uint_eq(joined(&t->m, i->small.at[0], small), small);
    ck_assert_uint_eq(ancestors(&t->m, small, large, 0), large);
    ck_assert_uint_eq(small & ~ancestors(&t->m, asked, t->d.observed & ~x, 0), 0);
}

static void
expect_estimand(const Identification *i)
{
    const Recipe *r = &i->estimand.recipes.at[i->estimand.recipes.count - 1];
    uint32_t given = members(&i->effect.x) | members(&i->effect.z);
    ck_assert(estimand_is_sound(&i->estimand));
    ck_assert_uint_eq(members(&r->heads), members(&i->effect.y));
    ck_assert_uint_eq(members(&r->inputs) & ~given, 0);
}

START_TEST(test_verdicts)
{
    Random r = random_start((uint64_t)_i + 2000);
    for (int k = 0; k < TRIALS; k++) {
        Trial t;
        trial_init(&t, &r, 3 + random_below(&r, 7));
        Effect e = {0};
        Identification i = {0};
        uint32_t y = (uint32_t)random_next(&r) & t.d.observed;
        y &= (uint32_t)random_next(&r);
        y |= bit(first_of(t.d.observed));
        uint32_t x = (uint32_t)random_next(&r) & t.d.observed & ~y;
        uint32_t z = (uint32_t)random_next(&r) & (uint32_t)random_next(&r) & t.d.observed & ~y & ~x;
        add_bits(&e.y, y);
        add_bits(&e.x, x);
        add_bits(&e.z, z);
        ck_assert(identify(&i, &t.g, &t.p, &e, &t.budget));
        ck_assert_int_eq(i.identified, idc(&t.d, &t.m, y, x, z));
        if (i.identified)
            expect_estimand(&i);
        else
            expect_hedge(&t, &i);
        identification_clear(&i);
        effect_clear(&e);
        trial_clear(&t);
    }
}
END_TEST

/* P(everything else | do(x)) is identifiable exactly when no confounded way leads from x to a child
 * of x (Tian & Pearl 2002, Theorem 2). */
START_TEST(test_child_criterion)
{
    Random r = random_start((uint64_t)_i + 3000);
    for (int k = 0; k < TRIALS; k++) {
        Trial t;
        trial_init(&t, &r, 3 + random_below(&r, 7));
        uint32_t x = first_of(t.d.observed), others = t.d.observed & ~bit(x);
        for (uint32_t v = x; v < t.d.n; v++)
            if (dag_has(t.d.observed, v) && random_below(&r, 2))
                x = v;
        others = t.d.observed & ~bit(x);
        uint32_t children = 0;
        for (uint32_t v = 0; v < t.d.n; v++)
            if (dag_has(t.m.p[v], x))
                children |= bit(v);
        if (others) {
            Effect e = {0};
            Identification i = {0};
            array_push(&e.x, x);
            add_bits(&e.y, others);
            ck_assert(identify(&i, &t.g, &t.p, &e, &t.budget));
            ck_assert_int_eq(i.identified, !(joined(&t.m, x, t.d.observed) & children));
            identification_clear(&i);
            effect_clear(&e);
        }
        trial_clear(&t);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("identify");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, test_projection, 0, ROUNDS);
    tcase_add_loop_test(c, test_components, 0, ROUNDS);
    tcase_add_loop_test(c, test_verdicts, 0, ROUNDS);
    tcase_add_loop_test(c, test_child_criterion, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
