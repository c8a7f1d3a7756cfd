/* law_equivalent.c -- when two shapes say the same: against every separation on random pairs and
 * their mutated copies, and on all mixed graphs on four vertices; and essential graphs against all
 * DAGs of the class. */
#include "graph/markov.h"
#include "tests/law/dag.h"
#include "tests/suite.h"

enum { ROUNDS = 25, SEEDS = 20, COPIES = 12 }; /* test n has the seeds from n * SEEDS */

/* ---- equivalence ---- */

/* The answer is the truth, and its difference is one.  map: a's observed vertex -> b's. */
static bool
expect_truth(const Dag *a, const Dag *b, const uint32_t *map)
{
    Graph g = {0}, h = {0};
    Difference why = {0};
    Budget budget = {0};
    Dag back = {.n = a->n, .observed = a->observed}; /* b, in a's numbers: separations only */
    bool same = false, truth = true;
    dag_graph(&g, a);
    dag_graph(&h, b);
    ck_assert(equivalent(&same, &why, &g, &h, map, &budget));
    for (uint32_t x = 0; truth && x < back.n; x++)
        for (uint32_t z = 0; dag_has(back.observed, x) && z <= back.observed; z++) {
            uint32_t image = 0, open = 0;
            if ((z & ~back.observed) || dag_has(z, x))
                continue;
            for (uint32_t v = 0; v < back.n; v++)
                image |= dag_has(z, v) ? bit(map[v]) : 0;
            uint32_t reached = dag_connected(b, map[x], image);
            for (uint32_t v = 0; v < back.n; v++)
                open |= dag_has(back.observed, v) && dag_has(reached, map[v]) ? bit(v) : 0;
            truth = truth && open == (dag_connected(a, x, z) & a->observed);
        }
    ck_assert(same == truth);
    if (!same) {
        uint32_t given = list_mask(&why.given), image = 0;
        ck_assert_uint_lt(why.x, why.y);
        ck_assert(dag_has(a->observed, why.x) && dag_has(a->observed, why.y));
        ck_assert(!(given & ~a->observed) && !(given & (bit(why.x) | bit(why.y))));
        for (uint32_t v = 0; v < a->n; v++)
            image |= dag_has(given, v) ? bit(map[v]) : 0;
        ck_assert(dag_separated(a, why.x, why.y, given) == why.in_a);
        ck_assert(dag_separated(b, map[why.x], map[why.y], image) == !why.in_a);
    }
    difference_clear(&why);
    graph_clear(&g);
    graph_clear(&h);
    return same;
}

/* d with its vertices in another order; where they went. */
static void
shuffle(Dag *to, uint32_t *map, const Dag *d, Random *r)
{
    *to = (Dag){.n = d->n};
    for (uint32_t v = 0; v < d->n; v++) {
        uint32_t j = random_below(r, v + 1);
        map[v] = map[j];
        map[j] = v;
    }
    for (uint32_t v = 0; v < d->n; v++) {
        to->observed |= dag_has(d->observed, v) ? bit(map[v]) : 0;
        for (uint32_t u = 0; u < d->n; u++)
            to->parents[map[v]] |= dag_has(d->parents[v], u) ? bit(map[u]) : 0;
    }
}

/* One thing changed, or nothing where that would close a cycle. */
static void
mutate(Dag *d, Random *r)
{
    Dag old = *d;
    uint32_t u = random_below(r, d->n), v = random_below(r, d->n);
    uint32_t kind = random_below(r, 4);
    if (u == v)
        return;
    if (kind == 0)
        d->parents[v] ^= bit(u);
    if (kind > 0 && dag_has(d->parents[v], u)) {
        d->parents[v] &= ~bit(u);
        if (kind == 1)
            d->parents[u] |= bit(v);
    }
    if (kind > 1 && d->n < 12) { /* a latent of both, instead of the arrow if there was one */
        d->parents[u] |= bit(d->n);
        d->parents[v] |= bit(d->n++);
    }
    if (!dag_is_acyclic(d))
        *d = old;
}

