/* test_label.c -- labels: found in types, said by arguments, read as numbers. */
#include "lang/elaborate/label.h"
#include "tests/unit/run_case.h"

static const Type *
type_named(const char *name)
{
    return session_find_type(&run.s, run_name(name))->at[0].type;
}

START_TEST(labels_have_places)
{
    uint32_t place = 9;
    ck_assert(label_find(&run.s, type_named("Die"), run_name("-1"), (Span){0}, &place));
    ck_assert_uint_eq(place, 1);
    ck_assert(label_find(&run.s, type_named("Odd"), run_name("not so"), (Span){0}, &place));
    ck_assert_uint_eq(place, 0);
    bool ok = label_find(&run.s, type_named("Odd"), run_name("hal"), (Span){0}, &place);
    ck_assert(strstr(sink_text(&run.s.err), "`Odd` has no label `hal` [E052]") != NULL);
    expect_refusal(ok, "Did you mean `half`? "
                       "Its labels are {\"not so\", half, \"1/2\", \"-2.5\"}.");
    ok = label_find(&run.s, type_named("U"), run_name("0"), (Span){0}, &place);
    expect_refusal(ok, "the type `U` is abstract: it has no labels here [E039]");
    ck_assert_uint_eq(place, 0);
}
END_TEST

START_TEST(arguments_say_labels)
{
    static const char *const labels[] = {"smoker", "not so", "12", "-3", "x"};
    const Node *args = arguments("f(smoker, \"not so\", 12, -3, |x>)");
    for (uint32_t i = 0; i < COUNT(labels); i++) {
        Label l = {0};
        ck_assert(node_label(&run.s, args->kids[i], &l));
        ck_assert_str_eq(l.text, labels[i]);
        ck_assert_uint_eq(l.at.start, args->kids[i]->at.start + (*labels[i] == 'x'));
    }
}
END_TEST

START_TEST(expressions_are_no_labels)
{
    const Node *args = arguments("f(a * b, -a, |0,1>, 1 + 1)");
    for (uint32_t i = 0; i < args->count; i++) {
        Label l = {0};
        expect_refusal(node_label(&run.s, args->kids[i], &l),
                       "found an expression, wanted a label [E053]");
        ck_assert_ptr_null(l.text);
    }
}
END_TEST

START_TEST(one_or_several)
{
    const Node *args = arguments("f({a, b, c}, {1..6}, d, {})");
    static const uint32_t counts[] = {3, 2, 1, 0};
    for (uint32_t i = 0; i < args->count; i++) {
        Label one;
        const Label *labels;
        uint32_t count = 9;
        ck_assert(node_labels(&run.s, args->kids[i], &one, &labels, &count));
        ck_assert_uint_eq(count, counts[i]);
        ck_assert(i == 2 ? labels == &one : labels == args->kids[i]->labels);
    }
}
END_TEST

START_TEST(ends_of_ranges_are_whole)
{
    int64_t n = 7;
    ck_assert(range_label(&run.s, &(Label){run_name("-9223372036854775808"), {0}}, &n));
    ck_assert_int_eq(n, INT64_MIN);
    expect_refusal(range_label(&run.s, &(Label){run_name("9223372036854775808"), {0}}, &n),
                   "this range is too large: a type has at most 2147483647 labels [E058]");
    expect_refusal(range_label(&run.s, &(Label){run_name("1a"), {0}}, &n),
                   "this is not a range [E057]");
    expect_refusal(range_label(&run.s, &(Label){run_name(""), {0}}, &n), "this is not a range");
    ck_assert_int_eq(n, INT64_MIN);
}
END_TEST

START_TEST(labels_may_be_numbers)
{
    static const char *const worth[] = {NULL, NULL, NULL, "-5/2"};
    mpq_t q;
    mpq_init(q);
    ck_assert(label_number(q, type_named("Die"), 0));
    ck_assert_int_eq(mpq_cmp_si(q, -2, 1), 0);
    for (uint32_t i = 0; i < COUNT(worth); i++) {
        Sink text = {0};
        bool is = label_number(q, type_named("Odd"), i);
        rational_write(q, &text);
        ck_assert_msg(is == (worth[i] != NULL), "label %u", i);
        expect_text(&text, worth[i] ? worth[i] : "-2");
    }
    mpq_clear(q);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("label", "type Die = {-2..3}\ntype U\n"
                                 "type Odd = {\"not so\", half, \"1/2\", \"-2.5\"}\n");
    tcase_add_test(c, labels_have_places);
    tcase_add_test(c, arguments_say_labels);
    tcase_add_test(c, expressions_are_no_labels);
    tcase_add_test(c, one_or_several);
    tcase_add_test(c, ends_of_ranges_are_whole);
    tcase_add_test(c, labels_may_be_numbers);
    return run_suite("label", c);
}
