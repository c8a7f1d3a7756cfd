/* test_highlight.c -- source as HTML: what is marked as what, and that nothing is lost. */
#include "lang/language.h"
#include "lang/report/highlight.h"

#include "base/random.h"
#include "show/xml.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

static void
expect(const char *text, const char *html)
{
    Sink out;
    sink_init(&out);
    highlight_write(text, strlen(text), language, &out);
    ck_assert_str_eq(sink_text(&out), html);
    sink_clear(&out);
}

START_TEST(test_marks)
{
    expect("", "");
    expect("show x", "<span class=\"k\">show</span> x");
    expect("1/2|a,b>", "<span class=\"n\">1</span>/<span class=\"n\">2</span>"
                       "<span class=\"q\">|a,b&gt;</span>");
    expect("P(X | Y)  # <why>", "<span class=\"f\">P</span>(X | Y)  "
                                "<span class=\"c\"># &lt;why&gt;</span>");
    expect("\"a \\\" # b\" #c\n#d\n\n",
           "<span class=\"s\">&quot;a \\&quot; # b&quot;</span> <span class=\"c\">#c</span>\n"
           "<span class=\"c\">#d</span>\n\n");
    expect("a <- \xce\xb1", "a &lt;- \xce\xb1");
    expect("x ? y \"open", "x ? y &quot;open");
}
END_TEST

/* Without the marks it is the text, whatever that is. */
START_TEST(test_nothing_is_lost)
{
    static const char *const pieces[] = {
        "show ", "\"", "#",    "\n",           "|a>",  "|",     "<b>",          "&", "1e", ".5",
        "\xff",  "P(", "\\", "\xe7\x99\x8c", "\x01", "state", "\xe2\x80\xae", "-", "</span>"};
    Random r = random_start(11);
    for (int i = 0; i < 3000; i++) {
        Sink text, marked, plain, wanted;
        sink_init(&text);
        sink_init(&marked);
        sink_init(&plain);
        sink_init(&wanted);
        for (uint32_t n = random_below(&r, 12); n > 0; n--)
            sink_put(&text, pieces[random_below(&r, sizeof pieces / sizeof *pieces)]);
        highlight_write(sink_text(&text), text.count, language, &marked);
        for (const char *at = sink_text(&marked), *end; *at; at = end) {
            end = *at == '<' ? strchr(at, '>') + 1 : at + 1;
            if (*at != '<')
                sink_add(&plain, at, 1);
        }
        xml_write_text(sink_text(&text), text.count, &wanted);
        ck_assert_str_eq(sink_text(&plain), sink_text(&wanted));
        sink_clear(&wanted);
        sink_clear(&plain);
        sink_clear(&marked);
        sink_clear(&text);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("highlight");
    TCase *t = tcase_create("highlight");
    tcase_add_test(t, test_marks);
    tcase_add_test(t, test_nothing_is_lost);
    suite_add_tcase(s, t);
    return s;
}
