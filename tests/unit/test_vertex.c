/* test_vertex.c -- variables of models and wires of states, found by their names. */
#include "lang/elaborate/vertex.h"
#include "surgery/cut.h"
#include "tests/unit/run_case.h"

START_TEST(variables_are_found)
{
    const Model *m = &named("bow")->model;
    uint32_t v = 9;
    ck_assert(find_vertex(&run.s, m, expression("Y"), &v) && v == 1);
    ck_assert(find_vertex(&run.s, m, expression("\"a b\""), &v) && v == 2);
    expect_refusal(find_vertex(&run.s, m, expression("Yy"), &v),
                   "the model `bow` has no variable `Yy` [E081]");
    expect_refusal(find_vertex(&run.s, m, expression("Nobody"), &v),
                   "Its variables are X, Y, a b.");
    expect_refusal(find_vertex(&run.s, m, expression("X * Y"), &v),
                   "found an expression, wanted a name [E046]");
}
END_TEST

START_TEST(unnamed_causes_have_a_name)
{
    const Model *m = &named("bow")->model;
    uint32_t v = 9;
    ck_assert(find_box(&run.s, m, run_name("X"), &v) && v == 0);
    ck_assert(find_box(&run.s, m, run_name("X <-> Y"), &v) && v == 3);
    ck_assert(!find_box(&run.s, m, run_name("Y <-> X"), &v));
    ck_assert(!find_box(&run.s, m, run_name("Q"), &v));
    ck_assert_str_eq(edge_name(&run.s, m, &m->vertices.at[3]), "X <-> Y");
    Name *names = vertex_names(&run.s, m);
    WireList all = {0};
    Sink text = {0};
    for (uint32_t i = 0; i < 4; i++)
        array_push(&all, 3 - i);
    set_write(names, &all, &text);
    expect_text(&text, "{\"X <-> Y\", \"a b\", Y, X}");
    set_write(names, &(WireList){0}, &text);
    expect_text(&text, "{}");
    array_clear(&all);
    memory_free(names);
}
END_TEST

static bool
note(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    (void)s;
    (void)m;
    sink_print(more, "%u@%u ", v, at.start);
    return v != 1;
}

START_TEST(an_argument_names_one_or_several)
{
    Model *m = &((Value *)named("bow"))->model;
    Sink seen = {0};
    const Node *args = arguments("f(X, {\"a b\", X}, {}, {X, Y, X}, {X, Q})");
    for (uint32_t i = 0; i < 3; i++)
        ck_assert(for_vertices(&run.s, m, args->kids[i], note, &seen));
    expect_text(&seen, "0@2 2@6 0@13 ");
    ck_assert(!for_vertices(&run.s, m, args->kids[3], note, &seen)); /* as the act says */
    expect_text(&seen, "0@22 1@25 ");
    expect_refusal(for_vertices(&run.s, m, args->kids[4], note, &seen), "no variable `Q` [E081]");
    sink_clear(&seen);
}
END_TEST

START_TEST(outputs_are_found_by_name)
{
    uint32_t i = 9;
    const Diagram *d = &named("pair")->diagram;
    ck_assert(find_output_named(&run.s, d, run_name("B"), (Span){0}, &i) && i == 1);
    expect_refusal(find_output_named(&run.s, d, run_name("Q"), (Span){0}, &i),
                   "Its wires are A, B.");
    expect_refusal(find_output_named(&run.s, &named("bare")->diagram, run_name("A"), (Span){0}, &i),
                   "no wire is called `A`: the wires of this state have no names [E101]");
}
END_TEST

START_TEST(one_wire_may_have_a_name_twice)
{
    uint32_t i = 9;
    Diagram d = {0};
    diagram_set(&d, &named("pair")->diagram);
    diagram_add_output(&d, d.outputs.at[0].wire, run_name("A"));
    ck_assert(find_output_named(&run.s, &d, run_name("A"), (Span){0}, &i) && i == 0);
    diagram_add_output(&d, d.outputs.at[1].wire, run_name("A"));
    expect_refusal(find_output_named(&run.s, &d, run_name("A"), (Span){0}, &i),
                   "two wires are called `A` [E101]");
    diagram_clear(&d);
}
END_TEST

START_TEST(closed_models_have_no_inputs)
{
    Model m = {0};
    model_set(&m, &named("bow")->model);
    ck_assert(is_closed_model(&run.s, &m, (Span){0}));
    model_open(&m, 1);
    expect_refusal(is_closed_model(&run.s, &m, (Span){0}),
                   "do has made `Y` an input of this model [E096]");
    model_clear(&m);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("vertex",
                        BIT "model bow { X : Bit  Y : Bit <- X  \"a b\" : Bit  X <-> Y }\n"
                            "state pair : (A : Bit) * (B : Bit) = |0,1>\n"
                            "state bare : Bit = |0>\n");
    tcase_add_test(c, variables_are_found);
    tcase_add_test(c, unnamed_causes_have_a_name);
    tcase_add_test(c, an_argument_names_one_or_several);
    tcase_add_test(c, outputs_are_found_by_name);
    tcase_add_test(c, one_wire_may_have_a_name_twice);
    tcase_add_test(c, closed_models_have_no_inputs);
    return run_suite("vertex", c);
}
