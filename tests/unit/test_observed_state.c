/* test_observed_state.c -- states that were measured, matched with the variables of their model. */
#include "lang/identify/observed_state.h"
#include "surgery/cut.h"
#include "tests/unit/run_case.h"

static Context c;

static void
start(void)
{
    c = (Context){0};
}

static void
end(void)
{
    context_clear(&c);
}

static bool
from(const char *model, const char *state)
{
    Node *states[] = {(Node *)expression(state)};
    return elaborate_from(&run.s, &c, expression(model), states, 1);
}

static bool
from_both(const char *model, const char *one, const char *other)
{
    Node *states[] = {(Node *)expression(one), (Node *)expression(other)};
    return elaborate_from(&run.s, &c, expression(model), states, 2);
}

/* m: S, T, hidden H, C. */
START_TEST(wires_are_matched_by_name)
{
    ck_assert(from("m", "turned")); /* C, more, S, T */
    ck_assert_int_eq(c.kind, CONTEXT_FROM);
    ck_assert_str_eq(c.name, "m");
    ck_assert_uint_eq(c.output_of.at[0], 2);
    ck_assert_uint_eq(c.output_of.at[1], 3);
    ck_assert_uint_eq(c.output_of.at[3], 0);
}
END_TEST

START_TEST(wires_without_names_by_order)
{
    ck_assert(from("m", "bare"));
    ck_assert_uint_eq(c.output_of.at[0], 0);
    ck_assert_uint_eq(c.output_of.at[1], 1);
    ck_assert_uint_eq(c.output_of.at[3], 2);
    expect_refusal(from("m", "bare * |0>"), "this state has no wire for `S` [E126]");
}
END_TEST

START_TEST(abstract_types_are_those_of_the_state)
{
    const Type *bit = session_find_type(&run.s, run_name("Bit"))->at[0].type;
    ck_assert(from("loose", "|1> ; id[Bit]"));
    ck_assert_ptr_eq(c.model.vertices.at[0].type, bit);
    ck_assert_uint_eq(c.shape.vertices.at[0].type->size, 0);
    expect_refusal(from("m", "dice"), "the wire `C` is `Die`, the model has `Bit` [E126]");
}
END_TEST

START_TEST(a_name_of_two_wires_matches_nothing)
{
    expect_refusal(from("m", "twice"), "two wires are called `S` [E101]");
    ck_assert(from("m", "others")); /* what the model does not ask for may be twice */
}
END_TEST

START_TEST(what_is_lacking_is_latent)
{
    ck_assert(from("m", "part"));
    ck_assert_uint_eq(c.lacking.count, 1);
    ck_assert_str_eq(c.shape.vertices.at[c.lacking.at[0]].name, "T");
    ck_assert(c.shape.vertices.at[c.lacking.at[0]].latent);
    ck_assert(c.model.vertices.at[c.lacking.at[0]].latent);
    expect_refusal(has_all_wires(&run.s, &c, (Span){0}), "this state has no wire for `T` [E126]");
    ck_assert(from("m", "bare"));
    ck_assert(has_all_wires(&run.s, &c, (Span){0}));
}
END_TEST

START_TEST(what_does_not_fit_leaves_the_context)
{
    ck_assert(from("m", "bare"));
    expect_refusal(from("bare", "bare"), "found a state before `from`, wanted a model [E126]");
    expect_refusal(from("do(m, S)", "bare"), "do has made `S` an input of this model [E096]");
    expect_refusal(from("m", "id[Bit]"), "an input of this channel has no name [E206]");
    ck_assert_int_eq(c.kind, CONTEXT_FROM);
    ck_assert_uint_eq(c.state.diagram.outputs.count, 3);
}
END_TEST

START_TEST(a_channel_is_an_experiment)
{
    ck_assert(from_both("m", "bare", "setting"));
    ck_assert_int_eq(c.state.kind, VALUE_DIAGRAM);
    ck_assert_uint_eq(c.experiments.count, 1);
    const Experiment *x = &c.experiments.at[0];
    ck_assert_str_eq(x->name, "setting");
    ck_assert_uint_eq(x->done.count, 2); /* T, then S */
    ck_assert_uint_eq(x->done.at[0], 1);
    ck_assert_uint_eq(x->done.at[1], 0);
    ck_assert_uint_eq(x->output_of.at[3], 0);
    ck_assert(from_both("m", "setting", "one"));
    ck_assert_int_eq(c.state.kind, VALUE_NONE);
    ck_assert_uint_eq(c.experiments.count, 2);
    ck_assert_uint_eq(c.experiments.at[1].output_of.at[3], 1); /* by order: T, C */
    ck_assert_uint_eq(c.experiments.at[1].output_of.at[1], 0);
}
END_TEST

