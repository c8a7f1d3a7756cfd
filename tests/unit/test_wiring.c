/* test_wiring.c -- point-free diagrams: how wires are shared out, and find their types. */
#include "lang/elaborate/wiring.h"
#include "tests/unit/run_case.h"

static bool
wire(Session *s, Value *to, const Node *n, const Hint *hint)
{
    return elaborate_wiring(s, to, n, hint, NULL);
}

START_TEST(chains_compose)
{
    gives(wire, "coin ; flip", "1/4|0> + 3/4|1>");
    gives(wire, "coin ; copy ; xor", "1|0>");
    gives(wire, "coin ; copy ; (flip * id)", "1/4|0,1> + 3/4|1,0>");
    gives(wire, "(coin * uniform[Bit]) ; swap ; (discard * id)", "3/4|0> + 1/4|1>");
    gives(wire, "()", "1|>");
    gives(wire, "coin ; discard ; coin", "3/4|0> + 1/4|1>");
}
END_TEST

START_TEST(types_come_from_what_follows)
{
    gives(wire, "copy ; xor", "0 -> 1|0>; 1 -> 1|0>");
    gives(wire, "uniform ; flip", "1/2|0> + 1/2|1>");
    gives(wire, "(uniform * |0>) ; xor", "1/2|0> + 1/2|1>");
    gives(wire, "id * flip ; xor", "0,0 -> 1|1>; 0,1 -> 1|0>; 1,0 -> 1|0>; 1,1 -> 1|1>");
    refuses(wire, "copy", "the type of an input cannot be told [E075]");
    refuses(wire, "coin * uniform", "the type of a wire cannot be told [E075]");
}
END_TEST

START_TEST(bundles_swap)
{
    gives(wire, "|0,1,0> ; swap[Bit, Bit * Bit]", "1|1,0,0>");
    gives(wire, "|0,1,0> ; swap[Bit * Bit, Bit]", "1|0,0,1>");
    gives(wire, "|0,1> ; swap[1, Bit * Bit]", "1|0,1>");
    refuses(wire, "(coin * coin * coin) ; swap", "this reads 2 wires, found 3 [E070]");
    refuses(wire, "(coin * coin) ; swap[Bit]", "swap takes two types [E072]");
}
END_TEST

START_TEST(powers_repeat)
{
    gives(wire, "flip ^ 3", "0 -> 1|1>; 1 -> 1|0>");
    gives(wire, "flip ^ 0", "0 -> 1|0>; 1 -> 1|1>");
    gives(wire, "(flip * flip) ^ 1",
          "0,0 -> 1|1,1>; 0,1 -> 1|1,0>; 1,0 -> 1|0,1>; 1,1 -> 1|0,0>");
    refuses(wire, "xor ^ 2", "this reads 2 wires and gives 1, so it does not follow itself [E074]");
    refuses(wire, "flip ^ (-1)", "this cannot be an exponent here [E038]");
    refuses(wire, "flip ^ 4000000000", "this diagram would have about 4000000000 wires [E032]");
}
END_TEST

START_TEST(wires_that_do_not_meet_are_refused)
{
    refuses(wire, "coin ; xor", "this reads 2 wires, found 1 [E070]");
    refuses(wire, "coin ; coin", "this reads no wires, found 1 [E070]");
    refuses(wire, "(coin * coin) ; (flip * flip * flip)", "this reads 3 wires, found 2 [E070]");
    refuses(wire, "coin ; roll", "found `Bit`, wanted `Die` [E071]");
    refuses(wire, "(coin * coin) ; (flip * roll)", "found `Bit`, wanted `Die`");
    refuses(wire, "(coin * coin) ; id[Bit * Die]",
            "found `Bit`, wanted `Die` for wire 2 of 2 [E071]");
    refuses(wire, "(coin * coin * coin) ; (copy * discard)",
            "3 wires could be shared out among 2 parts in several ways [E073]");
}
END_TEST

START_TEST(a_name_of_two_wires_is_nobodys)
{
    Value v = {0};
    ck_assert(wire(&run.s, &v, expression("named * named"), NULL));
    ck_assert_ptr_null(v.diagram.outputs.at[0].name);
    ck_assert(wire(&run.s, &v, expression("named ; copy"), NULL));
    ck_assert_str_eq(v.diagram.outputs.at[1].name, "X");
    ck_assert_uint_eq(v.diagram.outputs.at[0].wire, v.diagram.outputs.at[1].wire);
    value_clear(&v);
}
END_TEST

START_TEST(places_say_types)
{
    Value v = {0};
    TypeList none = {0}, die = {0};
    array_push(&die, session_find_type(&run.s, run_name("Die"))->at[0].type);
    bool ok = elaborate_typed(&run.s, &v, expression("uniform"), &none, &die);
    expect_worth(ok, &v, "1/2|1> + 1/2|2>");
    ok = elaborate_typed(&run.s, &v, expression("discard ; |2>"), &die, &die);
    expect_worth(ok, &v, "1 -> 1|2>; 2 -> 1|2>");
    ok = elaborate_typed(&run.s, &v, expression("copy"), &die, &die); /* the caller compares */
    expect_worth(ok, &v, "1 -> 1|1,1>; 2 -> 1|2,2>");
    ok = elaborate_typed(&run.s, &v, expression("copy ; (id * flip)"), &die, &die);
    expect_refusal(ok, "found `Die`, wanted `Bit` [E071]");
    array_clear(&die);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("wiring",
                        BIT "type Die = {1..2}\nstate coin : Bit = 3/4|0> + 1/4|1>\n"
                            "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                            "channel roll : Die -> Die = { 1 -> |2>  2 -> |1> }\n"
                            "function xor : Bit * Bit -> Bit = "
                            "{ 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }\n"
                            "state named : (X : Bit) = |0>\n");
    tcase_add_test(c, chains_compose);
    tcase_add_test(c, types_come_from_what_follows);
    tcase_add_test(c, bundles_swap);
    tcase_add_test(c, powers_repeat);
    tcase_add_test(c, wires_that_do_not_meet_are_refused);
    tcase_add_test(c, a_name_of_two_wires_is_nobodys);
    tcase_add_test(c, places_say_types);
    return run_suite("wiring", c);
}
