/* test_question_context.c -- what stands after `in` and `with`. */
#include "lang/elaborate/question_context.h"
#include "tests/unit/run_case.h"

static Context asked;

static void
start(void)
{
    asked = (Context){0};
}

static void
end(void)
{
    context_clear(&asked);
}

static bool
read_context(const char *text, const char *functor)
{
    return elaborate_context(&run.s, &asked, expression(text),
                             functor ? expression(functor) : NULL);
}

START_TEST(states_and_models_can_be_asked_in)
{
    ck_assert(read_context("coin", NULL));
    ck_assert_int_eq(asked.kind, CONTEXT_STATE);
    ck_assert_str_eq(asked.name, "coin");
    ck_assert(read_context("cut(m,  X)", NULL));
    ck_assert_int_eq(asked.kind, CONTEXT_MODEL);
    ck_assert_str_eq(asked.name, "cut(m, X)");
    ck_assert_ptr_null(asked.functor);
    ck_assert_uint_eq(asked.shape.vertices.count, 2);
    ck_assert(read_context("1/2|0> + 1/2|1>", NULL));
    ck_assert_int_eq(asked.kind, CONTEXT_STATE);
    ck_assert_int_eq(asked.state.kind, VALUE_DIAGRAM);
}
END_TEST

START_TEST(functors_are_applied)
{
    ck_assert(read_context("n", "G"));
    ck_assert_str_eq(asked.functor, "G");
    ck_assert_uint_eq(asked.model.vertices.at[0].type->size, 2);
    ck_assert_uint_eq(asked.shape.vertices.at[0].type->size, 0); /* as it was declared */
    ck_assert(read_context("n.A", "G"));
    ck_assert_int_eq(asked.kind, CONTEXT_STATE);
    expect_worth(true, &asked.state, "1/3|a> + 2/3|b>");
}
END_TEST

START_TEST(others_leave_the_context_as_it_was)
{
    ck_assert(read_context("coin", NULL));
    expect_refusal(read_context("3", NULL),
                   "found a number, wanted a state or a model to ask in [E044]");
    expect_refusal(read_context("m", "coin"),
                   "found a state, wanted a functor after `with` [E044]");
    expect_refusal(read_context("id[Bit]", NULL),
                   "this has 1 input, wanted a state, which has none [E096]");
    expect_refusal(read_context("2|0>", NULL), "this sums to 2, not to 1 [E063]");
    ck_assert_int_eq(asked.kind, CONTEXT_STATE);
    ck_assert_str_eq(asked.name, "coin");
}
END_TEST

START_TEST(a_question_is_asked_in_the_nearest)
{
    Value v = {0};
    gives(elaborate_in, "P(A = 1) in coin", "1/4");
    gives(elaborate_in, "P(Y = 0) in m with F", "1/3");
    ck_assert(read_context("coin", NULL));
    bool ok = elaborate_asked(&run.s, &v, &asked,
                              expression("P(A = 0) + (P(Y = 0) in m with F) in coin"), NULL);
    expect_worth(ok, &v, "13/12");
    ck_assert_ptr_eq(run.s.asked, &run.s.context);
    expect_refusal(elaborate_asked(&run.s, &v, &asked, expression("P(Q = 0) in coin"), NULL),
                   "no wire is called `Q` [E101]");
    ck_assert_ptr_eq(run.s.asked, &run.s.context);
    refuses(elaborate_in, "P(Y = 0) in m", "the box `m.X` has no meaning here [E030]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("question context",
                        BIT "type U\nmodel m { X : Bit  Y : Bit <- X }\nmodel n { A : U }\n"
                            "functor F : m { X = 2/3|0> + 1/3|1>  Y = { 0 -> |1>  1 -> |0> } }\n"
                            "functor G : n { U = {a, b}  A = 1/3|a> + 2/3|b> }\n"
                            "state coin : (A : Bit) = 3/4|0> + 1/4|1>\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, states_and_models_can_be_asked_in);
    tcase_add_test(c, functors_are_applied);
    tcase_add_test(c, others_leave_the_context_as_it_was);
    tcase_add_test(c, a_question_is_asked_in_the_nearest);
    return run_suite("question context", c);
}
