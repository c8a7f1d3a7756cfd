/* odbc_connection.c -- see odbc_connection.h.  The one file that knows unixODBC. */
#include "data/odbc_connection.h"

#ifndef CATGUT_NO_ODBC

#include "base/library.h"
#include "data/intake.h"

#include <ctype.h>
#include <pthread.h>
#include <signal.h>
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>

#define EACH_FUNCTION(use)                                                                         \
    use(SQLAllocHandle) use(SQLFreeHandle) use(SQLSetEnvAttr) use(SQLSetConnectAttr)               \
        use(SQLSetStmtAttr) use(SQLDriverConnect) use(SQLDisconnect) use(SQLGetInfo)               \
            use(SQLExecDirect) use(SQLTables) use(SQLNumResultCols) use(SQLDescribeCol)            \
                use(SQLColAttribute) use(SQLFetch) use(SQLGetData) use(SQLCancel)                  \
                    use(SQLEndTran) use(SQLGetDiagRec)

typedef struct Odbc {
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} Odbc;

enum {
    WAIT_MILLISECONDS = 10, /* between two questions to the budget */
    STEPS_A_WAIT = WAIT_MILLISECONDS * 10000,
    CANCEL_WAITS = 10,      /* between two attempts to cancel */
    PATIENT_WAITS = 300,    /* for a driver that was told to stop */
    LOGIN_SECONDS = 30,
    ROWS_AT_A_TIME = 1024,
    BYTES_AT_A_TIME = 1 << 18,
    PIECE = 4096,           /* of a cell */
    NAME_MOST = 1024
};

typedef struct Place {
    size_t start, length;
    bool missing;
} Place;

/* What the thread is to do: true if the engine did it, else `said` has what it says. */
typedef bool Job(OdbcConnection *c);

struct OdbcConnection {
    Odbc lib;
    SQLHENV env;
    SQLHDBC dbc;
    SQLHSTMT query;
    char *string; /* nobody is to see it */
    OdbcEngine engine;

    pthread_t thread;
    pthread_mutex_t lock; /* of what follows, down to `left` */
    pthread_cond_t changed;
    Job *job; /* NULL: there is nothing to do */
    bool done, over;
    bool left; /* the caller is gone: the thread ends the connection */

    /* The caller's while no job runs, else the thread's. */
    bool ok, lost; /* the last job; the connection is gone */
    const char *text;
    uint64_t most;
    Sink said;
    ARRAY(OdbcColumn) columns;
    Sink cells;
    ARRAY(Place) places;
    size_t rows;
    bool ended; /* there are no more */
};

static bool
find_functions(Odbc *lib)
{
    static const char *const names[] = {"libodbc.so.2", "libodbc.so.1", "libodbc.so",
                                        "libodbc.2.dylib", NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&lib->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_FUNCTION(USE)
#undef USE
    return found;
}
#undef EACH_FUNCTION

/* ---- what an engine says */

/* Does the text have this word in it, in capitals or not? */
static bool
contains(const char *text, size_t length, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= length; i++)
        if (strncasecmp(text + i, word, n) == 0)
            return true;
    return false;
}

/* May the value of this key be seen?  Places may, and what is too short to mean anything. */
static bool
may_be_seen(const char *key, size_t length, size_t value_length)
{
    static const char *const secret[] = {"pwd", "pass", "secret", "token", "key", "auth", "cred"};
    static const char *const places[] = {"dsn", "driver", "server", "host", "port", "database",
                                         "uid", "user"};
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
        if (contains(key, length, secret[i]))
            return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (contains(key, length, places[i]))
            return true;
    return value_length < 4;
}

static void
hide_word(char *said, const char *word, size_t length)
{
    for (char *at = said; length && *at; at++)
        if (strncmp(at, word, length) == 0)
            memset(at, '*', length);
}

/* The bytes of a value, which ends at a semicolon, or may stand in braces; one inside is twice. */
static size_t
value_length(const char *value)
{
    size_t n = 1;
    if (*value != '{')
        return strcspn(value, ";");
    while (value[n] && (value[n] != '}' || value[n + 1] == '}'))
        n += value[n] == '}' ? 2 : 1;
    return n + (value[n] == '}');
}

/* As it stands in the string, and without its braces. */
static void
hide_value(char *said, const char *value, size_t length)
{
    Sink plain = {0};
    hide_word(said, value, length);
    for (size_t i = 1; *value == '{' && i < length; i++) {
        if (value[i] == '}' && value[++i] != '}')
            break;
        sink_add(&plain, value + i, 1);
    }
    hide_word(said, sink_text(&plain), plain.count);
    sink_clear(&plain);
}

