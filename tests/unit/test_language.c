/* test_language.c -- a language of the core and of one folder that is made up here: a notion and an
 * action.  Nothing else has to know them, and what is not in this language is not there. */
#include "lang/elaborate/number.h"
#include "lang/read/token.h"
#include "tests/suite.h"
#include "tests/unit/run.h"

/* ---- the folder ---- */

/* twice(e) */
static bool
elaborate_twice(Session *s, Value *to, const Node *call)
{
    const Node *args = call->kids[1];
    mpq_t q;
    mpq_init(q);
    bool ok = elaborate_number(s, q, args->kids[0]);
    mpq_add(q, q, q);
    if (ok)
        value_set_number(to, q);
    mpq_clear(q);
    return ok;
}

static bool
twice_is_number(const Session *s, const Node *call)
{
    (void)s;
    (void)call;
    return true;
}

/* plot e, e as form to "file": the numbers, the form and the file, in one line. */
static bool
run_plot_line(Session *s, const Node *n)
{
    const Node *list = n->kids[ACTION_LIST], *file = n->kids[ACTION_FILE];
    for (uint32_t i = 0; i < list->count; i++) {
        Value v = {0};
        if (!elaborate(s, &v, list->kids[i]))
            return false;
        rational_write(v.number, &s->out);
        sink_put(&s->out, " ");
        value_clear(&v);
    }
    sink_print(&s->out, "%s %s\n", n->text ? n->text : "-", file ? file->text : "-");
    return true;
}

/* identify name = e */
static bool
run_identify_name(Session *s, const Node *n)
{
    const Node *name = action_name(n);
    Name text = span_text(&s->names, action_subject(n)->at);
    sink_print(&s->out, "%s %s\n", name ? name->text : "-", text);
    return true;
}

static const Notion notions[] = {
    {.word = "twice",
     .usage = "twice(3)",
     .elaborate = elaborate_twice,
     .is_number = twice_is_number},
    {0},
};

static const Action actions[] = {
    {.word = "plot", .run = run_plot_line},
    {.word = "identify", .run = run_identify_name},
    {0},
};

static const Capability folder = {.notions = notions, .actions = actions};
extern const Capability core;

static const Language small_language[] = {&core, &folder, NULL};

/* ---- the tests ---- */

static void
check_run(const char *text, const char *wanted)
{
    Run r;
    run_start_in(&r, small_language, false);
    const char *said = run_text(&r, text);
    ck_assert_msg(r.ok, "%s: %s", text, sink_text(&r.s.err));
    ck_assert_str_eq(said, wanted);
    run_end(&r);
}

static void
check_refused(const char *text, const char *complaint)
{
    Run r;
    run_start_in(&r, small_language, false);
    run_text(&r, text);
    ck_assert_msg(!r.ok, "%s", text);
    ck_assert_msg(strstr(sink_text(&r.s.err), complaint) != NULL, "%s", sink_text(&r.s.err));
    run_end(&r);
}

START_TEST(test_notion)
{
    check_run("plot twice(21)", "42 - -\n");
    check_run("plot twice(twice(1/4)) + 1", "2 - -\n");
    check_run("plot twice(1) * 3, 1 - twice(1/4)", "6 1/2 - -\n");
    check_refused("plot thrice(1)", "thrice");
}
END_TEST

START_TEST(test_action)
{
    check_run("plot 1, 2 as svg to \"f\"\nplot 3 to \"g\"", "1 2 svg f\n3 - g\n");
    check_run("identify twice = 1 + 2\nidentify 3", "twice 1 + 2\n- 3\n");
    check_refused("plot x = 1", "E025");
    check_refused("identify 1, 2", "E010");
    check_refused("identify 1 as x", "E010");
}
END_TEST

/* Words that are read, but that no folder of this language has. */
START_TEST(test_missing)
{
    check_refused("show 1", "not in this version: show");
    check_refused("type A", "not in this version: type");
    check_refused("plot P(X)", "P");
    ck_assert_ptr_null(action_find(small_language, "show"));
    ck_assert_ptr_eq(action_find(small_language, "plot"), &actions[0]);
    ck_assert_ptr_eq(notion_find(small_language, "twice"), &notions[0]);
}
END_TEST

/* Every word that begins a statement is run by one row of the whole language. */
START_TEST(test_whole)
{
    const Keyword *k;
    for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
        bool runs = action_find(language, k->text) != NULL;
        ck_assert_msg(runs == k->starts, "%s", k->text);
    }
    for (const Language *c = language; *c; c++)
        for (const Action *a = (*c)->actions; a && a->word; a++)
            ck_assert_msg(a->takes || action_find(language, a->word) == a, "%s is run twice",
                          a->word);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("language");
    TCase *c = tcase_create("language");
    tcase_add_test(c, test_notion);
    tcase_add_test(c, test_action);
    tcase_add_test(c, test_missing);
    tcase_add_test(c, test_whole);
    suite_add_tcase(s, c);
    return s;
}
