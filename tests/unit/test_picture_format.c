/* test_picture_format.c -- the formats of pictures, by word and by suffix. */
#include "lang/draw/picture_format.h"
#include "tests/suite.h"

#include <string.h>

START_TEST(suffixes_and_words_agree)
{
    static const struct {
        const char *file, *word;
        PictureFormat format;
    } formats[] = {
        {"a.txt", "text", FORMAT_TEXT}, {"a.svg", "svg", FORMAT_SVG},
        {"a.tex", "tikz", FORMAT_TIKZ}, {"a.dot", "dot", FORMAT_DOT},
        {"a.png", NULL, FORMAT_PNG},    {"a.pdf", NULL, FORMAT_PDF},
    };
    for (size_t i = 0; i < COUNT(formats); i++) {
        ck_assert_int_eq(picture_format_of_file(formats[i].file), formats[i].format);
        ck_assert_str_eq(picture_suffix(formats[i].format), formats[i].file + 1);
        ck_assert_ptr_nonnull(strstr(picture_suffixes, formats[i].file + 1));
        if (formats[i].word)
            ck_assert_int_eq(picture_format_named(formats[i].word), formats[i].format);
    }
}
END_TEST

START_TEST(others_are_none)
{
    static const char *const files[] = {"a.SVG", "svg", ".svg", "a/.svg", "", "a.svg.gz", "a."};
    static const char *const words[] = {"png", "pdf", "SVG", "", ".svg", "tex", "screen"};
    for (size_t i = 0; i < COUNT(files); i++)
        ck_assert_int_eq(picture_format_of_file(files[i]), FORMAT_NONE);
    for (size_t i = 0; i < COUNT(words); i++)
        ck_assert_int_eq(picture_format_named(words[i]), FORMAT_NONE);
}
END_TEST

START_TEST(a_path_has_the_format_of_its_end)
{
    ck_assert_int_eq(picture_format_of_file("/a.svg/b.dot"), FORMAT_DOT);
    ck_assert_int_eq(picture_format_of_file("a.dot.svg"), FORMAT_SVG);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("picture format");
    tcase_add_test(c, suffixes_and_words_agree);
    tcase_add_test(c, others_are_none);
    tcase_add_test(c, a_path_has_the_format_of_its_end);
    Suite *s = suite_create("picture format");
    suite_add_tcase(s, c);
    return s;
}
