/* test_convert.c -- matrices as boxes and diagrams, and back. */
#include "lang/session/convert.h"
#include "tests/unit/run_case.h"

static Value
worth(const char *text)
{
    Value v = {0};
    ck_assert_msg(elaborate(&run.s, &v, expression(text)), "%s", sink_text(&run.s.err));
    return v;
}

static const Box *
only_box(const char *text)
{
    Diagram d = {0};
    Value v = worth(text);
    ck_assert(value_to_diagram(&run.s, &d, &v, expression("0")));
    ck_assert_uint_eq(d.uses.count, 1);
    const Box *box = d.uses.at[0].box;
    diagram_clear(&d);
    value_clear(&v);
    return box;
}

START_TEST(equal_kernels_are_one_box)
{
    const Box *box = only_box("1/2|0> + 1/2|1>");
    size_t boxes = run.s.signature.boxes.count;
    ck_assert_ptr_eq(only_box("1/2|1> + 1/4|0> + 1/4|0>"), box);
    ck_assert_uint_eq(run.s.signature.boxes.count, boxes);
    ck_assert_str_eq(box->name, "(1/2|0> + 1/2|1>)");
    ck_assert_ptr_ne(only_box("1/3|0> + 2/3|1>"), box);
    ck_assert_str_eq(only_box("{ 0 -> |x>  1 -> |y> }")->name, "({ 0 -> 1|x>  1 -> 1|y> })");
    ck_assert_ptr_ne(only_box("{ x -> |0>  y -> |1> }"), only_box("{ x -> |1>  y -> |1> }"));
}
END_TEST

START_TEST(the_same_text_over_other_types_is_another_box)
{
    const Box *a = only_box("{ x -> 1/2|0> + 1/2|1>  y -> |0> }");
    run.s.redefine = true;
    run_text(&run, "type Coin = {x, y}\n");
    ck_assert(run.ok);
    ck_assert_ptr_ne(only_box("{ x -> 1/2|0> + 1/2|1>  y -> |0> }"), a);
}
END_TEST

START_TEST(there_and_back)
{
    Value v = worth("{ 0 -> 1/3|x> + 2/3|y>  1 -> |y> }"), back = {0};
    Diagram d = {0};
    ck_assert(value_to_diagram(&run.s, &d, &v, expression("0")));
    value_take_diagram(&v, &d);
    bool ok = value_to_matrix(&run.s, &back, &v, expression("0"));
    ck_assert_int_eq(back.kind, VALUE_MATRIX);
    expect_worth(ok, &back, "0 -> 1/3|x> + 2/3|y>; 1 -> 1|y>");
    ok = value_to_matrix(&run.s, &v, &v, expression("0")); /* a result may be an argument */
    expect_worth(ok, &v, "0 -> 1/3|x> + 2/3|y>; 1 -> 1|y>");
    diagram_clear(&d);
}
END_TEST

static void
refuse_as_diagram(const char *text, const char *words)
{
    Value v = worth(text);
    Diagram d = {0};
    expect_refusal(value_to_diagram(&run.s, &d, &v, expression(text)), words);
    ck_assert_uint_eq(d.uses.count, 0);
    value_clear(&v);
}

START_TEST(a_box_is_made_of_probabilities)
{
    refuse_as_diagram("1/2|0>", "this sums to 1/2, not to 1 [E063]");
    refuse_as_diagram("2|0> - |1>", "the weight of |1> is -1 [E064]");
    refuse_as_diagram("{ 0 -> |x>  1 -> 1/2|y> }", "the row `1` sums to 1/2, not to 1 [E063]");
    refuse_as_diagram("{ 0 -> |x>  1 -> 2|x> - |y> }", "in the row `1` the weight of |y> is -1");
    refuse_as_diagram("3", "found a number, wanted a state or a channel [E044]");
    Value v = worth("{ 0 -> |x>  1 -> undefined }");
    ck_assert(check_rows(&run.s, &v, expression("0")));
    value_clear(&v);
}
END_TEST

START_TEST(weights_settle)
{
    Value v = worth("{ 0 -> |x>  1 -> undefined }");
    v.weighted = true;
    ck_assert(settle_weight(&run.s, &v, expression("0")));
    ck_assert(!v.weighted);
    value_clear(&v);
    v = worth("{ 0 -> |x>  1 -> 2|x> - |y> }");
    v.weighted = false;
    ck_assert(settle_weight(&run.s, &v, expression("0")));
    ck_assert(v.weighted);
    value_clear(&v);
}
END_TEST

START_TEST(a_declared_box_takes_its_matrix)
{
    Value v = worth("1/3|x> + 2/3|y>");
    PortList none = {0}, out = {0};
    SizeList sizes = {0};
    Diagram d = {0};
    array_push(&out, ((Port){run_name("A"), v.out.at[0].type}));
    declared_diagram(&run.s, &d, run_name("toss"), true, &v, &none, &out);
    ck_assert_str_eq(d.outputs.at[0].name, "A");
    ck_assert_str_eq(d.uses.at[0].box->name, "toss");
    ck_assert(d.uses.at[0].box->deterministic);
    ck_assert_ptr_nonnull(meaning_find(&run.s.meaning, d.uses.at[0].box->id));
    array_push(&sizes, 9);
    ports_to_sizes(&sizes, &out); /* in the place of what was there */
    ck_assert(sizes.count == 1 && sizes.at[0] == 2);
    array_clear(&sizes);
    array_clear(&out);
    diagram_clear(&d);
    value_clear(&v);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("convert", BIT "type Coin = {x, y}\n");
    tcase_add_test(c, equal_kernels_are_one_box);
    tcase_add_test(c, the_same_text_over_other_types_is_another_box);
    tcase_add_test(c, there_and_back);
    tcase_add_test(c, a_box_is_made_of_probabilities);
    tcase_add_test(c, weights_settle);
    tcase_add_test(c, a_declared_box_takes_its_matrix);
    return run_suite("convert", c);
}
