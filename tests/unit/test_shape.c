/* test_shape.c -- questions about shapes, where a script cannot look: limits, budgets, copies. */
#include "lang/statement/run.h"
#include "tests/suite.h"
#include "tests/unit/run.h"

/* X <- Ai -> Bi -> Y for each i: one of each pair adjusts, 2 ^ pairs sets. */
static void
write_pairs(Sink *to, int pairs)
{
    sink_put(to, BIT "model m { X : Bit");
    for (int i = 0; i < pairs; i++)
        sink_print(to, "%sA%d", i ? ", " : " <- ", i);
    for (int i = 0; i < pairs; i++)
        sink_print(to, "  A%d : Bit  B%d : Bit <- A%d", i, i, i);
    sink_put(to, "  Y : Bit <- X");
    for (int i = 0; i < pairs; i++)
        sink_print(to, ", B%d", i);
    sink_put(to, " }\n");
}

static size_t
count_text(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)) != NULL; text++)
        count++;
    return count;
}

START_TEST(test_limit)
{
    for (int pairs = 9; pairs <= 11; pairs++) {
        Run r;
        Sink model;
        sink_init(&model);
        write_pairs(&model, pairs);
        run_start(&r, pairs != 10);
        run_text(&r, sink_text(&model));
        const char *said = run_text(&r, "show adjustment(X -> Y) in m");
        ck_assert_msg(r.ok, "%s", sink_text(&r.s.err));
        if (pairs == 9) {
            ck_assert_uint_eq(count_text(said, "],["), 511);
            ck_assert_ptr_null(strstr(said, "complete"));
        } else if (pairs == 10) {
            ck_assert_uint_eq(count_text(said, "{"), 1000);
            ck_assert_ptr_nonnull(strstr(said, "}\n# not all: the limit is 1000 sets\n"));
        } else {
            ck_assert_uint_eq(count_text(said, "],["), 999);
            ck_assert_ptr_nonnull(strstr(said, "]],\"complete\":false}\n"));
        }
        run_end(&r);
        sink_clear(&model);
    }
}
END_TEST

/* Work that is stopped is an error of status `gave up`, not an answer that is short. */
START_TEST(test_stopped)
{
    static const char *const asked[] = {
        "show adjustment(X -> Y) in m", "show frontdoor(X -> Y) in m",
        "show instruments(X -> Y) in m", "show implications(m)",
        "explain adjustment(X -> Y) in m", "explain implications(m)",
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        Run r;
        Sink model;
        sink_init(&model);
        write_pairs(&model, 200);
        run_start(&r, false);
        run_text(&r, sink_text(&model));
        r.s.budget.deadline = 1; /* long ago */
        run_text(&r, asked[i]);
        ck_assert_msg(!r.ok, "%s", asked[i]);
        ck_assert_msg(r.s.out.count == 0, "%s: %s", asked[i], sink_text(&r.s.out));
        ck_assert_msg(strstr(sink_text(&r.s.err), "[E033]") != NULL, "%s: %s", asked[i],
                      sink_text(&r.s.err));
        ck_assert_uint_eq(count_text(sink_text(&r.s.err), "error:"), 1);
        ck_assert_int_eq(session_status(&r.s), EXIT_LIMIT);
        run_end(&r);
        sink_clear(&model);
    }
}
END_TEST

/* A value outlives what it came from, and its copies each other. */
START_TEST(test_copies)
{
    Run r;
    run_start(&r, false);
    r.s.redefine = true;
    run_text(&r, LUNG "let a = components(lung)\nlet b = a\nlet c = implications(lung)\n"
                      "let lung = 3\nlet a = 4\nlet d = c\nlet c = 5\n");
    ck_assert(r.ok);
    ck_assert_str_eq(run_text(&r, "show b"), "{S, C}\n{T}\n");
    ck_assert_str_eq(run_text(&r, "show b"), "{S, C}\n{T}\n");
    const char *none = "none\n# no independence, and no other constraint that the moves reveal\n";
    ck_assert_str_eq(run_text(&r, "show d"), none);
    run_end(&r);
}
END_TEST

