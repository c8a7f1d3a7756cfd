/* test_state_outputs.c -- the named outputs of a state, taken one by one. */
#include "lang/surgery/state_outputs.h"
#include "tests/unit/run_case.h"

static StateOutputs w;

static void
start(void)
{
    w = (StateOutputs){.s = &run.s};
}

static void
end(void)
{
    state_outputs_clear(&w);
}

static void
expect_list(WireList *list, const char *wanted)
{
    Sink text = {0};
    for (size_t i = 0; i < list->count; i++)
        sink_print(&text, "%u ", list->at[i]);
    array_clear(list);
    expect_text(&text, wanted);
}

START_TEST(outputs_are_taken_and_the_rest_is_left)
{
    WireList list = {0};
    const Node *args = arguments("f(\"b c\", {D, A}, {})");
    ck_assert(state_outputs_read(&w, expression("omega")));
    ck_assert(state_outputs_take(&w, &list, args->kids[0]));
    ck_assert(state_outputs_take(&w, &list, args->kids[2]));
    expect_list(&list, "1 ");
    state_outputs_take_rest(&w, &list);
    expect_list(&list, "0 2 3 ");
    ck_assert(state_outputs_take(&w, &list, args->kids[1]));
    expect_list(&list, "3 0 ");
    state_outputs_take_rest(&w, &list);
    expect_list(&list, "2 ");
}
END_TEST

START_TEST(each_is_taken_once)
{
    WireList list = {0};
    ck_assert(state_outputs_read(&w, expression("omega")));
    ck_assert(state_outputs_take(&w, &list, expression("A")));
    expect_refusal(state_outputs_take(&w, &list, expression("A")), "`A` stands twice [E099]");
    expect_refusal(state_outputs_take(&w, &list, arguments("f({D, D})")->kids[0]),
                   "t:1:7: error: `D` stands twice [E099]");
    expect_refusal(state_outputs_take(&w, &list, expression("A * D")),
                   "found an expression, wanted a name [E046]");
    expect_refusal(state_outputs_take(&w, &list, expression("Q")), "no wire is called `Q` [E101]");
    array_clear(&list);
}
END_TEST

START_TEST(conditionals_are_called_after_them)
{
    WireList heads = {0}, givens = {0};
    ck_assert(state_outputs_read(&w, expression("omega ; # no change\n id")));
    array_push(&heads, 3);
    array_push(&heads, 1);
    ck_assert_str_eq(state_outputs_conditional(&w, &heads, &givens),
                     "(P(D, \"b c\") in omega ; id)");
    array_push(&givens, 2);
    array_push(&givens, 0);
    ck_assert_str_eq(state_outputs_conditional(&w, &heads, &givens),
                     "(P(D, \"b c\" | \"_\", A) in omega ; id)");
    array_clear(&givens);
    array_clear(&heads);
}
END_TEST

START_TEST(only_states_have_outputs_alone)
{
    expect_refusal(state_outputs_read(&w, expression("m")),
                   "found a model, wanted a state (apply a functor to the model) [E044]");
    expect_refusal(state_outputs_read(&w, expression("2")), "found a number, wanted a state");
    expect_refusal(state_outputs_read(&w, expression("copy[Bit]")),
                   "this has 1 input, wanted a state, which has none [E096]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("state outputs",
                        BIT "model m { A : Bit }\n"
                            "state omega : (A : Bit) * (\"b c\" : Bit) * Bit * (D : Bit) = "
                            "|0,0,1,1>\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, outputs_are_taken_and_the_rest_is_left);
    tcase_add_test(c, each_is_taken_once);
    tcase_add_test(c, conditionals_are_called_after_them);
    tcase_add_test(c, only_states_have_outputs_alone);
    return run_suite("state outputs", c);
}
