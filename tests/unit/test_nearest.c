/* test_nearest.c -- the word that was probably meant: how near it must be, and which wins. */
#include "lang/text/nearest.h"
#include "tests/suite.h"

static const char *
nearest(const char *word, const char *candidate)
{
    return nearest_word(word, &candidate, 1);
}

START_TEST(one_edit_is_near)
{
    ck_assert_ptr_nonnull(nearest("smoker", "smokers")); /* added */
    ck_assert_ptr_nonnull(nearest("smoker", "smoke"));   /* left out */
    ck_assert_ptr_nonnull(nearest("smoker", "snoker"));  /* changed */
    ck_assert_ptr_nonnull(nearest("smoker", "somker"));  /* neighbours swapped: one, not two */
    ck_assert_ptr_nonnull(nearest("ab", "ba"));
    ck_assert_ptr_nonnull(nearest("smoker", "SMOKER")); /* case is free */
}
END_TEST

START_TEST(a_third_of_the_word_may_differ)
{
    ck_assert_ptr_nonnull(nearest("smoker", "smokxx"));
    ck_assert_ptr_null(nearest("smoker", "smoxxx"));
    ck_assert_ptr_nonnull(nearest("abcde", "abcdx"));
    ck_assert_ptr_null(nearest("abcde", "abcxx"));
    ck_assert_ptr_null(nearest("a", "b")); /* nothing of it is left */
    ck_assert_ptr_nonnull(nearest("ab", "ax"));
    ck_assert_ptr_null(nearest("", "a"));
}
END_TEST

START_TEST(the_nearest_wins_and_of_two_the_first)
{
    static const char *const words[] = {"disintegrates", "invert", "disintegrate", "disintegrats"};
    ck_assert_ptr_eq(nearest_word("disintegrat", words, COUNT(words)), words[2]);
    ck_assert_ptr_eq(nearest_word("disintegrates!", words, COUNT(words)), words[0]);
    ck_assert_ptr_null(nearest_word("comb", words, COUNT(words)));
    ck_assert_ptr_null(nearest_word("comb", words, 0));
}
END_TEST

START_TEST(a_word_is_not_its_own_suggestion)
{
    static const char word[] = "smoker";
    Nearest n = nearest_start(word);
    nearest_consider(&n, word); /* the same name */
    nearest_consider(&n, NULL);
    ck_assert_ptr_null(n.best);
    ck_assert_uint_eq(n.distance, 3);
    nearest_consider(&n, "smoke");
    ck_assert_uint_eq(n.distance, 1);
    nearest_consider(&n, "smokxx"); /* not nearer */
    ck_assert_str_eq(n.best, "smoke");
}
END_TEST

START_TEST(long_words_are_passed_over)
{
    char word[LONGEST + 2], other[LONGEST + 2];
    for (size_t i = 0; i <= LONGEST; i++)
        word[i] = other[i] = 'a';
    word[LONGEST] = other[LONGEST] = '\0';
    other[0] = 'b';
    ck_assert_ptr_eq(nearest(word, other), other);
    word[LONGEST] = 'a';
    word[LONGEST + 1] = '\0';
    ck_assert_ptr_null(nearest(word, other));
    ck_assert_ptr_null(nearest(other, word));
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("nearest");
    tcase_add_test(c, one_edit_is_near);
    tcase_add_test(c, a_third_of_the_word_may_differ);
    tcase_add_test(c, the_nearest_wins_and_of_two_the_first);
    tcase_add_test(c, a_word_is_not_its_own_suggestion);
    tcase_add_test(c, long_words_are_passed_over);
    Suite *s = suite_create("nearest");
    suite_add_tcase(s, c);
    return s;
}
