/* law_markov.c -- what shapes say about observed states, on random small shapes: the basis against
 * every separation and the semi-graphoid closure, missing edges against all subsets, and Verma
 * constraints against the moves played on masks and on exact tables of random interpretations. */
#include "graph/markov.h"
#include "tests/law/dag.h"
#include "tests/suite.h"

#include <gmp.h>

enum { ROUNDS = 30, SEEDS = 20, LIMIT = 1000000 }; /* test n has the seeds from n * SEEDS */

static Dag
shape(int i, Random *r, uint32_t most)
{
    Dag d;
    *r = random_start((uint64_t)i);
    uint32_t observed = 2 + random_below(r, most - 1), latents = random_below(r, 4);
    if (i % 2 && observed > 3)
        dag_random_chain(&d, r, observed, latents);
    else
        dag_random(&d, r, observed, latents, 200 + random_below(r, 400));
    return d;
}

/* ---- the closure ----
 *
 * A semi-graphoid is told by its statements of single vertices, a _||_ b | z, closed under: a _||_
 * b | z + c and a _||_ c | z give a _||_ b | z and a _||_ c | z + b (Matus 1992). */
typedef struct Closure {
    bool holds[6][6][64]; /* both ways round */
} Closure;

static bool
say(Closure *c, uint32_t a, uint32_t b, uint32_t z)
{
    bool old = c->holds[a][b][z];
    c->holds[a][b][z] = c->holds[b][a][z] = true;
    return !old;
}

/* v is independent of the set `of`, given z: for each member, with any of the others given too. */
static void
say_all(Closure *k, uint32_t v, uint32_t of, uint32_t z)
{
    for (uint32_t b = 0; b < 6; b++)
        for (uint32_t more = 0; dag_has(of, b) && more < 64; more++)
            if (!(more & ~of) && !dag_has(more, b))
                say(k, v, b, z | more);
}

static bool
close_once(Closure *k, uint32_t n)
{
    bool changed = false;
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < n; b++)
            for (uint32_t c = 0; c < n; c++)
                for (uint32_t z = 0; z < bit(n); z++) {
                    if (a == b || b == c || a == c || (z & (bit(a) | bit(b) | bit(c))))
                        continue;
                    if (!k->holds[a][b][z | bit(c)] || !k->holds[a][c][z])
                        continue;
                    changed = say(k, a, b, z) || changed;
                    changed = say(k, a, c, z | bit(b)) || changed;
                }
    return changed;
}

static void
try_basis(int seed)
{
    Random r;
    Dag d = shape(seed, &r, 6);
    uint32_t n = (uint32_t)__builtin_popcount(d.observed);
    Graph g = {0};
    Projection p = {0};
    Budget b = {0};
    IndependenceList l = {0};
    bool complete = false;
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &b));
    independences(&l, &complete, &p, LIMIT, &b);
    ck_assert(complete);
    Closure k = {0};
    for (size_t i = 0; i < l.count; i++) {
        uint32_t v = l.at[i].v, of = list_mask(&l.at[i].of), given = list_mask(&l.at[i].given);
        ck_assert(of && !(of & given) && !((of | given) & bit(v)));
        ck_assert(!(dag_connected(&d, v, given) & of));
        for (size_t j = 0; j < i; j++) /* each component once */
            ck_assert(l.at[j].v != v || list_mask(&l.at[j].given) != given);
        say_all(&k, v, of, given);
    }
    while (close_once(&k, n))
        continue;
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = 0; y < n; y++)
            for (uint32_t z = 0; x != y && z < bit(n); z++)
                if (!(z & (bit(x) | bit(y))))
                    ck_assert(k.holds[x][y][z] == dag_separated(&d, x, y, z));
    independence_list_clear(&l);
    projection_clear(&p);
    graph_clear(&g);
}

START_TEST(law_basis)
{
    for (int i = 0; i < SEEDS; i++)
        try_basis(_i * SEEDS + i);
}
END_TEST

