/* test_path_text.c -- paths in words: where they are open, and where blocked. */
#include "lang/shape/path_text.h"
#include "tests/unit/run_case.h"

static ShapeQuestion q;
static PathText t;

/* m: A -> M <- B, M -> D, A <-> D, and E alone; they are numbered in this order, the <-> is last */
enum { A, B, M, D, E };

static void
start(void)
{
    ck_assert(shape_read(&q, &run.s, expression("independent(A, B)")));
    t = (PathText){.q = &q, .model = q.model, .graph = &q.graph};
}

static void
end(void)
{
    sink_clear(&t.out);
    shape_question_clear(&q);
}

static WireList
path(size_t count, const uint32_t *vertices)
{
    WireList l = {0};
    for (size_t i = 0; i < count; i++)
        array_push(&l, vertices[i]);
    return l;
}

START_TEST(lists_are_searched)
{
    WireList one = list_one(D), none = {0};
    ck_assert(wires_has(&one, D) && !wires_has(&one, A) && !wires_has(&none, A));
    path_text_put_set(&t, &one);
    path_text_put_given(&t, &none);
    path_text_put_given(&t, &one);
    path_text_put_truth(&t, false);
    path_text_put_name(&t, M);
    expect_text(&t.out, "D given {D}false: M");
    array_clear(&one);
}
END_TEST

static void
expect_open(size_t count, const uint32_t *vertices, uint32_t given, const char *wanted)
{
    WireList p = path(count, vertices), z = {0};
    if (given != UINT32_MAX)
        array_push(&z, given);
    path_text_put_open_path(&t, 2, &p, &z);
    expect_text(&t.out, wanted);
    array_clear(&z);
    array_clear(&p);
}

START_TEST(open_paths_say_why)
{
    expect_open(2, (uint32_t[]){A, M}, UINT32_MAX, "  A -> M\n    open: an arrow\n");
    expect_open(3, (uint32_t[]){A, M, D}, B,
                "  A -> M -> D\n    open: no collider on it, and nothing on it is given\n");
    expect_open(3, (uint32_t[]){A, M, B}, M,
                "  A -> M <- B\n    open at M: a collider, and given\n");
    expect_open(3, (uint32_t[]){A, M, B}, D,
                "  A -> M <- B\n"
                "    open at M: a collider, and its descendant D is given: M -> D\n");
}
END_TEST

START_TEST(ways_go_along_arrows)
{
    WireList way = {0}, to = list_one(D), back = list_one(A);
    path_text_find_way(&way, &t, A, &to);
    path_text_put_path(&t, 1, &way);
    expect_text(&t.out, " A -> M -> D\n");
    path_text_find_way(&way, &t, D, &back);
    ck_assert_uint_eq(way.count, 0);
    array_clear(&back);
    array_clear(&to);
    array_clear(&way);
}
END_TEST

static void
expect_between(uint32_t a, uint32_t b, uint32_t given, PathKind *wanted, const char *text)
{
    WireList x = list_one(a), y = list_one(b), z = {0};
    if (given != UINT32_MAX)
        array_push(&z, given);
    ck_assert(path_text_put_blocked_paths(&t, 0, &x, &y, &z, wanted));
    expect_text(&t.out, text);
    array_clear(&z);
    array_clear(&y);
    array_clear(&x);
}

static bool
is_long(const PathText *of, const WireList *p)
{
    (void)of;
    return p->count > 3;
}

START_TEST(blocked_paths_say_where)
{
    expect_between(A, B, UINT32_MAX, NULL,
                   "A -> M <- B\n  blocked at M: a collider\n"
                   "A <-> D <- M <- B\n  blocked at D: a collider\n");
    expect_between(A, B, M, NULL,
                   "A -> M <- B\n  open at M: a collider, and given\n"
                   "A <-> D <- M <- B\n"
                   "  blocked at D: a collider, and neither it nor a descendant of it is given\n");
    expect_between(B, D, M, is_long,
                   "B -> M <- A <-> D\n  open at M: a collider, and given\n");
    expect_between(B, D, M, NULL,
                   "B -> M -> D\n  blocked at M: given\n"
                   "B -> M <- A <-> D\n  open at M: a collider, and given\n");
    expect_between(A, E, UINT32_MAX, NULL, "no path joins them\n");
    expect_between(A, M, D, is_long, "A <-> D <- M\n  open at D: a collider, and given\n");
    expect_between(A, E, M, is_long, "there is no such path\n");
}
END_TEST

START_TEST(stopped_work_is_told)
{
    WireList x = list_one(A), y = list_one(B), none = {0};
    run.s.budget.stop = STOP_TIME;
    ck_assert(!path_text_put_blocked_paths(&t, 0, &x, &y, &none, NULL));
    array_clear(&y);
    array_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("path text", BIT "model m { A : Bit  B : Bit  M : Bit <- A, B\n"
                                         "D : Bit <- M  E : Bit  A <-> D }\nuse m\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, lists_are_searched);
    tcase_add_test(c, open_paths_say_why);
    tcase_add_test(c, ways_go_along_arrows);
    tcase_add_test(c, blocked_paths_say_where);
    tcase_add_test(c, stopped_work_is_told);
    return run_suite("path text", c);
}
