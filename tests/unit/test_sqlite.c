/* test_sqlite.c -- tables of SQLite files as sources of rows, against the same rows in memory. */
#include "data/columns.h"
#include "data/intake.h"
#include "data/sqlite.h"

#include "tests/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static TallyTrouble trouble;
static Budget budget;
static char path[200];

static void
set_up(void)
{
    const char *folder = getenv("SCRATCH");
    trouble = (TallyTrouble){.column = NO_COLUMN};
    budget = (Budget){0};
    snprintf(path, sizeof path, "%s/catgut-sqlite-%ld.db", folder ? folder : "/tmp",
             (long)getpid());
    unlink(path);
}

static void
tear_down(void)
{
    tally_trouble_clear(&trouble);
    unlink(path);
}

#ifdef CATGUT_NO_SQLITE

START_TEST(without_the_library)
{
    RowSource *r = NULL;
    ck_assert_int_eq(sqlite_open(&r, path, "t", &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_ABSENT);
    ck_assert_ptr_null(r);
}
END_TEST

static void
add_tests(TCase *c)
{
    tcase_add_test(c, without_the_library);
}

#else

#include "rows.h"

static RowSource *
open_table(const char *table)
{
    RowSource *r = NULL;
    TallyResult result = sqlite_open(&r, path, table, &budget, &trouble);
    ck_assert_msg(result == TALLY_DONE, "%s", sink_text(&trouble.text));
    return r;
}

static void
ask_one(Tally *to, RowSource *r, const ColumnList *scope)
{
    TallyResult result = row_source_ask(r, to, scope, 1, &budget, &trouble);
    ck_assert_msg(result == TALLY_DONE, "%s", sink_text(&trouble.text));
}

static void
expect_tally(RowSource *r, const ColumnList *scope, const char *wanted)
{
    Tally t = {0};
    Sink text = {0};
    ask_one(&t, r, scope);
    write_tally(&text, r, &t);
    ck_assert_str_eq(sink_text(&text), wanted);
    sink_clear(&text);
    tally_clear(&t);
}

START_TEST(cells_are_texts)
{
    run_sql(NULL, path, "CREATE TABLE t (a TEXT, b INTEGER, c REAL, d TEXT COLLATE NOCASE);"
                  "INSERT INTO t VALUES ('x', 1, 0.5, 'q'), ('x', 1, 1.0, 'Q'), (NULL, -7, 1e300, "
                  "''), ('k\xc3\xa4se', 9223372036854775807, 0.1, 'q'), ('1', '1', 2, 'q')");
    RowSource *r = open_table("T");
    ck_assert_uint_eq(r->columns.count, 4);
    ck_assert_str_eq(r->columns.at[2].name, "c");
    expect_tally(r, &SCOPE(0, 1), ", 1;1, 1;k\xc3\xa4se, 1;x, 2;");
    expect_tally(r, &SCOPE(1, 1), "-7, 1;1, 3;9223372036854775807, 1;");
    expect_tally(r, &SCOPE(2, 1), "0.1, 1;0.5, 1;1.0, 1;1.0e+300, 1;2.0, 1;");
    expect_tally(r, &SCOPE(3, 1), ", 1;Q, 1;q, 3;");
    expect_tally(r, &SCOPE(0, 2), ",-7, 1;1,1, 1;k\xc3\xa4se,9223372036854775807, 1;x,1, 2;");
    expect_tally(r, &SCOPE(0, 0), " 5;");
    row_source_free(r);
}
END_TEST

START_TEST(weights_and_rows_that_are_left_out)
{
    run_sql(NULL, path, "CREATE TABLE t (a, n); INSERT INTO t VALUES ('x', 3), ('x', '4'), "
                        "('y', 5.0), (NULL, 7), ('z', 0)");
    RowSource *r = open_table("t");
    r->weight = 1;
    expect_tally(r, &SCOPE(0, 1), ", 7;x, 7;y, 5;");
    Absence a = {0, texts_add(&r->columns.at[0].texts, "", 0)};
    array_push(&r->absent, a);
    expect_tally(r, &SCOPE(0, 1), "x, 7;y, 5;");
    expect_tally(r, &SCOPE(0, 0), " 12;");
    run_sql(NULL, path, "INSERT INTO t VALUES ('x', 1.5)");
    Tally t = {0};
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_COUNT);
    ck_assert_uint_eq(trouble.column, 1);
    ck_assert_str_eq(sink_text(&trouble.text), "1.5");
    ck_assert_uint_eq(tally_lines(&t), 0);
    row_source_free(r);
}
END_TEST

/* All scopes at once here, and in memory. */
START_TEST(random_tables_are_counted_as_in_memory)
{
    uint64_t state = (uint64_t)_i * 7919 + 1;
    ColumnStore *c = column_store_new();
    make_random(path, &state, c, 1 + draw(&state, 5));
    RowSource *r = open_table("x\"y");
    ColumnList scopes[] = {SCOPE(0, 4), SCOPE(1, 2), SCOPE(0, 0), SCOPE(3, 1)};
    Tally here[4] = {0}, there[4] = {0};
    ck_assert_int_eq(row_source_ask(r, here, scopes, 4, &budget, &trouble), TALLY_DONE);
    ck_assert_int_eq(row_source_ask(&c->source, there, scopes, 4, &budget, &trouble), TALLY_DONE);
    for (size_t i = 0; i < 4; i++) {
        Sink found = {0}, wanted = {0};
        write_tally(&found, r, &here[i]);
        write_tally(&wanted, &c->source, &there[i]);
        ck_assert_str_eq(sink_text(&found), sink_text(&wanted));
        ck_assert_uint_eq(here[i].total, c->rows);
        sink_clear(&found);
        sink_clear(&wanted);
        tally_clear(&here[i]);
        tally_clear(&there[i]);
    }
    row_source_free(r);
    row_source_free(&c->source);
}
END_TEST