/* Without latents: at most a statement a vertex, given its parents. */
static void
try_basis_of_dag(int seed)
{
    Random r = random_start((uint64_t)seed);
    Dag d;
    dag_random(&d, &r, 1 + random_below(&r, 9), 0, 400);
    Graph g = {0};
    Projection p = {0};
    Budget b = {0};
    IndependenceList l = {0};
    bool complete = false;
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &b));
    independences(&l, &complete, &p, LIMIT, &b);
    ck_assert(complete);
    size_t next = 0;
    for (size_t i = 0; i < g.order.count; i++) {
        uint32_t v = g.order.at[i], before = 0;
        for (size_t k = 0; k < i; k++)
            before |= bit(g.order.at[k]);
        if (before == d.parents[v])
            continue;
        ck_assert_uint_lt(next, l.count);
        ck_assert_uint_eq(l.at[next].v, v);
        ck_assert_uint_eq(list_mask(&l.at[next].given), d.parents[v]);
        ck_assert_uint_eq(list_mask(&l.at[next].of), before & ~d.parents[v]);
        next++;
    }
    ck_assert_uint_eq(next, l.count);
    independence_list_clear(&l);
    projection_clear(&p);
    graph_clear(&g);
}

START_TEST(law_basis_of_dag)
{
    for (int i = 0; i < SEEDS; i++)
        try_basis_of_dag(_i * SEEDS + i);
}
END_TEST

static void
try_missing_edges(int seed)
{
    Random r;
    Dag d = shape(seed, &r, 6);
    uint32_t n = (uint32_t)__builtin_popcount(d.observed);
    Graph g = {0};
    Budget b = {0};
    IndependenceList l = {0};
    bool complete = false;
    dag_graph(&g, &d);
    missing_edges(&l, &complete, &g, LIMIT, &b);
    ck_assert(complete);
    size_t next = 0;
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = x + 1; y < n; y++) {
            if (!dag_is_separable(&d, x, y))
                continue;
            ck_assert_uint_lt(next, l.count);
            ck_assert_uint_eq(l.at[next].v, x);
            ck_assert_uint_eq(list_mask(&l.at[next].of), bit(y));
            uint32_t z = list_mask(&l.at[next++].given);
            ck_assert(!(z & ~d.observed) && !(z & (bit(x) | bit(y))));
            ck_assert(dag_separated(&d, x, y, z));
            for (uint32_t s = (z - 1) & z; z != 0; s = (s - 1) & z) {
                ck_assert(!dag_separated(&d, x, y, s));
                if (s == 0)
                    break;
            }
        }
    ck_assert_uint_eq(next, l.count);
    independence_list_clear(&l);
    graph_clear(&g);
}

START_TEST(law_missing_edges)
{
    for (int i = 0; i < SEEDS; i++)
        try_missing_edges(_i * SEEDS + i);
}
END_TEST

/* ---- the moves, on masks ---- */

/* The projection written out: parents through latents, and who is joined to whom. */
typedef struct Mixed {
    uint32_t n, all;
    uint32_t parents[DAG_MAX], spouses[DAG_MAX], rank[DAG_MAX];
} Mixed;

static uint32_t
above_through_latents(const Dag *d, uint32_t v)
{
    uint32_t set = d->parents[v];
    for (uint32_t before = 0; before != set;) {
        before = set;
        for (uint32_t u = 0; u < d->n; u++)
            if (dag_has(set & ~d->observed, u))
                set |= d->parents[u];
    }
    return set;
}

static void
mixed_make(Mixed *m, const Dag *d, const Projection *p)
{
    *m = (Mixed){.n = d->n, .all = d->observed};
    for (uint32_t v = 0; v < d->n; v++) {
        m->parents[v] = above_through_latents(d, v) & d->observed;
        m->rank[v] = p->rank[v];
        for (uint32_t u = 0; u < d->n; u++)
            if (u != v && dag_has(d->observed, u) && dag_has(d->observed, v) &&
                (above_through_latents(d, u) & above_through_latents(d, v) & ~d->observed))
                m->spouses[v] |= bit(u);
    }
}

static uint32_t
parents_of(const Mixed *m, uint32_t set)
{
    uint32_t found = 0;
    for (uint32_t v = 0; v < m->n; v++)
        if (dag_has(set, v))
            found |= m->parents[v];
    return found;
}

static bool
is_ancestral(const Mixed *m, uint32_t set, uint32_t within)
{
    return !(set & ~within) && !(parents_of(m, set) & within & ~set);
}

static uint32_t
component_of(const Mixed *m, uint32_t v, uint32_t within)
{
    return dag_joined(m->spouses, m->n, v, within);
}

