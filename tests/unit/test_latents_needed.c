/* test_latents_needed.c -- what one could observe to make an effect identifiable. */
#include "lang/identify/latents_needed.h"
#include "tests/unit/run_case.h"

/* P(Y | do(X)) in this model, which is not identified. */
static void
ask(Identified *i, const char *model)
{
    run.s.redefine = true;
    run_text(&run, model);
    ck_assert(run.ok);
    ck_assert(elaborate_effect_query(&run.s, &i->question, expression("P(Y | do(X)) in m")));
    const EffectQuery *q = &i->question;
    ck_assert(identify(&i->found, &q->graph, &q->projection, &q->effect, &run.s.budget));
    ck_assert(!i->found.identified);
}

/* The sets by number, `3 | 1`, and how many of how many were tried alone. */
static void
expect_help(const char *model, const char *wanted, size_t tried, size_t of)
{
    Identified i = {0};
    LatentsNeeded help = {0};
    Sink text = {0};
    ask(&i, model);
    ck_assert(latents_needed_find(&run.s, &help, &i, (Span){0}));
    for (size_t k = 0; k < help.sets.count; k++) {
        sink_put(&text, k ? " | " : "");
        for (size_t n = 0; n < help.sets.at[k].count; n++)
            sink_print(&text, "%s%u", n ? " " : "", help.sets.at[k].at[n]);
    }
    ck_assert_uint_eq(help.tried, tried);
    ck_assert_uint_eq(help.latents, of);
    latents_needed_clear(&help);
    ck_assert_uint_eq(help.sets.count, 0);
    identified_clear(&i);
    expect_text(&text, wanted);
}

START_TEST(the_common_cause_helps)
{
    expect_help("model m { X : Bit  Y : Bit <- X  X <-> Y }", "2", 1, 1);
    expect_help("model m { latent H : Bit  X : Bit <- H  Y : Bit <- X, H }", "0", 1, 1);
}
END_TEST

START_TEST(a_mediator_helps_too_and_comes_later)
{
    expect_help("model m { X : Bit  latent M : Bit <- X  Y : Bit <- M  X <-> Y }", "3 | 1", 2, 2);
}
END_TEST

START_TEST(where_one_is_not_enough_two_are)
{
    expect_help("model m { latent H : Bit  X : Bit <- H  Y : Bit <- X, H  X <-> Y }", "0 3", 2, 2);
    expect_help("model m { latent H : Bit  latent G : Bit  X : Bit <- H, G  Y : Bit <- X, H, G\n"
                "X <-> Y }", "", 3, 3);
}
END_TEST

START_TEST(what_nothing_depends_on_is_not_tried)
{
    expect_help("model m { latent L : Bit <- Y  X : Bit  Y : Bit <- X  X <-> Y }", "3", 1, 1);
}
END_TEST

START_TEST(stopped_work_is_told)
{
    Identified i = {0};
    LatentsNeeded help = {0};
    ask(&i, "model m { X : Bit  Y : Bit <- X  X <-> Y }");
    run.s.budget.stop = STOP_TIME;
    expect_refusal(latents_needed_find(&run.s, &help, &i, (Span){0}), "out of time");
    ck_assert_uint_eq(help.sets.count, 0);
    identified_clear(&i);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("latents needed", BIT);
    tcase_add_test(c, the_common_cause_helps);
    tcase_add_test(c, a_mediator_helps_too_and_comes_later);
    tcase_add_test(c, where_one_is_not_enough_two_are);
    tcase_add_test(c, what_nothing_depends_on_is_not_tried);
    tcase_add_test(c, stopped_work_is_told);
    return run_suite("latents needed", c);
}