START_TEST(each_experiment_is_there_once)
{
    expect_refusal(from_both("m", "bare", "turned"),
                   "`turned` is of the same experiment as the state before it, where nothing was "
                   "done [E205]");
    expect_refusal(from_both("m", "setting", "again"),
                   "`again` is of the same experiment as `setting` [E205]");
    expect_refusal(from("m", "hidden"), "the input `H` is no observed variable");
    expect_refusal(from("m", "less"), "this state has no wire for `T` [E126]");
    expect_refusal(from("m", "dies"), "the wire `S` is `Die`, the model has `Bit` [E126]");
}
END_TEST

START_TEST(questions_are_asked_in_it)
{
    gives(elaborate_in_from, "P(C = 1 | S = 0) in m from bare", "1/3");
    gives(elaborate_in_from, "P(T = 1) in m from bare", "1/2");
    refuses(elaborate_in_from, "P(Q = 1) in m from bare", "no variable `Q`");
    ck_assert_ptr_eq(run.s.asked, &run.s.context);
}
END_TEST

Suite *
suite(void)
{
    TCase *t = run_case(
        "observed state",
        BIT "type Die = {1..2}\ntype U\nmodel loose { X : U }\n"
            "model m { S : Bit  T : Bit  latent H : Bit  C : Bit <- S, T, H }\n"
            "state bare : Bit * Bit * Bit = "
            "1/6|0,0,0> + 1/6|0,1,0> + 1/6|0,0,1> + 1/6|1,0,0> + 1/3|1,1,1>\n"
            "state turned : (C : Bit) * (more : Bit) * (S : Bit) * (T : Bit) = |0,0,0,0>\n"
            "state dice : (S : Bit) * (T : Bit) * (C : Die) = |0,0,1>\n"
            "state twice : (S : Bit) * (S : Bit) * (T : Bit) * (C : Bit) = |0,0,0,0>\n"
            "state others : (S : Bit) * (X : Bit) * (X : Bit) * (T : Bit) * (C : Bit) = "
            "|0,0,0,0,0>\n"
            "state part : (S : Bit) * (C : Bit) = |0,0>\n"
            "channel setting : (T : Bit) * (S : Bit) -> (C : Bit) = "
            "{ 0,0 -> |0>  0,1 -> |1>  1,0 -> |0>  1,1 -> |0> }\n"
            "channel again : (S : Bit) * (T : Bit) -> (C : Bit) = "
            "{ 0,0 -> |0>  0,1 -> |1>  1,0 -> |0>  1,1 -> |0> }\n"
            "channel one : (S : Bit) -> Bit * Bit = { 0 -> |0,0>  1 -> |0,1> }\n"
            "channel less : (S : Bit) -> (C : Bit) = { 0 -> |0>  1 -> |0> }\n"
            "channel dies : (S : Die) -> Bit * Bit = { 1 -> |0,0>  2 -> |0,1> }\n"
            "channel hidden : (H : Bit) -> Bit * Bit * Bit = { 0 -> |0,0,0>  1 -> |0,1,1> }\n");
    tcase_add_checked_fixture(t, start, end);
    tcase_add_test(t, wires_are_matched_by_name);
    tcase_add_test(t, wires_without_names_by_order);
    tcase_add_test(t, abstract_types_are_those_of_the_state);
    tcase_add_test(t, a_name_of_two_wires_matches_nothing);
    tcase_add_test(t, what_is_lacking_is_latent);
    tcase_add_test(t, what_does_not_fit_leaves_the_context);
    tcase_add_test(t, a_channel_is_an_experiment);
    tcase_add_test(t, each_experiment_is_there_once);
    tcase_add_test(t, questions_are_asked_in_it);
    return run_suite("observed state", t);
}
