/* run_import.c -- import "x.diag": found beside the importing file, then in the standard library;
 * read once; a cycle is an error.  Files of other programs are found in the same places; the list
 * of formats says what comes of them. */
#include "lang/exchange/run_import.h"

#include "lang/complain/complain_file.h"
#include "lang/data/import_rows.h"
#include "lang/data/open_rows.h"
#include "lang/exchange/complain_exchange.h"
#include "lang/exchange/format.h"
#include "lang/import/complain_network.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/statement/run.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { IMPORT_DEPTH_MAX = 200 };

/* f->real goes to the session when the file is read. */
static bool
read_once(Session *s, FoundFile *f, Span at)
{
    for (size_t i = 0; i < s->imports.count; i++)
        if (strcmp(s->imports.at[i].path, f->real) == 0)
            return !s->imports.at[i].reading || complain_import_cycle(&s->complain, at, f->path);
    if (s->import_depth >= IMPORT_DEPTH_MAX)
        return complain_import_depth(&s->complain, at, IMPORT_DEPTH_MAX);
    Import mine = {f->real, true};
    f->real = NULL;
    size_t place = s->imports.count;
    array_push(&s->imports, mine);
    journal_add_import(s, mine.path);
    s->import_depth++;
    bool ok = session_import(s, f->path, at);
    s->import_depth--;
    s->imports.at[place].reading = false;
    return ok;
}

/* Besides the .gz of a compressed file. */
static bool
has_suffix(const char *path)
{
    size_t n = strlen(path) - (file_has_ending(path, ".gz") ? strlen(".gz") : 0);
    while (n > 0 && path[n - 1] != '/' && path[n - 1] != '.')
        n--;
    return n > 0 && path[n - 1] == '.';
}

/* What the file is: by the word behind `from`, else by its suffix; NULL: a script, or nothing that
 * can be imported.  What has no suffix and is imported as a model with a functor is BIF. */
static const Format *
format_of(const Node *n)
{
    const char *path = n->kids[IMPORT_FILE]->text;
    if (n->kids[IMPORT_FROM])
        return format_find(n->kids[IMPORT_FROM]->text);
    if (n->text && n->kids[IMPORT_WITH] && !has_suffix(path))
        return format_find("bif");
    return format_of_file(path);
}

/* A graph is a model, and has no numbers. */
static bool
check_graph(Session *s, const Node *n, const Format *f)
{
    const Node *with = n->kids[IMPORT_WITH];
    if (with)
        return complain_graph_with(&s->complain, with->at, f->name);
    return n->text || complain_graph_name(&s->complain, n->at, n->kids[IMPORT_FILE]->text, f->name);
}

/* Is it a table, by the word behind `from` or its name? */
static bool
is_rows(const Node *n, const Format *f)
{
    return f ? f->kind == FORMAT_TABLE
             : !n->kids[IMPORT_FROM] && name_is_rows(n->kids[IMPORT_FILE]->text);
}

/* Can a file of this kind be imported as it is written? */
static bool
check_form(Session *s, const Node *n, const Format *f)
{
    const Node *file = n->kids[IMPORT_FILE];
    bool block = n->label_count || n->kids[IMPORT_FIELDS], rows = is_rows(n, f);
    if ((!f || block || rows) && !rows_check_form(s, n, rows))
        return false;
    if (rows)
        return true;
    if (f && !format_reads(f))
        return complain_only_written(&s->complain, n->kids[IMPORT_FROM]->at, f->name);
    if (f && f->kind == FORMAT_GRAPH)
        return check_graph(s, n, f);
    if (f)
        return (n->text && n->kids[IMPORT_WITH]) ||
               complain_network_names(&s->complain, n->at, file->text);
    if (n->kids[IMPORT_FROM])
        return complain_no_format(&s->complain, n->kids[IMPORT_FROM]->at,
                                  n->kids[IMPORT_FROM]->text);
    if (!file_has_ending(file->text, ".diag"))
        return complain_import_kind(&s->complain, file->at, file->text);
    return !n->text || complain_import_as(&s->complain, n->text_at);
}

/* The file that was found, which is no script. */
static bool
import_other(Session *s, const char *path, const Node *n, const Format *f)
{
    if (is_rows(n, f))
        return import_rows(s, path, n);
    GraphForm form = {f->word, f->name, f->read};
    return f->kind == FORMAT_GRAPH ? import_graph(s, path, n, &form)
                                   : import_network(s, path, n, f->read_network);
}

/* Beside the importing file, then in the standard library. */
static void
find_import(Session *s, FoundFile *f, const Node *n)
{
    Name name = n->kids[IMPORT_FILE]->text;
    if (!s->options.no_files)
        file_find(f, n->at.source->folder, name);
    if (*name != '/' && (!s->options.no_files || !strstr(name, "..")))
        file_find(f, s->library, name);
}

bool
run_import(Session *s, const Node *n)
{
    const Node *file = n->kids[IMPORT_FILE];
    const Format *format = format_of(n);
    if (!check_form(s, n, format))
        return false;
    FoundFile f = {0};
    bool ok, rows = is_rows(n, format);
    if (rows && !format && !name_is_rows_file(file->text))
        return import_rows(s, NULL, n);
    find_import(s, &f, n);
    if (f.real && (format || rows))
        ok = import_other(s, f.path, n, format);
    else if (f.real)
        ok = read_once(s, &f, file->at);
    else if (s->options.no_files)
        ok = complain_no_files(&s->complain, file->at);
    else
        ok = complain_import_missing(&s->complain, file->at, s->library, file->text,
                                     strerror(errno));
    free(f.real);
    memory_free(f.path);
    return ok;
}

bool
run_model_text(Session *s, const Node *n)
{
    const Format *f = format_find(n->kids[0]->text);
    if (!f)
        return complain_no_format(&s->complain, n->kids[0]->at, n->kids[0]->text);
    if (!f->read)
        return complain_not_a_graph(&s->complain, n->kids[0]->at, f->name);
    GraphForm form = {f->word, f->name, f->read};
    return import_graph_text(s, n, &form);
}
