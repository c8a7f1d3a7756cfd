/* csv_reader.c -- see csv_reader.h.  The one file that knows libcsv; with CATGUT_NO_CSV (`make
 * CSV=no`) nothing is read.
 *
 * The library is loaded when it is first needed and stays, so that nothing is paid at start-up.  It
 * is strict: quotes that do not fit are an error.  Of no cell it says where it stands, so lines are
 * counted here: one a row, and those inside quotes.  These are looked for in texts that are new
 * and, once there has been one, in all. */
#include "data/csv_reader.h"

#ifdef CATGUT_NO_CSV

TallyResult
csv_reader_init(CsvReader *c, char delimiter, const Texts *wanted, TallyTrouble *t)
{
    *c = (CsvReader){.delimiter = delimiter, .wanted = wanted, .trouble = t};
    t->fault = TALLY_ABSENT;
    sink_put(&t->text, "libcsv");
    return TALLY_FAILED;
}

void
csv_reader_clear(CsvReader *c)
{
    *c = (CsvReader){0};
}

TallyResult
csv_reader_add(CsvReader *c, const char *bytes, size_t count, Budget *b)
{
    (void)c;
    (void)bytes;
    (void)count;
    (void)b;
    return TALLY_FAILED;
}

TallyResult
csv_reader_finish(CsvReader *c, Budget *b)
{
    (void)c;
    (void)b;
    return TALLY_FAILED;
}

#else

#include "base/library.h"
#include "base/utf8.h"

#include <csv.h>
#include <string.h>

/* Rows of a band at least; bytes of the bands behind the first, at most. */
enum { BAND_LEAST = 1024, BAND_MOST = 1 << 26 };

#define EACH_FUNCTION(use)                                                                         \
    use(csv_init) use(csv_fini) use(csv_free) use(csv_parse) use(csv_error) use(csv_set_delim)     \
        use(csv_set_space_func) use(csv_set_realloc_func) use(csv_set_free_func)                   \
            use(csv_set_blk_size)

typedef struct CsvLibrary {
    struct csv_parser parser;
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} CsvLibrary;

static bool
find_functions(CsvLibrary *l)
{
    static const char *const names[] = {"libcsv.so.3", "libcsv.so", "libcsv.dylib", NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&l->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_FUNCTION(USE)
#undef USE
    return found;
}
#undef EACH_FUNCTION

/* No blank is trimmed. */
static int
is_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* NULL where a cell would be too long. */
static void *
resize(void *p, size_t bytes)
{
    return bytes > CSV_CELL_MOST + 2 ? NULL : memory_resize(p, bytes, 1);
}

TallyResult
csv_reader_init(CsvReader *c, char delimiter, const Texts *wanted, TallyTrouble *t)
{
    *c = (CsvReader){.delimiter = delimiter, .wanted = wanted, .trouble = t, .line = 1};
    CsvLibrary *l = memory_new(1, sizeof *l);
    if (!find_functions(l)) {
        memory_free(l);
        t->fault = TALLY_MISSING;
        sink_put(&t->text, "libcsv");
        return TALLY_FAILED;
    }
    l->csv_init(&l->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    l->csv_set_space_func(&l->parser, is_space);
    l->csv_set_realloc_func(&l->parser, resize);
    l->csv_set_free_func(&l->parser, memory_free);
    l->csv_set_blk_size(&l->parser, 4096);
    c->library = l;
    c->store = column_store_new();
    return TALLY_DONE;
}

void
csv_reader_clear(CsvReader *c)
{
    if (c->library)
        c->library->csv_free(&c->library->parser);
    memory_free(c->library);
    if (c->store)
        row_source_free(&c->store->source);
    *c = (CsvReader){0};
}

/* ---- what goes wrong ---- */

/* The first mistake counts; after it nothing is read. */
static TallyTrouble *
fail(CsvReader *c, TallyFault fault)
{
    TallyTrouble *t = c->trouble;
    c->failed = true;
    t->fault = fault;
    t->line = c->line + c->inside;
    t->column = c->cells;
    t->rows = c->store->rows;
    return t;
}

static void
check_utf8(CsvReader *c, const char *text, size_t count)
{
    if (!utf8_is_text(text, count))
        sink_add(&fail(c, TALLY_UTF8)->text, text, count < 80 ? count : 80);
}

/* ---- cells ---- */

static uint64_t
count_lines(const char *text, size_t count)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < count; i++) {
        bool pair = text[i] == '\r' && i + 1 < count && text[i + 1] == '\n';
        lines += (text[i] == '\n' || text[i] == '\r') && !pair;
    }
    return lines;
}

static void
add_name(CsvReader *c, const char *text, size_t count)
{
    RowSource *source = &c->store->source;
    if (source->columns.count == CSV_COLUMNS_MOST) {
        fail(c, TALLY_COLUMNS)->wants = CSV_COLUMNS_MOST;
        return;
    }
    check_utf8(c, text, count);
    row_source_add_column(source, text, count);
    c->inside += count_lines(text, count);
}

static void
add_cell(CsvReader *c, const char *text, size_t count)
{
    RowSource *source = &c->store->source;
    if (c->cells >= source->columns.count)
        return;
    bool kept = column_store_keeps(c->store, c->cells), fresh = !kept;
    if (kept) {
        Texts *texts = &source->columns.at[c->cells].texts;
        size_t before = texts_count(texts);
        column_store_add(c->store, c->cells, text, count);
        fresh = texts_count(texts) > before;
        if (fresh)
            check_utf8(c, text, count);
    }
    if (fresh || c->broken) {
        uint64_t lines = count_lines(text, count);
        c->broken |= kept && lines > 0;
        c->inside += lines;
    }
}

