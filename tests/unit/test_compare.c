/* test_compare.c -- truth: what is equal by meaning, what by form, and what comes first. */
#include "lang/elaborate/compare.h"
#include "tests/unit/run_case.h"

START_TEST(numbers_are_ordered)
{
    static const struct {
        const char *text, *truth;
    } cases[] = {
        {"1/2 == 2/4", "true"}, {"1/2 != 2/4", "false"}, {"1/3 < 1/2", "true"},
        {"1/2 < 1/2", "false"}, {"1/2 <= 1/2", "true"},  {"1/2 > 1/3", "true"},
        {"1/2 > 1/2", "false"}, {"-1 >= 0", "false"},    {"0 >= 0", "true"},
        {"1 != 2", "true"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        gives(elaborate_compare, cases[i].text, cases[i].truth);
}
END_TEST

START_TEST(meanings_and_forms)
{
    gives(elaborate_compare, "coin ; flip == 1/4|0> + 3/4|1>", "true");
    gives(elaborate_compare, "flip ; flip == id", "true");
    gives(elaborate_compare, "flip ; flip === id", "false");
    gives(elaborate_compare, "flip ; discard === discard", "true");
    gives(elaborate_compare, "coin != |0>", "true");
    gives(elaborate_compare, "(1 == 1) == (2 == 3)", "false");
    gives(elaborate_compare, "(1 == 2) == (2 == 3)", "true");
}
END_TEST

START_TEST(a_side_takes_its_types_from_the_other)
{
    gives(elaborate_compare, "id == flip ; flip", "true");
    gives(elaborate_compare, "uniform == coin", "false");
    gives(elaborate_compare, "|tails> == toss", "true");
    gives(elaborate_compare, "{ 0 -> |1>  1 -> |0> } == flip", "true");
    gives(elaborate_compare, "flip == { 1 -> |0>  0 -> |1> }", "true");
    refuses(elaborate_compare, "|0> == toss", "`Coin` has no label `0` [E052]");
}
END_TEST

START_TEST(only_like_is_compared_with_like)
{
    refuses(elaborate_compare, "coin == flip",
            "the left side is `Bit`, the right side `Bit -> Bit` [E068]");
    refuses(elaborate_compare, "coin === toss", "the left side is `Bit`, the right side `Coin`");
    refuses(elaborate_compare, "1/2 * coin == toss",
            "the left side is `Bit`, the right side `Coin` [E068]");
    refuses(elaborate_compare, "1 == coin", "found a state, wanted a number [E044]");
    refuses(elaborate_compare, "coin < coin", "found a state, wanted a number [E044]");
    refuses(elaborate_compare, "1 === 1", "found a number, wanted a state or a channel [E044]");
}
END_TEST

START_TEST(the_first_difference_has_a_place)
{
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = true;
    const Node *n = expression("flip == { 0 -> |1>  1 -> 1/2|0> + 1/2|1> }");
    ck_assert(elaborate_sides(&run.s, &a, &b, n));
    ck_assert(compare_values(&run.s, &truth, &a, &b, n, &first));
    ck_assert(!truth);
    ck_assert_uint_eq(first.row, 1);
    ck_assert_int_eq(a.kind, VALUE_MATRIX);
    ck_assert_int_eq(b.kind, VALUE_MATRIX);
    ck_assert_int_eq(mpq_cmp_ui(&a.matrix.weight.at[first.entry_a], 1, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(&b.matrix.weight.at[first.entry_b], 1, 2), 0);
    value_clear(&a);
    value_clear(&b);
}
END_TEST

START_TEST(not_turns_truth)
{
    gives(elaborate_not, "not (1 == 2)", "true");
    gives(elaborate_not, "not not (1 == 2)", "false");
    refuses(elaborate_not, "not coin", "found a state, wanted a comparison after `not` [E044]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("compare", BIT "type Coin = {heads, tails}\n"
                                       "state coin : Bit = 3/4|0> + 1/4|1>\n"
                                       "state toss : Coin = |tails>\n"
                                       "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n");
    tcase_add_test(c, numbers_are_ordered);
    tcase_add_test(c, meanings_and_forms);
    tcase_add_test(c, a_side_takes_its_types_from_the_other);
    tcase_add_test(c, only_like_is_compared_with_like);
    tcase_add_test(c, the_first_difference_has_a_place);
    tcase_add_test(c, not_turns_truth);
    return run_suite("compare", c);
}
