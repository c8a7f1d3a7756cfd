/* test_signature.c -- types, labels, boxes, points, and the words of the language. */
#include "diagram/keyword.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

START_TEST(test_type_labels)
{
    Sample x;
    sample_init(&x);
    uint32_t p = 7;
    Type *t = signature_add_type(&x.s, sample_name(&x, "Odd one"));
    ck_assert_uint_eq(t->size, 0);
    ck_assert(type_add_label(t, sample_name(&x, "a")));
    ck_assert(type_add_label(t, sample_name(&x, "state")));
    ck_assert(type_add_label(t, sample_name(&x, "-3")));
    ck_assert(!type_add_label(t, sample_name(&x, "a")));
    ck_assert_uint_eq(t->size, 3);
    ck_assert(type_find(t, sample_name(&x, "-3"), &p));
    ck_assert_uint_eq(p, 2);
    ck_assert(!type_find(t, sample_name(&x, "b"), &p));
    Sink s = {0};
    type_write_carrier(t, &s);
    sample_expect(&s, "{a, \"state\", -3}");
    type_write_label(t, 1, &s);
    type_write_text(t, 1, &s);
    sample_expect(&s, "\"state\"state");
    type_write(t, &s);
    sample_expect(&s, "\"Odd one\"");
    sample_clear(&x);
}
END_TEST

START_TEST(test_type_range)
{
    static const char *const not_in[] = {"0",
                                         "7",
                                         "01",
                                         "+1",
                                         "",
                                         "-",
                                         "1 ",
                                         "a",
                                         "-1",
                                         "1.0",
                                         "18446744073709551617",
                                         "99999999999999999999"};
    Sample x;
    sample_init(&x);
    uint32_t p = 9;
    ck_assert(type_find(x.die, sample_name(&x, "1"), &p));
    ck_assert_uint_eq(p, 0);
    ck_assert(type_find(x.die, sample_name(&x, "6"), &p));
    ck_assert_uint_eq(p, 5);
    for (size_t i = 0; i < sizeof not_in / sizeof *not_in; i++)
        ck_assert_msg(!type_find(x.die, sample_name(&x, not_in[i]), &p), "%s", not_in[i]);
    Sink s = {0};
    type_write_carrier(x.die, &s);
    type_write_label(x.die, 3, &s);
    type_write_text(x.die, 0, &s);
    sample_expect(&s, "{1..6}41");
    sample_clear(&x);
}
END_TEST

START_TEST(test_type_range_ends)
{
    Sample x;
    sample_init(&x);
    uint32_t p = 9;
    Type *low = signature_add_type(&x.s, NULL), *high = signature_add_type(&x.s, NULL);
    type_set_range(low, -INT64_MAX, TYPE_SIZE_MAX);
    type_set_range(high, INT64_MAX - 3, 3);
    ck_assert(type_find(low, sample_name(&x, "-9223372036854775807"), &p));
    ck_assert_uint_eq(p, 0);
    ck_assert(!type_find(low, sample_name(&x, "9223372036854775807"), &p));
    ck_assert(type_find(high, sample_name(&x, "9223372036854775806"), &p));
    ck_assert_uint_eq(p, 2);
    ck_assert(!type_find(high, sample_name(&x, "9223372036854775807"), &p));
    ck_assert(!type_find(high, sample_name(&x, "-9223372036854775807"), &p));
    Sink s = {0};
    type_write(high, &s);
    sample_expect(&s, "{9223372036854775804..9223372036854775806}");
    sample_clear(&x);
}
END_TEST

START_TEST(test_type_abstract)
{
    Sample x;
    sample_init(&x);
    const Type *t = signature_add_type(&x.s, NULL);
    Sink s = {0};
    type_write_carrier(t, &s);
    sample_expect(&s, "");
    type_write(t, &s);
    type_write(NULL, &s);
    sample_expect(&s, "__");
    sample_clear(&x);
}
END_TEST

START_TEST(test_points)
{
    Sample x;
    sample_init(&x);
    const Box *one = signature_point(&x.s, x.bit, 1), *six = signature_point(&x.s, x.die, 5);
    ck_assert_ptr_eq(one, signature_point(&x.s, x.bit, 1));
    ck_assert_ptr_ne(one, signature_point(&x.s, x.bit, 0));
    ck_assert_ptr_ne(one, signature_point(&x.s, x.die, 1));
    ck_assert(one->deterministic && one->kind == BOX_POINT);
    ck_assert_uint_eq(box_outputs(one), 1);
    ck_assert_ptr_eq(six->out.at[0], x.die);
    Sink s = {0};
    box_write(one, x.bit, &s);
    box_write(six, x.die, &s);
    box_write(x.s.uniform, x.die, &s);
    box_write(x.noisy, x.bit, &s);
    sample_expect(&s, "|1>|6>uniform[Die]noisy");
    sample_clear(&x);
}
END_TEST