static uint32_t
up_to(const Mixed *m, uint32_t v)
{
    uint32_t set = 0;
    for (uint32_t u = 0; u < m->n; u++)
        if (dag_has(m->all, u) && m->rank[u] <= m->rank[v])
            set |= bit(u);
    return set;
}

typedef struct Found {
    Dag d;
    Graph g;
    Projection p;
    Mixed m;
    VermaList l;
} Found;

static void
found_make(Found *f, const Dag *d)
{
    Budget b = {0};
    bool complete = false;
    *f = (Found){.d = *d};
    dag_graph(&f->g, d);
    ck_assert(projection_make(&f->p, &f->g, &b));
    mixed_make(&f->m, d, &f->p);
    vermas(&f->l, &complete, &f->g, &f->p, LIMIT, &b);
    ck_assert(complete);
}

static void
found_clear(Found *f)
{
    verma_list_clear(&f->l);
    projection_clear(&f->p);
    graph_clear(&f->g);
}

/* Is it listed that v, given these, does not depend on f? */
static bool
is_listed(const Found *f, uint32_t v, uint32_t given, uint32_t free)
{
    for (size_t i = 0; i < f->l.count; i++)
        if (f->l.at[i].v == v && list_mask(&f->l.at[i].given) == given &&
            dag_has(list_mask(&f->l.at[i].free), free))
            return true;
    return false;
}

/* What the tooth of v in the set a of the comb c says. */
static void
expect_tooth(const Found *f, uint32_t v, uint32_t c, uint32_t a, const bool *separable)
{
    const Mixed *m = &f->m;
    uint32_t e = component_of(m, v, a), given = (e | parents_of(m, e)) & ~bit(v);
    uint32_t free = (a | (parents_of(m, c) & ~c)) & ~given & ~bit(v);
    for (uint32_t u = 0; u < m->n; u++)
        if (dag_has(free, u) && !separable[u])
            ck_assert(is_listed(f, v, given, u));
}

/* Every ancestral set, its component of v, every ancestral set in that: all are listed. */
static void
expect_vertex(const Found *f, uint32_t v)
{
    const Mixed *m = &f->m;
    uint32_t before = up_to(m, v);
    bool separable[DAG_MAX] = {0};
    for (uint32_t u = 0; u < m->n; u++)
        separable[u] = u != v && dag_has(m->all, u) && dag_is_separable(&f->d, u, v);
    for (uint32_t w = before; w != 0; w = (w - 1) & before) {
        if (!dag_has(w, v) || !is_ancestral(m, w, m->all))
            continue;
        uint32_t c = component_of(m, v, w);
        for (uint32_t a = c; a != 0; a = (a - 1) & c)
            if (dag_has(a, v) && is_ancestral(m, a, c))
                expect_tooth(f, v, c, a, separable);
    }
}

/* An ancestral set with this component of v; 0: there is none. */
static uint32_t
find_world(const Mixed *m, uint32_t v, uint32_t comb)
{
    uint32_t before = up_to(m, v);
    for (uint32_t w = before; w != 0; w = (w - 1) & before)
        if (dag_has(w, v) && is_ancestral(m, w, m->all) && component_of(m, v, w) == comb)
            return w;
    return 0;
}

/* It is one of those. */
static void
expect_sound(const Found *f, const Verma *x)
{
    const Mixed *m = &f->m;
    uint32_t c = list_mask(&x->comb), a = list_mask(&x->set), given = list_mask(&x->given);
    uint32_t free = list_mask(&x->free), e = component_of(m, x->v, a);
    ck_assert(find_world(m, x->v, c) != 0);
    ck_assert(dag_has(a, x->v) && is_ancestral(m, a, c));
    ck_assert_uint_eq(given, (e | parents_of(m, e)) & ~bit(x->v));
    ck_assert(free != 0 && !(free & given) && !dag_has(free, x->v));
    ck_assert(!(free & ~(a | parents_of(m, c))));
    for (uint32_t u = 0; u < m->n; u++)
        ck_assert(!dag_has(free, u) || !dag_is_separable(&f->d, u, x->v));
}

static void
try_vermas(int seed)
{
    Random r;
    Found f;
    Dag d = shape(seed, &r, 6);
    found_make(&f, &d);
    for (uint32_t v = 0; v < d.n; v++)
        if (dag_has(d.observed, v))
            expect_vertex(&f, v);
    for (size_t i = 0; i < f.l.count; i++)
        expect_sound(&f, &f.l.at[i]);
    found_clear(&f);
}

