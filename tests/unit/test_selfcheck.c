/* test_selfcheck.c -- an estimand that is wrong does not pass its check; one that is right does. */
#include "lang/identify/complain_identify.h"
#include "lang/identify/estimand.h"
#include "lang/statement/run.h"
#include "tests/suite.h"
#include "tests/unit/run.h"

static const Identified *
estimand(Run *r, const char *name)
{
    const Value *v = session_find(&r->s, names_add_text(&r->s.names, name));
    ck_assert_ptr_nonnull(v);
    ck_assert_ptr_nonnull(value_identified(v));
    return value_identified(v);
}

/* The effect of `question`, by the estimand of `answer`. */
static SelfCheck
check(Run *r, const char *question, const char *answer, uint32_t times)
{
    SelfCheck c;
    const Identified *a = estimand(r, answer);
    const Estimand *both[] = {&a->found.estimand, identified_shown(a)};
    ck_assert(self_check(&r->s, &c, &estimand(r, question)->question, both, 2, times,
                         SELF_CHECK_WORK, (Span){0}));
    return c;
}

START_TEST(test_right)
{
    Run r;
    run_start_after(&r, LUNG "identify e = P(C | do(S)) in lung\n"
                       "identify f = P(T, S | do(C)) in lung\n");
    const char *names[] = {"e", "f"};
    for (int i = 0; i < 2; i++) {
        SelfCheck c = check(&r, names[i], names[i], 1), more = check(&r, names[i], names[i], 5);
        ck_assert(!c.failed && !more.failed);
        ck_assert_uint_eq(c.certainty, 100);
        ck_assert_uint_eq(more.certainty, 500);
        ck_assert_uint_gt(more.work, c.work);
        ck_assert_ptr_null(c.why);
    }
    ck_assert_uint_eq(check(&r, "e", "e", 0).certainty, 0);
    ck_assert_uint_eq(check(&r, "e", "e", 0).work, 0);
    run_end(&r);
}
END_TEST

#define CONFOUNDED BIT "model m { Z : Bit  X : Bit  Y : Bit <- X  Z <-> X  Z <-> Y }\n" \
                       "model n { Z : Bit  X : Bit <- Z  Y : Bit <- X, Z }\n"

/* Formulas that mistakes lead to: seeing taken for doing, an adjustment for what does not adjust
 * (a formula from another shape), one for what does left out. */
static const struct {
    const char *model, *question, *answer;
} wrong[] = {
    {LUNG, "P(C | do(S)) in lung", "P(C | S) in lung"},
    {LUNG, "P(C | do(S), T) in lung", "P(C | S, T) in lung"},
    {LUNG, "P(C | do(T)) in lung", "P(C | T) in lung"},
    {LUNG, "P(C, T | do(S)) in lung", "P(C, T | S) in lung"},
    {CONFOUNDED, "P(Y | do(X)) in m", "P(Y | do(X)) in n"},
    {CONFOUNDED, "P(Y | do(X)) in n", "P(Y | do(X)) in m"},
};

START_TEST(test_wrong)
{
    Run r;
    Sink text;
    sink_init(&text);
    sink_print(&text, "%sidentify e = %s\nidentify w = %s\n", wrong[_i].model,
               wrong[_i].question, wrong[_i].answer);
    run_start_after(&r, sink_text(&text));
    ck_assert(!check(&r, "e", "e", 1).failed);
    SelfCheck c = check(&r, "e", "w", 1);
    ck_assert(c.failed);
    ck_assert_uint_eq(c.certainty, 0);
    run_end(&r);
    sink_clear(&text);
}
END_TEST

/* One that is wrong among others is found, wherever it stands. */
START_TEST(test_among_others)
{
    Run r;
    SelfCheck c;
    run_start_after(&r, LUNG "identify e = P(C | do(S)) in lung\nidentify w = P(C | S) in lung\n");
    const Identified *e = estimand(&r, "e"), *w = estimand(&r, "w");
    const Estimand *all[] = {identified_shown(e), &e->found.estimand, identified_shown(w)};
    ck_assert(self_check(&r.s, &c, &e->question, all, 2, 1, SELF_CHECK_WORK, (Span){0}));
    ck_assert(!c.failed);
    ck_assert(self_check(&r.s, &c, &e->question, all, 3, 1, SELF_CHECK_WORK, (Span){0}));
    ck_assert(c.failed);
    run_end(&r);
}
END_TEST

/* What takes too much is not checked, and says how much it would have taken. */
START_TEST(test_too_large)
{
    Run r;
    run_start_after(&r, "type Many = {1..100000}\n"
                  "model wide { Z : Many  X : Many <- Z  Y : Many <- X, Z }\n"
                  "identify e = P(Y | do(X)) in wide\n");
    SelfCheck c = check(&r, "e", "e", 1);
    ck_assert(!c.failed);
    ck_assert_uint_eq(c.certainty, 0);
    ck_assert_uint_ge(c.entries, UINT64_C(10000000000));
    ck_assert_ptr_null(c.why);
    run_end(&r);
}
END_TEST

/* What a box in place means does not matter: the formula is right for the shape. */
START_TEST(test_fixed)
{
    Run r;
    run_start_after(&r, BIT "box k : Bit -> Bit\ntype Hidden\n"
                      "model m { X : Bit  Y : Bit = k(X) }\n"
                      "model n { latent H : Hidden  Z : Bit = |1>  X : Bit <- Z, H\n"
                      "          Y : Bit <- X, Z  Y <-> Z }\n"
                      "identify e = P(Y | do(X)) in m\n"
                      "identify f = P(Y | do(X)) in n\n"
                      "identify w = P(Y | X) in n\n");
    ck_assert_uint_eq(check(&r, "e", "e", 1).certainty, 100);
    ck_assert_uint_eq(check(&r, "f", "f", 1).certainty, 100);
    ck_assert(check(&r, "f", "w", 1).failed);
    run_end(&r);
}
END_TEST

/* What a user would read: no script gets here while Catgut is right. */
START_TEST(test_complaint)
{
    Run r;
    run_start_after(&r, LUNG);
    ck_assert(!complain_self_check(&r.s.complain, (Span){0}, "P(C | S)"));
    ck_assert_ptr_nonnull(strstr(sink_text(&r.s.err),
                                 "error: internal error: the estimand P(C | S) failed its check, "
                                 "so it is not an answer [E127]\n"));
    ck_assert_ptr_nonnull(strstr(sink_text(&r.s.err), "please report it"));
    ck_assert_int_eq(session_status(&r.s), 1);
    run_end(&r);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("selfcheck");
    TCase *c = tcase_create("selfcheck");
    tcase_add_test(c, test_right);
    tcase_add_loop_test(c, test_wrong, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(c, test_among_others);
    tcase_add_test(c, test_too_large);
    tcase_add_test(c, test_fixed);
    tcase_add_test(c, test_complaint);
    suite_add_tcase(s, c);
    return s;
}
