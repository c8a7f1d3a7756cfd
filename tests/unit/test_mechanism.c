/* test_mechanism.c -- mechanisms written in place: what they read, and what they may not be. */
#include "lang/surgery/mechanism.h"
#include "tests/unit/run_case.h"

static Model m;

static void
start(void)
{
    m = (Model){0};
    model_set(&m, &named("m")->model);
}

static void
end(void)
{
    model_clear(&m);
}

static uint32_t
vertex(const char *name)
{
    uint32_t v;
    ck_assert(model_find(&m, run_name(name), &v));
    return v;
}

static const Vertex *
fix(const char *name, const char *text)
{
    uint32_t v = vertex(name);
    ck_assert_msg(fix_vertex(&run.s, &m, v, expression(text)), "%s", sink_text(&run.s.err));
    return &m.vertices.at[v];
}

START_TEST(parents_are_what_is_read_in_order)
{
    const Vertex *y = fix("Y", "xor(Z, X)");
    ck_assert_uint_eq(y->parents.count, 2);
    ck_assert_uint_eq(y->parents.at[0], vertex("Z"));
    ck_assert_uint_eq(y->parents.at[1], vertex("X"));
    ck_assert_str_eq(y->fixed, "xor(Z, X)");
    y = fix("Y", "xor(X, xor(Z, X))"); /* each once */
    ck_assert_uint_eq(y->parents.count, 2);
    ck_assert_uint_eq(y->parents.at[0], vertex("X"));
    y = fix("Y", "|1>");
    ck_assert_uint_eq(y->parents.count, 0);
    ck_assert_str_eq(y->fixed, "|1>");
}
END_TEST

START_TEST(the_variable_says_the_type)
{
    const Vertex *d = fix("D", "uniform");
    ck_assert_ptr_eq(d->mechanism.wires.at[0], d->type);
    d = fix("D", "|5>");
    ck_assert_ptr_eq(d->mechanism.wires.at[0], d->type);
    ck_assert_str_eq(d->mechanism.outputs.at[0].name, "D");
}
END_TEST

START_TEST(a_channel_of_the_name_of_a_variable_is_not_read)
{
    const Vertex *y = fix("Y", "X(Z)");
    ck_assert_uint_eq(y->parents.count, 1);
    ck_assert_uint_eq(y->parents.at[0], vertex("Z"));
}
END_TEST

static void
refuse(const char *name, const char *text, const char *words)
{
    expect_refusal(fix_vertex(&run.s, &m, vertex(name), expression(text)), words);
    ck_assert_ptr_null(m.vertices.at[vertex(name)].fixed);
}

START_TEST(a_mechanism_gives_one_wire_of_the_type)
{
    refuse("Y", "copy(X)", "this gives 2 wires, a variable is one [E084]");
    refuse("Y", "discard(X)", "this gives 0 wires, a variable is one [E084]");
    refuse("D", "xor(X, Z)", "this gives `Bit`, the variable is `Die` [E084]");
    refuse("Y", "D", "this gives `Die`, the variable is `Bit` [E084]");
    refuse("Y", "nobody(X)", "nothing here is called `nobody` [E040]");
}
END_TEST

START_TEST(new_parents_move_a_variable)
{
    fix("X", "flip(Y)");
    const Node *list = arguments("do(m, X := flip(Y))");
    expect_refusal(sort_model(&run.s, &m, list), "this goes round in a circle: X -> Y -> X [E083]");
    fix("Y", "|0>");
    ck_assert(sort_model(&run.s, &m, list));
    ck_assert_uint_eq(m.order.at[m.order.count - 1], vertex("X"));
}
END_TEST

START_TEST(a_cycle_points_at_who_closes_it)
{
    fix("Z", "xor(Y, Z)");
    expect_refusal(sort_model(&run.s, &m, arguments("do(m, D := |5>, Z := xor(Y, Z))")),
                   "t:1:17: error: this goes round in a circle: Z -> Z [E083]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("mechanism",
                        BIT "type Die = {5..6}\nbox xor : Bit * Bit -> Bit\n"
                            "box flip : Bit -> Bit\nbox X : Bit -> Bit\n"
                            "model m { X : Bit  Z : Bit  D : Die  Y : Bit <- X }\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, parents_are_what_is_read_in_order);
    tcase_add_test(c, the_variable_says_the_type);
    tcase_add_test(c, a_channel_of_the_name_of_a_variable_is_not_read);
    tcase_add_test(c, a_mechanism_gives_one_wire_of_the_type);
    tcase_add_test(c, new_parents_move_a_variable);
    tcase_add_test(c, a_cycle_points_at_who_closes_it);
    return run_suite("mechanism", c);
}
