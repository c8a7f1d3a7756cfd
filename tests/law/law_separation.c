/* law_separation.c -- separation, paths and separators on random small graphs, against ways.h. */
#include "tests/law/ways.h"
#include "tests/suite.h"

#include <stdlib.h>

enum { PATHS = 2000 };

/* ---- separation ---- */

typedef struct Cut {
    VertexSet closed, muted, tails, heads;
    Mutilation m;
    Arrows a;
} Cut;

static void
fill(VertexSet *s, uint32_t n, Bits set)
{
    vertex_set_init(s, n);
    for (uint32_t v = 0; v < n; v++)
        if (has(set, v))
            vertex_set_add(s, v);
}

static void
random_cut(Cut *c, Small *x)
{
    Bits all = ((Bits)1 << x->n) - 1, set[4];
    for (int i = 0; i < 4; i++)
        set[i] = random_below(&x->r, 2) ? some_of(x, all, 3) : 0;
    fill(&c->closed, x->n, set[0]);
    fill(&c->muted, x->n, set[1]);
    fill(&c->tails, x->n, set[2]);
    fill(&c->heads, x->n, set[3]);
    c->m = (Mutilation){&c->closed, &c->muted, &c->tails, &c->heads};
    if (!set[0])
        c->m.closed = NULL;
    if (!set[1])
        c->m.muted = NULL;
    c->a = without(all_arrows(x), set[0], set[1], set[2], set[3]);
}

static void
cut_clear(Cut *c)
{
    vertex_set_clear(&c->closed);
    vertex_set_clear(&c->muted);
    vertex_set_clear(&c->tails);
    vertex_set_clear(&c->heads);
}

static void
check_separated(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    for (int round = 0; round < 20; round++) {
        Bits all = ((Bits)1 << x.n) - 1, a = some_of(&x, all, 3), b = some_of(&x, all & ~a, 3);
        Bits given = some_of(&x, all, 2 + random_below(&x.r, 3));
        WireList la = listed(a), lb = listed(b), lc = listed(given), path = {0};
        VertexSet reached;
        uint32_t best = shortest_open(&c.a, a, b, given);
        bool yes = separated(&x.g, &c.m, &la, &lb, &lc);
        ck_assert_int_eq(yes, best == 0);
        ck_assert_int_eq(yes, apart(&c.a, a, b, given));
        ck_assert_int_eq(open_path(&path, &x.g, &c.m, &la, &lb, &lc), !yes);
        if (!yes) {
            expect_open(&c.a, &path, a, b, given);
            ck_assert_uint_eq(path.count, best);
        }
        vertex_set_init(&reached, x.n);
        connected(&reached, &x.g, &c.m, &la, &lc);
        for (uint32_t v = 0; v < x.n; v++)
            ck_assert_int_eq(reached.has[v],
                             has(a & ~given, v) ||
                                 shortest_open(&c.a, a, (Bits)1 << v & ~a, given) > 0);
        vertex_set_clear(&reached);
        array_clear(&la);
        array_clear(&lb);
        array_clear(&lc);
        array_clear(&path);
    }
    cut_clear(&c);
    small_clear(&x);
}

static int
compare_ways(const void *p, const void *q)
{
    const Way *v = p, *w = q;
    if (v->count != w->count)
        return v->count < w->count ? -1 : 1;
    for (uint32_t i = 0; i < v->count; i++)
        if (v->at[i] != w->at[i])
            return v->at[i] < w->at[i] ? -1 : 1;
    return 0;
}

