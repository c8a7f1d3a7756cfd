/* test_testable_implication.c -- does a state fit the shape it is said to come from? */
#include "lang/identify/observed_state.h"
#include "lang/identify/testable_implication.h"
#include "tests/unit/run_case.h"

static bool
from(Context *c, const char *model, const char *state)
{
    Node *states[] = {(Node *)expression(state)};
    return elaborate_from(&run.s, c, expression(model), states, 1);
}

/* What is warned of `state` in `model`; words NULL: nothing. */
static void
expect_warning(const char *model, const char *state, const char *words)
{
    Context c = {0};
    ck_assert(from(&c, model, state));
    map_clear(&run.s.compared); /* it has looked already */
    sink_clear(&run.s.err);
    ck_assert(warn_contradiction(&run.s, &c, (Span){0}));
    if (words)
        ck_assert_msg(strstr(sink_text(&run.s.err), words) != NULL, "%s", sink_text(&run.s.err));
    else
        ck_assert_str_eq(sink_text(&run.s.err), "");
    sink_clear(&run.s.err);
    ck_assert(warn_contradiction(&run.s, &c, (Span){0})); /* once for the two */
    ck_assert_str_eq(sink_text(&run.s.err), "");
    ck_assert_uint_eq(run.s.complain.errors, 0);
    context_clear(&c);
}

START_TEST(a_state_that_fits_draws_nothing)
{
    expect_warning("apart", "coin * coin", NULL);
    expect_warning("chain", "uniform[Bit] ; copy ; (id * copy)", NULL); /* rows are undefined */
    expect_warning("chain", "coin * coin * coin", NULL);
    expect_warning("any", "both", NULL);
}
END_TEST

START_TEST(a_state_that_does_not_is_told_what)
{
    expect_warning("apart", "both",
                   "catgut: warning: the model `apart` implies that B is independent of {A}: "
                   "in this state it is not\n");
    expect_warning("chain", "1/2|0,0,0> + 1/4|1,0,1> + 1/4|1,1,1>",
                   "the model `chain` implies that C is independent of {A} given {B}");
}
END_TEST

START_TEST(the_smallest_difference_counts)
{
    expect_warning("apart", "1/4|0,0> + 1/4|0,1> + 1/4|1,0> + 1/4|1,1>", NULL);
    expect_warning("apart",
                   "250000001/1000000000|0,0> + 249999999/1000000000|0,1> + "
                   "1/4|1,0> + 1/4|1,1>", "B is independent of {A}");
}
END_TEST

START_TEST(large_tables_are_passed_over)
{
    expect_warning("large", "uniform[Large] ; copy", NULL);
    expect_warning("fits", "uniform[Fits] ; copy", "Y is independent of {X}");
}
END_TEST

START_TEST(stopped_work_is_told)
{
    Context c = {0};
    ck_assert(from(&c, "apart", "coin * coin"));
    map_clear(&run.s.compared);
    run.s.budget.stop = STOP_TIME;
    expect_refusal(warn_contradiction(&run.s, &c, (Span){0}), "out of time");
    run.s.budget.stop = STOP_NOT;
    ck_assert_uint_eq(run.s.compared.count, 0); /* to be looked at again */
    context_clear(&c);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("testable implication",
                        BIT "type Large = {1..4097}\ntype Fits = {1..4}\n"
                            "model apart { A : Bit  B : Bit }\n"
                            "model any { A : Bit  B : Bit <- A }\n"
                            "model chain { A : Bit  B : Bit <- A  C : Bit <- B }\n"
                            "model large { X : Large  Y : Large }\n"
                            "model fits { X : Fits  Y : Fits }\n"
                            "state coin : Bit = 1/3|0> + 2/3|1>\n"
                            "state both : Bit * Bit = 1/2|0,0> + 1/2|1,1>\n");
    tcase_add_test(c, a_state_that_fits_draws_nothing);
    tcase_add_test(c, a_state_that_does_not_is_told_what);
    tcase_add_test(c, the_smallest_difference_counts);
    tcase_add_test(c, large_tables_are_passed_over);
    tcase_add_test(c, stopped_work_is_told);
    return run_suite("testable implication", c);
}
