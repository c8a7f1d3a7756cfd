/* rows.h -- tables in files of SQLite, and tallies as text; for the tests of sources of rows. */
#ifndef CATGUT_TEST_ROWS_H
#define CATGUT_TEST_ROWS_H

#include "data/columns.h"

#include <check.h>
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Somebody who writes to a file of SQLite. */
typedef struct Writer {
    sqlite3 *db;
    __typeof__(&sqlite3_exec) exec;
    __typeof__(&sqlite3_close) close;
} Writer;

/* Runs statements on the file; it stays open when w is given. */
static void
run_sql(Writer *w, const char *file, const char *sql)
{
    Writer own = {0};
    void *library = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
    ck_assert_ptr_nonnull(library);
    __typeof__(&sqlite3_open) open_file;
    *(void **)&open_file = dlsym(library, "sqlite3_open");
    *(void **)&own.exec = dlsym(library, "sqlite3_exec");
    *(void **)&own.close = dlsym(library, "sqlite3_close");
    ck_assert_int_eq(open_file(file, &own.db), SQLITE_OK);
    ck_assert_int_eq(own.exec(own.db, sql, NULL, NULL, NULL), SQLITE_OK);
    if (w)
        *w = own;
    else
        own.close(own.db);
}

/* "a,b 3" for each line, in the order of these texts. */
static int
compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
write_tally(Sink *to, const RowSource *r, const Tally *t)
{
    ARRAY(char *) lines = {0};
    for (size_t l = 0; l < tally_lines(t); l++) {
        Sink line = {0};
        for (size_t k = 0; k < t->columns.count; k++) {
            uint32_t code = t->code.at[l * t->columns.count + k];
            sink_print(&line, "%s,", texts_text(&r->columns.at[t->columns.at[k]].texts, code));
        }
        sink_print(&line, " %llu", (unsigned long long)t->count.at[l]);
        array_push(&lines, line.text);
    }
    if (lines.count)
        qsort(lines.at, lines.count, sizeof *lines.at, compare_lines);
    for (size_t i = 0; i < lines.count; i++) {
        sink_print(to, "%s;", lines.at[i]);
        memory_free(lines.at[i]);
    }
    array_clear(&lines);
}

static uint32_t
draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

/* A table x"y of a file, and the same in memory. */
static void
make_random(const char *file, uint64_t *state, ColumnStore *c, uint32_t labels)
{
    uint32_t rows = draw(state, 300);
    static const char *const names[] = {"a", "b \"c\"", "select", "d;--"};
    Sink sql = {0};
    sink_put(&sql, "BEGIN; CREATE TABLE \"x\"\"y\" (a, \"b \"\"c\"\"\", \"select\", \"d;--\");");
    for (size_t k = 0; k < 4; k++)
        row_source_add_column(&c->source, names[k], strlen(names[k]));
    for (uint32_t row = 0; row < rows; row++) {
        sink_put(&sql, "INSERT INTO \"x\"\"y\" VALUES (");
        for (size_t k = 0; k < 4; k++) {
            char cell[40];
            snprintf(cell, sizeof cell, "'); DROP TABLE %u", draw(state, labels));
            column_store_add(c, (uint32_t)k, cell, strlen(cell));
            sink_print(&sql, "%s'%c%s'", k ? "," : "", '\'', cell);
        }
        column_store_end_row(c);
        sink_put(&sql, ");");
    }
    sink_put(&sql, "COMMIT");
    run_sql(NULL, file, sink_text(&sql));
    sink_clear(&sql);
}

static const uint32_t numbers[] = {0, 1, 2, 3, 4};
#define SCOPE(first, n) ((ColumnList){(uint32_t *)numbers + (first), (n), 0})

#endif
