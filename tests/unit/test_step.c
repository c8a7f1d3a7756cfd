/* test_step.c -- steps of an explanation: as text, as JSON, and folded in a page. */
#include "lang/explain/step.h"
#include "lang/report/report.h"
#include "tests/unit/run_case.h"

static Steps steps;

static void
start(void)
{
    steps = (Steps){.s = &run.s};
    sink_clear(&run.s.out);
}

static void
end(void)
{
    steps_clear(&steps);
}

/* `Discard: the rest`, by a law, with a formula and numbers. */
static void
add_full(void)
{
    ExplainStep t;
    explain_step_init(&t, "Discard");
    sink_put(&t.text, "the rest");
    sink_put(&t.law, "f ; discard = discard");
    sink_put(&t.formula, "P(C)\nP(D)\n");
    sink_put(&t.numbers, "1/2\n");
    steps_add(&steps, &t);
}

static void
add_bare(void)
{
    ExplainStep t;
    explain_step_init(&t, "Done");
    sink_put(&t.law, "none");
    steps_add(&steps, &t);
}

START_TEST(each_step_is_written_as_it_comes)
{
    add_full();
    expect_text(&run.s.out, "1. Discard: the rest\n   P(C)\n   P(D)\n"
                            "   f ; discard = discard\n     1/2\n");
    add_bare();
    expect_text(&run.s.out, "\n2. Done\n   none\n");
    steps_finish(&steps, true);
    expect_text(&run.s.out, "");
}
END_TEST

START_TEST(a_head_is_set_apart)
{
    steps.headed = true;
    add_bare();
    expect_text(&run.s.out, "\n1. Done\n   none\n");
}
END_TEST

START_TEST(long_text_is_wrapped_below_itself)
{
    ExplainStep t;
    explain_step_init(&t, "Long");
    for (int i = 0; i < 30; i++)
        sink_put(&t.text, "word ");
    sink_put(&t.text, "end");
    sink_put(&t.law, "one\ntwo");
    sink_put(&t.body, "a\nb\n");
    steps_add(&steps, &t);
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.out), "word\n   word"));
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.out),
                                 "end\n   one\n   two\n     a\n     b\n"));
}
END_TEST

START_TEST(json_is_one_object_at_the_end)
{
    session_write_json(&run.s);
    add_full();
    add_bare();
    expect_text(&run.s.out, "");
    steps_finish(&steps, true);
    expect_text(&run.s.out,
                "{\"kind\":\"explain\",\"steps\":[{\"move\":\"Discard\",\"text\":\"the rest\","
                "\"law\":\"f ; discard = discard\",\"formula\":\"P(C)\\nP(D)\\n\","
                "\"numbers\":\"1/2\\n\"},{\"move\":\"Done\",\"law\":\"none\"}]}\n");
    ck_assert_uint_eq(steps.kept.count, 0);
    add_bare();
    steps_finish(&steps, false); /* it complained */
    expect_text(&run.s.out, "");
}
END_TEST

START_TEST(a_page_folds_them)
{
    Report *report = report_new(false, 0);
    Sink page = {0};
    ExplainStep t;
    report_listen(report, &run.s);
    steps.open_from = 2;
    add_full();
    explain_step_init(&t, "Draw");
    steps_draw_diagram(&steps, &t, &named("coin")->diagram, "a coin");
    ck_assert_ptr_nonnull(strstr(sink_text(&t.picture), "<svg"));
    steps_add(&steps, &t);
    report_write_as(report, "title", &page);
    const char *first = strstr(sink_text(&page), "1. Discard");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "1. Discard")); /* not the text as well */
    ck_assert_ptr_nonnull(strstr(first, "<details class=\"step\" open"));
    ck_assert(strstr(sink_text(&page), "<details class=\"step\" open") >
              first); /* only the second */
    sink_clear(&page);
    run.s.report = NULL;
    run.s.out.also = run.s.err.also = NULL;
    report_free(report);
}
END_TEST

START_TEST(nothing_is_drawn_for_nobody)
{
    ExplainStep t;
    explain_step_init(&t, "Draw");
    steps_draw_diagram(&steps, &t, &named("coin")->diagram, "a coin");
    steps_draw_surgery(&steps, &t, &named("m")->model, &named("m")->model, NULL);
    ck_assert_uint_eq(t.picture.count, 0);
    explain_step_clear(&t);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("step", BIT "state coin : Bit = 1/2|0> + 1/2|1>\nmodel m { X : Bit }\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, each_step_is_written_as_it_comes);
    tcase_add_test(c, a_head_is_set_apart);
    tcase_add_test(c, long_text_is_wrapped_below_itself);
    tcase_add_test(c, json_is_one_object_at_the_end);
    tcase_add_test(c, a_page_folds_them);
    tcase_add_test(c, nothing_is_drawn_for_nobody);
    return run_suite("step", c);
}
