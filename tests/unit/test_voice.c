/* test_voice.c -- a thing is said once: as text or as JSON, and in a page that listens. */
#include "lang/report/report.h"
#include "lang/report/voice.h"
#include "tests/unit/run_case.h"

static void
as_text(Session *s, const void *what, Sink *out)
{
    (void)s;
    sink_print(out, "text of %s\n", (const char *)what);
}

static void
as_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    sink_print(out, "{\"of\":\"%s\"}\n", (const char *)what);
}

static void
as_page(Session *s, const void *what, Sink *out)
{
    (void)s;
    if (*(const char *)what)
        sink_print(out, "<b>%s</b>\n", (const char *)what);
}

static const Voice whole = {.text = as_text, .json = as_json, .page = as_page},
                   plain = {.text = as_text},
                   instead = {.text = as_text, .json = as_json, .page = as_page, .replaces = true};

static Report *report;

static void
start(void)
{
    report = NULL;
    sink_clear(&run.s.out);
}

static void
end(void)
{
    run.s.report = NULL;
    run.s.out.also = run.s.err.also = NULL;
    report_free(report);
}

static void
listen(bool alone)
{
    report = report_new(alone, 0);
    report_listen(report, &run.s);
}

/* Is this in the page? */
static bool
page_has(const char *part)
{
    Sink page = {0};
    report_write_as(report, "title", &page);
    bool has = strstr(sink_text(&page), part) != NULL;
    sink_clear(&page);
    return has;
}

START_TEST(as_text_or_as_json)
{
    say(&run.s, &whole, "x");
    say(&run.s, &plain, "y");
    expect_text(&run.s.out, "text of x\ntext of y\n");
    session_write_json(&run.s);
    say(&run.s, &whole, "x");
    say(&run.s, &plain, "y"); /* has none */
    expect_text(&run.s.out, "{\"of\":\"x\"}\n");
}
END_TEST

START_TEST(text_has_a_kind_in_json)
{
    Sink text = {0};
    sink_put(&text, "a \"b\"\n");
    say_text(&run.s, "box", &text);
    expect_text(&run.s.out, "a \"b\"\n");
    session_write_json(&run.s);
    say_text(&run.s, "box", &text);
    expect_text(&run.s.out, "{\"kind\":\"box\",\"text\":\"a \\\"b\\\"\\n\"}\n");
    sink_clear(&text);
}
END_TEST

START_TEST(a_page_shows_more)
{
    listen(false);
    say(&run.s, &whole, "x");
    ck_assert_str_eq(sink_text(&run.s.out), "text of x\n");
    ck_assert(page_has("text of x"));
    ck_assert(page_has("<b>x</b>"));
}
END_TEST

START_TEST(a_page_may_show_something_else)
{
    listen(false);
    say(&run.s, &instead, "x");
    ck_assert_str_eq(sink_text(&run.s.out), "text of x\n");
    ck_assert(!page_has("text of x"));
    ck_assert(page_has("<b>x</b>"));
    say(&run.s, &plain, "after"); /* the page listens again */
    ck_assert(page_has("text of after"));
}
END_TEST

START_TEST(nothing_is_begun_for_nothing)
{
    listen(false);
    say(&run.s, &whole, "");
    ck_assert(!page_has("<b>"));
}
END_TEST

START_TEST(who_listens_is_known)
{
    ck_assert(!page_listens(&run.s) && !page_is_alone(&run.s));
    listen(true);
    ck_assert(page_listens(&run.s) && page_is_alone(&run.s));
    end();
    listen(false);
    ck_assert(page_listens(&run.s) && !page_is_alone(&run.s));
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("voice", "");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, as_text_or_as_json);
    tcase_add_test(c, text_has_a_kind_in_json);
    tcase_add_test(c, a_page_shows_more);
    tcase_add_test(c, a_page_may_show_something_else);
    tcase_add_test(c, nothing_is_begun_for_nothing);
    tcase_add_test(c, who_listens_is_known);
    return run_suite("voice", c);
}
