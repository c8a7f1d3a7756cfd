/* test_show.c -- show: values as text, under their names, as source and as JSON. */
#include "lang/statement/show.h"
#include "tests/unit/run_case.h"

static void
start(void)
{
    sink_clear(&run.s.out);
}

static bool
show(const char *text)
{
    return run_show(&run.s, statement(text));
}

static void
shows(const char *text, const char *wanted)
{
    ck_assert_msg(show(text), "%s: %s", text, sink_text(&run.s.err));
    expect_text(&run.s.out, wanted);
}

static void
refuse(const char *text, const char *words)
{
    expect_refusal(show(text), words);
    expect_text(&run.s.out, "");
    ck_assert(!run.s.staging);
}

START_TEST(what_has_a_name_is_shown_under_it)
{
    shows("show coin", "state coin : (A : Bit) = 3/4|0> + 1/4|1>   # 0.75, 0.25\n");
    shows("show coin ; id", "3/4|0> + 1/4|1>   # 0.75, 0.25\n");
    shows("show third", "1/3   # 0.333333\n");
    shows("show 1 == 1", "true\n");
    shows("show m", "model m {\n  X : Bit\n}\n");
}
END_TEST

START_TEST(certain_channels_are_functions)
{
    ck_assert(show("show flip"));
    ck_assert(strstr(sink_text(&run.s.out), "function flip : Bit -> Bit = {") != NULL);
    sink_clear(&run.s.out);
    ck_assert(show("show turn"));
    ck_assert(strstr(sink_text(&run.s.out), "channel turn : Bit -> Bit = {") != NULL);
    sink_clear(&run.s.out);
}
END_TEST

START_TEST(types_and_boxes_are_shown_as_declared)
{
    shows("show Bit", "type Bit = {0, 1}\n");
    shows("show U", "type U\n");
    shows("show Pair", "type Pair = Bit * (A : Bit)\n");
    shows("show \"a type\"", "type \"a type\" = {1..3}\n");
    shows("show bare", "box bare : (A : Bit) -> U\n");
    session_write_json(&run.s);
    shows("show bare", "{\"kind\":\"box\",\"text\":\"box bare : (A : Bit) -> U\\n\"}\n");
    shows("show U", "{\"kind\":\"type\",\"text\":\"type U\\n\"}\n");
}
END_TEST

START_TEST(forms)
{
    shows("show coin as diagram", "diagram coin {\n  A <- coin\n  return A\n}\n");
    shows("show m as diagram", "diagram m {\n  X <- m.X\n  return X\n}\n");
    shows("show 1/2|0> + 1/2|1> as source",
          "diagram shown {\n  x1 <- (1/2|0> + 1/2|1>) ; id[Bit]\n  return x1\n}\n");
    refuse("show third as diagram", "found a number, wanted a state or a channel [E044]");
    refuse("show coin as latex", "there is no formula here, so nothing to show as latex [E132]");
    refuse("show coin as poem", "nothing is shown as `poem` [E131]");
}
END_TEST

START_TEST(fractions_are_shortened_but_for_a_form)
{
    run.s.style.shorten = true;
    ck_assert(show("show 10 ^ 80 + 1"));
    ck_assert(strstr(sink_text(&run.s.out), "1000...0001 ") != NULL);
    sink_clear(&run.s.out);
    ck_assert(show("show 10 ^ 80 + 1 as fraction"));
    ck_assert(strstr(sink_text(&run.s.out), "...") == NULL);
    ck_assert(run.s.style.shorten);
    sink_clear(&run.s.out);
}
END_TEST

START_TEST(parts_are_named_after_their_wires)
{
    Value v = {.kind = VALUE_TUPLE}, part = {0};
    const Node *n = expression("0");
    ck_assert(session_meaning(&run.s, &part, &named("coin")->diagram, n));
    array_push(&v.parts, part);
    part = (Value){0};
    value_set(&part, named("third"));
    array_push(&v.parts, part);
    ck_assert(show_value(&run.s, &v, n));
    expect_text(&run.s.out,
                "state A : (A : Bit) = 3/4|0> + 1/4|1>   # 0.75, 0.25\n1/3   # 0.333333\n");
    value_clear(&v);
}
END_TEST

START_TEST(what_has_no_value_is_refused)
{
    refuse("show nobody", "nothing here is called `nobody` [E040]");
    refuse("show coin ; bare", "the box `bare` has no meaning here [E030]");
    run.s.budget.stop = STOP_MEMORY;
    refuse("show coin", "out of memory [E032]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("show",
                        BIT "type U\ntype Pair = Bit * (A : Bit)\ntype \"a type\" = {1..3}\n"
                            "let third = 1/3\nmodel m { X : Bit }\nbox bare : (A : Bit) -> U\n"
                            "state coin : (A : Bit) = 3/4|0> + 1/4|1>\n"
                            "function flip : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n"
                            "channel turn : Bit -> Bit = { 0 -> |1>  1 -> |0> }\n");
    tcase_add_checked_fixture(c, start, NULL);
    tcase_add_test(c, what_has_a_name_is_shown_under_it);
    tcase_add_test(c, certain_channels_are_functions);
    tcase_add_test(c, types_and_boxes_are_shown_as_declared);
    tcase_add_test(c, forms);
    tcase_add_test(c, fractions_are_shortened_but_for_a_form);
    tcase_add_test(c, parts_are_named_after_their_wires);
    tcase_add_test(c, what_has_no_value_is_refused);
    return run_suite("show", c);
}
