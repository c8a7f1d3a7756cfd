/* test_block.c -- diagrams with named wires: bound, read, returned. */
#include "lang/elaborate/block.h"
#include "tests/unit/run_case.h"

static void
block_gives(const char *text, const char *wanted)
{
    Diagram made = {0};
    Value v = {0};
    bool ok = elaborate_block(&run.s, &made, statement(text));
    value_take_diagram(&v, &made);
    diagram_clear(&made);
    expect_worth(ok, &v, wanted);
}

/* And the result stays what it was: a lone output. */
static void
block_refuses(const char *text, const char *words)
{
    Diagram made = {0};
    diagram_add_output(&made, diagram_add_input(&made, NULL, NULL), NULL);
    expect_refusal(elaborate_block(&run.s, &made, statement(text)), words);
    ck_assert(made.outputs.count == 1 && made.inputs.count == 1);
    diagram_clear(&made);
}

START_TEST(wires_are_copied_and_discarded_by_name)
{
    block_gives("diagram d(a : Bit) { return a, a }", "0 -> 1|0,0>; 1 -> 1|1,1>");
    block_gives("diagram d(a : Bit, b : Bit) { return b }",
                "0,0 -> 1|0>; 0,1 -> 1|1>; 1,0 -> 1|0>; 1,1 -> 1|1>");
    block_gives("diagram d(a : Bit) { _ <- flip(a)  return () }", "0 -> 1|>; 1 -> 1|>");
    block_gives("diagram d { x <- coin  y <- flip(x)  return xor(x, y) }", "1|1>");
    block_gives("diagram d { x, y <- |0,1>  return y, x }", "1|1,0>");
}
END_TEST

START_TEST(arguments_take_their_types_from_who_reads_them)
{
    block_gives("diagram d { return xor(uniform, |1>) }", "1/2|0> + 1/2|1>");
    block_gives("diagram d(a : Bit) { return (flip ; flip)(a) }", "0 -> 1|0>; 1 -> 1|1>");
    block_gives("diagram d(a : Bit) { return a ; flip }", "0 -> 1|1>; 1 -> 1|0>");
    block_gives("diagram d(a : Bit) { return a * coin }",
                "0 -> 3/4|0,0> + 1/4|0,1>; 1 -> 3/4|1,0> + 1/4|1,1>");
}
END_TEST

START_TEST(returns_have_names)
{
    Diagram made = {0};
    ck_assert(elaborate_block(
        &run.s, &made, statement("diagram d(a : Bit) { return a, F = flip(a), flip(a) }")));
    ck_assert_str_eq(made.inputs.at[0].name, "a");
    ck_assert_str_eq(made.outputs.at[0].name, "a");
    ck_assert_str_eq(made.outputs.at[1].name, "F");
    ck_assert_ptr_null(made.outputs.at[2].name);
    diagram_clear(&made);
}
END_TEST

START_TEST(a_name_has_one_source)
{
    block_refuses("diagram d(a : Bit) { a <- coin  return a }",
                  "the wire `a` has a source already [E077]");
    block_refuses("diagram d(a : Bit, a : Bit) { return a }", "the wire `a` has a source already");
    block_refuses("diagram d { x <- |0,1>  return x }", "1 name for 2 wires [E078]");
    block_refuses("diagram d { x, y <- coin  return x }", "2 names for 1 wire [E078]");
    block_refuses("diagram d { return F = |0,1> }", "1 name for 2 wires [E078]");
}
END_TEST

START_TEST(wires_are_read_in_parentheses)
{
    block_refuses("diagram d(a : Bit) { return flip }",
                  "this reads 1 wire, and none are given [E076]");
    block_refuses("diagram d(a : Bit) { return copy }",
                  "this reads wires, and none are given [E076]");
    block_refuses("diagram d(a : Bit) { return a(a) }", "`a` is a wire here, not a channel [E076]");
    block_refuses("diagram d(a : Die) { return flip(a) }", "found `Die`, wanted `Bit` [E071]");
    block_refuses("diagram d(a : Bit) { return xor(a, |0,1>) }",
                  "this reads 2 wires, found 3 [E070]");
    block_refuses("diagram d { x <- uniform  return x }",
                  "the type of a wire cannot be told [E075]");
}
END_TEST

START_TEST(names_are_given_by_hand)
{
    Block b = {0};
    WireList out = {0};
    const Type *bit = session_find_type(&run.s, run_name("Bit"))->at[0].type;
    block_add(&b, run_name("here"), diagram_add_input(&b.diagram, bit, NULL));
    ck_assert(elaborate_wires(&run.s, &b, &out, expression("here"), NULL));
    ck_assert(out.count == 1 && out.at[0] == 0);
    ck_assert(elaborate_wires(&run.s, &b, &out, expression("copy(flip(here))"), NULL));
    ck_assert(out.count == 2 && out.at[0] == 1 && out.at[1] == 1);
    Hint hint = {.known = true};
    array_push(&hint.types, bit);
    ck_assert(elaborate_wires(&run.s, &b, &out, expression("uniform()"), NULL));
    ck_assert(block_known(&run.s, &b, &out, expression("0"), &hint));
    ck_assert_ptr_eq(b.diagram.wires.at[2], bit);
    array_clear(&hint.types);
    array_clear(&out);
    block_clear(&b);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("block", BIT "type Die = {5..6}\nstate coin : Bit = 3/4|0> + 1/4|1>\n"
                                     "function flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                                     "function xor : Bit * Bit -> Bit = "
                                     "{ 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }\n");
    tcase_add_test(c, wires_are_copied_and_discarded_by_name);
    tcase_add_test(c, arguments_take_their_types_from_who_reads_them);
    tcase_add_test(c, returns_have_names);
    tcase_add_test(c, a_name_has_one_source);
    tcase_add_test(c, wires_are_read_in_parentheses);
    tcase_add_test(c, names_are_given_by_hand);
    return run_suite("block", c);
}
