/* test_kernel_table.c -- tables: a row for each value of the inputs, in any order. */
#include "lang/elaborate/kernel_table.h"
#include "lang/elaborate/type.h"
#include "tests/unit/run_case.h"

static bool
inferred(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_table(s, to, n, NULL, NULL);
}

/* As declared: Bit * Die -> Bit. */
static bool
declared(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    PortList in = {0}, out = {0};
    bool ok = elaborate_type(s, &in, type_of("type T = Bit * Die")) &&
              elaborate_type(s, &out, type_of("type T = Bit")) &&
              elaborate_table(s, to, n, &in, &out);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

START_TEST(rows_are_put_in_order)
{
    gives(inferred, "{ 1 -> |heads>  0 -> 1/2|heads> + 1/2|tails> }",
          "0 -> 1/2|heads> + 1/2|tails>; 1 -> 1|heads>");
    gives(declared, "{ 1,2 -> |0>  1,1 -> |1>  0,2 -> |1>  0,1 -> |0> }",
          "0,1 -> 1|0>; 0,2 -> 1|1>; 1,1 -> 1|1>; 1,2 -> 1|0>");
}
END_TEST

START_TEST(rows_may_be_states_or_undefined)
{
    gives(declared, "{ 0,1 -> fair  0,2 -> uniform  1,1 -> undefined  1,2 -> fair ; id }",
          "0,1 -> 1/2|0> + 1/2|1>; 0,2 -> 1/2|0> + 1/2|1>; 1,1 -> undefined; "
          "1,2 -> 1/2|0> + 1/2|1>");
    gives(inferred, "{ heads -> undefined  tails -> |heads> }",
          "heads -> undefined; tails -> 1|heads>");
}
END_TEST

START_TEST(only_declared_rows_sum_to_one)
{
    Value v = {0};
    ck_assert(inferred(&run.s, &v, expression("{ heads -> 2|0>  tails -> |1> }"), NULL));
    ck_assert(v.weighted);
    ck_assert(inferred(&run.s, &v, expression("{ heads -> |0>  tails -> |1> }"), NULL));
    ck_assert(!v.weighted);
    value_clear(&v);
    refuses(declared, "{ 0,1 -> |0>  0,2 -> 1/2|0>  1,1 -> |0>  1,2 -> |0> }",
            "the row `0,2` sums to 1/2, not to 1 [E063]");
    refuses(declared, "{ 0,1 -> |0>  0,2 -> |0>  1,1 -> 3/2|0> - 1/2|1>  1,2 -> |0> }",
            "in the row `1,1` the weight of |1> is -1/2 [E064]");
}
END_TEST

START_TEST(each_row_stands_once)
{
    refuses(declared, "{ 0,1 -> |0>  0,2 -> |0>  1,2 -> |0> }",
            "the row `1,1` is missing (the inputs are `Bit * Die`) [E061]");
    refuses(declared, "{ 0,1 -> |0>  0,2 -> |0>  0,1 -> |0>  1,2 -> |0> }",
            "the row `0,1` stands twice [E060]");
    refuses(declared, "{ 0,1 -> |0>  0 -> |0> }",
            "this row starts with 1 label, wanted 2: the inputs are `Bit * Die` [E059]");
    refuses(declared, "{ 0,1 -> |0>  0,3 -> |0> }", "`Die` has no label `3` [E052]");
}
END_TEST

START_TEST(rows_are_of_the_declared_type)
{
    refuses(declared, "{ 0,1 -> |0,0>  0,2 -> |0>  1,1 -> |0>  1,2 -> |0> }",
            "found 2 labels, wanted 1 [E059]");
    refuses(declared, "{ 0,1 -> fair * fair  0,2 -> |0>  1,1 -> |0>  1,2 -> |0> }",
            "this row is `Bit * Bit`, wanted a state of type `Bit` [E062]");
    refuses(declared, "{ 0,1 -> id[Bit]  0,2 -> |0>  1,1 -> |0>  1,2 -> |0> }",
            "this row is `Bit -> Bit`, wanted a state of type `Bit` [E062]");
}
END_TEST

START_TEST(types_come_from_somewhere)
{
    refuses(inferred, "{ heads -> undefined  tails -> fair }",
            "the type of this table cannot be told from its rows [E054]");
    PortList in = {0};
    Value v = {0};
    ck_assert(elaborate_type(&run.s, &in, type_of("type T = U")));
    bool ok = elaborate_table(&run.s, &v, expression("{ a -> |0> }"), &in, &in);
    expect_refusal(ok, "the type `U` is abstract: it has no labels here [E039]");
    array_clear(&in);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("kernel table", BIT "type Die = {1..2}\ntype Coin = {heads, tails}\n"
                                            "type U\nstate fair : Bit = 1/2|0> + 1/2|1>\n");
    tcase_add_test(c, rows_are_put_in_order);
    tcase_add_test(c, rows_may_be_states_or_undefined);
    tcase_add_test(c, only_declared_rows_sum_to_one);
    tcase_add_test(c, each_row_stands_once);
    tcase_add_test(c, rows_are_of_the_declared_type);
    tcase_add_test(c, types_come_from_somewhere);
    return run_suite("kernel table", c);
}