START_TEST(law_vermas)
{
    for (int i = 0; i < SEEDS; i++)
        try_vermas(_i * SEEDS + i);
}
END_TEST

static void
try_no_vermas(int seed)
{
    Random r = random_start((uint64_t)seed);
    Dag d;
    Found f;
    dag_random(&d, &r, 2 + random_below(&r, 6), 0, 400); /* no latents */
    found_make(&f, &d);
    ck_assert_uint_eq(f.l.count, 0);
    found_clear(&f);
    dag_random(&d, &r, 2 + random_below(&r, 4), random_below(&r, 4), 1000); /* all arrows */
    found_make(&f, &d);
    ck_assert_uint_eq(f.l.count, 0);
    found_clear(&f);
}

START_TEST(law_no_vermas)
{
    for (int i = 0; i < SEEDS; i++)
        try_no_vermas(_i * SEEDS + i);
}
END_TEST

/* ---- the same on tables ----
 *
 * A table has a number for each value of all vertices, bit v the value of v; what it does not
 * depend on is repeated. */
enum { TABLE_MAX = 512 };

typedef struct Table {
    uint32_t size;
    mpq_t at[TABLE_MAX];
} Table;

static void
table_init(Table *t, uint32_t n)
{
    ck_assert_uint_le(bit(n), TABLE_MAX);
    t->size = bit(n);
    for (uint32_t i = 0; i < t->size; i++) {
        mpq_init(t->at[i]);
        mpq_set_ui(t->at[i], 1, 1);
    }
}

static void
table_clear(Table *t)
{
    for (uint32_t i = 0; i < t->size; i++)
        mpq_clear(t->at[i]);
}

/* Summed over these, one after the other. */
static void
sum_out(Table *t, uint32_t set)
{
    for (uint32_t v = 0; bit(v) < t->size; v++)
        for (uint32_t i = 0; dag_has(set, v) && i < t->size; i++)
            if (!dag_has(i, v)) {
                mpq_add(t->at[i], t->at[i], t->at[i | bit(v)]);
                mpq_set(t->at[i | bit(v)], t->at[i]);
            }
}

/* t, times or over the sum of `by` over the set. */
static void
scale(Table *t, const Table *by, uint32_t set, bool over)
{
    Table sum;
    table_init(&sum, (uint32_t)__builtin_ctz(t->size));
    for (uint32_t i = 0; i < t->size; i++)
        mpq_set(sum.at[i], by->at[i]);
    sum_out(&sum, set);
    for (uint32_t i = 0; i < t->size; i++)
        (over ? mpq_div : mpq_mul)(t->at[i], t->at[i], sum.at[i]);
    table_clear(&sum);
}

/* The joint table under a random interpretation, all entries positive. */
static void
interpret(Table *t, const Dag *d, Random *r)
{
    mpq_t row[2];
    mpq_inits(row[0], row[1], NULL);
    for (uint32_t v = 0; v < d->n; v++)
        for (uint32_t i = 0; i < t->size; i++) {
            if (i & ~d->parents[v]) /* one draw for each value of the parents */
                continue;
            mpq_set_ui(row[1], 1 + random_below(r, 30), 31);
            mpq_set_ui(row[0], 1, 1);
            mpq_sub(row[0], row[0], row[1]);
            for (uint32_t k = 0; k < t->size; k++)
                if ((k & d->parents[v]) == i)
                    mpq_mul(t->at[k], t->at[k], row[k >> v & 1]);
        }
    mpq_clears(row[0], row[1], NULL);
}

/* The tooth of v that the constraint is about, in the world w, from the observed state. */
static void
find_tooth(Table *tooth, const Table *state, const Mixed *m, const Verma *x, uint32_t w)
{
    uint32_t c = list_mask(&x->comb), a = list_mask(&x->set);
    for (uint32_t v = 0; v < m->n; v++)
        if (dag_has(c, v)) { /* P(v | those of w before it) */
            uint32_t upto = up_to(m, v) & w;
            scale(tooth, state, m->all & ~upto, false);
            scale(tooth, state, m->all & ~(upto & ~bit(v)), true);
        }
    sum_out(tooth, c & ~a);
    Table whole;
    table_init(&whole, m->n);
    scale(&whole, tooth, 0, false);
    scale(tooth, &whole, bit(x->v), true);
    table_clear(&whole);
}

