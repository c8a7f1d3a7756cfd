/* test_check.c -- check: what it says when it holds, and when it does not. */
#include "lang/statement/check.h"
#include "tests/unit/run_case.h"

static void
start(void)
{
    sink_clear(&run.s.out);
}

static bool
check(const char *text)
{
    return run_check(&run.s, statement(text));
}

START_TEST(what_holds_is_counted_in_silence)
{
    ck_assert(check("check flip ; flip == id"));
    ck_assert(check("check not (1 == 2)"));
    ck_assert(check("check independent(X, Y) in m"));
    ck_assert_uint_eq(run.s.passed, 3);
    expect_text(&run.s.out, "");
    expect_text(&run.s.err, "");
    run.s.interactive = true;
    ck_assert(check("check 1 < 2"));
    expect_text(&run.s.out, "true\n");
}
END_TEST

START_TEST(what_does_not_shows_both_sides)
{
    bool ok = check("check coin == 1/3|0> + 2/3|1>");
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.err), "the check failed [E120]"));
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.err),
                                 "    left:\n      3/4|0> + 1/4|1>   # 0.75, 0.25\n"
                                 "    right:\n      1/3|0> + 2/3|1>   # 0.333333, 0.666667\n"));
    expect_refusal(ok, "first difference: |0> is 3/4 on the left, 1/3 on the right\n");
    ck_assert_uint_eq(run.s.passed, 0);
    expect_refusal(check("check 1 == 2"), "    left:\n      1\n    right:\n      2\n");
}
END_TEST

START_TEST(the_first_difference_has_a_row)
{
    expect_refusal(check("check flip == { 0 -> |1>  1 -> |1> }"),
                   "first difference: at 1, |0> is 1 on the left, 0 on the right\n");
    expect_refusal(check("check flip == half"), "first difference: at 1, undefined on the right");
    expect_refusal(check("check half == flip"), "at 1, undefined on the left only\n");
}
END_TEST

START_TEST(other_truth_has_no_difference)
{
    bool ok = check("check coin != coin");
    ck_assert_ptr_null(strstr(sink_text(&run.s.err), "first difference"));
    expect_refusal(ok, "    right:\n");
    ok = check("check not (1 == 1)");
    ck_assert_ptr_null(strstr(sink_text(&run.s.err), "left:"));
    expect_refusal(ok, "the check failed [E120]");
    ok = check("check flip ; flip === id");
    ck_assert_ptr_null(strstr(sink_text(&run.s.err), "first difference"));
    expect_refusal(ok, "    left:\n");
}
END_TEST

START_TEST(only_truth_is_checked)
{
    expect_refusal(check("check 3"), "found a number, wanted a comparison to check [E044]");
    expect_refusal(check("check coin"), "found a state, wanted a comparison to check [E044]");
    expect_refusal(check("check coin == flip"), "the left side is `Bit`, the right side");
    ck_assert(!run.s.staging);
}
END_TEST

START_TEST(json_says_it_once)
{
    session_write_json(&run.s);
    run.s.complain.json = &run.s.out;
    ck_assert(check("check 1 # so\n == 1"));
    expect_text(&run.s.out,
                "{\"kind\":\"check\",\"value\":true,\"line\":1,\"text\":\"1 == 1\"}\n");
    expect_refusal(check("\ncheck 1 == 2"), "the check failed");
    expect_text(&run.s.out,
                "{\"kind\":\"check\",\"value\":false,\"line\":2,\"text\":\"1 == 2\"}\n");
    ck_assert_ptr_eq(run.s.complain.json, &run.s.out);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("check", BIT "state coin : Bit = 3/4|0> + 1/4|1>\n"
                                     "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                                     "channel half : Bit -> Bit = { 0 -> |1>  1 -> undefined }\n"
                                     "model m { X : Bit  Y : Bit }\n");
    tcase_add_checked_fixture(c, start, NULL);
    tcase_add_test(c, what_holds_is_counted_in_silence);
    tcase_add_test(c, what_does_not_shows_both_sides);
    tcase_add_test(c, the_first_difference_has_a_row);
    tcase_add_test(c, other_truth_has_no_difference);
    tcase_add_test(c, only_truth_is_checked);
    tcase_add_test(c, json_says_it_once);
    return run_suite("check", c);
}
