/* test_intervention.c -- cut and do: what surgery makes of a model. */
#include "diagram/write.h"
#include "lang/surgery/intervention.h"
#include "tests/unit/run_case.h"

typedef bool Surgery(Session *s, Value *to, const Node *n);

/* The lung model with these lines for S, T and C. */
static void
becomes(Surgery *surgery, const char *text, const char *lines)
{
    Value v = {0};
    Sink is = {0}, wanted = {0};
    ck_assert_msg(surgery(&run.s, &v, expression(text)), "%s", sink_text(&run.s.err));
    model_write(&v.model, run_name("lung"), &is);
    sink_print(&wanted, "model lung {\n  latent H : Bit\n%s}\n", lines);
    ck_assert_str_eq(sink_text(&is), sink_text(&wanted));
    sink_clear(&wanted);
    sink_clear(&is);
    value_clear(&v);
}

static void
refuse(Surgery *surgery, const char *text, const char *words)
{
    Value v = {0};
    expect_refusal(surgery(&run.s, &v, expression(text)), words);
    ck_assert_int_eq(v.kind, VALUE_NONE);
    ck_assert_uint_eq(named("lung")->model.vertices.at[1].parents.count, 1);
}

#define S "  S : Bit <- H\n"
#define T "  T : Bit <- S\n"
#define C "  C : Bit <- H, T\n"

START_TEST(cutting_leaves_chance)
{
    becomes(elaborate_cut, "cut(lung, S)", "  S : Bit = uniform\n" T C);
    becomes(elaborate_cut, "cut(lung, {S, C}, T)",
            "  S : Bit = uniform\n  T : Bit = uniform\n  C : Bit = uniform\n");
    becomes(elaborate_cut, "cut(lung, {})", S T C);
    becomes(elaborate_cut, "cut(cut(lung, S), S)", "  S : Bit = uniform\n" T C);
}
END_TEST

START_TEST(doing_sets_opens_or_replaces)
{
    becomes(elaborate_do, "do(lung, S = 1)", "  S : Bit = |1>\n" T C);
    becomes(elaborate_do, "do(lung, S)", "  S : Bit = input\n" T C);
    becomes(elaborate_do, "do(lung, {S, T})", "  S : Bit = input\n  T : Bit = input\n" C);
    becomes(elaborate_do, "do(lung, T := flip(C), C = 0)",
            S "  T : Bit = flip(C)\n  C : Bit = |0>\n");
    becomes(elaborate_do, "do(lung, C := uniform)", S T "  C : Bit = uniform\n");
}
END_TEST

START_TEST(what_was_opened_is_told_as_written)
{
    Model m = {0};
    WireList opened = {0};
    model_set(&m, &named("lung")->model);
    ck_assert(apply_do(&run.s, &m, arguments("do(lung, C, T = 0, S)"), 1, &opened));
    ck_assert_uint_eq(opened.count, 2);
    ck_assert(opened.at[0] == 3 && opened.at[1] == 1);
    ck_assert(m.vertices.at[3].open && !m.vertices.at[2].open);
    array_clear(&opened);
    model_clear(&m);
}
END_TEST

START_TEST(each_is_done_once)
{
    refuse(elaborate_do, "do(lung, S, S = 1)", "`S` is intervened on twice [E087]");
    refuse(elaborate_do, "do(lung, S = 1, {T, S})", "`S` is intervened on twice [E087]");
    refuse(elaborate_do, "do(lung, S := flip(C))",
           "this goes round in a circle: S -> T -> C -> S [E083]");
}
END_TEST

START_TEST(one_value_of_the_variable_is_set)
{
    refuse(elaborate_do, "do(lung, S = {0, 1})", "do sets a variable to one value, not to a set");
    refuse(elaborate_do, "do(lung, S = 2)", "`Bit` has no label `2` [E052]");
    refuse(elaborate_do, "do(lung, S = fair)", "To draw it from a state or channel write do(S :=");
    refuse(elaborate_do, "do(lung, S = T)", "`T` is not a label of `Bit` [E088]");
    refuse(elaborate_do, "do(lung, S != 1)", "`do` is not used like this [E047]");
    refuse(elaborate_do, "do(lung, Q)", "the model `lung` has no variable `Q` [E081]");
}
END_TEST

START_TEST(surgery_is_done_on_models)
{
    refuse(elaborate_cut, "cut(lung)", "Write cut(lung, S) or cut(lung, {S, T}).");
    refuse(elaborate_cut, "cut(lung, S | T)", "`cut` is not used like this [E047]");
    refuse(elaborate_cut, "cut(fair, S)", "found a state, wanted a model [E044]");
    refuse(elaborate_do, "do(lung)", "`do` is not used like this [E047]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("intervention", LUNG "state fair : Bit = 1/2|0> + 1/2|1>\n"
                                             "box flip : Bit -> Bit\n");
    tcase_add_test(c, cutting_leaves_chance);
    tcase_add_test(c, doing_sets_opens_or_replaces);
    tcase_add_test(c, what_was_opened_is_told_as_written);
    tcase_add_test(c, each_is_done_once);
    tcase_add_test(c, one_value_of_the_variable_is_set);
    tcase_add_test(c, surgery_is_done_on_models);
    return run_suite("intervention", c);
}
