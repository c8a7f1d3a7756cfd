/* test_help.c -- every word of the language has a topic, and every example of a topic runs. */
#include "lang/command_line.h"
#include "lang/language.h"
#include "lang/assist/concepts.h"
#include "lang/assist/error_topics.h"
#include "lang/assist/help.h"
#include "lang/read/token.h"
#include "lang/statement/run.h"

#include "tests/suite.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const more[] = {"types", "kets",   "tables", "numbers", "events",
                                   "<->",   "latent", "names",  "prompt",  ";"};

static char library[PATH_MAX]; /* the standard library, where the test was started */

START_TEST(test_words)
{
    size_t words = 0;
    for (const Keyword *k; (k = keyword_at(words)) != NULL; words++)
        ck_assert_msg(help_find(k->text) != NULL, "no help for %s", k->text);
    ck_assert_uint_eq(words, 36);
}
END_TEST

START_TEST(test_topics)
{
    const Notion *n;
    for (size_t i = 0; (n = notion_at(language, i)) != NULL; i++)
        ck_assert_msg(help_find(n->word) != NULL, "no help for %s", n->word);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        ck_assert_msg(help_find(more[i]) != NULL, "no help for %s", more[i]);
    ck_assert_ptr_null(help_find("nonsense"));
    ck_assert_str_eq(help_find("ket")->topic, "kets");
    ck_assert_str_eq(help_suggest("chanel"), "channel");
    ck_assert_str_eq(help_suggest("dizintegrate"), "disintegrate");
    ck_assert_ptr_null(help_suggest("xyzzyplugh"));
}
END_TEST

/* What answers say without explaining it, however it is written. */
START_TEST(test_words_of_answers)
{
    static const char *const words[] = {"hedge",      "back door",    "Back-door",   "estimand",
                                        "d-separation", "confounding", "collider",    "effects",
                                        "do-calculus", "identifiable", "undefined",
                                        "counterfactual", "worlds", "conflict",
                                        "experiments", "functional model", "standard error",
                                        "bootstrap", "positivity", "G^2", "Holm"};
    Sink out;
    sink_init(&out);
    for (size_t i = 0; i < COUNT(words); i++)
        ck_assert_msg(help_write_about(words[i], 0, &out), "no help for %s", words[i]);
    for (size_t i = 0; i < concept_count(); i++) {
        const Concept *c = concept_at(i);
        ck_assert_ptr_eq(concept_find(c->word), c);
        ck_assert_msg(help_find(c->word) == NULL, "%s is a topic already", c->word);
        ck_assert(c->text[strlen(c->text) - 1] == '\n');
    }
    ck_assert_str_eq(help_suggest("hegde"), "hedge");
    sink_clear(&out);
}
END_TEST

/* Every entry of doc/errors.md, and nothing else. */
START_TEST(test_codes)
{
    Sink out;
    size_t codes = 0;
    sink_init(&out);
    for (const ErrorTopic *e = error_topics; e->code; e++, codes++) {
        out.count = 0;
        ck_assert(help_write_about(e->code, 0, &out));
        ck_assert_msg(strncmp(sink_text(&out), e->code, 4) == 0 && strlen(e->text) > 20, "%s",
                      e->code);
    }
    ck_assert(codes > 100);
    out.count = 0;
    ck_assert(help_write_about("e063", 0, &out));
    ck_assert_ptr_nonnull(strstr(sink_text(&out), "E063: the sum is not one\n\n"));
    ck_assert_ptr_nonnull(strstr(sink_text(&out), "Numbers are exact here"));
    ck_assert(!help_write_about("E999", 0, &out) && !help_write_about("E06", 0, &out));
    sink_clear(&out);
}
END_TEST

static void
start_session(Session *s, Options *o)
{
    options_init(o);
    session_init(s, o, language);
    s->library = memory_new(strlen(library) + 1, 1);
    strcpy(s->library, library);
}

START_TEST(test_example)
{
    const Help *h = help_at((size_t)_i);
    if (!h->topic)
        return;
    ck_assert_msg(h->example || strstr(h->text, "not know it yet"), "no example of %s", h->topic);
    if (!h->example)
        return;
    Options o;
    Session s;
    start_session(&s, &o);
    bool ok = session_run(&s, source_new("help", "", h->example, strlen(h->example)));
    ck_assert_msg(ok, "%s:\n%s%s", h->topic, h->example, sink_text(&s.err));
    ck_assert_msg(s.err.count == 0, "%s:\n%s", h->topic, sink_text(&s.err));
    ck_assert_msg(strstr(h->example, "show") == NULL || s.out.count > 0, "%s", h->topic);
    ck_assert_int_eq(session_status(&s), 0);
    session_clear(&s);
}
END_TEST

/* No line wider than a terminal; every text ends its last line. */
START_TEST(test_form)
{
    Sink list;
    sink_init(&list);
    help_write_list(0, &list);
    for (size_t i = 0; i < help_count(); i++) {
        const Help *h = help_at(i);
        size_t n = strlen(h->text);
        ck_assert(n == 0 || h->text[n - 1] == '\n');
        if (h->topic) {
            ck_assert_ptr_nonnull(strstr(sink_text(&list), h->topic));
            ck_assert(help_write_about(h->topic, 0, &list));
        }
    }
    for (const char *at = sink_text(&list), *end; (end = strchr(at, '\n')) != NULL; at = end + 1)
        ck_assert_msg(end - at <= 100, "%.*s", (int)(end - at), at);
    sink_clear(&list);
}
END_TEST

/* Started in the top folder, as tests/run does it; examples may write files, in $SCRATCH. */
Suite *
suite(void)
{
    const char *scratch = getenv("SCRATCH");
    if (!realpath("stdlib", library) || (scratch && chdir(scratch) != 0))
        return NULL;
    Suite *s = suite_create("help");
    TCase *c = tcase_create("help");
    tcase_add_test(c, test_words);
    tcase_add_test(c, test_topics);
    tcase_add_test(c, test_words_of_answers);
    tcase_add_test(c, test_codes);
    tcase_add_test(c, test_form);
    tcase_add_loop_test(c, test_example, 0, (int)help_count());
    suite_add_tcase(s, c);
    return s;
}