static void
check_paths(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    Bits given = some_of(&x, all & ~a & ~b, 3);
    WireList la = listed(a), lb = listed(b), lc = listed(given);
    WayList l = all_ways(&c.a, a, b);
    if (l.count)
        qsort(l.at, l.count, sizeof *l.at, compare_ways);
    size_t limit = random_below(&x.r, 2) ? PATHS : random_below(&x.r, 6);
    PathList found = {0};
    bool complete = false;
    Budget budget = {0};
    find_paths(&found, &complete, &x.g, &c.m, la.at[0], lb.at[0], &lc, limit, &budget);
    ck_assert_int_eq(complete, l.count <= limit);
    ck_assert_uint_eq(found.count, complete ? l.count : limit);
    for (size_t i = 0; i < found.count; i++) {
        Way w = way_of(&found.at[i].vertices);
        ck_assert_int_eq(compare_ways(&w, &l.at[i]), 0);
        ck_assert_uint_eq(found.at[i].blocked, first_block(&c.a, &w, given));
        for (uint32_t k = 1; k + 1 < w.count; k++)
            ck_assert_int_eq(is_collider(&x.g, &c.m, &found.at[i].vertices, k),
                             has(c.a.to[w.at[k - 1]], w.at[k]) &&
                                 has(c.a.to[w.at[k + 1]], w.at[k]));
    }
    path_list_clear(&found);
    array_clear(&l);
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lc);
    cut_clear(&c);
    small_clear(&x);
}

/* ---- separators ---- */

static bool
good_separator(const Question *q, Bits set)
{
    return shortest_open(&q->a, q->from, q->to, set) == 0;
}

/* No other separator of ancestors leaves anything connected to b that this does not. */
static void
expect_nearest(const Question *q, Bits set)
{
    Bits within = above(&q->a, q->from | q->to | q->must);
    Bits side = moral_reach(&q->a, within, q->to, set);
    for (Bits other = 0; other < (Bits)1 << q->a.n; other++)
        if ((other & ~(q->within & within)) == 0 && (other & q->must) == q->must &&
            good_separator(q, other))
            ck_assert(!(moral_reach(&q->a, within, q->to, other) & ~side & ~set));
}

static void
check_separator(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    if (random_below(&x.r, 3) == 0)
        b |= some_of(&x, all & ~a, 3);
    Bits must = random_below(&x.r, 2) ? some_of(&x, all & ~a & ~b, 3) : 0;
    Bits may = some_of(&x, all, 4) ^ all;
    Question q = {.x = &x, .a = c.a, .from = a, .to = b, .must = must, .good = good_separator};
    q.within = (may | must) & ~a & ~b;
    bool any = false;
    for (Bits set = 0; set <= all; set++)
        if ((set & ~q.within) == 0 && (set & must) == must)
            any = any || good_separator(&q, set);
    WireList la = listed(a), lb = listed(b), lm = listed(must), lc = listed(may), found = {0};
    bool ok = find_separator(&found, &x.g, &c.m, &la, &lb, &lm, &lc);
    ck_assert_int_eq(ok, any);
    if (ok) {
        Bits set = bits_of(&found);
        ck_assert_uint_eq(set & ~q.within, 0);
        ck_assert_uint_eq(set & must, must);
        ck_assert(is_least(&q, set));
        expect_nearest(&q, set);
    }
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lm);
    array_clear(&lc);
    array_clear(&found);
    cut_clear(&c);
    small_clear(&x);
}

static void
check_separators(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    Bits may = some_of(&x, all, 4) ^ all;
    size_t limit = random_limit(&x);
    Question q = {.x = &x, .a = c.a, .from = a, .to = b, .good = good_separator};
    q.must = random_below(&x.r, 2) ? some_of(&x, all & ~a & ~b, 4) : 0;
    q.within = (may | q.must) & ~a & ~b;
    q.any = random_below(&x.r, 3) == 0;
    WireList la = listed(a), lb = listed(b), lc = listed(q.within & ~q.must), lm = listed(q.must);
    SetList found = {0};
    bool complete = false;
    Budget budget = {0};
    (q.any ? find_all_separators : find_separators)(&found, &complete, &x.g, &c.m, &la, &lb, &lm,
                                                    &lc, limit, &budget);
    expect_least_sets(&q, &found, complete, limit);
    set_list_clear(&found);
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lc);
    array_clear(&lm);
    cut_clear(&c);
    small_clear(&x);
}

/* ---- all of it ---- */

static void (*const laws[])(uint64_t seed) = {check_separated, check_paths, check_separator,
                                              check_separators};

START_TEST(test_laws)
{
    hold_law(laws[(size_t)_i % COUNT(laws)], (uint64_t)_i);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("laws of separation");
    TCase *t = tcase_create("laws of separation");
    tcase_add_loop_test(t, test_laws, 0, LOOPS * (int)COUNT(laws));
    suite_add_tcase(s, t);
    return s;
}