/* Vertices 0, 1, 2 are a head, 0 and 1 joined to 2 only through 3 and 4, which are above 0 and 2.
 */
static const Dag far_head = {.n = 9,
                             .observed = 31,
                             .parents = {[0] = 1 << 3 | 1 << 5,
                                         [1] = 1 << 5 | 1 << 6,
                                         [2] = 1 << 4 | 1 << 8,
                                         [3] = 1 << 6 | 1 << 7,
                                         [4] = 1 << 7 | 1 << 8}};

static void
try_equivalent(int seed)
{
    Random r = random_start((uint64_t)seed);
    Dag a, b, c;
    uint32_t map[DAG_MAX];
    uint32_t observed = 2 + random_below(&r, 5);
    dag_random(&a, &r, observed, random_below(&r, 4), 150 + random_below(&r, 400));
    if (seed % 5 == 0) {
        a = far_head;
        observed = 5;
    }
    for (int i = 0; i < COPIES; i++) {
        b = a;
        for (uint32_t k = random_below(&r, 4); k > 0; k--)
            mutate(&b, &r);
        shuffle(&c, map, &b, &r);
        expect_truth(&a, &c, map);
    }
    dag_random(&b, &r, observed, random_below(&r, 4), 150 + random_below(&r, 400));
    shuffle(&c, map, &b, &r);
    expect_truth(&a, &c, map);
}

START_TEST(law_equivalent)
{
    for (int i = 0; i < SEEDS; i++)
        try_equivalent(_i * SEEDS + i);
}
END_TEST

/* ---- all mixed graphs on four vertices ---- */

/* The graph with this number: for each pair nothing, an arrow, a latent, or both. */
static void
numbered(Dag *d, uint32_t number)
{
    *d = (Dag){.n = 4, .observed = 15};
    for (uint32_t v = 0; v < 4; v++)
        for (uint32_t u = 0; u < v; u++, number /= 4) {
            if (number & 1)
                d->parents[v] |= bit(u);
            if (number & 2) {
                d->parents[u] |= bit(d->n);
                d->parents[v] |= bit(d->n++);
            }
        }
}

/* Its separations, one bit for each pair and each set of the two others. */
static uint32_t
separations(const Dag *d)
{
    uint32_t bits = 0, next = 0;
    for (uint32_t v = 0; v < 4; v++)
        for (uint32_t u = 0; u < v; u++)
            for (uint32_t z = 0; z < 16; z++)
                if (!(z & (bit(u) | bit(v))))
                    bits |= (uint32_t)dag_separated(d, u, v, z) << next++;
    return bits;
}

typedef struct Class {
    uint32_t separations;
    Dag first;
} Class;

START_TEST(law_four_vertices)
{
    static const uint32_t identity[DAG_MAX] = {0, 1, 2, 3};
    ARRAY(Class) classes = {0};
    for (uint32_t number = 0; number < 4096; number++) {
        Dag d;
        numbered(&d, number);
        uint32_t says = separations(&d);
        size_t i = 0;
        while (i < classes.count && classes.at[i].separations != says)
            i++;
        if (i == classes.count)
            array_push(&classes, ((Class){says, d}));
        if (number % 3 == 0)
            ck_assert(expect_truth(&classes.at[i].first, &d, identity));
        for (size_t k = number % 53; number % 3 == 0 && k < classes.count; k += 53)
            ck_assert(k == i || !expect_truth(&d, &classes.at[k].first, identity));
    }
    array_clear(&classes);
}
END_TEST

