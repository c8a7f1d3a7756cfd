/* odbc.c -- see odbc.h.  What to ask, and what to make of the answers; odbc_connection.h does the
 * asking.  With CATGUT_NO_ODBC (`make ODBC=no`) nothing is opened.
 *
 * Scopes become sets of columns.  Scopes with few combinations together are one set, since what few
 * rows tell can be summed here, and one GROUP BY is what engines do best: in parallel, and where
 * the rows are, if they are on several machines. */
#include "data/odbc.h"

#ifdef CATGUT_NO_ODBC

TallyResult
odbc_open(RowSource **to, const char *string, const char *table, Budget *b, TallyTrouble *t)
{
    (void)to;
    (void)string;
    (void)table;
    (void)b;
    t->fault = TALLY_ABSENT;
    sink_put(&t->text, "ODBC");
    return TALLY_FAILED;
}

#else

#include "base/saturate.h"
#include "data/intake.h"
#include "data/odbc_connection.h"
#include "data/query.h"

typedef struct OdbcSource {
    RowSource source; /* first */
    char *string;
    Sink table; /* as it stands in a query */
    OdbcEngine engine;
    bool sets;               /* it has GROUPING SETS */
    ARRAY(OdbcKind) kinds;   /* of the columns */
    OdbcConnection *connection; /* from `begin` to `end`, else NULL */
} OdbcSource;

enum {
    FEW = 1 << 14,    /* combinations that are fetched rather than asked twice */
    LINE_BYTES = 100, /* of a row that the driver holds, and of a cell of it */
    CELL_BYTES = 40
};

static TallyResult
fail(TallyTrouble *t, TallyFault fault, const char *text)
{
    t->fault = fault;
    sink_clear(&t->text);
    sink_put(&t->text, text);
    return TALLY_FAILED;
}

/* ---- sets of columns */

typedef struct Questions {
    ARRAY(ColumnList) sets; /* in the order of the columns */
    ColumnList set_of;      /* of each scope */
} Questions;

static void
questions_clear(Questions *q)
{
    for (size_t i = 0; i < q->sets.count; i++)
        array_clear(&q->sets.at[i]);
    array_clear(&q->sets);
    array_clear(&q->set_of);
}

static bool
has(const ColumnList *set, uint32_t column)
{
    for (size_t k = 0; k < set->count; k++)
        if (set->at[k] == column)
            return true;
    return false;
}

/* The columns of both, in order. */
static void
unite(ColumnList *to, const OdbcSource *s, const ColumnList *a, const ColumnList *b)
{
    to->count = 0;
    for (uint32_t k = 0; k < s->source.columns.count; k++)
        if (has(a, k) || has(b, k))
            array_push(to, k);
}

/* How many combinations the texts that are known have at most. */
static uint64_t
combinations(const OdbcSource *s, const ColumnList *set)
{
    uint64_t product = 1;
    for (size_t k = 0; k < set->count; k++) {
        size_t texts = texts_count(&s->source.columns.at[set->at[k]].texts);
        product = saturate_times(product, texts ? texts : UINT64_MAX);
    }
    return product;
}

static const char *
absent_text(const OdbcSource *s, const Absence *a)
{
    return texts_text(&s->source.columns.at[a->column].texts, a->code);
}

/* Columns that are asked for only to leave out rows here: those of texts, since what a text is
 * equal to is the engine's affair.  Missing values are left out there. */
static void
find_filters(ColumnList *to, const OdbcSource *s)
{
    for (size_t i = 0; i < s->source.absent.count; i++) {
        const Absence *a = &s->source.absent.at[i];
        if (*absent_text(s, a) && !has(to, a->column))
            array_push(to, a->column);
    }
}

/* Between two queries the rows might change. */
static bool
needs_one_query(const OdbcSource *s)
{
    return !s->engine.snapshot && !s->sets;
}

/* The set that will have this scope: one that has it already, one that may grow, or a new one. */
static uint32_t
place(Questions *q, const OdbcSource *s, const ColumnList *scope)
{
    ColumnList both = {0};
    for (size_t i = 0; i < q->sets.count; i++) {
        unite(&both, s, &q->sets.at[i], scope);
        if (both.count == q->sets.at[i].count || combinations(s, &both) <= FEW ||
            needs_one_query(s)) {
            array_set(&q->sets.at[i], &both);
            array_clear(&both);
            return (uint32_t)i;
        }
    }
    unite(&both, s, scope, scope);
    array_push(&q->sets, both);
    return (uint32_t)q->sets.count - 1;
}