/* From begin to end nobody's writing is seen. */
START_TEST(one_snapshot)
{
    Writer w;
    run_sql(&w, path, "PRAGMA journal_mode=WAL; CREATE TABLE t (a); INSERT INTO t VALUES ('x')");
    RowSource *r = open_table("t");
    ck_assert_int_eq(row_source_begin(r, &budget, &trouble), TALLY_DONE);
    expect_tally(r, &SCOPE(0, 1), "x, 1;");
    ck_assert_int_eq(w.exec(w.db, "INSERT INTO t VALUES ('y')", NULL, NULL, NULL), SQLITE_OK);
    expect_tally(r, &SCOPE(0, 1), "x, 1;");
    row_source_end(r);
    expect_tally(r, &SCOPE(0, 1), "x, 1;y, 1;");
    w.close(w.db);
    row_source_free(r);
    char more[220];
    snprintf(more, sizeof more, "%s-wal", path);
    unlink(more);
    snprintf(more, sizeof more, "%s-shm", path);
    unlink(more);
}
END_TEST

static void
expect_no_table(const char *table, const char *first)
{
    RowSource *r = NULL;
    ck_assert_int_eq(sqlite_open(&r, path, table, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_NO_TABLE);
    ck_assert_str_eq(sink_text(&trouble.text), table);
    ck_assert_str_eq(texts_text(&trouble.tables, 0), first);
    tally_trouble_clear(&trouble);
}

START_TEST(what_cannot_be_opened)
{
    RowSource *r = NULL;
    ck_assert_int_eq(sqlite_open(&r, "/no/where.db", "t", &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_SYSTEM);
    tally_trouble_clear(&trouble);
    ck_assert_int_eq(sqlite_open(&r, "/dev/null", "t", &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_ENGINE);
    tally_trouble_clear(&trouble);
    ck_assert_int_eq(sqlite_open(&r, "Makefile", "t", &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, TALLY_ENGINE);
    ck_assert_str_eq(sink_text(&trouble.text), "file is not a database");
    tally_trouble_clear(&trouble);
    run_sql(NULL, path, "CREATE TABLE visits (a); CREATE VIEW seen AS SELECT a FROM visits");
    expect_no_table("visit", "seen");
    expect_no_table("", "seen");
    expect_no_table("sqlite_master", "seen");
    ck_assert_ptr_null(r);
}
END_TEST

static void
expect_fault(const char *table, TallyFault fault)
{
    RowSource *r = open_table(table);
    Tally t = {0};
    ck_assert_int_eq(row_source_ask(r, &t, &SCOPE(0, 1), 1, &budget, &trouble), TALLY_FAILED);
    ck_assert_int_eq(trouble.fault, fault);
    ck_assert_uint_eq(trouble.column, 0);
    tally_trouble_clear(&trouble);
    row_source_free(r);
}

START_TEST(cells_that_are_no_texts)
{
    run_sql(NULL, path, "CREATE TABLE b (a); INSERT INTO b VALUES (x'00ff');"
                  "CREATE TABLE u (a); INSERT INTO u VALUES (CAST(x'ff' AS TEXT));"
                  "CREATE TABLE z (a); INSERT INTO z VALUES (CAST(x'610062' AS TEXT));"
                  "CREATE TABLE l (a); INSERT INTO l VALUES (printf('%.1500000c', 'x'));");
    expect_fault("b", TALLY_ENGINE);
    expect_fault("u", TALLY_UTF8);
    expect_fault("z", TALLY_NUL);
    expect_fault("l", TALLY_LONG);
}
END_TEST

/* A view that never ends is stopped by the clock and by ^C; one with many lines by memory. */
START_TEST(limits_stop_it)
{
    static const char endless[] =
        "CREATE VIEW e AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x FROM n; CREATE VIEW s AS SELECT count(*) AS x FROM e";
    atomic_bool interrupt = 0;
    run_sql(NULL, path, endless);
    RowSource *r = open_table("s");
    Tally t = {0};
    budget.deadline = budget_now() + 20000000;
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

START_TEST(the_plan_is_the_query)
{
    run_sql(NULL, path, "CREATE TABLE \"v\"\"w\" (a, \"b\"\"c\", d)");
    RowSource *r = open_table("v\"w");
    Sink plan = {0};
    ColumnList scopes[] = {SCOPE(0, 1), SCOPE(1, 1)};
    row_source_write_plan(r, scopes, 2, &plan);
    ck_assert_str_eq(sink_text(&plan), "SELECT t.\"a\", t.\"b\"\"c\" FROM \"v\"\"w\" t\n");
    sink_clear(&plan);
    row_source_free(r);
}
END_TEST

static void
add_tests(TCase *c)
{
    tcase_add_test(c, cells_are_texts);
    tcase_add_test(c, weights_and_rows_that_are_left_out);
    tcase_add_loop_test(c, random_tables_are_counted_as_in_memory, 0, 40);
    tcase_add_test(c, one_snapshot);
    tcase_add_test(c, what_cannot_be_opened);
    tcase_add_test(c, cells_that_are_no_texts);
    tcase_add_test(c, limits_stop_it);
    tcase_add_test(c, the_plan_is_the_query);
}

#endif

Suite *
suite(void)
{
    Suite *s = suite_create("sqlite");
    TCase *c = tcase_create("sqlite");
    tcase_add_checked_fixture(c, set_up, tear_down);
    add_tests(c);
    suite_add_tcase(s, c);
    return s;
}
