/* import.c -- import "x.diag": found beside the importing file, then in the standard library; read
 * once; a cycle is an error. */
#include "lang/elaborate.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { IMPORT_DEPTH_MAX = 200 };

static char *
join(const char *folder, const char *name)
{
    Sink path;
    sink_init(&path);
    if (folder && *folder && *name != '/')
        sink_print(&path, "%s/", folder);
    sink_put(&path, name);
    return path.text;
}

/* The real path of folder/name if there is such a file, to be freed; else NULL. */
static char *
find_file(const char *folder, const char *name)
{
    if (!folder)
        return NULL;
    char *path = join(folder, name);
    char *real = realpath(path, NULL);
    memory_free(path);
    return real;
}

static bool
ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), k = strlen(end);
    return n >= k && strcmp(text + n - k, end) == 0;
}

static bool
read_once(Session *s, char *real, Span at)
{
    for (size_t i = 0; i < s->imports.count; i++)
        if (strcmp(s->imports.at[i].path, real) == 0) {
            bool cycle = s->imports.at[i].reading;
            free(real);
            return !cycle || complain_import_cycle(s, at, s->imports.at[i].path);
        }
    if (s->import_depth >= IMPORT_DEPTH_MAX) {
        free(real);
        return complain_import_depth(s, at, IMPORT_DEPTH_MAX);
    }
    Import mine = {real, true};
    size_t place = s->imports.count;
    array_push(&s->imports, mine);
    s->import_depth++;
    bool ok = session_import(s, real, at);
    s->import_depth--;
    s->imports.at[place].reading = false;
    return ok;
}

bool
run_import(Session *s, const Node *n)
{
    const Node *file = n->kids[0];
    Name name = file->text;
    if (!ends_with(name, ".diag"))
        return complain_import_kind(s, file->at, name);
    if (n->text)
        return complain_import_as(s, n->text_at);
    char *real = NULL;
    if (!s->options.no_files)
        real = find_file(n->at.source->folder, name);
    if (!real && *name != '/' && (!s->options.no_files || !strstr(name, "..")))
        real = find_file(s->library, name);
    if (!real && s->options.no_files)
        return complain_no_files(s, file->at);
    if (!real)
        return complain_import_missing(s, file->at, name, strerror(errno));
    return read_once(s, real, file->at);
}
