/* test_odbc.c -- tables of other engines as sources of rows, against the same rows in memory.  The
 * engine is SQLite behind its ODBC driver, which has no GROUPING SETS; tests/law/engines.py has one
 * that does. */
#include "data/odbc.h"

#include "tests/suite.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static TallyTrouble trouble;
static Budget budget;

static void
expect_failure(const char *string, const char *table, TallyFault fault, const char *text)
{
    RowSource *r = NULL;
    ck_assert_int_eq(odbc_open(&r, string, table, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, fault);
    ck_assert_ptr_null(r);
    if (text)
        ck_assert_str_eq(sink_text(&trouble.text), text);
    ck_assert_ptr_null(strstr(sink_text(&trouble.text), "geheim"));
    tally_trouble_clear(&trouble);
}

#if defined CATGUT_NO_ODBC || defined CATGUT_NO_SQLITE

START_TEST(without_the_library)
{
    expect_failure("PWD=geheim", "t", TALLY_ABSENT, "ODBC");
}
END_TEST

static void
add_tests(TCase *c)
{
#ifdef CATGUT_NO_ODBC
    tcase_add_test(c, without_the_library);
#else
    (void)c;
    (void)without_the_library;
#endif
}

#else

#include "rows.h"

static char path[200], driver[300];

static void
set_up(void)
{
    const char *folder = getenv("SCRATCH");
    trouble = (TallyTrouble){.column = NO_COLUMN};
    budget = (Budget){0};
    snprintf(path, sizeof path, "%s/catgut-odbc-%ld.db", folder ? folder : "/tmp",
             (long)getpid());
    unlink(path);
}

static void
tear_down(void)
{
    tally_trouble_clear(&trouble);
    unlink(path);
}

/* The driver's file, which has no entry in the system's list under every name. */
static bool
find_driver(void)
{
    glob_t found;
    bool there = glob("/usr/lib/*/odbc/libsqlite3odbc.so", 0, NULL, &found) == 0;
    if (there)
        snprintf(driver, sizeof driver, "%s", found.gl_pathv[0]);
    globfree(&found);
    return there;
}

static RowSource *
open_table(const char *table)
{
    RowSource *r = NULL;
    char string[600];
    snprintf(string, sizeof string, "Driver=%s;Database=%s;PWD=geheim", driver, path);
    TallyResult result = odbc_open(&r, string, table, &budget, &trouble);
    ck_assert_msg(result == TALLY_DONE, "%s", sink_text(&trouble.text));
    return r;
}

static void
expect_same(RowSource *r, RowSource *memory, const ColumnList *scopes, size_t count)
{
    Tally here[4] = {0}, there[4] = {0};
    TallyResult result = row_source_ask(r, here, scopes, count, &budget, &trouble);
    ck_assert_msg(result == TALLY_DONE, "%s", sink_text(&trouble.text));
    ck_assert_int_eq(row_source_ask(memory, there, scopes, count, &budget, &trouble), TALLY_DONE);
    for (size_t i = 0; i < count; i++) {
        Sink found = {0}, wanted = {0};
        write_tally(&found, r, &here[i]);
        write_tally(&wanted, memory, &there[i]);
        ck_assert_str_eq(sink_text(&found), sink_text(&wanted));
        ck_assert_uint_eq(here[i].total, there[i].total);
        sink_clear(&found);
        sink_clear(&wanted);
        tally_clear(&here[i]);
        tally_clear(&there[i]);
    }
}

/* First nothing is known of the texts, then all; last, rows with a text are left out. */
START_TEST(random_tables_are_counted_as_in_memory)
{
    uint64_t state = (uint64_t)_i * 7919 + 1;
    ColumnStore *c = column_store_new();
    make_random(path, &state, c, 1 + draw(&state, 5));
    RowSource *r = open_table("x\"y");
    uint32_t turned[] = {2, 0};
    ColumnList scopes[] = {SCOPE(1, 2), {turned, 2, 0}, SCOPE(0, 0), SCOPE(3, 1)};
    expect_same(r, &c->source, scopes, 4);
    expect_same(r, &c->source, scopes, 4);
    Texts *here = &r->columns.at[1].texts, *there = &c->source.columns.at[1].texts;
    if (texts_count(here)) {
        const char *text = texts_text(here, 0);
        Absence a = {1, 0}, b = {1, texts_add(there, text, strlen(text))};
        array_push(&r->absent, a);
        array_push(&c->source.absent, b);
        expect_same(r, &c->source, scopes, 4);
    }
    row_source_free(r);
    row_source_free(&c->source);
}
END_TEST

static void
expect_tally(RowSource *r, const ColumnList *scope, const char *wanted)
{
    Tally t = {0};
    Sink text = {0};
    TallyResult result = row_source_ask(r, &t, scope, 1, &budget, &trouble);
    ck_assert_msg(result == TALLY_DONE, "%s", sink_text(&trouble.text));
    write_tally(&text, r, &t);
    ck_assert_str_eq(sink_text(&text), wanted);
    sink_clear(&text);
    tally_clear(&t);
}

START_TEST(weights_and_rows_that_are_left_out)
{
    run_sql(NULL, path, "CREATE TABLE t (a TEXT, n NUMERIC); INSERT INTO t VALUES ('x', 3), "
                        "('x', 4), ('y', 5.0), (NULL, 7), ('', 2), ('z', 0)");
    RowSource *r = open_table("t");
    r->weight = 1;
    expect_tally(r, &SCOPE(0, 1), ", 9;x, 7;y, 5;");
    Absence a = {0, texts_add(&r->columns.at[0].texts, "", 0)};
    array_push(&r->absent, a);
    expect_tally(r, &SCOPE(0, 1), "x, 7;y, 5;");
    expect_tally(r, &SCOPE(0, 0), " 12;");
    run_sql(NULL, path, "INSERT INTO t VALUES ('x', 1.5), ('y', 0.5)");
    Tally t = {0};
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_COUNT);
    ck_assert_uint_eq(trouble.column, 1);
    ck_assert_str_eq(sink_text(&trouble.text), "1.5");
    tally_trouble_clear(&trouble);
    run_sql(NULL, path, "DELETE FROM t WHERE n = 1.5 OR n = 0.5; INSERT INTO t VALUES ('x', NULL)");
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_COUNT);
    row_source_free(r);
}
END_TEST

