/* sqlite.c -- see sqlite.h.  The one file that knows libsqlite3; with CATGUT_NO_SQLITE (`make
 * SQLITE=no`) nothing is opened.
 *
 * A connection lives from `begin` to `end`: one read transaction, so that all its queries see the
 * same rows.  While SQLite works it calls back every so many steps, and is stopped there.  A file
 * may have been made to do harm: views may not call what could act, and no row is of any length. */
#include "data/sqlite.h"

#ifdef CATGUT_NO_SQLITE

TallyResult
sqlite_open(RowSource **to, const char *path, const char *table, Budget *b, TallyTrouble *t)
{
    (void)to;
    (void)path;
    (void)table;
    (void)b;
    t->fault = TALLY_ABSENT;
    sink_put(&t->text, "SQLite");
    return TALLY_FAILED;
}

#else

#include "base/library.h"
#include "data/intake.h"
#include "data/query.h"

#include <errno.h>
#include <sqlite3.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

#define EACH_FUNCTION(use)                                                                         \
    use(sqlite3_open_v2) use(sqlite3_close) use(sqlite3_errmsg) use(sqlite3_exec)                  \
        use(sqlite3_prepare_v2) use(sqlite3_step) use(sqlite3_finalize)                            \
            use(sqlite3_column_count) use(sqlite3_column_name) use(sqlite3_column_type)            \
                use(sqlite3_column_text) use(sqlite3_column_bytes) use(sqlite3_progress_handler)   \
                    use(sqlite3_busy_handler) use(sqlite3_db_config) use(sqlite3_limit)

typedef struct Sqlite {
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} Sqlite;

typedef struct SqliteSource {
    RowSource source; /* first */
    Sqlite lib;
    char *path, *table; /* the table as it is there */
    sqlite3 *db;        /* from `begin` to `end`, else NULL */
    Budget *budget;     /* of the call that goes on */
} SqliteSource;

enum {
    CALL_STEPS = 1000,   /* of SQLite between two calls back */
    CALL_COST = 200,     /* which are so many of the budget's */
    WAIT_MILLISECONDS = 10,
    WAITS_MOST = 1000,   /* for somebody who writes */
    ROWS_AT_A_TIME = 1024,
    ROW_BYTES_MOST = 64 << 20
};

static bool
find_functions(Sqlite *lib)
{
    static const char *const names[] = {"libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib",
                                        NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&lib->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_FUNCTION(USE)
#undef USE
    return found;
}
#undef EACH_FUNCTION

/* ---- a connection ---- */

static TallyResult
fail(TallyTrouble *t, TallyFault fault, const char *text)
{
    t->fault = fault;
    sink_put(&t->text, text);
    return TALLY_FAILED;
}

/* What SQLite says, or that the budget has stopped it. */
static TallyResult
fail_engine(const SqliteSource *s, TallyTrouble *t)
{
    if (s->budget->stop)
        return TALLY_STOPPED;
    return fail(t, TALLY_ENGINE, s->db ? s->lib.sqlite3_errmsg(s->db) : "out of memory");
}

static int
call_back(void *source)
{
    const SqliteSource *s = source;
    return !budget_step(s->budget, CALL_COST);
}

/* Somebody writes: wait a little, unless that has been long. */
static int
wait_for_writer(void *source, int waits)
{
    const SqliteSource *s = source;
    struct timespec nap = {0, WAIT_MILLISECONDS * 1000000L};
    nanosleep(&nap, NULL);
    return waits < WAITS_MOST && budget_step(s->budget, WAIT_MILLISECONDS * 10000);
}

static void
end(RowSource *r)
{
    SqliteSource *s = (SqliteSource *)r;
    if (s->db)
        s->lib.sqlite3_close(s->db);
    s->db = NULL;
}

static void
make_harmless(SqliteSource *s)
{
    s->lib.sqlite3_progress_handler(s->db, CALL_STEPS, call_back, s);
    s->lib.sqlite3_busy_handler(s->db, wait_for_writer, s);
    s->lib.sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, ROW_BYTES_MOST);
    s->lib.sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    s->lib.sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
}

