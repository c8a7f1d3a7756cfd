/* test_disintegration.c -- a state taken apart into a marginal and a conditional, and inverted. */
#include "lang/surgery/disintegration.h"
#include "tests/unit/run_case.h"

static bool
apart(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_disintegrate(s, to, n);
}

static bool
invert(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_invert(s, to, n);
}

/* omega = 1/2|0,0> + 1/6|0,1> + 1/3|1,1> */
START_TEST(a_state_is_its_marginal_and_its_conditional)
{
    gives(apart, "disintegrate(omega, A)",
          "2/3|0> + 1/3|1> and 0 -> 3/4|0> + 1/4|1>; 1 -> 1|1>");
    gives(apart, "disintegrate(omega, B)",
          "1/2|0> + 1/2|1> and 0 -> 1|0>; 1 -> 1/3|0> + 2/3|1>");
}
END_TEST

START_TEST(all_or_nothing_may_be_given)
{
    gives(apart, "disintegrate(omega, {})", "1|> and 1/2|0,0> + 1/6|0,1> + 1/3|1,1>");
    /* what is left gives nothing: it discards, also what cannot happen */
    gives(apart, "disintegrate(omega, {B, A})",
          "1/2|0,0> + 1/6|1,0> + 1/3|1,1> and 0,0 -> 1|>; 0,1 -> 1|>; 1,0 -> 1|>; 1,1 -> 1|>");
    gives(apart, "disintegrate(omega, B, A)",
          "1/2|0,0> + 1/6|1,0> + 1/3|1,1> and 0,0 -> 1|>; 0,1 -> 1|>; 1,0 -> 1|>; 1,1 -> 1|>");
}
END_TEST

START_TEST(conditionals_are_named_after_the_question)
{
    Value v = {0};
    ck_assert(apart(&run.s, &v, expression("disintegrate(omega, A)"), NULL));
    const Diagram *d = &v.parts.at[1].diagram;
    ck_assert_str_eq(d->uses.at[0].box->name, "(P(B | A) in omega)");
    ck_assert_str_eq(d->inputs.at[0].name, "A");
    ck_assert_str_eq(d->outputs.at[0].name, "B");
    value_clear(&v);
}
END_TEST

START_TEST(what_cannot_be_taken_apart)
{
    refuses(apart, "disintegrate(omega)", "Write disintegrate(omega, S).");
    refuses(apart, "disintegrate(omega, A | B)", "`disintegrate` is not used like this [E047]");
    refuses(apart, "disintegrate(omega, A, A)", "`A` stands twice [E099]");
    refuses(apart, "disintegrate(omega, Q)", "no wire is called `Q` [E101]");
    refuses(apart, "disintegrate(noisy, A)",
            "this has 1 input, wanted a state, which has none [E096]");
}
END_TEST

/* noisy is wrong once in four: P(1) = 3/4 * 1/4 + 1/4 * 3/4. */
START_TEST(a_channel_is_turned_round)
{
    gives(invert, "invert(noisy, coin)", "0 -> 9/10|0> + 1/10|1>; 1 -> 1/2|0> + 1/2|1>");
    gives(invert, "invert(noisy, uniform)", "0 -> 3/4|0> + 1/4|1>; 1 -> 1/4|0> + 3/4|1>");
    gives(invert, "invert(id[Bit], |0>)", "0 -> 1|0>; 1 -> undefined");
    gives(invert, "invert(discard[Bit], coin)", "3/4|0> + 1/4|1>");
}
END_TEST

START_TEST(what_cannot_be_turned_round)
{
    refuses(invert, "invert(noisy)", "Write invert(noisy, fair).");
    refuses(invert, "invert(noisy, coin, coin)", "`invert` is not used like this [E047]");
    refuses(invert, "invert(noisy, noisy)", "this has 1 input, wanted a state");
    refuses(invert, "invert(noisy, omega)",
            "the state is `(A : Bit) * (B : Bit)`, but the channel is `Bit -> Bit` [E079]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("disintegration",
                        BIT "state omega : (A : Bit) * (B : Bit) = "
                            "1/2|0,0> + 1/6|0,1> + 1/3|1,1>\n"
                            "state coin : Bit = 3/4|0> + 1/4|1>\n"
                            "channel noisy : Bit -> Bit = "
                            "{ 0 -> 3/4|0> + 1/4|1>  1 -> 1/4|0> + 3/4|1> }\n");
    tcase_add_test(c, a_state_is_its_marginal_and_its_conditional);
    tcase_add_test(c, all_or_nothing_may_be_given);
    tcase_add_test(c, conditionals_are_named_after_the_question);
    tcase_add_test(c, what_cannot_be_taken_apart);
    tcase_add_test(c, a_channel_is_turned_round);
    tcase_add_test(c, what_cannot_be_turned_round);
    return run_suite("disintegration", c);
}
