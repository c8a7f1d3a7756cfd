/* open_rows.c -- see open_rows.h.  A make of source is a row of the table here. */
#include "lang/data/open_rows.h"

#include "data/csv_reader.h"
#include "io/gzip.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/data/complain_data.h"
#include "lang/session/file.h"
#include "lang/text/progress.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART = 1 << 18 };

/* ---- text files ---- */

/* A text file while it is read. */
typedef struct TextFile {
    Session *s;
    const RowsAsked *asked;
    CsvReader reader;
    TallyTrouble trouble;
    int fd;
    char *part; /* PART bytes */
} TextFile;

static bool
ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), k = strlen(end);
    return n > k && strcasecmp(text + n - k, end) == 0;
}

static char
delimiter_of(const RowsAsked *a)
{
    if (a->format)
        return strcmp(a->format, "tsv") == 0 ? '\t' : 0;
    return ends_with(a->name, ".tsv") || ends_with(a->name, ".tsv.gz") ? '\t' : 0;
}

static bool
complain_unread(TextFile *f)
{
    if (f->s->budget.stop != STOP_NOT)
        return complain_stopped(&f->s->complain, &f->s->budget, f->asked->at);
    return complain_import_missing(&f->s->complain, f->asked->at, f->s->library, f->asked->name,
                                   strerror(errno));
}

static bool
complain_result(TextFile *f, TallyResult result)
{
    Complainer *c = &f->s->complain;
    if (result == TALLY_STOPPED)
        return f->s->budget.stop == STOP_MEMORY
                   ? complain_rows_memory(c, f->asked->at, f->asked->name, f->trouble.rows)
                   : complain_stopped(c, &f->s->budget, f->asked->at);
    const RowSource *source = f->reader.store ? &f->reader.store->source : NULL;
    return complain_tally(c, f->asked->at, f->asked->name, source, &f->trouble);
}

/* Beside what the session holds already. */
static bool
add(TextFile *f, const char *bytes, size_t count)
{
    Budget *b = &f->s->budget;
    TallyResult result = csv_reader_add(&f->reader, bytes, count, b);
    const RowSource *source = &f->reader.store->source;
    if (result == TALLY_DONE && !budget_allows(b, f->s->held + row_source_bytes(source)))
        result = TALLY_STOPPED;
    return result == TALLY_DONE || complain_result(f, result);
}

/* As many bytes as there is room for, unless the file ends. */
static bool
read_part(TextFile *f, size_t *count)
{
    size_t n = 1;
    for (*count = 0; n && *count < PART; *count += n)
        if (!source_read_part(f->s, f->fd, f->part + *count, PART - *count, &n))
            return complain_unread(f);
    return true;
}

/* A compressed file is expanded whole. */
static bool
add_expanded(TextFile *f, size_t count)
{
    Session *s = f->s;
    Sink packed, text;
    sink_init(&packed);
    sink_init(&text);
    bool ok = true;
    for (; ok && count; ok = ok && read_part(f, &count)) {
        sink_add(&packed, f->part, count);
        if (!budget_allows(&s->budget, s->held + 2 * (uint64_t)packed.count))
            ok = complain_stopped(&s->complain, &s->budget, f->asked->at);
    }
    GzipResult result = GZIP_DONE;
    if (ok)
        result = gzip_expand(&text, sink_text(&packed), packed.count, SIZE_MAX, &s->budget);
    sink_clear(&packed);
    if (result == GZIP_STOPPED)
        ok = complain_stopped(&s->complain, &s->budget, f->asked->at);
    else if (result != GZIP_DONE)
        ok = complain_packed(&s->complain, f->asked->at, f->asked->name, result == GZIP_ABSENT);
    for (size_t at = 0; ok && at < text.count; at += PART)
        ok = add(f, text.text + at, text.count - at < PART ? text.count - at : PART);
    sink_clear(&text);
    return ok;
}

static bool
add_all(TextFile *f)
{
    Budget *b = &f->s->budget;
    struct stat about;
    size_t count;
    bool ok = read_part(f, &count);
    if (ok && gzip_is(f->part, count))
        return add_expanded(f, count);
    b->done = 0;
    b->total = fstat(f->fd, &about) == 0 ? (uint64_t)about.st_size : 0;
    while (ok && count) {
        ok = add(f, f->part, count) && read_part(f, &count);
        b->done += count;
    }
    b->done = b->total = 0;
    progress_end(b);
    return ok;
}

static RowSource *
open_text(Session *s, const RowsAsked *a)
{
    TextFile f = {.s = s, .asked = a, .trouble = {.column = NO_COLUMN}};
    RowSource *source = NULL;
    f.fd = source_open(s, a->path);
    bool ok = f.fd >= 0 || complain_unread(&f);
    TallyResult result = TALLY_DONE;
    if (ok) {
        f.part = memory_new(PART, 1);
        result = csv_reader_init(&f.reader, delimiter_of(a), a->wanted, &f.trouble);
        ok = result == TALLY_DONE || complain_result(&f, result);
    }
    if (ok && add_all(&f)) {
        result = csv_reader_finish(&f.reader);
        if (result == TALLY_DONE)
            source = &f.reader.store->source;
        else
            complain_result(&f, result);
    }
    if (source)
        f.reader.store = NULL;
    csv_reader_clear(&f.reader);
    tally_trouble_clear(&f.trouble);
    memory_free(f.part);
    if (f.fd >= 0)
        close(f.fd);
    return source;
}

/* ---- which make ---- */

static bool
is_text(const char *name)
{
    return path_is_table(name);
}

/* Text files come first: they are what a word behind `from` asks for. */
static const struct {
    bool (*is)(const char *name);
    bool file;   /* the name is that of a file */
    bool tables; /* with several tables in it */
    RowSource *(*open)(Session *s, const RowsAsked *a);
} makes[] = {
    {is_text, true, false, open_text},
    {name_is_sqlite, true, true, open_sqlite},
    {name_is_odbc, false, true, open_odbc},
};

enum { MAKES = sizeof makes / sizeof *makes };

static size_t
find_make(const char *name)
{
    size_t i = 0;
    while (i < MAKES && !makes[i].is(name))
        i++;
    return i;
}

bool
name_is_rows(const char *name)
{
    return find_make(name) < MAKES;
}

bool
name_is_rows_file(const char *name)
{
    size_t i = find_make(name);
    return i < MAKES && makes[i].file;
}

RowSource *
rows_open(Session *s, const RowsAsked *a)
{
    size_t i = a->format ? 0 : find_make(a->name);
    if (a->table && !makes[i].tables) {
        complain_one_table(&s->complain, a->at, a->name);
        return NULL;
    }
    return makes[i].open(s, a);
}
