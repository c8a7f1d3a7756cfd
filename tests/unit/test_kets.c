/* test_kets.c -- a row of a matrix as source: its kets and its key. */
#include "show/kets.h"
#include "tests/suite.h"

#include <check.h>

typedef struct World {
    Names names;
    Signature signature;
    Matrix matrix;
    PortList ports; /* die, coin */
    Sink out;
} World;

static World w;

static void
add_port(const Type *t)
{
    array_push(&w.ports, ((Port){.type = t}));
}

static void
setup(void)
{
    w = (World){0};
    signature_init(&w.signature);
    Type *die = signature_add_type(&w.signature, names_add_text(&w.names, "Die"));
    type_set_range(die, -1, 3);
    Type *coin = signature_add_type(&w.signature, names_add_text(&w.names, "Coin"));
    ck_assert(type_add_label(coin, names_add_text(&w.names, "heads")));
    ck_assert(type_add_label(coin, names_add_text(&w.names, "not heads")));
    add_port(die);
    add_port(coin);
}

static void
teardown(void)
{
    sink_clear(&w.out);
    array_clear(&w.ports);
    matrix_clear(&w.matrix);
    signature_clear(&w.signature);
    names_clear(&w.names);
}

static void
matrix_of_dice(void)
{
    SizeList in = {0}, out = {0};
    mpq_t half;
    array_push(&in, 2);
    array_push(&out, 3);
    array_push(&out, 2);
    matrix_init(&w.matrix, &in, &out);
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    matrix_add_entry(&w.matrix, (uint32_t[]){0, 1}, half);
    matrix_add_entry(&w.matrix, (uint32_t[]){2, 0}, half);
    matrix_end_row(&w.matrix, false);
    matrix_end_row(&w.matrix, true);
    mpq_clear(half);
    array_clear(&in);
    array_clear(&out);
}

START_TEST(kets_have_whole_weights)
{
    matrix_of_dice();
    kets_write(&w.matrix, 0, &w.ports, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "1/2|-1,\"not heads\"> + 1/2|1,heads>");
}
END_TEST

START_TEST(a_row_without_entries_has_no_kets)
{
    matrix_of_dice();
    kets_write(&w.matrix, 1, &w.ports, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("kets");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, kets_have_whole_weights);
    tcase_add_test(c, a_row_without_entries_has_no_kets);
    Suite *s = suite_create("kets");
    suite_add_tcase(s, c);
    return s;
}
