/* test_source.c -- texts and places in them: lines, columns in characters, spans. */
#include "lang/text/source.h"
#include "tests/suite.h"

#include <string.h>

static Source *
text(const char *s)
{
    return source_new("t", NULL, s, strlen(s));
}

static void
expect_place(const Source *s, uint32_t at, size_t line, size_t column)
{
    size_t l, c;
    source_place(s, at, &l, &c);
    ck_assert_msg(l == line && c == column, "byte %u: %zu:%zu", at, l, c);
}

static void
expect_line(const Source *s, uint32_t at, const char *wanted)
{
    size_t length;
    const char *line = source_line(s, at, &length);
    ck_assert_uint_eq(length, strlen(wanted));
    ck_assert(strncmp(line, wanted, length) == 0);
}

START_TEST(lines_and_columns_count_from_one)
{
    Source *s = text("ab\n\ncd");
    expect_place(s, 0, 1, 1);
    expect_place(s, 2, 1, 3); /* the newline is on its line */
    expect_place(s, 3, 2, 1);
    expect_place(s, 5, 3, 2);
    expect_place(s, 6, 3, 3); /* the end */
    expect_line(s, 1, "ab");
    expect_line(s, 3, "");
    expect_line(s, 6, "cd");
    source_free(s);
    s = text("");
    expect_place(s, 0, 1, 1);
    expect_line(s, 0, "");
    source_free(s);
}
END_TEST

START_TEST(columns_are_characters)
{
    Source *s = text("\xc3\xa9t\xc3\xa9\r\n\xff\xfe!\r\r\n");
    expect_place(s, 2, 1, 2);
    expect_place(s, 5, 1, 4);
    expect_place(s, 9, 2, 3); /* bytes that are no character count */
    expect_line(s, 0, "\xc3\xa9t\xc3\xa9");
    expect_line(s, 7, "\xff\xfe!");
    source_free(s);
}
END_TEST

START_TEST(a_byte_order_mark_is_no_column)
{
    Source *s = text("\xef\xbb\xbfx\n\xef\xbb\xbfy");
    expect_place(s, 3, 1, 1);
    expect_line(s, 3, "x");
    expect_place(s, 8, 2, 2);
    source_free(s);
}
END_TEST

START_TEST(a_source_keeps_every_byte)
{
    Sink sink = {0};
    sink_add(&sink, "a\0\nb", 4);
    Source *s = source_take("t", "folder", &sink);
    ck_assert_uint_eq(s->count, 4);
    ck_assert_uint_eq(sink.count, 0);
    ck_assert_ptr_null(sink.text);
    ck_assert_str_eq(s->folder, "folder");
    ck_assert_int_eq(s->text[4], '\0');
    expect_place(s, 3, 2, 1);
    source_free(s);
    source_free(NULL);
}
END_TEST

START_TEST(spans_grow_over_each_other)
{
    Source *s = text("abcdef"), *other = text("x");
    Span a = {s, 2, 3}, b = {s, 0, 1}, none = {0}, far = {other, 0, 1};
    Span over = span_over(a, b);
    ck_assert(over.start == 0 && over.end == 3);
    over = span_over(none, a);
    ck_assert(over.source == s && over.start == 2);
    over = span_over(a, none);
    ck_assert(over.source == s && over.start == 2 && over.end == 3);
    over = span_over(a, far);
    ck_assert(over.source == s && over.end == 3);
    source_free(other);
    source_free(s);
}
END_TEST

START_TEST(the_text_of_a_span_is_one_line)
{
    static const char *const cases[][2] = {
        {"  a ;\t b # so\n  ; c  ", "a ; b ; c"},
        {"f(\"a  # b\",\n c)", "f(\"a  # b\", c)"},
        {"\"q\\\"  \" # end", "\"q\\\"  \""},
        {"# nothing", ""},
    };
    Names names = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        Source *s = text(cases[i][0]);
        ck_assert_str_eq(span_text(&names, (Span){s, 0, (uint32_t)s->count}), cases[i][1]);
        source_free(s);
    }
    ck_assert_str_eq(span_text(&names, (Span){NULL, 0, 9}), "");
    names_clear(&names);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("source");
    tcase_add_test(c, lines_and_columns_count_from_one);
    tcase_add_test(c, columns_are_characters);
    tcase_add_test(c, a_byte_order_mark_is_no_column);
    tcase_add_test(c, a_source_keeps_every_byte);
    tcase_add_test(c, spans_grow_over_each_other);
    tcase_add_test(c, the_text_of_a_span_is_one_line);
    Suite *s = suite_create("source");
    suite_add_tcase(s, c);
    return s;
}
