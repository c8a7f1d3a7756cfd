/* test_call.c -- names, paths, calls and brackets: who is meant, and what is done with it. */
#include "lang/elaborate/call.h"
#include "tests/unit/run_case.h"

START_TEST(names_stand_for_values)
{
    gives(elaborate_name, "coin", "3/4|0> + 1/4|1>");
    gives(elaborate_name, "\"a name\"", "7");
    refuses(elaborate_name, "coni", "Did you mean `coin`?");
    refuses(elaborate_name, "Bit", "It is a type: types stand after `:`, and in copy[...].");
    refuses(elaborate_name, "nobody", "nothing here is called `nobody` [E040]");
    refuses(elaborate_name, "copy", "the type of an input cannot be told [E075]");
    refuses(elaborate_name, "\"copy\"", "nothing here is called `copy` [E040]"); /* no word */
}
END_TEST

START_TEST(a_name_is_a_copy)
{
    Value v = {0};
    ck_assert(elaborate_name(&run.s, &v, expression("coin"), NULL));
    ck_assert_ptr_ne(v.diagram.uses.at, named("coin")->diagram.uses.at);
    value_clear(&v);
    gives(elaborate_name, "coin", "3/4|0> + 1/4|1>");
}
END_TEST

START_TEST(paths_are_boxes_of_models)
{
    Value v = {0};
    ck_assert(elaborate_path(&run.s, &v, expression("m.Y"), NULL));
    ck_assert_str_eq(v.diagram.uses.at[0].box->name, "m.Y");
    ck_assert_str_eq(v.diagram.outputs.at[0].name, "Y");
    ck_assert_uint_eq(v.diagram.inputs.count, 2);
    ck_assert(elaborate_path(&run.s, &v, expression("m.\"X <-> Y\""), NULL));
    ck_assert_uint_eq(v.diagram.inputs.count, 0);
    ck_assert(elaborate_path(&run.s, &v, expression("cut(m, X).X"), NULL));
    ck_assert_str_eq(v.diagram.outputs.at[0].name, "X");
    value_clear(&v);
    refuses(elaborate_path, "m.Q", "the model `m` has no variable `Q` [E081]");
    refuses(elaborate_path, "coin.X", "found a state, wanted a model before `.` [E044]");
    refuses(elaborate_path, "do(m, X).X", "`X` is an input here: do has taken its box away [E086]");
}
END_TEST

START_TEST(calls_apply_notions_functors_and_channels)
{
    gives(elaborate_call, "flip(coin)", "1/4|0> + 3/4|1>");
    gives(elaborate_call, "(flip ; flip)(coin)", "3/4|0> + 1/4|1>");
    gives(elaborate_call, "copy(coin)", "3/4|0,0> + 1/4|1,1>");
    gives(elaborate_call, "cut(m, X)", "a model");
    gives(elaborate_call, "G(flop)", "0 -> 1|0>; 1 -> 1|1>");
    gives(elaborate_call, "coin()", "3/4|0> + 1/4|1>");
}
END_TEST

START_TEST(calls_that_are_none)
{
    refuses(elaborate_call, "flip(coin | coin)",
            "a bar has no meaning in these parentheses [E049]");
    refuses(elaborate_call, "flip(coin, coin)", "this reads 1 wire, found 2 [E070]");
    refuses(elaborate_call, "nobody(coin)", "nothing here is called `nobody` [E040]");
    refuses(elaborate_call, "cut(m)", "`cut` is not used like this [E047]");
    refuses(elaborate_call, "uniform()", "the type of a wire cannot be told [E075]");
}
END_TEST

START_TEST(brackets_are_for_combs_and_words)
{
    gives(elaborate_index, "copy[Bit]", "0 -> 1|0,0>; 1 -> 1|1,1>");
    gives(elaborate_index, "f[t]", "1/2|0,0> + 1/2|1,1>");
    gives(elaborate_index, "f[flip]", "1/2|0,1> + 1/2|1,0>");
    refuses(elaborate_index, "coin[flip]", "found a state, wanted a comb before `[` [E044]");
    refuses(elaborate_index, "copy[Bti]", "no type is called `Bti` [E041]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("call",
                        BIT "state coin : Bit = 3/4|0> + 1/4|1>\nlet \"a name\" = 7\n"
                            "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                            "box flop : Bit -> Bit\nfunctor G { flop = id }\n"
                            "model m { X : Bit  Y : Bit <- X  X <-> Y }\n"
                            "state same : (S : Bit) * (T : Bit) = 1/2|0,0> + 1/2|1,1>\n"
                            "let f, t = comb(same, S -> T)\n");
    tcase_add_test(c, names_stand_for_values);
    tcase_add_test(c, a_name_is_a_copy);
    tcase_add_test(c, paths_are_boxes_of_models);
    tcase_add_test(c, calls_apply_notions_functors_and_channels);
    tcase_add_test(c, calls_that_are_none);
    tcase_add_test(c, brackets_are_for_combs_and_words);
    return run_suite("call", c);
}