static TallyResult
begin(RowSource *r, Budget *b, TallyTrouble *t)
{
    SqliteSource *s = (SqliteSource *)r;
    struct stat about;
    s->budget = b;
    if (stat(s->path, &about) != 0) {
        t->has = (uint64_t)errno;
        return fail(t, TALLY_SYSTEM, "");
    }
    if (!S_ISREG(about.st_mode))
        return fail(t, TALLY_ENGINE, "it is no plain file");
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    TallyResult result = TALLY_DONE;
    if (s->lib.sqlite3_open_v2(s->path, &s->db, flags, NULL) != SQLITE_OK) {
        result = fail_engine(s, t);
    } else {
        make_harmless(s);
        if (s->lib.sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
            result = fail_engine(s, t);
    }
    if (result != TALLY_DONE)
        end(r);
    return result;
}

/* ---- rows ---- */

/* Which cell of a row is which column's. */
typedef struct Reading {
    SqliteSource *s;
    sqlite3_stmt *query;
    ColumnList columns;
    Intake in;
    TallyTrouble *t;
} Reading;

static void
put_query(Sink *to, const SqliteSource *s, const ColumnList *columns)
{
    sink_put(to, "SELECT ");
    query_put_columns(to, &s->source, columns, '"');
    sink_put(to, columns->count ? " FROM " : "1 FROM ");
    query_put_name(to, s->table, '"');
    sink_put(to, " t");
}

static bool
take_cells(Reading *r)
{
    const Sqlite *lib = &r->s->lib;
    for (int k = 0; k < (int)r->columns.count; k++) {
        uint32_t column = r->columns.at[k];
        if (lib->sqlite3_column_type(r->query, k) == SQLITE_BLOB) {
            r->t->column = column;
            fail(r->t, TALLY_ENGINE, "a cell holds bytes (a blob), and no text or number");
            return false;
        }
        const char *text = (const char *)lib->sqlite3_column_text(r->query, k);
        size_t length = (size_t)lib->sqlite3_column_bytes(r->query, k);
        if (!intake_take(&r->in, column, text ? text : "", text ? length : 0))
            return false;
    }
    return true;
}

/* How many rows it stands for. */
static bool
read_weight(const Reading *r, uint64_t *weight)
{
    const RowSource *source = &r->s->source;
    *weight = 1;
    if (source->weight == NO_COLUMN)
        return true;
    const Texts *texts = &source->columns.at[source->weight].texts;
    const char *text = texts_text(texts, r->in.code.at[source->weight]);
    if (tally_read_count(weight, text))
        return true;
    r->t->column = source->weight;
    fail(r->t, TALLY_COUNT, text);
    return false;
}

static bool
count_row(Reading *r)
{
    uint64_t weight;
    if (!take_cells(r))
        return false;
    if (intake_is_absent(&r->in))
        return true;
    if (!read_weight(r, &weight))
        return false;
    for (size_t i = 0; i < r->in.counters.count; i++)
        if (!intake_count(&r->in, i, weight))
            return false;
    return true;
}

static TallyResult
count_rows(Reading *r)
{
    uint64_t rows = 0;
    int step;
    while ((step = r->s->lib.sqlite3_step(r->query)) == SQLITE_ROW) {
        if (!count_row(r))
            return TALLY_FAILED;
        if (++rows % ROWS_AT_A_TIME == 0 && !budget_allows(r->s->budget, r->in.bytes))
            return TALLY_STOPPED;
    }
    if (step != SQLITE_DONE)
        return fail_engine(r->s, r->t);
    return budget_allows(r->s->budget, r->in.bytes) ? TALLY_DONE : TALLY_STOPPED;
}

static TallyResult
prepare(SqliteSource *s, sqlite3_stmt **query, const Sink *text, TallyTrouble *t)
{
    int length = (int)text->count;
    if (s->lib.sqlite3_prepare_v2(s->db, sink_text(text), length, query, NULL) == SQLITE_OK)
        return TALLY_DONE;
    return fail_engine(s, t);
}

static TallyResult
ask_here(SqliteSource *s, Tally *to, const ColumnList *scopes, size_t count, TallyTrouble *t)
{
    Reading r = {.s = s, .t = t};
    Sink text = {0};
    query_find_columns(&r.columns, &s->source, scopes, count);
    put_query(&text, s, &r.columns);
    TallyResult result = prepare(s, &r.query, &text, t);
    sink_clear(&text);
    if (result == TALLY_DONE) {
        intake_init(&r.in, &s->source, to, scopes, count, t);
        result = count_rows(&r);
        intake_clear(&r.in);
    }
    s->lib.sqlite3_finalize(r.query);
    array_clear(&r.columns);
    return result;
}

/* In a connection of its own, if none is open. */
static TallyResult
ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b, TallyTrouble *t)
{
    SqliteSource *s = (SqliteSource *)r;
    bool own = !s->db;
    s->budget = b;
    TallyResult result = own ? begin(r, b, t) : TALLY_DONE;
    if (result == TALLY_DONE)
        result = ask_here(s, to, scopes, count, t);
    if (own)
        end(r);
    return result;
}