static void
expect_plan(RowSource *r, const ColumnList *scopes, size_t count, const char *wanted)
{
    Sink plan = {0};
    row_source_write_plan(r, scopes, count, &plan);
    ck_assert_str_eq(sink_text(&plan), wanted);
    sink_clear(&plan);
}

/* What is inside another scope is not asked, and what is small together is asked at once. */
START_TEST(few_questions)
{
    run_sql(NULL, path, "CREATE TABLE t (a TEXT, b TEXT, c TEXT); INSERT INTO t VALUES "
                        "('x', 'y', 'z')");
    RowSource *r = open_table("t");
    ColumnList scopes[] = {SCOPE(1, 1), SCOPE(0, 2), SCOPE(1, 2)};
    expect_plan(r, scopes, 2, "SELECT t.\"a\", t.\"b\", COUNT(*) FROM \"t\" t "
                              "GROUP BY t.\"a\", t.\"b\"\n");
    expect_plan(r, scopes, 3,
                "SELECT t.\"a\", t.\"b\", COUNT(*) FROM \"t\" t GROUP BY t.\"a\", t.\"b\"\n"
                "SELECT t.\"b\", t.\"c\", COUNT(*) FROM \"t\" t GROUP BY t.\"b\", t.\"c\"\n");
    for (size_t k = 0; k < 3; k++)
        texts_add(&r->columns.at[k].texts, "1", 1);
    expect_plan(r, scopes, 3, "SELECT t.\"a\", t.\"b\", t.\"c\", COUNT(*) FROM \"t\" t "
                              "GROUP BY t.\"a\", t.\"b\", t.\"c\"\n");
    Absence a = {2, 0}, b = {1, texts_add(&r->columns.at[1].texts, "", 0)};
    array_push(&r->absent, a);
    array_push(&r->absent, b);
    expect_plan(r, scopes, 1, "SELECT t.\"b\", t.\"c\", COUNT(*) FROM \"t\" t WHERE t.\"b\" IS NOT "
                              "NULL AND t.\"b\" <> '' GROUP BY t.\"b\", t.\"c\"\n");
    row_source_free(r);
}
END_TEST

