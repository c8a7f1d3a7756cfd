/* test_declare.c -- declarations: what each leaves in the session, and what it refuses. */
#include "lang/statement/declare.h"
#include "lang/statement/run.h"
#include "tests/unit/run_case.h"

typedef bool Declare(Session *s, const Node *n);

static void
declares(Declare *how, const char *text)
{
    ck_assert_msg(how(&run.s, statement(text)), "%s: %s", text, sink_text(&run.s.err));
}

/* And no name is left behind, nor anything that names hold. */
static void
refuse(Declare *how, const char *text, const char *words)
{
    size_t values = run.s.values.count, types = run.s.types.count;
    expect_refusal(how(&run.s, statement(text)), words);
    ck_assert_uint_eq(run.s.values.count, values);
    ck_assert_uint_eq(run.s.types.count, types);
}

static void
expect_named(const char *name, const char *wanted)
{
    Value v = {0};
    value_set(&v, named(name));
    expect_worth(true, &v, wanted);
}

START_TEST(types)
{
    declares(declare_type, "type Abstract");
    declares(declare_type, "type Pair = Bit * (A : Bit)");
    ck_assert_uint_eq(session_find_type(&run.s, run_name("Abstract"))->at[0].type->size, 0);
    ck_assert_uint_eq(session_find_type(&run.s, run_name("Pair"))->count, 2);
    refuse(declare_type, "type Bit = {a}", "`Bit` is defined already, at t:1 [E042]");
    refuse(declare_type, "type New = {a, a}", "the label `a` stands twice [E055]");
    refuse(declare_type, "type New = Old", "no type is called `Old` [E041]");
}
END_TEST

START_TEST(states_and_channels)
{
    declares(declare_state, "state a = 1/3|0> + 2/3|1>");
    declares(declare_state, "state b : (X : Bit) = uniform");
    declares(declare_channel, "channel c : (X : Bit) -> (Y : Bit) = { 0 -> |1>  1 -> undefined }");
    expect_named("a", "1/3|0> + 2/3|1>");
    expect_named("b", "1/2|0> + 1/2|1>");
    expect_named("c", "0 -> 1|1>; 1 -> undefined");
    ck_assert_str_eq(named("b")->diagram.outputs.at[0].name, "X");
    ck_assert_str_eq(named("c")->diagram.uses.at[0].box->name, "c");
    ck_assert_str_eq(named("c")->diagram.inputs.at[0].name, "X");
    refuse(declare_state, "state d = 1/2|0>", "this sums to 1/2, not to 1 [E063]");
    refuse(declare_state, "state d = flip", "a state has no inputs, this is of type `Bit -> Bit`");
    refuse(declare_state, "state d : Bit * Bit = a",
           "this is of type `Bit`, declared was `Bit * Bit` [E067]");
    refuse(declare_channel, "channel d : Bit -> Bit = a",
           "found a state, wanted a row for each value of `Bit` [E067]");
    refuse(declare_state, "state a = |0>", "`a` is defined already, at t:1 [E042]");
    refuse(declare_state, "state copy = |0>", "`copy` has a meaning of its own");
}
END_TEST

START_TEST(states_of_a_model)
{
    declares(declare_state_of, "state w of m = 1/2|0,0> + 1/2|1,1>");
    ck_assert_str_eq(named("w")->diagram.outputs.at[1].name, "Y");
    refuse(declare_state_of, "state v of m = |0>", "found 1 label, wanted 2 [E059]");
    refuse(declare_state_of, "state v of flip = |0>", "found a channel, wanted a model [E044]");
}
END_TEST

START_TEST(functions_are_certain)
{
    declares(declare_function, "function n : Bit -> Bit = flip");
    ck_assert(named("n")->diagram.uses.at[0].box->deterministic);
    expect_named("n", "0 -> 1|1>; 1 -> 1|0>");
    refuse(declare_function, "function g : Bit -> Bit = { 0 -> |0>  1 -> 1/2|0> + 1/2|1> }",
           "the row `1` does not give one label with certainty, as a function does [E066]");
    refuse(declare_function, "function g : Bit -> Bit = { 0 -> |0>  1 -> undefined }", "[E066]");
    refuse(declare_function, "function g : Bit -> Bit = |0>",
           "found a state, wanted a row for each value of `Bit` [E067]");
}
END_TEST

START_TEST(boxes_and_diagrams)
{
    declares(declare_box, "box \"a b\" : Bit -> Bit * Bit");
    declares(declare_box, "box s : Bit");
    declares(declare_diagram, "diagram d(x : Bit) { return x, x }");
    ck_assert_str_eq(named("a b")->diagram.uses.at[0].box->name, "\"a b\""); /* as written */
    ck_assert_uint_eq(named("s")->diagram.inputs.count, 0);
    expect_named("d", "0 -> 1|0,0>; 1 -> 1|1,1>");
    refuse(declare_box, "box t : Bit -> Old", "no type is called `Old` [E041]");
    refuse(declare_diagram, "diagram d(x : Bit) { return x }", "`d` is defined already");
    refuse(declare_diagram, "diagram e(x : Bit) { return y }", "nothing here is called `y` [E040]");
}
END_TEST

START_TEST(let_takes_parts)
{
    declares(declare_let, "let half = 1/2");
    declares(declare_let, "let _, k = disintegrate(omega, A)");
    expect_named("half", "1/2");
    expect_named("k", "0 -> 1|1>; 1 -> 1|0>");
    refuse(declare_let, "let x = disintegrate(omega, A)", "1 name for 2 values [E048]");
    refuse(declare_let, "let x, y = 3", "2 names for 1 value [E048]");
    refuse(declare_let, "let x, x = disintegrate(omega, A)", "`x` is defined already");
    refuse(declare_let, "let x, half = disintegrate(omega, A)", "`half` is defined already");
}
END_TEST

START_TEST(use_stays_until_another)
{
    declares(run_use, "use omega");
    ck_assert_str_eq(run.s.context.name, "omega");
    declares(run_use, "use m from 1/2|0,0> + 1/2|1,1>");
    ck_assert_int_eq(run.s.context.kind, CONTEXT_FROM);
    refuse(run_use, "use 3", "found a number, wanted a state or a model to ask in [E044]");
    ck_assert_int_eq(run.s.context.kind, CONTEXT_FROM);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("declare",
                        BIT "model m { X : Bit  Y : Bit <- X }\n"
                            "channel flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                            "state omega : (A : Bit) * (B : Bit) = 1/2|0,1> + 1/2|1,0>\n");
    tcase_add_test(c, types);
    tcase_add_test(c, states_and_channels);
    tcase_add_test(c, states_of_a_model);
    tcase_add_test(c, functions_are_certain);
    tcase_add_test(c, boxes_and_diagrams);
    tcase_add_test(c, let_takes_parts);
    tcase_add_test(c, use_stays_until_another);
    return run_suite("declare", c);
}