/* The widest scopes first, so that the others find them. */
static void
questions_make(Questions *q, const OdbcSource *s, const ColumnList *scopes, size_t count)
{
    ColumnList filters = {0}, wanted = {0};
    find_filters(&filters, s);
    array_add_zeroed(&q->set_of, count);
    for (size_t width = s->source.columns.count + 1; width-- > 0;)
        for (size_t i = 0; i < count; i++) {
            if (scopes[i].count != width)
                continue;
            unite(&wanted, s, &scopes[i], &filters);
            q->set_of.at[i] = place(q, s, &wanted);
        }
    array_clear(&filters);
    array_clear(&wanted);
}

/* ---- the query */

static void
put_column(Sink *to, const OdbcSource *s, uint32_t column)
{
    query_put_column(to, &s->source, column, s->engine.quote);
}

/* Is the weight of a row no whole number from 0 on? */
static void
put_odd_weight(Sink *to, const OdbcSource *s)
{
    sink_put(to, "CASE WHEN ");
    put_column(to, s, s->source.weight);
    sink_put(to, " >= 0 AND ");
    put_column(to, s, s->source.weight);
    sink_put(to, " = FLOOR(");
    put_column(to, s, s->source.weight);
    sink_put(to, ") THEN 0 ELSE 1 END");
}

static void
put_counts(Sink *to, const OdbcSource *s)
{
    if (s->source.weight == NO_COLUMN) {
        sink_put(to, "COUNT(*)");
        return;
    }
    sink_put(to, "SUM(CAST(");
    put_column(to, s, s->source.weight);
    sink_put(to, " AS DECIMAL(38, 0))), SUM(");
    put_odd_weight(to, s);
    sink_put(to, ")");
}

/* What joins one more condition. */
static const char *
put_from(Sink *to, const OdbcSource *s)
{
    const char *joint = " WHERE ";
    sink_print(to, " FROM %s t", sink_text(&s->table));
    for (size_t i = 0; i < s->source.absent.count; i++) {
        const Absence *a = &s->source.absent.at[i];
        if (*absent_text(s, a))
            continue;
        sink_put(to, joint);
        put_column(to, s, a->column);
        sink_put(to, " IS NOT NULL");
        OdbcKind kind = s->kinds.at[a->column];
        if ((kind == ODBC_TEXT || kind == ODBC_PADDED) && !s->engine.empty_missing) {
            sink_put(to, " AND ");
            put_column(to, s, a->column);
            sink_put(to, " <> ''");
        }
        joint = " AND ";
    }
    return joint;
}

static void
put_set(Sink *to, const OdbcSource *s, const ColumnList *set)
{
    query_put_columns(to, &s->source, set, s->engine.quote);
}

/* Of several sets, which one a row is of is told by a column for each of theirs. */
static void
put_query(Sink *to, const OdbcSource *s, const ColumnList *sets, size_t count,
          const ColumnList *columns)
{
    sink_put(to, "SELECT ");
    put_set(to, s, columns);
    for (size_t k = 0; count > 1 && k < columns->count; k++) {
        sink_put(to, ", GROUPING(");
        put_column(to, s, columns->at[k]);
        sink_put(to, ")");
    }
    sink_put(to, columns->count ? ", " : "");
    put_counts(to, s);
    put_from(to, s);
    if (columns->count)
        sink_put(to, count > 1 ? " GROUP BY GROUPING SETS (" : " GROUP BY ");
    for (size_t i = 0; i < count; i++) {
        sink_put(to, i ? ", " : "");
        sink_put(to, count > 1 ? "(" : "");
        put_set(to, s, &sets[i]);
        sink_put(to, count > 1 ? ")" : "");
    }
    sink_put(to, count > 1 ? ")" : "");
}

/* ---- answers */