static void
hide_values(char *said, const char *string)
{
    hide_word(said, string, strlen(string));
    while (*string) {
        size_t key = strcspn(string, "=;");
        const char *value = string + key + (string[key] == '=');
        size_t length = value_length(value);
        if (!may_be_seen(string, key, length))
            hide_value(said, value, length);
        string = value + length;
        string += strcspn(string, ";");
        string += *string == ';';
    }
}

/* Who speaks stands in brackets before it. */
static const char *
without_speakers(const char *said)
{
    while (*said == '[' && strchr(said, ']'))
        said = strchr(said, ']') + 1;
    return said;
}

/* The first line of what is said about a handle; a state of class 08 says that the connection is
 * lost. */
static bool
refuse(OdbcConnection *c, SQLSMALLINT kind, SQLHANDLE handle)
{
    SQLCHAR state[6] = "", text[NAME_MOST] = "";
    SQLINTEGER number;
    SQLSMALLINT length;
    sink_clear(&c->said);
    if (!SQL_SUCCEEDED(c->lib.SQLGetDiagRec(kind, handle, 1, state, &number, text,
                                            sizeof text, &length)))
        snprintf((char *)text, sizeof text, "the driver does not say why");
    else if (length >= (SQLSMALLINT)sizeof text) /* a value may be cut, and not known again */
        snprintf((char *)text, sizeof text, "the driver says more than can be shown");
    hide_values((char *)text, c->string);
    text[strcspn((char *)text, "\r\n")] = '\0';
    size_t end = strlen((char *)text);
    while (end && strchr("; .", text[end - 1]))
        text[--end] = '\0';
    sink_put(&c->said, without_speakers((char *)text));
    c->lost = strncmp((char *)state, "08", 2) == 0 || strncmp((char *)state, "57P", 3) == 0;
    return false;
}

/* ---- the thread */

static void
connection_free(OdbcConnection *c)
{
    memset(c->string, 0, strlen(c->string));
    memory_free(c->string);
    for (size_t k = 0; k < c->columns.count; k++)
        memory_free(c->columns.at[k].name);
    array_clear(&c->columns);
    array_clear(&c->places);
    sink_clear(&c->cells);
    sink_clear(&c->said);
    pthread_mutex_destroy(&c->lock);
    pthread_cond_destroy(&c->changed);
    memory_free(c);
}

static void
close_handles(OdbcConnection *c)
{
    if (c->query)
        c->lib.SQLFreeHandle(SQL_HANDLE_STMT, c->query);
    if (c->dbc) {
        c->lib.SQLEndTran(SQL_HANDLE_DBC, c->dbc, SQL_ROLLBACK);
        c->lib.SQLDisconnect(c->dbc);
        c->lib.SQLFreeHandle(SQL_HANDLE_DBC, c->dbc);
    }
    if (c->env)
        c->lib.SQLFreeHandle(SQL_HANDLE_ENV, c->env);
}

static void *
work(void *connection)
{
    OdbcConnection *c = connection;
    pthread_mutex_lock(&c->lock);
    while (!c->over && !c->left) {
        if (!c->job || c->done) {
            pthread_cond_wait(&c->changed, &c->lock);
            continue;
        }
        Job *job = c->job;
        pthread_mutex_unlock(&c->lock);
        bool ok = job(c);
        pthread_mutex_lock(&c->lock);
        c->ok = ok;
        c->done = true;
        pthread_cond_signal(&c->changed);
    }
    bool left = c->left;
    pthread_mutex_unlock(&c->lock);
    close_handles(c);
    if (left)
        connection_free(c);
    return NULL;
}

/* Nobody waits for it any more. */
static void
leave(OdbcConnection *c)
{
    pthread_detach(c->thread);
    c->left = true;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
}

/* Waits for the job, with the lock held. */
static void
wait_a_little(OdbcConnection *c)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += WAIT_MILLISECONDS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(&c->changed, &c->lock, &until);
}

/* False: the budget has stopped, the job was cancelled, and the driver did not come back. */
static bool
wait_for_job(OdbcConnection *c, Budget *b)
{
    for (unsigned stopped = 0; !c->done;) {
        wait_a_little(c);
        if (c->done)
            break;
        if (budget_step(b, STEPS_A_WAIT))
            continue;
        if (!c->query || stopped == PATIENT_WAITS)
            return false;
        if (stopped++ % CANCEL_WAITS == 0)
            c->lib.SQLCancel(c->query); /* with the lock held, so that nobody frees it */
    }
    return true;
}