static void
take_cell(void *text, size_t count, void *more)
{
    CsvReader *c = more;
    c->ended = 0;
    if (c->failed)
        return;
    if (c->named)
        add_cell(c, text, count);
    else
        add_name(c, text, count);
    c->cells++;
}

/* ---- rows ---- */

/* Each column has a name of its own; those that nobody wants are skipped. */
static void
end_names(CsvReader *c)
{
    Texts names = {0};
    const RowSource *source = &c->store->source;
    for (uint32_t i = 0; !c->failed && i < source->columns.count; i++) {
        const char *name = source->columns.at[i].name;
        size_t length = strlen(name), before = texts_count(&names);
        uint32_t code;
        c->cells = i;
        if (length == 0)
            fail(c, TALLY_NAME_EMPTY);
        else if (texts_add(&names, name, length) < before)
            sink_put(&fail(c, TALLY_NAME_TWICE)->text, name);
        if (c->wanted && !texts_find(c->wanted, name, length, &code))
            column_store_skip(c->store, i);
    }
    texts_clear(&names);
    c->named = true;
}

/* Rows go to the file when memory has no room for them, and then all of them do. */
static void
spill(CsvReader *c, bool ends)
{
    ColumnStore *s = c->store;
    bool begun = s->spilled > 0;
    uint64_t room = begun && c->room > BAND_MOST ? BAND_MOST : c->room;
    bool full = s->code_bytes > room && s->rows - s->spilled >= BAND_LEAST;
    if (!c->room || !(full || (ends && begun)))
        return;
    c->trouble->rows = s->rows;
    c->failed = column_store_spill(s, c->budget, c->trouble) != TALLY_DONE;
}

static void
end_row(CsvReader *c)
{
    size_t columns = c->store->source.columns.count;
    if (!c->cells && columns == 1)
        take_cell((char[]){""}, 0, c);
    if (c->cells && c->cells != columns) {
        TallyTrouble *t = fail(c, TALLY_UNEVEN);
        t->column = NO_COLUMN;
        t->has = c->cells;
        t->wants = columns;
    }
    if (!c->cells || c->failed)
        return;
    column_store_end_row(c->store);
    spill(c, false);
}

/* `end` is the byte that ended the row, -1 for the end of the file.  A line feed right behind a
 * carriage return ends the same line. */
static void
take_row(int end, void *more)
{
    CsvReader *c = more;
    bool same = end == '\n' && c->ended == '\r';
    c->ended = same ? 0 : end;
    if (c->failed || same)
        return;
    if (c->named)
        end_row(c);
    else if (c->cells)
        end_names(c);
    if (c->failed)
        return;
    c->line += 1 + c->inside;
    c->inside = 0;
    c->cells = 0;
}

/* ---- the file ---- */

/* The byte between names: what stands more often in the first line, outside quotes. */
static char
find_delimiter(const char *bytes, size_t count)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (size_t i = 0; i < count && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        quoted ^= bytes[i] == '"';
        commas += !quoted && bytes[i] == ',';
        semicolons += !quoted && bytes[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

/* How many bytes at the beginning are a mark of the byte order. */
static size_t
begin(CsvReader *c, const char *bytes, size_t count)
{
    c->begun = true;
    size_t mark = count >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    bool wide =
        count >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    if (wide)
        fail(c, TALLY_NUL)->has = 1;
    if (!c->delimiter)
        c->delimiter = find_delimiter(bytes + mark, count - mark);
    c->library->csv_set_delim(&c->library->parser, (unsigned char)c->delimiter);
    return mark;
}

static void
parse(CsvReader *c, const char *bytes, size_t count)
{
    CsvLibrary *l = c->library;
    size_t done = l->csv_parse(&l->parser, bytes, count, take_cell, take_row, c);
    if (done == count || c->failed)
        return;
    if (l->csv_error(&l->parser) == CSV_EPARSE)
        fail(c, TALLY_AFTER_QUOTE);
    else
        fail(c, TALLY_LONG)->wants = CSV_CELL_MOST;
}

TallyResult
csv_reader_add(CsvReader *c, const char *bytes, size_t count, Budget *b)
{
    c->budget = b;
    size_t mark = count && !c->begun ? begin(c, bytes, count) : 0;
    const char *zero = memchr(bytes, '\0', count);
    size_t clean = zero ? (size_t)(zero - bytes) : count;
    if (!c->failed)
        parse(c, bytes + mark, clean - mark);
    if (!c->failed && zero)
        fail(c, TALLY_NUL);
    if (c->failed)
        return b->stop == STOP_NOT ? TALLY_FAILED : TALLY_STOPPED;
    c->trouble->rows = c->store->rows;
    if (!budget_step(b, 1 + count / 16) || !budget_allows(b, row_source_bytes(&c->store->source)))
        return TALLY_STOPPED;
    return TALLY_DONE;
}

TallyResult
csv_reader_finish(CsvReader *c, Budget *b)
{
    CsvLibrary *l = c->library;
    c->budget = b;
    if (l->csv_fini(&l->parser, take_cell, take_row, c) != 0 && !c->failed)
        fail(c, TALLY_QUOTE);
    if (!c->failed && !c->named)
        fail(c, TALLY_EMPTY);
    if (!c->failed)
        spill(c, true);
    return !c->failed ? TALLY_DONE : b->stop == STOP_NOT ? TALLY_FAILED : TALLY_STOPPED;
}

#endif
