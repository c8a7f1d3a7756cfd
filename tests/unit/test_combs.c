/* test_combs.c -- comb disintegration: a hole for each arrow, and the channels that fill them. */
#include "lang/surgery/combs.h"
#include "tests/unit/run_case.h"

static bool
comb(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_comb(s, to, n);
}

/* omega: A is fair, B is A turned over, C is one of the two, evenly. */
START_TEST(the_comb_comes_before_its_channels)
{
    Value v = {0};
    ck_assert(comb(&run.s, &v, expression("comb(omega, A -> B)"), NULL));
    ck_assert_uint_eq(v.parts.count, 2);
    const Value *f = &v.parts.at[0];
    ck_assert(f->is_comb);
    ck_assert_uint_eq(f->comb.holes.count, 1);
    ck_assert_uint_eq(f->comb.holes.at[0].from.at[0], 0); /* A comes out first */
    ck_assert_uint_eq(f->comb.holes.at[0].to.at[0], 0);
    ck_assert_str_eq(f->diagram.inputs.at[0].name, "B");
    ck_assert_uint_eq(f->diagram.outputs.count, 2);
    ck_assert_str_eq(f->diagram.outputs.at[1].name, "C");
    expect_worth(true, &v.parts.at[1], "0 -> 1|1>; 1 -> 1|0>");
    value_clear(&v);
}
END_TEST

START_TEST(several_holes_in_the_order_of_the_teeth)
{
    Value v = {0};
    ck_assert(comb(&run.s, &v, expression("comb(omega, A -> B, C -> {})"), NULL));
    ck_assert_uint_eq(v.parts.count, 3);
    ck_assert_uint_eq(v.parts.at[0].comb.holes.count, 2);
    ck_assert_uint_eq(v.parts.at[0].diagram.outputs.count, 2);
    const Diagram *d = &v.parts.at[0].diagram; /* the tooth that gives C knows A and B */
    ck_assert_str_eq(d->uses.at[d->uses.count - 1].box->name, "(P(C | A, B) in omega)");
    expect_worth(true, &v.parts.at[2], "0 -> 1|>; 1 -> 1|>");
    value_clear(&v);
}
END_TEST

START_TEST(sets_enter_and_leave)
{
    Value v = {0};
    ck_assert(comb(&run.s, &v, expression("comb(omega, {C, A} -> B)"), NULL));
    expect_worth(true, &v.parts.at[1],
                 "0,0 -> 1|1>; 0,1 -> 1|0>; 1,0 -> 1|1>; 1,1 -> 1|0>");
    ck_assert(comb(&run.s, &v, expression("comb(omega, {} -> A)"), NULL));
    expect_worth(true, &v.parts.at[1], "1/2|0> + 1/2|1>");
    value_clear(&v);
}
END_TEST

START_TEST(what_has_no_comb)
{
    refuses(comb, "comb(omega)", "Write comb(omega, S -> T).");
    refuses(comb, "comb(omega, A)", "Write comb(omega, S -> T), a hole for each arrow.");
    refuses(comb, "comb(omega, A -> B | C)", "`comb` is not used like this [E047]");
    refuses(comb, "comb(omega, A -> A)", "`A` stands twice [E099]");
    refuses(comb, "comb(omega, A -> B, B -> C)", "`B` stands twice [E099]");
    refuses(comb, "comb(m, A -> B)",
            "found a model, wanted a state (apply a functor to the model) [E044]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("combs", BIT "model m { A : Bit  B : Bit }\n"
                                     "state omega : (A : Bit) * (B : Bit) * (C : Bit) = "
                                     "1/4|0,1,0> + 1/4|0,1,1> + 1/4|1,0,0> + 1/4|1,0,1>\n");
    tcase_add_test(c, the_comb_comes_before_its_channels);
    tcase_add_test(c, several_holes_in_the_order_of_the_teeth);
    tcase_add_test(c, sets_enter_and_leave);
    tcase_add_test(c, what_has_no_comb);
    return run_suite("combs", c);
}
