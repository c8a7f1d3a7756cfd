/* law_closure.c -- from the independences of a graph in the order of its arrows, the laws derive
 * exactly its separations: all graphs of 3 to 5 variables, up to the names, and random ones of 6
 * and 7.  Each line of each proof follows from those before it by its law. */
#include "base/random.h"
#include "independence/closure.h"
#include "independence/dag.h"
#include "tests/suite.h"

#include <stdlib.h>

/* v is independent of those before it given its parents. */
static void
add_basis(TripleList *to, const Dag *d)
{
    for (uint32_t v = 0; v < d->count; v++) {
        Mask rest = (((Mask)1 << v) - 1) & ~(Mask)d->parents[v];
        if (rest)
            array_push(to, ((Triple){(Mask)1 << v, rest, d->parents[v]}));
    }
}

/* As dag_separates, by another way: all pairs of single variables, and walks that remember how they
 * came in (Bayes-ball). */
static bool
walk_finds(const Dag *d, uint32_t x, uint32_t y, Mask given)
{
    bool seen[DAG_VERTICES_MAX][2] = {{false}}, more = true; /* came from: a child, a parent */
    seen[x][0] = true;
    while (more) {
        more = false;
        for (uint32_t v = 0; v < d->count; v++)
            for (uint32_t w = 0; w < d->count; w++) {
                bool v_given = given >> v & 1;
                bool up = d->parents[v] >> w & 1, down = d->parents[w] >> v & 1;
                bool go_up = up && ((seen[v][0] && !v_given) || (seen[v][1] && v_given));
                bool go_down = down && !v_given && (seen[v][0] || seen[v][1]);
                more = more || (go_up && !seen[w][0]) || (go_down && !seen[w][1]);
                seen[w][0] = seen[w][0] || go_up;
                seen[w][1] = seen[w][1] || go_down;
            }
    }
    return seen[y][0] || seen[y][1];
}

static bool
is_separated(const Dag *d, const Triple *t)
{
    for (uint32_t x = 0; x < d->count; x++)
        for (uint32_t y = 0; y < d->count; y++)
            if (t->a >> x & 1 && t->b >> y & 1 && walk_finds(d, x, y, t->given))
                return false;
    return true;
}

/* Is it this, with a and b one way or the other? */
static bool
says(const Triple *t, Mask a, Mask b, Mask given)
{
    return t->given == given && ((t->a == a && t->b == b) || (t->a == b && t->b == a));
}

/* a indep b | c, with a and b this way. */
static bool
follows(const ProofLine *l, const Triple *first, const Triple *second, Mask a, Mask b)
{
    Mask c = l->says.given, d = (second->a == a ? second->b : second->a) & b, rest = b & ~d;
    Mask taken = (first->a & a ? first->b : first->a) & ~b;
    switch (l->law) {
    case LAW_DECOMPOSITION:
        return taken && says(first, a, b | taken, c);
    case LAW_WEAK_UNION:
        return says(first, a, b | (taken & c), c & ~taken) && taken & c;
    case LAW_CONTRACTION:
        return rest && says(first, a, rest, c) && says(second, a, d, c | rest);
    case LAW_INTERSECTION:
        return rest && says(first, a, rest, c | d) && says(second, a, d, c | rest);
    case LAW_PREMISE:
        break;
    }
    return false;
}

static void
check_proof(const Closure *c, const TripleList *premises, const Triple *t)
{
    Proof p = {0};
    closure_prove(&p, c, t);
    const Triple *last = &p.at[p.count - 1].says;
    ck_assert(says(last, t->a, t->b, t->given));
    for (uint32_t i = 0; i < p.count; i++) {
        const ProofLine *l = &p.at[i];
        bool ok = false;
        for (size_t k = 0; l->law == LAW_PREMISE && k < premises->count; k++)
            ok = ok || says(&premises->at[k], l->says.a, l->says.b, l->says.given);
        if (l->law != LAW_PREMISE) {
            ck_assert(l->from[0] < i && l->from[1] < i);
            const Triple *f = &p.at[l->from[0]].says, *s = &p.at[l->from[1]].says;
            ok = follows(l, f, s, l->says.a, l->says.b) || follows(l, f, s, l->says.b, l->says.a);
        }
        ck_assert(ok);
    }
    array_clear(&p);
}

static uint64_t
check_graph(const Dag *d, bool proofs)
{
    TripleList basis = {0};
    Closure c = {0};
    Budget b = {0};
    Mask all = ((Mask)1 << d->count) - 1;
    uint64_t compared = 0;
    add_basis(&basis, d);
    ck_assert(closure_make(&c, d->count, &basis, false, &b));
    for (Mask a = 1; a <= all; a++)
        for (Mask x = 1; x <= all; x++)
            for (Mask given = 0; given <= all; given++) {
                if ((a & x) || (a & given) || (x & given) || a > x)
                    continue;
                Triple t = {a, x, given}, turned = {x, a, given};
                bool is = is_separated(d, &t);
                ck_assert_int_eq(closure_has(&c, &t), is);
                ck_assert_int_eq(closure_has(&c, &turned), is);
                ck_assert_int_eq(dag_separates(d, &t), is);
                if (is && proofs)
                    check_proof(&c, &basis, &t);
                compared++;
            }
    closure_clear(&c);
    array_clear(&basis);
    return compared;
}

/* The graph whose arrows lead from smaller to larger numbers, chosen by the bits of which. */
static void
set_dag(Dag *d, uint32_t n, uint64_t which)
{
    *d = (Dag){.count = n};
    for (uint32_t v = 1, k = 0; v < n; v++)
        for (uint32_t u = 0; u < v; u++, k++)
            if (which >> k & 1)
                d->parents[v] |= (uint16_t)(1u << u);
}

START_TEST(small_graphs)
{
    Dag d;
    for (uint32_t n = 3; n <= 5; n++)
        for (uint64_t which = 0; which < (uint64_t)1 << n * (n - 1) / 2; which++) {
            set_dag(&d, n, which);
            check_graph(&d, n < 5);
        }
}
END_TEST

START_TEST(larger_graphs)
{
    Random r = {(uint64_t)_i + 1};
    Dag d;
    uint32_t n = 6 + (uint32_t)_i % 2;
    uint64_t one = random_next(&r), two = random_next(&r), three = random_next(&r);
    set_dag(&d, n, _i % 3 ? one & (two | three) : one & two);
    check_graph(&d, false);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("closure");
    TCase *t = tcase_create("laws");
    tcase_add_test(t, small_graphs);
    tcase_add_loop_test(t, larger_graphs, 0, 12);
    suite_add_tcase(s, t);
    return s;
}