typedef struct Answering {
    OdbcSource *s;
    const ColumnList *sets; /* those of the query that runs */
    size_t first, count;    /* which of all */
    ColumnList columns;     /* of them together */
    Intake in;
    Budget *b;
    TallyTrouble *t;
} Answering;

static OdbcCell
cell_at(const Answering *a, size_t row, size_t k)
{
    return odbc_cell(a->s->connection, row, k);
}

static bool
is_of(const Answering *a, size_t row, const ColumnList *set)
{
    size_t width = a->columns.count;
    for (size_t k = 0; k < width; k++) {
        OdbcCell grouping = cell_at(a, row, width + k);
        bool left_out = grouping.length == 1 && *grouping.text == '1';
        if (left_out == has(set, a->columns.at[k]))
            return false;
    }
    return true;
}

static size_t
find_set(const Answering *a, size_t row)
{
    size_t i = 0;
    while (i + 1 < a->count && !is_of(a, row, &a->sets[i]))
        i++;
    return i;
}

static bool
take_cells(Answering *a, size_t row, const ColumnList *set)
{
    for (size_t k = 0; k < a->columns.count; k++) {
        OdbcCell cell = cell_at(a, row, k);
        if (has(set, a->columns.at[k]) &&
            !intake_take(&a->in, a->columns.at[k], cell.text, cell.missing ? 0 : cell.length))
            return false;
    }
    return true;
}

/* The first weight that is none, for the complaint. */
static TallyResult
find_odd_weight(Answering *a)
{
    OdbcSource *s = a->s;
    Sink query = {0};
    size_t rows;
    sink_put(&query, "SELECT ");
    put_column(&query, s, s->source.weight);
    sink_print(&query, "%s1 = ", put_from(&query, s));
    put_odd_weight(&query, s);
    sink_put(&query, s->engine.limits ? " LIMIT 1" : "");
    TallyResult result = odbc_run(&s->connection, sink_text(&query), 1, a->b, a->t);
    if (result == TALLY_DONE)
        result = odbc_next_rows(&s->connection, &rows, a->b, a->t);
    sink_clear(&query);
    if (result != TALLY_DONE)
        return result;
    fail(a->t, TALLY_COUNT, "");
    a->t->column = s->source.weight;
    if (rows && !cell_at(a, 0, 0).missing)
        sink_add(&a->t->text, cell_at(a, 0, 0).text, cell_at(a, 0, 0).length);
    return TALLY_FAILED;
}

/* A number that the engine has counted; of no rows there is no sum. */
static bool
read_number(const Answering *a, size_t row, size_t k, uint64_t *number)
{
    OdbcCell cell = cell_at(a, row, k);
    Sink text = {0};
    sink_add(&text, cell.text, cell.length);
    *number = 0;
    bool ok = cell.missing || tally_read_count(number, sink_text(&text));
    sink_clear(&text);
    return ok;
}

static TallyResult
count_row(Answering *a, size_t row)
{
    size_t set = find_set(a, row), width = a->columns.count * (a->count > 1 ? 2 : 1);
    uint64_t count, odd = 0;
    if (!take_cells(a, row, &a->sets[set]))
        return TALLY_FAILED;
    if (intake_is_absent(&a->in))
        return TALLY_DONE;
    if (a->s->source.weight != NO_COLUMN && (!read_number(a, row, width + 1, &odd) || odd))
        return find_odd_weight(a);
    if (!read_number(a, row, width, &count)) {
        a->t->column = a->s->source.weight;
        return fail(a->t, TALLY_SUM, "");
    }
    return intake_count(&a->in, a->first + set, count) ? TALLY_DONE : TALLY_FAILED;
}

/* A query may end after so many rows, which would be too many. */
static uint64_t
rows_most(const Answering *a)
{
    uint64_t width = 2 * a->columns.count + 2;
    return a->b->bytes ? a->b->bytes / (LINE_BYTES + CELL_BYTES * width) + 1 : 0;
}

static TallyResult
take_rows(Answering *a, uint64_t most)
{
    uint64_t sum = 0;
    size_t rows = 1;
    while (rows) {
        TallyResult result = odbc_next_rows(&a->s->connection, &rows, a->b, a->t);
        for (size_t row = 0; result == TALLY_DONE && row < rows; row++)
            result = count_row(a, row);
        if (result != TALLY_DONE)
            return result;
        sum += rows;
        if (!budget_step(a->b, 10 * rows) ||
            !budget_allows(a->b, most && sum >= most ? UINT64_MAX : a->in.bytes))
            return TALLY_STOPPED;
    }
    return TALLY_DONE;
}

