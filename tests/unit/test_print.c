/* test_print.c -- values written as people read them, as source, and as JSON. */
#include "lang/session/print.h"
#include "surgery/cut.h"
#include "tests/unit/run_case.h"

static void
expect_printed(const Value *v, const char *name, const char *wanted)
{
    Sink text = {0};
    write_value(&run.s, v, name ? run_name(name) : NULL, &run.s.style, &text);
    expect_text(&text, wanted);
}

static void
expect_json(const Value *v, const char *name, const char *wanted)
{
    Sink text = {0};
    write_value_json(&run.s, v, name ? run_name(name) : NULL, &run.s.style, &text);
    expect_text(&text, wanted);
}

START_TEST(numbers_truth_and_matrices)
{
    Value v = {0};
    expect_printed(named("third"), "third", "1/3   # 0.333333\n");
    expect_json(named("third"), NULL,
                "{\"kind\":\"number\",\"value\":\"1/3\",\"decimal\":\"0.333333\"}\n");
    value_set_truth(&v, true);
    expect_printed(&v, NULL, "true\n");
    expect_json(&v, NULL, "{\"kind\":\"bool\",\"value\":true}\n");
    ck_assert(elaborate(&run.s, &v, expression("1/2|0> + 1/2|1>")));
    expect_printed(&v, "c", "state c : Bit = 1/2|0> + 1/2|1>   # 0.5, 0.5\n");
    expect_printed(&v, NULL, "1/2|0> + 1/2|1>   # 0.5, 0.5\n");
    value_clear(&v);
}
END_TEST

START_TEST(a_function_is_said_to_be_one)
{
    Value v = {0};
    Sink text = {0};
    ck_assert(elaborate(&run.s, &v, expression("{ 0 -> |1>  1 -> |0> }")));
    write_matrix(&v, run_name("f"), true, &run.s.style, &text);
    ck_assert_ptr_eq(strstr(sink_text(&text), "function f : Bit -> Bit"), sink_text(&text));
    sink_clear(&text);
    write_matrix(&v, run_name("f"), false, &run.s.style, &text);
    ck_assert_ptr_eq(strstr(sink_text(&text), "channel f : Bit -> Bit"), sink_text(&text));
    sink_clear(&text);
    ck_assert(elaborate(&run.s, &v, expression("1|0>"))); /* a state is no function */
    write_matrix(&v, run_name("f"), true, &run.s.style, &text);
    expect_text(&text, "state f : Bit = |0>\n");
    value_clear(&v);
}
END_TEST

START_TEST(what_is_text_already)
{
    expect_printed(named("m"), NULL, "model m {\n  X : Bit\n}\n");
    expect_printed(named("m"), "other", "model other {\n  X : Bit\n}\n");
    expect_printed(named("F"), "F", "functor F : m { X = |0> }\n");
    expect_printed(named("d"), NULL, "diagram shown(a : Bit) {\n  return a, a1 = a\n}\n");
    expect_json(named("m"), NULL,
                "{\"kind\":\"model\",\"text\":\"model m {\\n  X : Bit\\n}\\n\"}\n");
    ck_assert_str_eq(source_kind(named("m")), "model");
    ck_assert_str_eq(source_kind(named("d")), "diagram");
    ck_assert_str_eq(source_kind(named("F")), "functor");
}
END_TEST

START_TEST(an_open_model_is_its_diagram)
{
    Value v = {0};
    value_set(&v, named("m"));
    model_open(&v.model, 0);
    expect_printed(&v, NULL, "diagram m(X : Bit) {\n  return X\n}\n");
    value_clear(&v);
}
END_TEST

START_TEST(the_parts_of_a_tuple_have_no_name)
{
    Value v = {.kind = VALUE_TUPLE}, part = {0};
    expect_printed(&v, NULL, "");
    expect_json(&v, NULL, "");
    value_set(&part, named("third"));
    array_push(&v.parts, part);
    part = (Value){0};
    value_set_truth(&part, false);
    array_push(&v.parts, part);
    expect_printed(&v, "both", "1/3   # 0.333333\nfalse\n");
    expect_json(&v, "both",
                "{\"kind\":\"number\",\"value\":\"1/3\",\"decimal\":\"0.333333\"}\n"
                "{\"kind\":\"bool\",\"value\":false}\n");
    value_clear(&v);
}
END_TEST

START_TEST(plain_is_without_colours)
{
    Sink text = {0};
    run.s.style.color = true;
    write_plain_value(&run.s, named("third"), &text);
    expect_text(&text, "1/3   # 0.333333\n");
    ck_assert(run.s.style.color);
    expect_printed(named("third"), NULL, "1/3   \033[2m# 0.333333\033[0m\n");
}
END_TEST

START_TEST(imported_functors_read_back)
{
    Functor f = {.name = run_name("a functor")};
    Diagram image = {0};
    Sink text = {0};
    static const char *const items[] = {"odd", "sure"};
    for (size_t i = 0; i < COUNT(items); i++) {
        diagram_set(&image, &named(items[i])->diagram);
        functor_add_box(&f, image.uses.at[0].box, &image);
    }
    write_imported_functor(&run.s, &f, run_name("m"), &text);
    expect_text(&text, "functor \"a functor\" : m {\n"
                       "  Y = {\n    1 -> 1|1>\n    -2 -> 1/2|1> + 1/2|-2>\n  }\n"
                       "  X = 1|-2>\n}\n");
    diagram_clear(&image);
    functor_clear(&f);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("print",
                        BIT "let third = 1/3\nmodel m { X : Bit }\nfunctor F : m { X = |0> }\n"
                            "diagram d(a : Bit) { return a, a1 = a }\n"
                            "type Odd = {1, -2}\nstate sure : (X : Odd) = 1|-2>\n"
                            "channel odd : (X : Odd) -> (Y : Odd) = "
                            "{ 1 -> |1>  \"-2\" -> 1/2|1> + 1/2|-2> }\n");
    tcase_add_test(c, numbers_truth_and_matrices);
    tcase_add_test(c, a_function_is_said_to_be_one);
    tcase_add_test(c, what_is_text_already);
    tcase_add_test(c, an_open_model_is_its_diagram);
    tcase_add_test(c, the_parts_of_a_tuple_have_no_name);
    tcase_add_test(c, plain_is_without_colours);
    tcase_add_test(c, imported_functors_read_back);
    return run_suite("print", c);
}