/* Out of budget: no answer. */
START_TEST(law_budget)
{
    static const atomic_bool stop = true;
    Random r = random_start((uint64_t)_i);
    Dag d;
    uint32_t map[DAG_MAX];
    Graph g = {0};
    Projection p = {0};
    Budget none = {0}, budget = {.interrupt = &stop};
    Difference why = {0};
    IndependenceList l = {0};
    VermaList v = {0};
    bool same, complete = true;
    dag_random(&d, &r, 3, 1, 500);
    for (uint32_t i = 0; i < DAG_MAX; i++)
        map[i] = i;
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &none));
    ck_assert(!equivalent(&same, &why, &g, &g, map, &budget));
    independences(&l, &complete, &p, 9, &budget);
    ck_assert(!complete);
    missing_edges(&l, &complete, &g, 9, &budget);
    ck_assert(!complete);
    vermas(&v, &complete, &g, &p, 9, &budget);
    ck_assert(!complete);
    independence_list_clear(&l);
    verma_list_clear(&v);
    projection_clear(&p);
    graph_clear(&g);
}
END_TEST

/* ---- essential graphs ---- */

enum { EDGES_MAX = 15 };

typedef struct Skeleton {
    uint32_t count, at[EDGES_MAX][2]; /* smaller, larger */
} Skeleton;

static void
skeleton_make(Skeleton *s, const Dag *d)
{
    s->count = 0;
    for (uint32_t v = 0; v < d->n; v++)
        for (uint32_t u = 0; u < v; u++)
            if (dag_has(d->parents[v], u) || dag_has(d->parents[u], v)) {
                s->at[s->count][0] = u;
                s->at[s->count++][1] = v;
            }
}

/* Each edge up where the bit of `ups` is set, else down. */
static void
orient(Dag *d, const Skeleton *s, uint32_t ups)
{
    memset(d->parents, 0, sizeof d->parents);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t up = ups >> i & 1;
        d->parents[s->at[i][up]] |= bit(s->at[i][!up]);
    }
}

static bool
has_pair(const WireList *l, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < l->count; i += 2)
        if (l->at[i] == a && l->at[i + 1] == b)
            return true;
    return false;
}

static void
expect_ascending(const WireList *l)
{
    for (size_t i = 2; i < l->count; i += 2)
        ck_assert(l->at[i - 2] < l->at[i] ||
                  (l->at[i - 2] == l->at[i] && l->at[i - 1] < l->at[i + 1]));
}

static void
try_essential(int seed)
{
    Random r = random_start((uint64_t)seed);
    Dag d, e;
    Skeleton s;
    dag_random(&d, &r, 1 + random_below(&r, 5), 0, 200 + random_below(&r, 700));
    skeleton_make(&s, &d);
    e = d;
    uint32_t up = 0, down = 0; /* the edges that some equivalent DAG has so */
    for (uint32_t ups = 0; ups < bit(s.count); ups++) {
        orient(&e, &s, ups);
        if (!dag_is_acyclic(&e) || !dag_same_separations(&d, &e))
            continue;
        up |= ups;
        down |= ~ups;
    }
    Graph g = {0};
    Essential found = {0};
    dag_graph(&g, &d);
    essential_graph(&found, &g);
    ck_assert_uint_eq(found.arrows.count + found.lines.count, 2 * s.count);
    for (uint32_t i = 0; i < s.count; i++) {
        uint32_t a = s.at[i][0], b = s.at[i][1];
        ck_assert(has_pair(&found.lines, a, b) == (dag_has(up, i) && dag_has(down, i)));
        ck_assert(has_pair(&found.arrows, a, b) == (dag_has(up, i) && !dag_has(down, i)));
        ck_assert(has_pair(&found.arrows, b, a) == (!dag_has(up, i) && dag_has(down, i)));
    }
    expect_ascending(&found.arrows);
    expect_ascending(&found.lines);
    essential_clear(&found);
    graph_clear(&g);
}

START_TEST(law_essential)
{
    for (int i = 0; i < SEEDS; i++)
        try_essential(_i * SEEDS + i);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("equivalence laws");
    TCase *t = tcase_create("equivalence laws");
    tcase_add_loop_test(t, law_equivalent, 0, ROUNDS);
    tcase_add_test(t, law_four_vertices);
    tcase_add_loop_test(t, law_budget, 0, 5);
    tcase_add_loop_test(t, law_essential, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