START_TEST(what_cannot_be_opened)
{
    char string[600];
    run_sql(NULL, path, "CREATE TABLE visits (a); CREATE VIEW seen AS SELECT a FROM visits");
    snprintf(string, sizeof string, "Driver=%s;Database=%s", driver, path);
    expect_failure(string, "visit", TALLY_NO_TABLE, "visit");
    expect_failure(string, "", TALLY_NO_TABLE, "");
    expect_failure(string, "a\"; DROP TABLE visits; --", TALLY_NO_TABLE, NULL);
    RowSource *r = NULL;
    ck_assert_int_eq(odbc_open(&r, string, "visit", &budget, &trouble), TALLY_FAILED);
    ck_assert_uint_eq(texts_count(&trouble.tables), 2);
    uint32_t code;
    ck_assert(texts_find(&trouble.tables, "visits", 6, &code));
    ck_assert(texts_find(&trouble.tables, "seen", 4, &code));
}
END_TEST

/* A view that never ends is stopped by the clock and by ^C; one with many lines by memory. */
START_TEST(limits_stop_it)
{
    atomic_bool interrupt = 0;
    run_sql(NULL, path,
            "CREATE VIEW e AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
            "FROM n LIMIT 300000) SELECT x FROM n; "
            "CREATE VIEW s AS SELECT count(*) AS x FROM e a, e b, e c");
    RowSource *r = open_table("s");
    Tally t = {0};
    budget.deadline = budget_now() + 50000000;
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_STOPPED);
    ck_assert_int_eq(budget.stop, STOP_TIME);
    interrupt = 1;
    budget = (Budget){.interrupt = &interrupt};
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_STOPPED);
    ck_assert_int_eq(budget.stop, STOP_INTERRUPT);
    budget = (Budget){0};
    row_source_free(r);
    r = open_table("e");
    budget = (Budget){.bytes = 1 << 20};
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_STOPPED);
    ck_assert_int_eq(budget.stop, STOP_MEMORY);
    ck_assert_uint_gt(trouble.rows, 1000);
    row_source_free(r);
}
END_TEST

/* The driver manager repeats the name of the driver, the password in it. */
START_TEST(passwords_are_not_said)
{
    expect_failure("Driver=/no/geheim.so;PWD=geheim", "t", TALLY_ENGINE,
                   "Can't open lib '/no/******.so' : file not found");
    expect_failure("Driver=/no/ge}heim.so;PWD={ge}}heim};UID=x", "t", TALLY_ENGINE,
                   "Can't open lib '/no/*******.so' : file not found");
    expect_failure("Driver=/no/geheim.so;Token=geheim", "t", TALLY_ENGINE, NULL);
    expect_failure("Driver=/no/geheim.so;Other=geheim", "t", TALLY_ENGINE, NULL);
    expect_failure("", "t", TALLY_ENGINE, NULL);
    expect_failure(";=;PWD;{;PWD={", "t", TALLY_ENGINE, NULL);
}
END_TEST

static void
add_tests(TCase *c)
{
    tcase_add_test(c, passwords_are_not_said);
    if (!find_driver()) {
        puts("libsqliteodbc is not installed: SQLite through ODBC");
        puts("0 passed, 0 failed, 1 skipped");
        return;
    }
    tcase_add_loop_test(c, random_tables_are_counted_as_in_memory, 0, 20);
    tcase_add_test(c, weights_and_rows_that_are_left_out);
    tcase_add_test(c, few_questions);
    tcase_add_test(c, what_cannot_be_opened);
    tcase_add_test(c, limits_stop_it);
}

#endif

Suite *
suite(void)
{
    Suite *s = suite_create("odbc");
    TCase *c = tcase_create("odbc");
#if !defined CATGUT_NO_ODBC && !defined CATGUT_NO_SQLITE
    tcase_add_checked_fixture(c, set_up, tear_down);
#endif
    add_tests(c);
    suite_add_tcase(s, c);
    return s;
}
