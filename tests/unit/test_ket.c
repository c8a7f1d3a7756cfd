/* test_ket.c -- sums of kets: weights, signs, and types that are found by their labels. */
#include "lang/elaborate/ket.h"
#include "tests/unit/run_case.h"

START_TEST(kets_add_up)
{
    gives(elaborate_kets, "|0>", "1|0>");
    gives(elaborate_kets, "1/3|1> + 1/2|0> + 1/6|1>", "1/2|0> + 1/2|1>");
    gives(elaborate_kets, "|0> - |0>", "");
    gives(elaborate_kets, "1/2|0,red> + 1/2|1,blue>", "1/2|0,red> + 1/2|1,blue>");
    gives(elaborate_kets, "|>", "1|>");
    gives(elaborate_kets, "-(1/2|0> - |1>)", "-1/2|0> + 1|1>");
}
END_TEST

START_TEST(only_a_lone_ket_is_a_diagram)
{
    Value v = {0};
    ck_assert(elaborate_kets(&run.s, &v, expression("|0,red>"), NULL));
    ck_assert_int_eq(v.kind, VALUE_DIAGRAM);
    ck_assert_uint_eq(v.diagram.uses.count, 2);
    ck_assert(elaborate_kets(&run.s, &v, expression("1|0,red>"), NULL));
    ck_assert_int_eq(v.kind, VALUE_MATRIX);
    ck_assert(!v.weighted);
    ck_assert(elaborate_kets(&run.s, &v, expression("2|0>"), NULL));
    ck_assert(v.weighted);
    ck_assert(elaborate_kets(&run.s, &v, expression("2|0> - |1>"), NULL)); /* the sum is one */
    ck_assert(v.weighted);
    value_clear(&v);
}
END_TEST

START_TEST(the_hint_decides)
{
    Value v = {0};
    Hint hint = {.known = true};
    const Type *mood = session_find_type(&run.s, run_name("Mood"))->at[0].type;
    refuses(elaborate_kets, "|blue>",
            "the label `blue` could be of type `Colour` or of type `Mood` [E054]");
    array_push(&hint.types, mood);
    ck_assert(elaborate_kets(&run.s, &v, expression("|blue>"), &hint));
    ck_assert_ptr_eq(v.diagram.wires.at[0], mood);
    value_clear(&v);
    bool ok = elaborate_kets(&run.s, &v, expression("|blue,0>"), &hint);
    expect_refusal(ok, "found 2 labels, wanted 1 [E059]");
    array_push(&hint.types, NULL); /* not known: looked for */
    ok = elaborate_kets(&run.s, &v, expression("|blue,0>"), &hint);
    expect_worth(ok, &v, "1|blue,0>");
    ok = elaborate_kets(&run.s, &v, expression("|red,0>"), &hint);
    expect_refusal(ok, "`Mood` has no label `red` [E052]");
    array_clear(&hint.types);
}
END_TEST

START_TEST(one_column_is_of_one_type)
{
    gives(elaborate_kets, "1/2|red> + 1/2|blue>", "1/2|red> + 1/2|blue>");
    refuses(elaborate_kets, "1/2|red> + 1/2|grey>",
            "no type has both of the labels `red` and `grey` [E054]");
    refuses(elaborate_kets, "1/2|0> + 1/2|nothing>", "no type has the label `nothing` [E054]");
    refuses(elaborate_kets, "1/3|p> + 1/3|q> + 1/3|r>",
            "no type has all the labels that stand in the place of `p` [E054]");
    refuses(elaborate_kets, "1/2|0> + 1/2|0,1>", "found 2 labels, the first has 1 [E059]");
}
END_TEST

START_TEST(signs_reach_each_term)
{
    KetTerms t = {0};
    ket_terms_collect(&t, expression("|0> - (1/2|1> - |0>)"));
    ck_assert_uint_eq(t.list.count, 3);
    ck_assert(!t.list.at[0].minus && t.list.at[1].minus && !t.list.at[2].minus);
    ck_assert_ptr_null(t.list.at[0].weight);
    ck_assert_ptr_nonnull(t.list.at[1].weight);
    ck_assert_ptr_eq(t.kets.at[2], t.list.at[2].ket);
    ket_terms_clear(&t);
}
END_TEST

START_TEST(the_form_tells_kets)
{
    ck_assert(is_kets(expression("-(|0> + 1/2|1>)")));
    ck_assert(!is_kets(expression("|0> + fair")));
    ck_assert(!is_kets(expression("2 * |0>")));
    ck_assert_uint_eq(ket_width(expression("-(1/2|0,1,red> + |0>)")), 3);
    ck_assert_uint_eq(ket_width(expression("|>")), 0);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("ket", BIT "type Colour = {red, blue}\ntype Mood = {blue, grey}\n"
                                   "type A = {p, q}\ntype B = {p, r}\ntype C = {q, r}\n");
    tcase_add_test(c, kets_add_up);
    tcase_add_test(c, only_a_lone_ket_is_a_diagram);
    tcase_add_test(c, the_hint_decides);
    tcase_add_test(c, one_column_is_of_one_type);
    tcase_add_test(c, signs_reach_each_term);
    tcase_add_test(c, the_form_tells_kets);
    return run_suite("ket", c);
}
