/* test_mixture.c -- sums, differences and products of numbers, states and channels. */
#include "lang/elaborate/mixture.h"
#include "tests/unit/run_case.h"

START_TEST(sums_mix_what_they_mean)
{
    gives(elaborate_sum, "1/2 * fair + 1/2 * one", "1/4|0> + 3/4|1>");
    gives(elaborate_sum, "1/4|0> + 1/4|1> + 1/2|0>", "3/4|0> + 1/4|1>");
    gives(elaborate_sum, "1/3 + 1/6", "1/2");
    gives(elaborate_sum, "1/2 * flip + 1/2 * id[Bit]",
          "0 -> 1/2|0> + 1/2|1>; 1 -> 1/2|0> + 1/2|1>");
}
END_TEST

START_TEST(differences_drop_what_is_zero)
{
    gives(elaborate_sum, "fair - one", "1/2|0> + -1/2|1>");
    gives(elaborate_sum, "one - one", "");
    gives(elaborate_negate, "-one", "-1|1>");
    gives(elaborate_negate, "-(1/2|0> - 1/2|1>)", "-1/2|0> + 1/2|1>");
    gives(elaborate_negate, "-(2/3)", "-2/3");
}
END_TEST

START_TEST(numbers_scale)
{
    gives(elaborate_product, "1/2 * fair * 3", "3/4|0> + 3/4|1>");
    gives(elaborate_product, "2 * 3 * 1/6", "1");
    gives(elaborate_product, "0 * fair", "");
    gives(elaborate_product, "fair * one", "1/2|0,1> + 1/2|1,1>");
    gives(elaborate_product, "2 * fair * one", "1|0,1> + 1|1,1>");
}
END_TEST

START_TEST(weights_are_known_to_be_probabilities)
{
    Value v = {0};
    ck_assert(elaborate_sum(&run.s, &v, expression("1/2 * fair + 1/2 * one"), NULL));
    ck_assert(!v.weighted);
    ck_assert(elaborate_sum(&run.s, &v, expression("fair + one"), NULL));
    ck_assert(v.weighted);
    ck_assert(elaborate_product(&run.s, &v, expression("0 * fair"), NULL));
    ck_assert(v.weighted);
    value_clear(&v);
}
END_TEST

START_TEST(undefined_rows_stay_undefined)
{
    gives(elaborate_sum, "half + half", "0 -> 2|1>; 1 -> undefined");
    gives(elaborate_sum, "half - flip", "0 -> ; 1 -> undefined");
    gives(elaborate_sum, "flip - half", "0 -> ; 1 -> undefined");
    gives(elaborate_product, "0 * half", "0 -> ; 1 -> undefined");
}
END_TEST

START_TEST(only_equal_types_add_up)
{
    refuses(elaborate_sum, "fair + flip", "this term is `Bit -> Bit`, the first is `Bit` [E065]");
    refuses(elaborate_sum, "fair + fair * one", "this term is `Bit * Bit`, the first is `Bit`");
    refuses(elaborate_sum, "fair + 1", "found a number, wanted a state or a channel [E044]");
    refuses(elaborate_negate, "-(1 == 1)", "found a truth value, wanted a state or a channel");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("mixture", BIT "state fair : Bit = 1/2|0> + 1/2|1>\n"
                                   "state one : Bit = |1>\n"
                                   "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                                   "channel half : Bit -> Bit = { 0 -> |1>  1 -> undefined }\n");
    tcase_add_test(c, sums_mix_what_they_mean);
    tcase_add_test(c, differences_drop_what_is_zero);
    tcase_add_test(c, numbers_scale);
    tcase_add_test(c, weights_are_known_to_be_probabilities);
    tcase_add_test(c, undefined_rows_stay_undefined);
    tcase_add_test(c, only_equal_types_add_up);
    return run_suite("mixture", c);
}
