/* test_wrap.c -- prose broken into lines of at most 96 columns. */
#include "lang/text/wrap.h"
#include "tests/suite.h"

#include <string.h>

#define TEN "123456789 " /* ten columns with the blank */
#define NINETY TEN TEN TEN TEN TEN TEN TEN TEN TEN
/* 59 columns */
#define SET "{1234567890 1234567890 1234567890 1234567890 1234567890 12}"

static void
wraps(const char *text, size_t column, size_t margin, const char *wanted)
{
    Sink in = {0}, out = {0};
    sink_put(&in, text);
    wrap_write(&in, 0, column, margin, &out);
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&in);
    sink_clear(&out);
}

START_TEST(short_text_is_one_line)
{
    wraps("", 0, 0, "\n");
    wraps("a b", 5, 3, "a b\n");
    wraps("a\nb\n", 0, 2, "a\n  b\n  \n");
}
END_TEST

START_TEST(lines_are_full_at_ninety_six)
{
    wraps(NINETY "123456", 0, 3, NINETY "123456\n");
    wraps(NINETY "1234567", 0, 3,
          TEN TEN TEN TEN TEN TEN TEN TEN "123456789\n   1234567\n");
    wraps(NINETY "123456", 1, 3, TEN TEN TEN TEN TEN TEN TEN TEN "123456789\n   123456\n");
}
END_TEST

START_TEST(brackets_stay_on_a_line)
{
    wraps(NINETY "Y[X = 0, M = M[X = 1]] is", 0, 3,
          TEN TEN TEN TEN TEN TEN TEN TEN "123456789\n   Y[X = 0, M = M[X = 1]] is\n");
    wraps(NINETY "] is Y", 0, 3, NINETY "] is Y\n");
}
END_TEST

START_TEST(a_word_that_does_not_fit_begins_a_line)
{
    wraps("1234567890", 90, 4, "\n    1234567890\n");
    wraps("1234567890", 4, 4, "1234567890\n");
}
END_TEST

static void
breaks(void (*write)(const char *, size_t, Sink *), size_t width, const char *text,
       const char *wanted)
{
    Sink out = {0};
    write(text, width, &out);
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
}

START_TEST(lines_fit_the_terminal)
{
    static const char text[] = "short\n  a line of some more columns than that\nthe end";
    breaks(wrap_write_lines, 0, text, text);
    breaks(wrap_write_lines, 80, text, text);
    breaks(wrap_write_lines, 25, text,
           "short\n  a line of some more\n    columns than that\nthe end");
    breaks(wrap_write_lines, 1, "a supercalifragilisticexpialidocious word\n",
           "a\n  supercalifragilisticexpialidocious\n  word\n");
}
END_TEST

START_TEST(paragraphs_are_broken_anew)
{
    static const char text[] = "one two three four\nfive six\n\nseven\n    code that is long and "
                               "stays\neight\n- an item of a list\n  of two lines\n- nine\n";
    breaks(wrap_write_paragraphs, 0, text, text);
    breaks(wrap_write_paragraphs, 24, text,
           "one two three four five\nsix\n\nseven\n    code that is long and stays\neight\n"
           "- an item of a list\n  of two lines\n- nine\n");
}
END_TEST

START_TEST(columns_are_characters)
{
    wraps(NINETY "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 0, 0,
          NINETY "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n");
}
END_TEST

START_TEST(a_set_stays_on_its_line)
{
    wraps(TEN TEN TEN TEN TEN SET, 0, 2,
          TEN TEN TEN TEN "123456789\n  " SET "\n");
    wraps("{" NINETY TEN "}", 0, 2,
          "{" TEN TEN TEN TEN TEN TEN TEN TEN "123456789\n  123456789 }\n");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("wrap");
    tcase_add_test(c, short_text_is_one_line);
    tcase_add_test(c, lines_are_full_at_ninety_six);
    tcase_add_test(c, brackets_stay_on_a_line);
    tcase_add_test(c, a_word_that_does_not_fit_begins_a_line);
    tcase_add_test(c, lines_fit_the_terminal);
    tcase_add_test(c, paragraphs_are_broken_anew);
    tcase_add_test(c, columns_are_characters);
    tcase_add_test(c, a_set_stays_on_its_line);
    Suite *s = suite_create("wrap");
    suite_add_tcase(s, c);
    return s;
}