static bool
depends_on(const Table *t, uint32_t set)
{
    for (uint32_t v = 0; bit(v) < t->size; v++)
        for (uint32_t i = 0; dag_has(set, v) && i < t->size; i++)
            if (!mpq_equal(t->at[i], t->at[i ^ bit(v)]))
                return true;
    return false;
}

/* Does the tooth, on a random interpretation of the shape d, depend on the set?  The constraint is
 * one of the shape m. */
static bool
tooth_depends(const Dag *d, const Mixed *m, const Verma *x, uint32_t on, Random *r)
{
    Table state, tooth;
    table_init(&state, d->n);
    table_init(&tooth, d->n);
    interpret(&state, d, r);
    sum_out(&state, ~d->observed);
    find_tooth(&tooth, &state, m, x, find_world(m, x->v, list_mask(&x->comb)));
    bool depends = depends_on(&tooth, on);
    table_clear(&state);
    table_clear(&tooth);
    return depends;
}

static void
check_tooth(const Found *f, const Verma *x, Random *r)
{
    uint32_t given = list_mask(&x->given);
    ck_assert(!tooth_depends(&f->d, &f->m, x, ~(given | bit(x->v)), r));
    /* with arrows from the free ones to v nothing holds it, the same separations or not */
    for (uint32_t u = 0; u < f->d.n; u++) {
        Dag more = f->d;
        if (!dag_has(list_mask(&x->free), u))
            continue;
        more.parents[x->v] |= bit(u);
        ck_assert(tooth_depends(&more, &f->m, x, bit(u), r));
    }
}

static void
try_vermas_on_tables(int seed)
{
    Random r = random_start((uint64_t)seed);
    Dag d;
    Found f;
    uint32_t observed = 4 + random_below(&r, 2);
    dag_random_chain(&d, &r, observed, 1 + random_below(&r, 7 - observed));
    found_make(&f, &d);
    for (size_t i = 0; i < f.l.count && i < 4; i++)
        check_tooth(&f, &f.l.at[i], &r);
    found_clear(&f);
}

START_TEST(law_vermas_on_tables)
{
    for (int i = 0; i < SEEDS; i++)
        try_vermas_on_tables(_i * SEEDS + i);
}
END_TEST

/* ---- limits ---- */

static void
try_limits(int seed)
{
    Random r;
    Found f;
    Dag d = shape(seed, &r, 6);
    found_make(&f, &d);
    Budget b = {0};
    bool complete = false;
    IndependenceList l = {0};
    VermaList few = {0};
    independences(&l, &complete, &f.p, LIMIT, &b);
    size_t all = l.count, limit = random_below(&r, 4);
    independences(&l, &complete, &f.p, limit, &b);
    ck_assert(complete == (all <= limit));
    ck_assert_uint_eq(l.count, all < limit ? all : limit);
    missing_edges(&l, &complete, &f.g, LIMIT, &b);
    all = l.count;
    missing_edges(&l, &complete, &f.g, limit, &b);
    ck_assert(complete == (all <= limit));
    ck_assert_uint_eq(l.count, all < limit ? all : limit);
    vermas(&few, &complete, &f.g, &f.p, limit, &b);
    ck_assert(complete == (f.l.count <= limit));
    ck_assert_uint_eq(few.count, f.l.count < limit ? f.l.count : limit);
    independence_list_clear(&l);
    verma_list_clear(&few);
    found_clear(&f);
}

START_TEST(law_limits)
{
    for (int i = 0; i < SEEDS; i++)
        try_limits(_i * SEEDS + i);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("markov laws");
    TCase *t = tcase_create("markov laws");
    tcase_add_loop_test(t, law_basis, 0, ROUNDS);
    tcase_add_loop_test(t, law_basis_of_dag, 0, ROUNDS);
    tcase_add_loop_test(t, law_missing_edges, 0, ROUNDS);
    tcase_add_loop_test(t, law_vermas, 0, ROUNDS);
    tcase_add_loop_test(t, law_no_vermas, 0, ROUNDS);
    tcase_add_loop_test(t, law_vermas_on_tables, 0, ROUNDS);
    tcase_add_loop_test(t, law_limits, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
