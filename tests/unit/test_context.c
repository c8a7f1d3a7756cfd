/* test_context.c -- what a question is asked in: swapped and cleared whole. */
#include "lang/session/context.h"
#include "tests/suite.h"

static void
make_state(Context *c, Name name)
{
    Diagram d = {0};
    *c = (Context){.kind = CONTEXT_STATE, .name = name};
    diagram_add_output(&d, diagram_add_input(&d, NULL, NULL), NULL);
    value_take_diagram(&c->state, &d);
    array_push(&c->output_of, 7);
    model_add_vertex(&c->model, &(Vertex){.name = "X"});
    model_add_vertex(&c->shape, &(Vertex){.name = "Y"});
}

START_TEST(a_cleared_context_is_none)
{
    Context c;
    make_state(&c, "omega");
    context_clear(&c);
    ck_assert_int_eq(c.kind, CONTEXT_NONE);
    ck_assert_ptr_null(c.name);
    ck_assert_int_eq(c.state.kind, VALUE_NONE);
    ck_assert(!c.model.vertices.count && !c.shape.vertices.count && !c.output_of.count);
    context_clear(&c); /* again does nothing */
}
END_TEST

START_TEST(a_swap_exchanges_everything)
{
    Context a, b = {0};
    make_state(&a, "omega");
    context_swap(&a, &b);
    ck_assert_int_eq(a.kind, CONTEXT_NONE);
    ck_assert_int_eq(b.kind, CONTEXT_STATE);
    ck_assert_str_eq(b.name, "omega");
    ck_assert_uint_eq(b.output_of.at[0], 7);
    ck_assert_str_eq(b.shape.vertices.at[0].name, "Y");
    context_swap(&b, &b);
    ck_assert_str_eq(b.model.vertices.at[0].name, "X");
    context_clear(&a);
    context_clear(&b);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("context");
    tcase_add_test(c, a_cleared_context_is_none);
    tcase_add_test(c, a_swap_exchanges_everything);
    Suite *s = suite_create("context");
    suite_add_tcase(s, c);
    return s;
}
