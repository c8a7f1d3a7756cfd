/* test_independence.c -- statements of independence: what follows, all graphs, small states. */
#include "independence/closure.h"
#include "independence/dag.h"
#include "independence/sums.h"
#include "tests/suite.h"

enum { A = 1, B = 2, C = 4, D = 8 };

static bool
follows(uint32_t count, const Triple *premises, size_t n, bool positive, Triple goal,
        size_t *length)
{
    TripleList list = {0};
    Closure c = {0};
    Proof p = {0};
    Budget b = {0};
    for (size_t i = 0; i < n; i++)
        array_push(&list, premises[i]);
    ck_assert(closure_make(&c, count, &list, positive, &b));
    bool has = closure_has(&c, &goal);
    if (has)
        closure_prove(&p, &c, &goal);
    *length = p.count;
    array_clear(&p);
    closure_clear(&c);
    array_clear(&list);
    return has;
}

START_TEST(proofs)
{
    size_t length;
    const Triple chain[] = {{A, C, B}, {A | B, D, C}};
    ck_assert(follows(4, chain, 2, false, (Triple){A, D, B}, &length));
    ck_assert_uint_eq(length, 5);
    ck_assert(!follows(4, chain, 2, false, (Triple){A, D, 0}, &length));
    const Triple cross[] = {{A, B, C}, {A, C, B}};
    ck_assert(!follows(3, cross, 2, false, (Triple){A, B | C, 0}, &length));
    ck_assert(follows(3, cross, 2, true, (Triple){B | C, A, 0}, &length));
    ck_assert_uint_eq(length, 3);
    ck_assert(!follows(3, NULL, 0, true, (Triple){A, B, 0}, &length));
}
END_TEST

START_TEST(budget_stops_the_laws)
{
    TripleList none = {0};
    Closure c = {0};
    Budget b = {.bytes = 100};
    ck_assert(!closure_make(&c, 10, &none, false, &b));
    ck_assert_int_eq(b.stop, STOP_MEMORY);
    closure_clear(&c);
}
END_TEST

static void
expect_counts(uint32_t n, uint64_t size, size_t classes)
{
    DagAnswer a = {0};
    Budget b = {0};
    Claims c = {.count = n};
    RelationQuestion q = {.relation = RELATION_PARENT, .x = 0, .y = 1};
    uint32_t pairs;
    ck_assert(dag_allows(&c, &pairs));
    ck_assert_uint_eq(pairs, n * (n - 1) / 2);
    ck_assert(dag_ask(&a, &c, &q, &b));
    ck_assert_uint_eq(a.size, size);
    ck_assert_uint_eq(a.classes.count, classes);
    dag_answer_clear(&a);
}

START_TEST(all_graphs)
{
    expect_counts(2, 3, 2);
    expect_counts(3, 25, 11);
    expect_counts(4, 543, 185);
    expect_counts(5, 29281, 8782);
    Claims seven = {.count = 7};
    uint32_t pairs;
    ck_assert(!dag_allows(&seven, &pairs));
    array_push(&seven.hold, ((Triple){A, B | C | D, 0}));
    array_push(&seven.hold, ((Triple){16, A | 32, B | 64}));
    array_push(&seven.hold, ((Triple){B, 64, 0}));
    ck_assert(dag_allows(&seven, &pairs));
    ck_assert_uint_eq(pairs, 15);
    claims_clear(&seven);
}
END_TEST

START_TEST(a_collider)
{
    Claims c = {.count = 3};
    DagAnswer a = {0};
    Budget b = {0};
    array_push(&c.hold, ((Triple){A, B, 0}));
    array_push(&c.fail, ((Triple){A, B, C}));
    RelationQuestion q = {.relation = RELATION_COMMON_CHILD, .x = 0, .y = 1};
    ck_assert(dag_ask(&a, &c, &q, &b));
    ck_assert_uint_eq(a.size, 1);
    ck_assert_uint_eq(a.yes, 1);
    ck_assert_uint_eq(a.with.parents[2], A | B);
    ck_assert_uint_eq(a.without.count, 0);
    ck_assert_uint_eq(a.classes.at[0].always.parents[2], A | B);
    dag_answer_clear(&a);
    array_push(&c.hold, ((Triple){A, C, 0}));
    Dag d;
    bool found;
    ck_assert(dag_find(&d, &found, &c, &b));
    ck_assert(!found);
    claims_clear(&c);
}
END_TEST

START_TEST(small_states)
{
    Claims c = {.count = 3};
    Sums s;
    Budget b = {0};
    bool found;
    array_push(&c.hold, ((Triple){A, B, 0}));
    array_push(&c.hold, ((Triple){A, C, 0}));
    array_push(&c.fail, ((Triple){A, B | C, 0}));
    ck_assert(sums_find(&s, &found, &c, &b));
    ck_assert(found);
    ck_assert(s.fair[0] && s.fair[1] && !s.fair[2]);
    ck_assert_uint_eq(s.of[2], A | B);
    ck_assert_uint_eq(leaning_find(&c), A | B | C);
    array_push(&c.fail, ((Triple){B, C, A})); /* so are they all, given nothing */
    ck_assert(sums_find(&s, &found, &c, &b));
    ck_assert(found);
    array_push(&c.hold, ((Triple){A, B, C}));
    ck_assert(sums_find(&s, &found, &c, &b));
    ck_assert(!found);
    ck_assert_uint_eq(leaning_find(&c), 0);
    claims_clear(&c);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("independence");
    TCase *t = tcase_create("premises");
    tcase_add_test(t, proofs);
    tcase_add_test(t, budget_stops_the_laws);
    tcase_add_test(t, all_graphs);
    tcase_add_test(t, a_collider);
    tcase_add_test(t, small_states);
    suite_add_tcase(s, t);
    return s;
}