/* Those of the sets first ... first + count, in one query. */
static TallyResult
ask_sets(Answering *a, const Questions *q, size_t first, size_t count)
{
    Sink query = {0};
    a->sets = q->sets.at + first;
    a->first = first;
    a->count = count;
    a->columns.count = 0;
    for (size_t i = 0; i < count; i++) {
        ColumnList both = {0};
        unite(&both, a->s, &a->columns, &a->sets[i]);
        array_set(&a->columns, &both);
        array_clear(&both);
    }
    put_query(&query, a->s, a->sets, count, &a->columns);
    uint64_t most = rows_most(a);
    if (most && a->s->engine.limits)
        sink_print(&query, " LIMIT %llu", (unsigned long long)most);
    TallyResult result = odbc_run(&a->s->connection, sink_text(&query), most, a->b, a->t);
    sink_clear(&query);
    return result == TALLY_DONE ? take_rows(a, most) : result;
}

static void
hand_over(Tally *to, const ColumnList *scope, const Tally *from)
{
    ColumnList positions = {0};
    for (size_t k = 0; k < scope->count; k++)
        for (uint32_t p = 0; p < from->columns.count; p++)
            if (from->columns.at[p] == scope->at[k])
                array_push(&positions, p);
    tally_marginal(to, from, &positions);
    array_clear(&positions);
}

static TallyResult
ask_here(OdbcSource *s, Tally *to, const ColumnList *scopes, size_t count, Budget *b,
         TallyTrouble *t)
{
    Questions q = {0};
    Answering a = {.s = s, .b = b, .t = t};
    questions_make(&q, s, scopes, count);
    Tally *tallies = memory_new(q.sets.count + 1, sizeof *tallies);
    intake_init(&a.in, &s->source, tallies, q.sets.at, q.sets.count, t);
    TallyResult result = TALLY_DONE;
    size_t step = s->sets ? q.sets.count : 1;
    for (size_t i = 0; i < q.sets.count && result == TALLY_DONE; i += step)
        result = ask_sets(&a, &q, i, step);
    for (size_t i = 0; i < count && result == TALLY_DONE; i++)
        hand_over(&to[i], &scopes[i], &tallies[q.set_of.at[i]]);
    for (size_t i = count; i-- > 0 && result != TALLY_DONE;)
        if (q.set_of.at[i] == t->scope)
            t->scope = i;
    for (size_t i = 0; i < q.sets.count; i++)
        tally_clear(&tallies[i]);
    memory_free(tallies);
    intake_clear(&a.in);
    array_clear(&a.columns);
    questions_clear(&q);
    return result;
}

/* ---- the source */

static void
end(RowSource *r)
{
    odbc_disconnect(&((OdbcSource *)r)->connection);
}

static TallyResult
begin(RowSource *r, Budget *b, TallyTrouble *t)
{
    OdbcSource *s = (OdbcSource *)r;
    TallyResult result = TALLY_DONE;
    if (!s->connection)
        result = odbc_connect(&s->connection, s->string, b, t);
    if (result == TALLY_DONE)
        result = odbc_start(&s->connection, b, t);
    if (result != TALLY_DONE)
        end(r);
    return result;
}

/* In a connection of its own, if none is open; one in which something went wrong is not used
 * again. */
static TallyResult
ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b, TallyTrouble *t)
{
    OdbcSource *s = (OdbcSource *)r;
    bool own = !s->connection;
    TallyResult result = own ? begin(r, b, t) : TALLY_DONE;
    if (result == TALLY_DONE)
        result = ask_here(s, to, scopes, count, b, t);
    if (own || result != TALLY_DONE)
        end(r);
    return result;
}