static TallyResult
run_job(OdbcConnection **connection, Job *job, Budget *b, TallyTrouble *t)
{
    OdbcConnection *c = *connection;
    pthread_mutex_lock(&c->lock);
    c->job = job;
    c->done = c->lost = false;
    pthread_cond_signal(&c->changed);
    if (!wait_for_job(c, b)) {
        leave(c);
        *connection = NULL;
        return TALLY_STOPPED;
    }
    c->job = NULL;
    pthread_mutex_unlock(&c->lock);
    if (c->ok)
        return TALLY_DONE;
    TallyResult result = b->stop ? TALLY_STOPPED : TALLY_FAILED;
    if (result == TALLY_FAILED) {
        t->fault = TALLY_ENGINE;
        sink_clear(&t->text);
        sink_put(&t->text, sink_text(&c->said));
    }
    if (c->lost || result == TALLY_STOPPED)
        odbc_disconnect(connection);
    return result;
}

void
odbc_disconnect(OdbcConnection **connection)
{
    OdbcConnection *c = *connection;
    *connection = NULL;
    if (!c)
        return;
    pthread_mutex_lock(&c->lock);
    c->over = true;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
    pthread_join(c->thread, NULL);
    connection_free(c);
}

/* ---- connecting */

static uint32_t
find_number(OdbcConnection *c, SQLUSMALLINT what)
{
    SQLUINTEGER number = 0;
    SQLSMALLINT length;
    return SQL_SUCCEEDED(c->lib.SQLGetInfo(c->dbc, what, &number, sizeof number, &length)) ? number
                                                                                            : 0;
}

static void
find_text(OdbcConnection *c, SQLUSMALLINT what, char to[NAME_MOST])
{
    SQLSMALLINT length;
    to[0] = '\0';
    if (!SQL_SUCCEEDED(c->lib.SQLGetInfo(c->dbc, what, to, NAME_MOST, &length)))
        to[0] = '\0';
}

static bool
set_connection(OdbcConnection *c, SQLINTEGER what, uintptr_t value)
{
    return SQL_SUCCEEDED(c->lib.SQLSetConnectAttr(c->dbc, what, (SQLPOINTER)value, 0));
}

/* Repeatable read, or what is more. */
static bool
set_snapshot(OdbcConnection *c)
{
    uint32_t levels = find_number(c, SQL_TXN_ISOLATION_OPTION);
    bool off = set_connection(c, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF);
    if (levels & SQL_TXN_REPEATABLE_READ)
        return set_connection(c, SQL_ATTR_TXN_ISOLATION, SQL_TXN_REPEATABLE_READ) && off;
    return (levels & SQL_TXN_SERIALIZABLE) &&
           set_connection(c, SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE) && off;
}

static void
find_engine(OdbcConnection *c)
{
    static const char *const with_limit[] = {"PostgreSQL", "MySQL",      "MariaDB", "SQLite",
                                             "DuckDB",     "ClickHouse", "Trino",   "Spark"};
    char name[NAME_MOST], quote[NAME_MOST];
    find_text(c, SQL_DBMS_NAME, name);
    find_text(c, SQL_IDENTIFIER_QUOTE_CHAR, quote);
    c->engine.quote = quote[0] && quote[0] != ' ' && !quote[1] ? quote[0] : '\0';
    for (size_t i = 0; i < sizeof with_limit / sizeof *with_limit; i++)
        c->engine.limits |= strncasecmp(name, with_limit[i], strlen(with_limit[i])) == 0;
    c->engine.empty_missing = strncasecmp(name, "Oracle", 6) == 0;
    c->engine.snapshot = set_snapshot(c);
}

static bool
connect_now(OdbcConnection *c)
{
    SQLSMALLINT length;
    const Odbc *l = &c->lib;
    if (!SQL_SUCCEEDED(l->SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &c->env)) ||
        !SQL_SUCCEEDED(l->SQLSetEnvAttr(c->env, SQL_ATTR_ODBC_VERSION,
                                        (SQLPOINTER)(uintptr_t)SQL_OV_ODBC3, 0)) ||
        !SQL_SUCCEEDED(l->SQLAllocHandle(SQL_HANDLE_DBC, c->env, &c->dbc)))
        return refuse(c, SQL_HANDLE_ENV, c->env);
    set_connection(c, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY);
    set_connection(c, SQL_ATTR_LOGIN_TIMEOUT, LOGIN_SECONDS);
    if (!SQL_SUCCEEDED(l->SQLDriverConnect(c->dbc, NULL, (SQLCHAR *)c->string, SQL_NTS, NULL, 0,
                                           &length, SQL_DRIVER_NOPROMPT))) {
        refuse(c, SQL_HANDLE_DBC, c->dbc);
        l->SQLFreeHandle(SQL_HANDLE_DBC, c->dbc);
        c->dbc = NULL;
        c->lost = true;
        return false;
    }
    find_engine(c);
    return true;
}