START_TEST(test_many_points)
{
    enum { COUNT = 5000 };
    Sample x;
    sample_init(&x);
    Type *t = signature_add_type(&x.s, NULL);
    type_set_range(t, 0, COUNT);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < COUNT; i++)
            if (signature_point(&x.s, t, i)->point != i)
                ck_abort_msg("point %u", i);
    ck_assert_uint_eq(x.s.boxes.count, 8 + COUNT); /* uniform, and sample.h's seven */
    sample_clear(&x);
}
END_TEST

START_TEST(test_boxes_are_numbered)
{
    Sample x;
    sample_init(&x);
    for (uint32_t i = 0; i < x.s.boxes.count; i++)
        ck_assert_uint_eq(x.s.boxes.at[i]->id, i);
    ck_assert_uint_eq(x.s.uniform->id, 0);
    ck_assert_uint_eq(box_outputs(x.s.uniform), 1);
    ck_assert(!x.s.uniform->deterministic);
    ck_assert_uint_eq(box_outputs(x.stop), 0);
    sample_clear(&x);
}
END_TEST

START_TEST(test_keywords)
{
    static const char *const words[] = {"type",    "state",   "channel", "function", "box",
                                        "let",     "diagram", "show",    "draw",     "plot",
                                        "check",   "model",   "functor", "use",      "identify",
                                        "explain", "witness", "import",  "export"};
    static const char *const inner[] = {"to",   "of",  "as",     "in",     "with",
                                        "from", "not", "latent", "return", "repaired", "rounded",
                                        "within"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ck_assert_msg(word_starts_statement(words[i], strlen(words[i])), "%s", words[i]);
        ck_assert_msg(word_is_keyword(words[i], strlen(words[i])), "%s", words[i]);
    }
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        ck_assert_msg(!word_starts_statement(inner[i], strlen(inner[i])), "%s", inner[i]);
        ck_assert_msg(word_is_keyword(inner[i], strlen(inner[i])), "%s", inner[i]);
    }
    ck_assert(!word_is_keyword("states", 6) && !word_is_keyword("P", 1) && !word_is_keyword("", 0));
    ck_assert(!word_is_keyword("without", 7));
    ck_assert(word_is_keyword("states", 5)); /* the length counts, not the NUL */
}
END_TEST

START_TEST(test_names)
{
    static const char *const names[] = {"a", "_a", "a_", "x'", "A1", "h\xc3\xa9", "\xce\xb1", "__"};
    static const char *const others[] = {"",
                                         "_",
                                         "1",
                                         "1a",
                                         "'a",
                                         "a b",
                                         "a-b",
                                         "let",
                                         "a.b",
                                         "\xe2\x86\x92",
                                         "a\xe2\x8a\x97",
                                         "\xff",
                                         "a\x80",
                                         "\xc0\x80",
                                         "\xe2\x80\x83",
                                         "a\n"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(word_is_name(names[i]), "%s", names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!word_is_name(others[i]), "%s", others[i]);
}
END_TEST

START_TEST(test_write_names)
{
    static const char *const pairs[][2] = {{"a", "a"},
                                           {"state", "\"state\""},
                                           {"a b", "\"a b\""},
                                           {"", "\"\""},
                                           {"\"\\", "\"\\\"\\\\\""},
                                           {"a\n\t\r", "\"a\\n\\t\\x0d\""},
                                           {"\x7f\xff", "\"\\x7f\\xff\""},
                                           {"h\xc3\xa9", "h\xc3\xa9"},
                                           {"h \xc3\xa9", "\"h \xc3\xa9\""},
                                           {"\xe2\x86\x92", "\"\xe2\x86\x92\""},
                                           {"\xc2\x85", "\"\\xc2\\x85\""},
                                           {"12", "\"12\""}};
    Sink s = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        word_write_name(pairs[i][0], &s);
        sample_expect(&s, pairs[i][1]);
    }
}
END_TEST

START_TEST(test_write_labels)
{
    static const char *const pairs[][2] = {{"0", "0"},
                                           {"12", "12"},
                                           {"-3", "-3"},
                                           {"-0", "\"-0\""},
                                           {"007", "\"007\""},
                                           {"-", "\"-\""},
                                           {"--1", "\"--1\""},
                                           {"1.5", "\"1.5\""},
                                           {"a", "a"},
                                           {"in", "\"in\""},
                                           {"", "\"\""},
                                           {"123456789012345678", "123456789012345678"},
                                           {"1234567890123456789", "\"1234567890123456789\""}};
    Sink s = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        word_write_label(pairs[i][0], &s);
        sample_expect(&s, pairs[i][1]);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("signature");
    TCase *t = tcase_create("signature");
    tcase_add_test(t, test_type_labels);
    tcase_add_test(t, test_type_range);
    tcase_add_test(t, test_type_range_ends);
    tcase_add_test(t, test_type_abstract);
    tcase_add_test(t, test_points);
    tcase_add_test(t, test_many_points);
    tcase_add_test(t, test_boxes_are_numbered);
    tcase_add_test(t, test_keywords);
    tcase_add_test(t, test_names);
    tcase_add_test(t, test_write_names);
    tcase_add_test(t, test_write_labels);
    suite_add_tcase(s, t);
    return s;
}
