/* test_number.c -- exact arithmetic on what is written, and what is refused of it. */
#include "lang/elaborate/mixture.h"
#include "lang/elaborate/number.h"
#include "tests/unit/run_case.h"

static bool
power(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_number_power(s, to, n);
}

static bool
sum(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return fold_numbers(s, to, n, false);
}

static bool
product(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return fold_numbers(s, to, n, true);
}

START_TEST(numbers_are_exact)
{
    gives(elaborate_literal, "0.125", "1/8");
    gives(elaborate_literal, "007", "7");
    gives(elaborate_quotient, "6/4", "3/2");
    gives(elaborate_quotient, "half / (1/3)", "3/2");
    gives(sum, "1/2 + 1/3 - 1/6", "2/3");
    gives(sum, "half - half", "0");
    gives(product, "2/3 * 3/2 * 7", "7");
    gives(product, "half * 0", "0");
}
END_TEST

START_TEST(powers_may_be_negative_or_none)
{
    gives(power, "(2/3) ^ 3", "8/27");
    gives(power, "(2/3) ^ (-2)", "9/4");
    gives(power, "0 ^ 0", "1");
    gives(power, "0 ^ 5", "0");
    gives(power, "(-1) ^ (-3)", "-1");
    gives(power, "1 ^ 99999999", "1");
}
END_TEST

START_TEST(zero_divides_nothing)
{
    refuses(elaborate_quotient, "1 / (half - 1/2)", "undefined: a division by zero [E037]");
    refuses(power, "0 ^ (-1)", "undefined: a division by zero [E037]");
}
END_TEST

START_TEST(exponents_are_whole_and_results_are_kept_small)
{
    refuses(power, "4 ^ half", "this cannot be an exponent here [E038]");
    refuses(power, "2 ^ 99999999999", "more digits than are kept [E035]");
    refuses(power, "2 ^ 99999999999999999999999", "more digits than are kept [E035]");
    ck_assert_int_eq(run.s.complain.status, EXIT_LIMIT);
}
END_TEST

START_TEST(only_numbers_count)
{
    mpq_t q;
    mpq_init(q);
    bool ok = elaborate_number(&run.s, q, expression("fair"));
    expect_refusal(ok, "found a state, wanted a number [E044]");
    ok = elaborate_number(&run.s, q, expression("half"));
    ck_assert(ok);
    ck_assert_int_eq(mpq_cmp_ui(q, 1, 2), 0);
    mpq_clear(q);
    refuses(sum, "1 + fair", "found a state, wanted a number");
}
END_TEST

START_TEST(the_outside_tells_numbers)
{
    static const char *const yes[] = {"1", "1/fair", "half", "-half", "half ^ 2", "half + fair",
                                      "2 * half", "P(fair = 0)", "P(fair = 0) in fair"};
    static const char *const no[] = {"fair", "|0>", "2 * fair", "-fair", "P(fair)", "nobody"};
    for (size_t i = 0; i < COUNT(yes); i++)
        ck_assert_msg(looks_like_number(&run.s, expression(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < COUNT(no); i++)
        ck_assert_msg(!looks_like_number(&run.s, expression(no[i])), "%s", no[i]);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("number", BIT "let half = 1/2\nstate fair : Bit = 1/2|0> + 1/2|1>\n");
    tcase_add_test(c, numbers_are_exact);
    tcase_add_test(c, powers_may_be_negative_or_none);
    tcase_add_test(c, zero_divides_nothing);
    tcase_add_test(c, exponents_are_whole_and_results_are_kept_small);
    tcase_add_test(c, only_numbers_count);
    tcase_add_test(c, the_outside_tells_numbers);
    return run_suite("number", c);
}
