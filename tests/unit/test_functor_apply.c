/* test_functor_apply.c -- functors applied to models and diagrams. */
#include "lang/elaborate/functor_apply.h"
#include "tests/unit/run_case.h"

static bool
apply(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return functor_apply(s, to, named("F")->functor, n);
}

START_TEST(boxes_become_what_they_mean)
{
    gives(apply, "F(m)", "3/4|0,1> + 1/4|1,0>");
    gives(apply, "F(m.Y)", "0 -> 1|1>; 1 -> 1|0>");
    gives(apply, "F(coin ; m.Y)", "1/3|0> + 2/3|1>");
    gives(apply, "F(cut(m, X))", "1/2|0,1> + 1/2|1,0>");
}
END_TEST

START_TEST(what_it_does_not_name_stays)
{
    gives(apply, "F(coin)", "2/3|0> + 1/3|1>");
    gives(apply, "F(1/2|0> + 1/2|1>)", "1/2|0> + 1/2|1>");
    gives(apply, "F(copy[Bit])", "0 -> 1|0,0>; 1 -> 1|1,1>");
}
END_TEST

START_TEST(abstract_types_get_their_labels)
{
    Model m = {0};
    const Model *other = &named("n")->model;
    ck_assert(model_apply(&run.s, &m, other, named("G")->functor));
    ck_assert_uint_eq(m.vertices.at[0].type->size, 3);
    ck_assert_uint_eq(m.vertices.at[0].mechanism.wires.at[0]->size, 3);
    ck_assert_uint_eq(other->vertices.at[0].type->size, 0);
    ck_assert_ptr_eq(m.vertices.at[0].name, other->vertices.at[0].name);
    model_clear(&m);
}
END_TEST

START_TEST(a_result_may_be_the_argument)
{
    Model m = {0};
    Diagram d = {0};
    Value v = {0};
    model_set(&m, &named("m")->model);
    ck_assert(model_apply(&run.s, &m, &m, named("F")->functor));
    model_state(&d, &m);
    value_take_diagram(&v, &d);
    expect_worth(true, &v, "3/4|0,1> + 1/4|1,0>");
    diagram_clear(&d);
    model_clear(&m);
}
END_TEST

START_TEST(it_takes_one_thing_that_has_a_diagram)
{
    refuses(apply, "F(m, m)", "`F` is not used like this [E047]");
    refuses(apply, "F()", "Write F(lung): it takes one model or diagram.");
    refuses(apply, "F(3)", "found a number, wanted a state or a channel [E044]");
    refuses(apply, "F(1/2|0> + 1/4|1>)", "this sums to 3/4, not to 1 [E063]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("functor apply",
                        BIT "type U\nmodel m { X : Bit  Y : Bit <- X }\nmodel n { A : U }\n"
                            "functor F : m { X = 3/4|0> + 1/4|1>  Y = { 0 -> |1>  1 -> |0> } }\n"
                            "functor G : n { U = {a, b, c}  A = uniform }\n"
                            "state coin : Bit = 2/3|0> + 1/3|1>\n");
    tcase_add_test(c, boxes_become_what_they_mean);
    tcase_add_test(c, what_it_does_not_name_stays);
    tcase_add_test(c, abstract_types_get_their_labels);
    tcase_add_test(c, a_result_may_be_the_argument);
    tcase_add_test(c, it_takes_one_thing_that_has_a_diagram);
    return run_suite("functor apply", c);
}