static bool
start_thread(OdbcConnection *c)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&c->thread, NULL, work, c) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

TallyResult
odbc_connect(OdbcConnection **to, const char *string, Budget *b, TallyTrouble *t)
{
    OdbcConnection *c = memory_new(1, sizeof *c);
    c->string = memory_new(strlen(string) + 1, 1);
    memcpy(c->string, string, strlen(string));
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->changed, NULL);
    *to = NULL;
    bool found = find_functions(&c->lib);
    if (!found || !start_thread(c)) {
        t->fault = found ? TALLY_ENGINE : TALLY_MISSING;
        sink_put(&t->text, found ? "no thread can be started" : "unixODBC");
        connection_free(c);
        return TALLY_FAILED;
    }
    *to = c;
    return run_job(to, connect_now, b, t);
}

OdbcEngine
odbc_engine(const OdbcConnection *c)
{
    return c->engine;
}

/* ---- queries */

static void
forget_query(OdbcConnection *c)
{
    pthread_mutex_lock(&c->lock);
    SQLHSTMT query = c->query;
    c->query = NULL;
    pthread_mutex_unlock(&c->lock);
    if (query)
        c->lib.SQLFreeHandle(SQL_HANDLE_STMT, query);
    for (size_t k = 0; k < c->columns.count; k++)
        memory_free(c->columns.at[k].name);
    c->columns.count = 0;
}

/* A query that can be cancelled from now on. */
static bool
make_query(OdbcConnection *c)
{
    SQLHSTMT query;
    forget_query(c);
    if (!SQL_SUCCEEDED(c->lib.SQLAllocHandle(SQL_HANDLE_STMT, c->dbc, &query)))
        return refuse(c, SQL_HANDLE_DBC, c->dbc);
    if (c->most)
        c->lib.SQLSetStmtAttr(query, SQL_ATTR_MAX_ROWS, (SQLPOINTER)(uintptr_t)c->most, 0);
    pthread_mutex_lock(&c->lock);
    c->query = query;
    pthread_mutex_unlock(&c->lock);
    c->ended = false;
    return true;
}

static OdbcKind
kind_of(SQLSMALLINT type, const char *name)
{
    if (type == SQL_BIT || strncasecmp(name, "bool", 4) == 0)
        return ODBC_TRUTH;
    size_t length = strlen(name);
    bool text = contains(name, length, "char") || contains(name, length, "text") ||
                contains(name, length, "string");
    if (text && (type == SQL_CHAR || type == SQL_WCHAR))
        return ODBC_PADDED;
    return text ? ODBC_TEXT : ODBC_OTHER;
}

static bool
describe_columns(OdbcConnection *c)
{
    SQLSMALLINT count = 0;
    if (!SQL_SUCCEEDED(c->lib.SQLNumResultCols(c->query, &count)))
        return refuse(c, SQL_HANDLE_STMT, c->query);
    for (SQLUSMALLINT k = 1; k <= count; k++) {
        SQLCHAR name[NAME_MOST] = "", type_name[NAME_MOST] = "";
        SQLSMALLINT length, type, digits, nullable;
        SQLULEN size;
        if (!SQL_SUCCEEDED(c->lib.SQLDescribeCol(c->query, k, name, sizeof name, &length, &type,
                                                 &size, &digits, &nullable)))
            return refuse(c, SQL_HANDLE_STMT, c->query);
        c->lib.SQLColAttribute(c->query, k, SQL_DESC_TYPE_NAME, type_name, sizeof type_name,
                               &length, NULL);
        OdbcColumn column = {memory_new(strlen((char *)name) + 1, 1),
                             kind_of(type, (char *)type_name)};
        memcpy(column.name, name, strlen((char *)name));
        array_push(&c->columns, column);
    }
    return true;
}

static bool
run_now(OdbcConnection *c)
{
    if (!make_query(c))
        return false;
    SQLRETURN done = c->lib.SQLExecDirect(c->query, (SQLCHAR *)c->text, SQL_NTS);
    if (!SQL_SUCCEEDED(done) && done != SQL_NO_DATA)
        return refuse(c, SQL_HANDLE_STMT, c->query);
    return describe_columns(c);
}

