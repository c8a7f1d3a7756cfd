/* run_import.c -- import "x.diag": found beside the importing file, then in the standard library;
 * read once; a cycle is an error.  import "x.bif" as m with F is found in the same places. */
#include "lang/import/run_import.h"

#include "lang/complain/complain_file.h"
#include "lang/data/import_rows.h"
#include "lang/data/open_rows.h"
#include "lang/import/complain_bif.h"
#include "lang/import/import_bif.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/statement/run.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { IMPORT_DEPTH_MAX = 200 };

/* Does text[0 ... n) end so, in capitals or not? */
static bool
ends_with(const char *text, size_t n, const char *end)
{
    size_t k = strlen(end);
    return n >= k && strncasecmp(text + n - k, end, k) == 0;
}

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

/* What is imported as a model with a functor: by its suffix. */
static const struct {
    const char *suffix;
    bool (*import)(Session *s, const char *path, const Node *n);
} networks[] = {
    {".bif", import_bif},
};

enum { NETWORKS = sizeof networks / sizeof *networks };

static bool
has_suffix(const char *path, size_t n)
{
    while (n > 0 && path[n - 1] != '/' && path[n - 1] != '.')
        n--;
    return n > 0 && path[n - 1] == '.';
}

/* The place of its format in the list, whether it is compressed or not; NETWORKS: it is none.  What
 * has no suffix and is imported as a model with a functor is of the first. */
static size_t
network_format(const Node *n)
{
    const char *path = n->kids[0]->text;
    size_t length = strlen(path), i = 0;
    if (ends_with(path, length, ".gz"))
        length -= strlen(".gz");
    if (n->text && n->kids[1] && !has_suffix(path, length))
        return 0;
    while (i < NETWORKS && !ends_with(path, length, networks[i].suffix))
        i++;
    return i;
}

/* Can a file of this kind be imported as it is written? */
static bool
check_form(Session *s, const Node *n)
{
    const Node *file = n->kids[0];
    bool network = network_format(n) < NETWORKS;
    if ((!network || n->label_count) && !rows_check_form(s, n))
        return false;
    if (name_is_rows(file->text))
        return true;
    if (!network && !file_has_ending(file->text, ".diag"))
        return complain_import_kind(&s->complain, file->at, file->text);
    if (!network && n->text)
        return complain_import_as(&s->complain, n->text_at);
    return !network || (n->text && n->kids[1]) ||
           complain_bif_names(&s->complain, n->at, file->text);
}

/* Beside the importing file, then in the standard library. */
static void
find_import(Session *s, FoundFile *f, const Node *n)
{
    Name name = n->kids[0]->text;
    if (!s->options.no_files)
        file_find(f, n->at.source->folder, name);
    if (*name != '/' && (!s->options.no_files || !strstr(name, "..")))
        file_find(f, s->library, name);
}

bool
run_import(Session *s, const Node *n)
{
    const Node *file = n->kids[0];
    if (!check_form(s, n))
        return false;
    FoundFile f = {0};
    bool ok;
    if (name_is_rows(file->text) && !name_is_rows_file(file->text))
        return import_rows(s, NULL, n);
    find_import(s, &f, n);
    if (f.real && name_is_rows(file->text))
        ok = import_rows(s, f.path, n);
    else if (f.real && n->text)
        ok = networks[network_format(n)].import(s, f.path, n);
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