/* One statement of the answer's JSON each. */
START_TEST(test_json)
{
    static const char *const cases[][2] = {
        {"show components(lung)", "{\"kind\":\"sets\",\"value\":[[\"S\",\"C\"],[\"T\"]]}\n"},
        {"show frontdoor(S -> C) in lung", "{\"kind\":\"sets\",\"value\":[[\"T\"]]}\n"},
        {"show adjustment(S -> T) in lung", "{\"kind\":\"sets\",\"value\":[[]]}\n"},
        {"show independent(S, C | T) in lung", "{\"kind\":\"bool\",\"value\":false}\n"},
        {"show instruments(S -> C) in lung", "{\"kind\":\"instruments\",\"value\":[]}\n"},
        {"show instruments(T -> C) in cut(lung, T)",
         "{\"kind\":\"instruments\",\"value\":[]}\n"},
        {"show instruments(T -> C) in cut(lung, S)",
         "{\"kind\":\"instruments\",\"value\":[{\"instrument\":\"S\",\"given\":[]}]}\n"},
        {"show implications(cut(lung, S))",
         "{\"kind\":\"implications\",\"independences\":[{\"variable\":\"C\",\"of\":[\"S\"],"
         "\"given\":[\"T\"]}],\"constraints\":[]}\n"},
        {"show essential(chain)",
         "{\"kind\":\"class\",\"text\":\"model chain {\\n  A : Bit\\n  B : Bit\\n  D : Bit\\n"
         "  A -- B\\n}\\n\","
         "\"arrows\":[],\"lines\":[[\"A\",\"B\"]]}\n"},
        {"explain independent(A, D) in chain",
         "{\"kind\":\"explain\",\"question\":\"independent(A, D)\",\"value\":true,\"text\":"
         "\"true: A is independent of D\\n  no path joins them\\n\"}\n"},
    };
    Run r;
    run_start(&r, true);
    run_text(&r, LUNG "model chain { A : Bit  B : Bit <- A  D : Bit }\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(run_text(&r, cases[i][0]), cases[i][1]);
        ck_assert(r.ok);
    }
    run_end(&r);
}
END_TEST

/* Nothing recurses along a model, and nothing is quadratic in a long one. */
START_TEST(test_long_chain)
{
    enum { LENGTH = 10000 };
    Run r;
    Sink text;
    sink_init(&text);
    sink_put(&text, BIT "model m { V0 : Bit");
    for (int i = 1; i < LENGTH; i++)
        sink_print(&text, "  V%d : Bit <- V%d", i, i - 1);
    sink_put(&text, "  V0 <-> V2 }\n");
    run_start(&r, false);
    run_text(&r, sink_text(&text));
    ck_assert(r.ok);
    ck_assert_str_eq(run_text(&r, "show independent(V0, V9999 | V77) in m"), "true\n");
    ck_assert_str_eq(run_text(&r, "show independent(V0, V9999) in m"), "false\n");
    ck_assert_uint_eq(count_text(run_text(&r, "show components(m)"), "\n"), LENGTH - 1);
    ck_assert_uint_eq(count_text(run_text(&r, "show ancestors(V9999) in m"), ","), LENGTH - 1);
    ck_assert_uint_eq(count_text(run_text(&r, "explain independent(V0, V9999 | V77) in m"), "->"),
                      2 * LENGTH - 3);
    ck_assert_str_eq(run_text(&r, "show adjustment(V5 -> V9) in m"), "{}\n");
    ck_assert_str_eq(run_text(&r, "show equivalent(m, m)"), "true\n");
    run_end(&r);
    sink_clear(&text);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("shape");
    TCase *c = tcase_create("shape");
    tcase_add_test(c, test_limit);
    tcase_add_test(c, test_stopped);
    tcase_add_test(c, test_copies);
    tcase_add_test(c, test_json);
    tcase_add_test(c, test_long_chain);
    suite_add_tcase(s, c);
    return s;
}
