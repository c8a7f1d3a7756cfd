/* test_shape_text.c -- sets and paths of variables in words. */
#include "lang/shape/shape_text.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

static Figure f; /* S = 0, H = 1, C = 2, the <-> = 3 */

static void
setup(void)
{
    figure_init(&f, "S <- H -> C; S <-> C");
}

static void
teardown(void)
{
    figure_clear(&f);
}

static WireList
list(size_t count, const uint32_t *vertices)
{
    WireList l = {0};
    for (size_t i = 0; i < count; i++)
        array_push(&l, vertices[i]);
    return l;
}

#define LIST(...) \
    list(sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), (uint32_t[]){__VA_ARGS__})

static void
expect_set(WireList set, bool bare, const char *wanted)
{
    Sink text = {0};
    shape_write_set(&f.m, &set, bare, &text);
    ck_assert_str_eq(sink_text(&text), wanted);
    sink_clear(&text);
    array_clear(&set);
}

static void
expect_path(WireList path, const char *wanted)
{
    Sink text = {0};
    shape_write_path(&f.m, &f.g, &path, &text);
    ck_assert_str_eq(sink_text(&text), wanted);
    sink_clear(&text);
    array_clear(&path);
}

START_TEST(sets_keep_their_order)
{
    expect_set(LIST(2, 0), false, "{C, S}");
    expect_set(LIST(2, 0), true, "{C, S}");
    expect_set(LIST(1), false, "{H}");
    expect_set((WireList){0}, false, "{}");
    expect_set((WireList){0}, true, "{}");
}
END_TEST

START_TEST(a_bare_set_of_one_has_no_braces)
{
    expect_set(LIST(1), true, "H");
    expect_set(LIST(3, 1), true, "H"); /* what has no name is left out */
    expect_set(LIST(3), true, "{}");
}
END_TEST

START_TEST(names_are_quoted_where_they_must_be)
{
    NameList names = {0};
    Sink text = {0};
    array_push(&names, "a b");
    array_push(&names, "model");
    shape_write_names(&names, &text);
    ck_assert_str_eq(sink_text(&text), "{\"a b\", \"model\"}");
    sink_clear(&text);
    names.count = 1;
    shape_write_bare(&names, &text);
    ck_assert_str_eq(sink_text(&text), "\"a b\"");
    sink_clear(&text);
    array_clear(&names);
}
END_TEST

START_TEST(paths_show_their_arrows)
{
    expect_path(LIST(0, 1, 2), "S <- H -> C");
    expect_path(LIST(0, 3, 2), "S <-> C");
    expect_path(LIST(1, 0, 3, 2, 1), "H -> S <-> C <- H");
    expect_path(LIST(1), "H");
    expect_path((WireList){0}, "");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("shape text");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, sets_keep_their_order);
    tcase_add_test(c, a_bare_set_of_one_has_no_braces);
    tcase_add_test(c, names_are_quoted_where_they_must_be);
    tcase_add_test(c, paths_show_their_arrows);
    Suite *s = suite_create("shape text");
    suite_add_tcase(s, c);
    return s;
}