static void
write_plan(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to)
{
    ColumnList columns = {0};
    query_find_columns(&columns, r, scopes, count);
    put_query(to, (const SqliteSource *)r, &columns);
    sink_put(to, "\n");
    array_clear(&columns);
}

static uint64_t
bytes(const RowSource *r)
{
    uint64_t sum = sizeof(SqliteSource);
    for (size_t k = 0; k < r->columns.count; k++)
        sum += texts_bytes(&r->columns.at[k].texts) + sizeof r->columns.at[k];
    return sum;
}

static void
free_source(RowSource *r)
{
    SqliteSource *s = (SqliteSource *)r;
    end(r);
    memory_free(s->path);
    memory_free(s->table);
    row_source_clear(r);
    memory_free(s);
}

/* ---- opening ---- */

static const RowSourceClass sqlite_class = {
    .kind = "sqlite",
    .begin = begin,
    .end = end,
    .ask = ask,
    .write_plan = write_plan,
    .bytes = bytes,
    .free = free_source,
};

static char *
copy(const char *text)
{
    char *to = memory_new(strlen(text) + 1, 1);
    memcpy(to, text, strlen(text));
    return to;
}

/* The tables and views; of two that differ by capitals there is only one. */
static TallyResult
find_table(SqliteSource *s, const char *table, TallyTrouble *t)
{
    Sink text = {0};
    sink_put(&text, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND "
                    "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    sqlite3_stmt *query = NULL;
    TallyResult result = prepare(s, &query, &text, t);
    sink_clear(&text);
    int step = SQLITE_DONE;
    while (result == TALLY_DONE && !s->table &&
           (step = s->lib.sqlite3_step(query)) == SQLITE_ROW) {
        const char *name = (const char *)s->lib.sqlite3_column_text(query, 0);
        if (name && strcasecmp(name, table) == 0)
            s->table = copy(name);
        else if (name && texts_count(&t->tables) < TABLES_MOST)
            texts_add(&t->tables, name, strlen(name));
    }
    if (result == TALLY_DONE && step != SQLITE_ROW && step != SQLITE_DONE)
        result = fail_engine(s, t);
    s->lib.sqlite3_finalize(query);
    if (result == TALLY_DONE && !s->table)
        return fail(t, TALLY_NO_TABLE, table);
    texts_clear(&t->tables);
    return result;
}

static TallyResult
find_columns(SqliteSource *s, TallyTrouble *t)
{
    Sink text = {0};
    sqlite3_stmt *query = NULL;
    sink_put(&text, "SELECT * FROM ");
    query_put_name(&text, s->table, '"');
    TallyResult result = prepare(s, &query, &text, t);
    sink_clear(&text);
    for (int k = 0; result == TALLY_DONE && k < s->lib.sqlite3_column_count(query); k++) {
        const char *name = s->lib.sqlite3_column_name(query, k);
        uint32_t twin;
        if (!name)
            result = fail(t, TALLY_ENGINE, "out of memory");
        else if (row_source_find(&s->source, name, &twin))
            result = fail(t, TALLY_NAME_TWICE, name);
        else
            row_source_add_column(&s->source, name, strlen(name));
    }
    s->lib.sqlite3_finalize(query);
    return result;
}

TallyResult
sqlite_open(RowSource **to, const char *path, const char *table, Budget *b, TallyTrouble *t)
{
    SqliteSource *s = memory_new(1, sizeof *s);
    row_source_init(&s->source, &sqlite_class);
    s->path = copy(path);
    bool found = find_functions(&s->lib);
    TallyResult result = found ? TALLY_DONE : fail(t, TALLY_MISSING, "libsqlite3");
    if (result == TALLY_DONE)
        result = begin(&s->source, b, t);
    if (result == TALLY_DONE)
        result = find_table(s, table, t);
    if (result == TALLY_DONE)
        result = find_columns(s, t);
    end(&s->source);
    if (result == TALLY_DONE)
        *to = &s->source;
    else
        free_source(&s->source);
    return result;
}

#endif