static void
write_plan(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to)
{
    const OdbcSource *s = (const OdbcSource *)r;
    Questions q = {0};
    questions_make(&q, s, scopes, count);
    size_t step = s->sets ? q.sets.count : 1;
    for (size_t i = 0; i < q.sets.count; i += step) {
        ColumnList columns = {0}, both = {0};
        for (size_t k = i; k < i + step; k++) {
            unite(&both, s, &columns, &q.sets.at[k]);
            array_set(&columns, &both);
        }
        put_query(to, s, q.sets.at + i, step, &columns);
        sink_put(to, "\n");
        array_clear(&columns);
        array_clear(&both);
    }
    questions_clear(&q);
}

static uint64_t
bytes(const RowSource *r)
{
    uint64_t sum = sizeof(OdbcSource);
    for (size_t k = 0; k < r->columns.count; k++)
        sum += texts_bytes(&r->columns.at[k].texts) + sizeof r->columns.at[k];
    return sum;
}

static void
free_source(RowSource *r)
{
    OdbcSource *s = (OdbcSource *)r;
    end(r);
    memset(s->string, 0, strlen(s->string));
    memory_free(s->string);
    sink_clear(&s->table);
    array_clear(&s->kinds);
    row_source_clear(r);
    memory_free(s);
}

static const RowSourceClass odbc_class = {
    .kind = "odbc",
    .begin = begin,
    .end = end,
    .ask = ask,
    .write_plan = write_plan,
    .bytes = bytes,
    .free = free_source,
};

/* ---- opening */

/* Cut at the dots, or as one name. */
static TallyResult
put_table(OdbcSource *s, const char *table, bool cut, TallyTrouble *t)
{
    Sink part = {0};
    TallyResult result = TALLY_DONE;
    sink_clear(&s->table);
    for (const char *at = table; result == TALLY_DONE; at++) {
        if (*at && !(cut && *at == '.')) {
            sink_add(&part, at, 1);
            continue;
        }
        if (!s->engine.quote && !query_is_plain(sink_text(&part)))
            result = fail(t, TALLY_ENGINE, "this engine has no quotes for such a name");
        query_put_name(&s->table, sink_text(&part), s->engine.quote);
        if (!*at)
            break;
        sink_put(&s->table, ".");
        sink_clear(&part);
    }
    sink_clear(&part);
    return result;
}

/* A query of no rows tells whether it is there. */
static TallyResult
try_table(OdbcSource *s, Budget *b, TallyTrouble *t)
{
    Sink query = {0};
    sink_print(&query, "SELECT * FROM %s t WHERE 1 = 0", sink_text(&s->table));
    TallyResult result = odbc_run(&s->connection, sink_text(&query), 0, b, t);
    sink_clear(&query);
    return result;
}

static bool
is_system(OdbcCell schema, OdbcCell kind)
{
    static const char *const schemas[] = {"pg_catalog", "information_schema", "pg_toast", "sys"};
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (schema.length == strlen(schemas[i]) &&
            memcmp(schema.text, schemas[i], schema.length) == 0)
            return true;
    return kind.length >= 6 && memcmp(kind.text, "SYSTEM", 6) == 0;
}

/* Its name, with its schema before; if that is what is wanted, as it stands in a query. */
static void
note_table(OdbcSource *s, size_t row, const char *wanted, bool *there, TallyTrouble *t)
{
    OdbcCell schema = odbc_cell(s->connection, row, 1), name = odbc_cell(s->connection, row, 2);
    if (is_system(schema, odbc_cell(s->connection, row, 3)))
        return;
    Sink whole = {0}, first = {0}, second = {0};
    sink_add(&first, schema.text, schema.length);
    sink_add(&second, name.text, name.length);
    sink_print(&whole, "%s%s%s", sink_text(&first), schema.length ? "." : "", sink_text(&second));
    if (s->engine.quote && strcmp(sink_text(&whole), wanted) == 0) {
        *there = true;
        sink_clear(&s->table);
        if (schema.length)
            query_put_name(&s->table, sink_text(&first), s->engine.quote);
        sink_put(&s->table, schema.length ? "." : "");
        query_put_name(&s->table, sink_text(&second), s->engine.quote);
    } else if (texts_count(&t->tables) < TABLES_MOST) {
        texts_add(&t->tables, sink_text(&whole), whole.count);
    }
    sink_clear(&whole);
    sink_clear(&first);
    sink_clear(&second);
}

