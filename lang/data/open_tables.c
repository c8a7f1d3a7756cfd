/* open_tables.c -- see open_tables.h.  A connection string is hidden in its text (text/secret.h),
 * and found there by its place. */
#include "lang/data/open_tables.h"

#include "data/odbc.h"
#include "data/sqlite.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/data/complain_data.h"
#include "lang/data/complain_engine.h"
#include "lang/session/file.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char prefix[] = "odbc:";
enum { PREFIX = sizeof prefix - 1 };

bool
name_is_sqlite(const char *name)
{
    static const char *const endings[] = {".db", ".db3", ".sqlite", ".sqlite3"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (file_ends_in(name, endings[i]))
            return true;
    return false;
}

bool
name_is_odbc(const char *name)
{
    return strncasecmp(name, prefix, PREFIX) == 0;
}

static RowSource *
settle(Session *s, const RowsAsked *a, RowSource *source, TallyResult result, TallyTrouble *t)
{
    if (result == TALLY_STOPPED)
        complain_stopped(&s->complain, &s->budget, a->at);
    else if (result == TALLY_FAILED)
        complain_tally(&s->complain, a->at, a->name, NULL, t);
    tally_trouble_clear(t);
    return result == TALLY_DONE ? source : NULL;
}

/* The file is opened here too, so that nothing is written over it. */
RowSource *
open_sqlite(Session *s, const RowsAsked *a)
{
    TallyTrouble t = {.column = NO_COLUMN};
    RowSource *source = NULL;
    int fd = source_open(s, a->path);
    if (fd < 0) {
        complain_import_missing(&s->complain, a->at, s->library, a->name, strerror(errno));
        return NULL;
    }
    const char *table = a->table ? a->table : "";
    TallyResult result = sqlite_open(&source, a->path, table, &s->budget, &t);
    close(fd);
    return settle(s, a, source, result, &t);
}

RowSource *
open_odbc(Session *s, const RowsAsked *a)
{
    TallyTrouble t = {.column = NO_COLUMN};
    RowSource *source = NULL;
    const char *hidden = secrets_find(&a->at.source->secrets, a->at.start + 1);
    const char *string = hidden ? hidden : a->name;
    if (s->options.no_files)
        complain_no_files(&s->complain, a->at);
    else if (!s->options.allow_odbc)
        complain_odbc_forbidden(&s->complain, a->at);
    else if (strspn(string + PREFIX, "*") == strlen(string + PREFIX))
        complain_odbc_string(&s->complain, a->at, string[PREFIX] == '*');
    else {
        const char *table = a->table ? a->table : "";
        TallyResult result = odbc_open(&source, string + PREFIX, table, &s->budget, &t);
        return settle(s, a, source, result, &t);
    }
    return NULL;
}
