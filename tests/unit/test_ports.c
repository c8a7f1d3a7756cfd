/* test_ports.c -- the ends of values and diagrams: taken, compared, named and written. */
#include "show/ports.h"
#include "tests/suite.h"

#include <check.h>

typedef struct World {
    Names names;
    Signature signature;
    const Type *bit, *coin;
    Diagram d; /* a : Bit, Coin -> Coin, b : Bit */
    PortList in, out;
    Sink text;
} World;

static World w;

static Name
name(const char *text)
{
    return names_add_text(&w.names, text);
}

static void
setup(void)
{
    w = (World){0};
    signature_init(&w.signature);
    Type *bit = signature_add_type(&w.signature, name("Bit"));
    Type *coin = signature_add_type(&w.signature, name("Coin"));
    type_set_range(bit, 0, 2);
    type_set_range(coin, 1, 2);
    w.bit = bit;
    w.coin = coin;
    uint32_t a = diagram_add_input(&w.d, bit, name("a"));
    uint32_t c = diagram_add_input(&w.d, coin, NULL);
    diagram_add_output(&w.d, c, NULL);
    diagram_add_output(&w.d, a, name("b"));
    ends_to_ports(&w.in, &w.d, &w.d.inputs);
    ends_to_ports(&w.out, &w.d, &w.d.outputs);
}

static void
teardown(void)
{
    sink_clear(&w.text);
    array_clear(&w.in);
    array_clear(&w.out);
    diagram_clear(&w.d);
    signature_clear(&w.signature);
    names_clear(&w.names);
}

START_TEST(ends_become_ports_and_types)
{
    TypeList of_ends = {0}, of_ports = {0};
    ends_to_types(&of_ends, &w.d, &w.d.outputs);
    ports_to_types(&of_ports, &w.out);
    ck_assert_uint_eq(of_ends.count, 2);
    ck_assert_uint_eq(of_ports.count, 2);
    ck_assert_ptr_eq(of_ends.at[0], w.coin);
    ck_assert_ptr_eq(of_ports.at[1], w.bit);
    ck_assert_str_eq(w.out.at[1].name, "b");
    array_clear(&of_ends);
    array_clear(&of_ports);
}
END_TEST

START_TEST(types_and_their_order_are_compared)
{
    ck_assert(ports_equal(&w.in, &w.in));
    ck_assert(!ports_equal(&w.in, &w.out));
    ck_assert(ends_fit_ports(&w.d, &w.d.inputs, &w.in));
    ck_assert(!ends_fit_ports(&w.d, &w.d.inputs, &w.out));
    ck_assert(ends_equal(&w.d, &w.d.outputs, &w.d, &w.d.outputs));
    ck_assert(!ends_equal(&w.d, &w.d.inputs, &w.d, &w.d.outputs));
    w.in.count = 1;
    ck_assert(!ends_fit_ports(&w.d, &w.d.inputs, &w.in));
}
END_TEST

START_TEST(ends_take_names)
{
    w.in.at[1].name = name("c");
    ends_set_names(&w.d.inputs, &w.in);
    ck_assert_str_eq(w.d.inputs.at[0].name, "a");
    ck_assert_str_eq(w.d.inputs.at[1].name, "c");
}
END_TEST

START_TEST(ports_are_written_as_source)
{
    ports_write(&w.in, &w.text);
    sink_put(&w.text, "; ");
    tuple_write(&w.in, (uint32_t[]){1, 0}, &w.text);
    sink_put(&w.text, "; ");
    ports_write(&(PortList){0}, &w.text);
    ck_assert_str_eq(sink_text(&w.text), "(a : Bit) * Coin; 1,1; 1");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("ports");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, ends_become_ports_and_types);
    tcase_add_test(c, types_and_their_order_are_compared);
    tcase_add_test(c, ends_take_names);
    tcase_add_test(c, ports_are_written_as_source);
    Suite *s = suite_create("ports");
    suite_add_tcase(s, c);
    return s;
}