/* Looks through all tables. */
static TallyResult
list_tables(OdbcSource *s, const char *wanted, bool *there, Budget *b, TallyTrouble *t)
{
    size_t rows = 0;
    TallyResult result = odbc_start(&s->connection, b, t);
    if (result == TALLY_DONE)
        result = odbc_run_tables(&s->connection, b, t);
    do {
        if (result == TALLY_DONE)
            result = odbc_next_rows(&s->connection, &rows, b, t);
        for (size_t row = 0; result == TALLY_DONE && row < rows; row++)
            note_table(s, row, wanted, there, t);
    } while (result == TALLY_DONE && rows && !*there);
    return result == TALLY_DONE && *there ? odbc_start(&s->connection, b, t) : result;
}

/* By its name as it is, or cut at the dots; else by the list of all, which the trouble gets where
 * it is not among them. */
static TallyResult
find_table(OdbcSource *s, const char *table, Budget *b, TallyTrouble *t)
{
    bool there = false;
    for (int cut = strchr(table, '.') != NULL; *table && cut >= 0; cut--) {
        TallyResult result = odbc_start(&s->connection, b, t);
        if (result == TALLY_DONE)
            result = put_table(s, table, cut, t);
        if (result == TALLY_DONE)
            result = try_table(s, b, t);
        if (result == TALLY_DONE || !s->connection)
            return result;
    }
    TallyResult result = list_tables(s, table, &there, b, t);
    if (result == TALLY_DONE && there)
        result = try_table(s, b, t);
    else if (result == TALLY_DONE)
        return fail(t, TALLY_NO_TABLE, table);
    texts_clear(&t->tables);
    return result;
}

static TallyResult
find_columns(OdbcSource *s, TallyTrouble *t)
{
    for (size_t k = 0; k < odbc_columns(s->connection); k++) {
        OdbcColumn column = odbc_column(s->connection, k);
        uint32_t twin;
        if (!s->engine.quote && !query_is_plain(column.name))
            return fail(t, TALLY_ENGINE, "this engine has no quotes for the name of a column");
        if (row_source_find(&s->source, column.name, &twin))
            return fail(t, TALLY_NAME_TWICE, column.name);
        row_source_add_column(&s->source, column.name, strlen(column.name));
        array_push(&s->kinds, column.kind);
    }
    return TALLY_DONE;
}

/* A question of no rows tells whether it knows GROUPING SETS. */
static TallyResult
try_sets(OdbcSource *s, Budget *b)
{
    TallyTrouble own = {0};
    Sink query = {0};
    if (s->source.columns.count == 0)
        return TALLY_DONE;
    sink_put(&query, "SELECT GROUPING(");
    put_column(&query, s, 0);
    sink_print(&query, "), COUNT(*) FROM %s t WHERE 1 = 0 GROUP BY GROUPING SETS ((",
               sink_text(&s->table));
    put_column(&query, s, 0);
    sink_put(&query, "), ())");
    TallyResult result = odbc_run(&s->connection, sink_text(&query), 0, b, &own);
    s->sets = result == TALLY_DONE;
    sink_clear(&query);
    tally_trouble_clear(&own);
    return result == TALLY_STOPPED ? TALLY_STOPPED : TALLY_DONE;
}

static TallyResult
open_table(OdbcSource *s, const char *table, Budget *b, TallyTrouble *t)
{
    TallyResult result = odbc_connect(&s->connection, s->string, b, t);
    if (result != TALLY_DONE)
        return result;
    s->engine = odbc_engine(s->connection);
    result = find_table(s, table, b, t);
    if (result == TALLY_DONE)
        result = find_columns(s, t);
    return result == TALLY_DONE ? try_sets(s, b) : result;
}

TallyResult
odbc_open(RowSource **to, const char *string, const char *table, Budget *b, TallyTrouble *t)
{
    OdbcSource *s = memory_new(1, sizeof *s);
    row_source_init(&s->source, &odbc_class);
    s->string = memory_new(strlen(string) + 1, 1);
    memcpy(s->string, string, strlen(string));
    TallyResult result = open_table(s, table, b, t);
    end(&s->source);
    if (result == TALLY_DONE)
        *to = &s->source;
    else
        free_source(&s->source);
    return result;
}

#endif
