/* test_type.c -- types as lists of wires, and the labels that a type is declared with. */
#include "lang/elaborate/type.h"
#include "tests/unit/run_case.h"

static void
expect_wires(const char *declaration, const char *wanted)
{
    PortList wires = {0};
    Sink text = {0};
    bool ok = elaborate_type(&run.s, &wires, type_of(declaration));
    ck_assert_msg(ok, "%s", sink_text(&run.s.err));
    ports_write(&wires, &text);
    array_clear(&wires);
    expect_text(&text, wanted);
}

static void
expect_no_wires(const char *declaration, const char *words)
{
    PortList wires = {0};
    bool ok = elaborate_type(&run.s, &wires, type_of(declaration));
    array_clear(&wires);
    expect_refusal(ok, words);
}

START_TEST(products_are_flat)
{
    expect_wires("type T = Bit", "Bit");
    expect_wires("type T = (A : Bit) * Pair * U", "(A : Bit) * Bit * Bit * U");
    expect_wires("type T = (Bit * (Pair * Bit))", "Bit * Bit * Bit * Bit");
    expect_wires("type T = 1", "1");
    expect_wires("type T = 1 * Bit * 1", "Bit");
    expect_wires("type T = \"a type\"", "\"a type\"");
}
END_TEST

START_TEST(wires_are_added_to_what_is_there)
{
    PortList wires = {0};
    ck_assert(elaborate_type(&run.s, &wires, type_of("type T = Pair")));
    ck_assert(elaborate_type(&run.s, &wires, type_of("type T = U")));
    ck_assert_uint_eq(wires.count, 3);
    ck_assert_str_eq(wires.at[2].type->name, "U");
    array_clear(&wires);
}
END_TEST

START_TEST(what_is_no_type_is_refused)
{
    expect_no_wires("type T = Bti", "no type is called `Bti` [E041]");
    expect_no_wires("type T = Bit * 2", "a number is not a type [E050]");
    expect_no_wires("type T = (A : Pair)",
                    "wanted the type of one wire, found `Bit * Bit`, which is 2 [E051]");
    expect_no_wires("type T = (A : 1)", "found `1`, which is 0 [E051]");
}
END_TEST

START_TEST(one_wire_has_one_type)
{
    const Type *t = NULL, *before;
    ck_assert(elaborate_one_type(&run.s, &t, type_of("type T = 1 * Bit")));
    ck_assert_str_eq(t->name, "Bit");
    before = t;
    expect_refusal(elaborate_one_type(&run.s, &t, type_of("type T = Pair")), "which is 2");
    ck_assert_ptr_eq(t, before);
}
END_TEST

/* The carrier of `type T = ...` as it is written; NULL: refused with these words. */
static void
expect_carrier(const char *declaration, const char *wanted, const char *words)
{
    Sink text = {0};
    Type *t = signature_add_type(&run.s.signature, run_name("T"));
    bool ok = elaborate_carrier(&run.s, t, type_of(declaration));
    if (words) {
        expect_refusal(ok, words);
        return;
    }
    ck_assert_msg(ok, "%s", sink_text(&run.s.err));
    type_write_carrier(t, &text);
    expect_text(&text, wanted);
}

START_TEST(labels_keep_their_order)
{
    expect_carrier("type T = {b, a, \"not a\", -3}", "{b, a, \"not a\", -3}", NULL);
    expect_carrier("type T = {1..6}", "{1..6}", NULL);
    expect_carrier("type T = {-2..-2}", "{-2..-2}", NULL);
    expect_carrier("type T = {1..2147483647}", "{1..2147483647}", NULL);
}
END_TEST

START_TEST(carriers_that_are_none_are_refused)
{
    expect_carrier("type T = {a, b, a}", NULL, "the label `a` stands twice [E055]");
    expect_carrier("type T = {}", NULL, "a type needs at least one label [E056]");
    expect_carrier("type T = {3..1}", NULL, "this range is empty: it ends before it begins [E057]");
    expect_carrier("type T = {0..2147483647}", NULL, "at most 2147483647 labels [E058]");
    expect_carrier("type T = {a..3}", NULL, "this is not a range [E057]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("type", BIT "type Pair = Bit * Bit\ntype U\ntype \"a type\" = {x}\n");
    tcase_add_test(c, products_are_flat);
    tcase_add_test(c, wires_are_added_to_what_is_there);
    tcase_add_test(c, what_is_no_type_is_refused);
    tcase_add_test(c, one_wire_has_one_type);
    tcase_add_test(c, labels_keep_their_order);
    tcase_add_test(c, carriers_that_are_none_are_refused);
    return run_suite("type", c);
}