static bool
run_tables_now(OdbcConnection *c)
{
    if (!make_query(c))
        return false;
    if (!SQL_SUCCEEDED(c->lib.SQLTables(c->query, NULL, 0, NULL, 0, NULL, 0, NULL, 0)))
        return refuse(c, SQL_HANDLE_STMT, c->query);
    return describe_columns(c);
}

/* An engine that does not know the words has its own ways; only questions are asked anyway. */
static bool
start_now(OdbcConnection *c)
{
    forget_query(c);
    if (!SQL_SUCCEEDED(c->lib.SQLEndTran(SQL_HANDLE_DBC, c->dbc, SQL_ROLLBACK)))
        return refuse(c, SQL_HANDLE_DBC, c->dbc);
    c->text = "SET TRANSACTION READ ONLY";
    c->most = 0;
    bool ok = run_now(c);
    forget_query(c);
    if (!ok && !c->lost)
        c->lib.SQLEndTran(SQL_HANDLE_DBC, c->dbc, SQL_ROLLBACK);
    return ok || !c->lost;
}

TallyResult
odbc_start(OdbcConnection **c, Budget *b, TallyTrouble *t)
{
    return run_job(c, start_now, b, t);
}

TallyResult
odbc_run(OdbcConnection **c, const char *query, uint64_t most, Budget *b, TallyTrouble *t)
{
    (*c)->text = query;
    (*c)->most = most;
    return run_job(c, run_now, b, t);
}

TallyResult
odbc_run_tables(OdbcConnection **c, Budget *b, TallyTrouble *t)
{
    (*c)->most = 0;
    return run_job(c, run_tables_now, b, t);
}

size_t
odbc_columns(const OdbcConnection *c)
{
    return c->columns.count;
}

OdbcColumn
odbc_column(const OdbcConnection *c, size_t k)
{
    return c->columns.at[k];
}

/* ---- rows */

/* All of a cell, but of one that is too long only so much that this is seen. */
static bool
read_cell(OdbcConnection *c, size_t k)
{
    Place place = {.start = c->cells.count};
    char piece[PIECE];
    SQLRETURN done;
    do {
        SQLLEN length = 0;
        done = c->lib.SQLGetData(c->query, (SQLUSMALLINT)(k + 1), SQL_C_CHAR, piece, PIECE,
                                 &length);
        if (done == SQL_NO_DATA)
            break;
        if (!SQL_SUCCEEDED(done))
            return refuse(c, SQL_HANDLE_STMT, c->query);
        if (length == SQL_NULL_DATA) {
            place.missing = true;
            break;
        }
        bool whole = length != SQL_NO_TOTAL && length < PIECE;
        sink_add(&c->cells, piece, whole ? (size_t)length : PIECE - 1);
        if (whole)
            break;
    } while (c->cells.count - place.start <= INTAKE_CELL_MOST);
    place.length = c->cells.count - place.start;
    array_push(&c->places, place);
    return true;
}

static bool
next_rows_now(OdbcConnection *c)
{
    c->rows = c->cells.count = c->places.count = 0;
    while (!c->ended && c->rows < ROWS_AT_A_TIME && c->cells.count < BYTES_AT_A_TIME) {
        SQLRETURN done = c->lib.SQLFetch(c->query);
        c->ended = done == SQL_NO_DATA;
        if (c->ended)
            return true;
        if (!SQL_SUCCEEDED(done))
            return refuse(c, SQL_HANDLE_STMT, c->query);
        for (size_t k = 0; k < c->columns.count; k++)
            if (!read_cell(c, k))
                return false;
        c->rows++;
    }
    return true;
}

TallyResult
odbc_next_rows(OdbcConnection **c, size_t *rows, Budget *b, TallyTrouble *t)
{
    TallyResult result = run_job(c, next_rows_now, b, t);
    *rows = result == TALLY_DONE ? (*c)->rows : 0;
    return result;
}

OdbcCell
odbc_cell(const OdbcConnection *c, size_t row, size_t k)
{
    static const char yes[] = "true", no[] = "false";
    Place place = c->places.at[row * c->columns.count + k];
    OdbcCell cell = {sink_text(&c->cells) + place.start, place.length, place.missing};
    OdbcKind kind = c->columns.at[k].kind;
    if (kind == ODBC_TRUTH && cell.length == 1 && strchr("01", *cell.text))
        cell = *cell.text == '1' ? (OdbcCell){yes, 4, false} : (OdbcCell){no, 5, false};
    while (kind == ODBC_PADDED && cell.length && cell.text[cell.length - 1] == ' ')
        cell.length--;
    return cell;
}

#endif
