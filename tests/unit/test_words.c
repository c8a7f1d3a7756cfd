/* test_words.c -- types, ports, rows and numbers inside a sentence, shortened to fit. */
#include "lang/complain/words.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

#include <string.h>

static Sample x;
static PortList in, out;

static void
setup(void)
{
    sample_init(&x);
    array_push(&in, ((Port){sample_name(&x, "A"), x.bit}));
    array_push(&out, ((Port){NULL, x.bit}));
    array_push(&out, ((Port){NULL, x.die}));
}

static void
teardown(void)
{
    array_clear(&in);
    array_clear(&out);
    sample_clear(&x);
}

START_TEST(ends_are_types_with_names)
{
    Words w;
    const PortList none = {0};
    ck_assert_str_eq(ports_words(&w, &in), "(A : Bit)");
    ck_assert_str_eq(ports_words(&w, &none), "1");
    ck_assert_str_eq(arrow_words(&w, &in, &out), "(A : Bit) -> Bit * Die");
    ck_assert_str_eq(arrow_words(&w, &none, &out), "Bit * Die"); /* a state has no arrow */
    ck_assert_str_eq(arrow_words(&w, &in, &none), "(A : Bit) -> 1");
    ck_assert_str_eq(type_name(x.die), "Die");
    ck_assert_str_eq(type_name(NULL), "a type without a name");
    ck_assert_str_eq(type_name(&(Type){0}), "a type without a name");
}
END_TEST

START_TEST(types_and_diagrams)
{
    Words w;
    TypeList bits = {0}, none = {0};
    Diagram d = {0};
    array_push(&bits, x.bit);
    array_push(&bits, x.bit);
    ck_assert_str_eq(types_words(&w, &bits, &none), "Bit * Bit -> 1");
    ck_assert_str_eq(types_words(&w, &none, &bits), "Bit * Bit");
    ck_assert_str_eq(diagram_words(&w, &d), "1");
    uint32_t wire = diagram_add_input(&d, x.die, NULL);
    diagram_add_output(&d, wire, sample_name(&x, "N"));
    ck_assert_str_eq(diagram_words(&w, &d), "Die -> (N : Die)");
    diagram_clear(&d);
    array_clear(&bits);
}
END_TEST

START_TEST(rows_are_labels)
{
    Words w;
    ck_assert_str_eq(tuple_words(&w, &out, (uint32_t[]){1, 5}), "1,6");
    ck_assert_str_eq(tuple_words(&w, &(PortList){0}, NULL), "");
}
END_TEST

START_TEST(long_texts_are_cut)
{
    Words w;
    Sink s = {0};
    sink_fill(&s, 'a', 180);
    ck_assert_uint_eq(strlen(shorten(&w, &s)), 180);
    ck_assert_uint_eq(s.count, 0); /* taken */
    sink_fill(&s, 'a', 181);
    ck_assert_uint_eq(strlen(shorten(&w, &s)), 183);
    ck_assert_str_eq(w.text + 179, "a...");
    for (int i = 0; i < 100; i++)
        array_push(&out, ((Port){NULL, x.bit}));
    ck_assert_str_eq(ports_words(&w, &out) + 176, "t * ...");
}
END_TEST

START_TEST(long_numbers_are_told_about)
{
    Words w;
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, -17, 21);
    ck_assert_str_eq(rational_words(&w, q), "-17/21");
    mpz_ui_pow_ui(mpq_denref(q), 10, 148); /* 3 + 1 + 149 characters */
    ck_assert_str_eq(rational_words(&w, q), "about -1.7e-147");
    mpz_ui_pow_ui(mpq_denref(q), 10, 100);
    ck_assert_uint_eq(strlen(rational_words(&w, q)), 105);
    mpq_clear(q);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("words");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, ends_are_types_with_names);
    tcase_add_test(c, types_and_diagrams);
    tcase_add_test(c, rows_are_labels);
    tcase_add_test(c, long_texts_are_cut);
    tcase_add_test(c, long_numbers_are_told_about);
    Suite *s = suite_create("words");
    suite_add_tcase(s, c);
    return s;
}
