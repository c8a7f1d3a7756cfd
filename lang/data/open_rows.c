/* open_rows.c -- see open_rows.h.  A make of source is a row of the table here. */
#include "lang/data/open_rows.h"

#include "data/csv_reader.h"
#include "io/gzip.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/data/complain_data.h"
#include "lang/session/file.h"

#include <errno.h>
#include <string.h>
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
    char *part;         /* PART bytes */
    GzipStream *packed; /* of a compressed file, or NULL; */
    char *packed_part;  /* then PART bytes of that */
} TextFile;

static char
delimiter_of(const RowsAsked *a)
{
    if (a->format)
        return strcmp(a->format, "tsv") == 0 ? '\t' : 0;
    return file_ends_in(a->name, ".tsv") || file_ends_in(a->name, ".tsv.gz") ? '\t' : 0;
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

/* As many bytes of the file as there is room for, unless it ends. */
static bool
read_bytes(TextFile *f, char *to, size_t *count)
{
    size_t n = 1;
    for (*count = 0; n && *count < PART; *count += n)
        if (!source_read_part(f->s, f->fd, to + *count, PART - *count, &n))
            return complain_unread(f);
    f->s->budget.done += *count;
    return true;
}

/* The same of what is in a compressed file. */
static bool
expand_bytes(TextFile *f, size_t *count)
{
    size_t n, read = 1;
    GzipResult result = GZIP_DONE;
    for (*count = 0; result == GZIP_DONE && read && *count < PART; *count += n) {
        result = gzip_next(f->packed, f->part + *count, PART - *count, &n);
        if (result != GZIP_DONE || n)
            continue;
        if (!read_bytes(f, f->packed_part, &read))
            return false;
        gzip_add(f->packed, f->packed_part, read);
    }
    return (result == GZIP_DONE && (read || gzip_is_whole(f->packed))) ||
           complain_packed(&f->s->complain, f->asked->at, f->asked->name, false);
}

static bool
read_part(TextFile *f, size_t *count)
{
    return f->packed ? expand_bytes(f, count) : read_bytes(f, f->part, count);
}

/* Where the first part of the file is that of a compressed one, it becomes what is in it. */
static bool
begin_expanding(TextFile *f, size_t *count)
{
    if (!gzip_is(f->part, *count))
        return true;
    f->packed = gzip_new();
    if (!f->packed)
        return complain_packed(&f->s->complain, f->asked->at, f->asked->name, true);
    f->packed_part = f->part;
    f->part = memory_new(PART, 1);
    gzip_add(f->packed, f->packed_part, *count);
    return expand_bytes(f, count);
}

/* What tells one state of a plain file from another; of what is none, nothing does. */
typedef struct FileState {
    off_t size;
    struct timespec written;
} FileState;

static FileState
find_state(int fd)
{
    struct stat about;
    FileState state = {0};
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
        state = (FileState){about.st_size, about.st_mtim};
    return state;
}

static bool
is_unchanged(TextFile *f, const FileState *before)
{
    FileState now = find_state(f->fd);
    bool same = now.size == before->size && now.written.tv_sec == before->written.tv_sec &&
                now.written.tv_nsec == before->written.tv_nsec;
    return same || complain_changing(&f->s->complain, f->asked->at, f->asked->name);
}

static bool
add_all(TextFile *f)
{
    Budget *b = &f->s->budget;
    FileState state = find_state(f->fd);
    size_t count;
    b->done = 0;
    b->total = (uint64_t)state.size;
    bool ok = read_part(f, &count) && begin_expanding(f, &count);
    while (ok && count)
        ok = add(f, f->part, count) && read_part(f, &count);
    b->done = b->total = 0;
    return ok && is_unchanged(f, &state);
}

/* Half of what is left may be taken by the codes of rows, the rest is for what is asked of them. */
static uint64_t
find_room(const Session *s)
{
    uint64_t bytes = s->budget.bytes;
    return bytes && bytes > s->held ? (bytes - s->held) / 2 : bytes;
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
        f.reader.room = find_room(s);
        ok = result == TALLY_DONE || complain_result(&f, result);
    }
    if (ok && add_all(&f)) {
        result = csv_reader_finish(&f.reader, &s->budget);
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
    memory_free(f.packed_part);
    gzip_free(f.packed);
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
