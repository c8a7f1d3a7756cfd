/* import_bif.c -- import "x.bif" as m with F: the model and the functor that somebody would have
 * declared by hand, by way of a draft.
 *
 * All is checked and afforded before anything is declared. */
#include "lang/import/import_bif.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/import/complain_bif.h"
#include "lang/read/complain_read.h"
#include "lang/session/draft.h"
#include "lang/session/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROW_BYTES = 16 };

/* ---- model and functor ---- */

static void
add_vertices(Draft *d, const Bif *b)
{
    for (size_t v = 0; v < b->variables.count; v++) {
        const BifVariable *x = &b->variables.at[v];
        draft_add_vertex(d, x->name, x->labels.at, x->labels.count);
    }
    for (uint32_t v = 0; v < b->variables.count; v++) {
        const BifList *parents = &b->variables.at[v].parents;
        for (size_t i = 0; i < parents->count; i++)
            draft_add_parent(d, v, parents->at[i]);
    }
}

static bool
add_tables(Draft *d, const Bif *b)
{
    bool ok = true;
    for (uint32_t v = 0; ok && v < b->variables.count; v++) {
        Matrix table;
        ok = bif_matrix(&table, b, v, &d->s->budget);
        if (ok)
            draft_add_table(d, v, &table);
        matrix_clear(&table);
    }
    return ok;
}

static bool
declare(Draft *d, const Bif *b, uint64_t bytes, Span at)
{
    add_vertices(d, b);
    if (!add_tables(d, b))
        return complain_stopped(&d->s->complain, &d->s->budget, at);
    return draft_define(d, bytes);
}

/* ---- the file ---- */

/* What its meaning will take: it stays as long as the session. */
typedef struct Size {
    uint64_t entries, bytes;
} Size;

static Size
meaning_size(const Bif *b)
{
    Size size = {.bytes = b->bytes};
    for (size_t i = 0; i < b->variables.count; i++) {
        const BifVariable *v = &b->variables.at[i];
        uint64_t entries = bif_entries(v);
        size.entries += entries;
        size.bytes += v->rows * ROW_BYTES + entries * MATRIX_ENTRY_BYTES;
    }
    return size;
}

/* Is there room for it? */
static bool
afford(Session *s, const Size *size, Span at)
{
    uint64_t most = s->budget.bytes, all = s->held + size->bytes;
    if (!most || all <= most)
        return true;
    uint64_t rest = all - size->entries * MATRIX_ENTRY_BYTES;
    return complain_bif_size(&s->complain, at, size->entries,
                             most > rest ? (most - rest) / MATRIX_ENTRY_BYTES : 0);
}

static bool
settle_rows(Session *s, Bif *b, const Source *source, const Node *n)
{
    BifMistake m = {0};
    BifRepair r;
    mpq_init(r.most);
    bool ok = true;
    uint64_t wrong = n->flag ? 0 : bif_find_row_sum(b, &m);
    if (wrong)
        ok = complain_bif_sum(&s->complain, source, b, &m, wrong);
    else if (n->flag && !bif_repair(b, &r, &m))
        ok = complain_bif_repair(&s->complain, source, b, &m);
    else if (n->flag)
        warn_bif_repaired(&s->complain, n->kids[0]->at, n->kids[0]->text, &r);
    mpq_clear(r.most);
    bif_mistake_clear(&m);
    return ok;
}

/* No name may be longer here than in a script. */
static bool
are_names_short(Session *s, const Bif *b, Span at)
{
    for (size_t i = 0; i < b->variables.count; i++) {
        const BifVariable *v = &b->variables.at[i];
        bool ok = strlen(v->name) <= NAME_MOST;
        for (size_t k = 0; ok && k < v->labels.count; k++)
            ok = strlen(v->labels.at[k]) <= NAME_MOST;
        if (!ok)
            return complain_name_long(&s->complain, at);
    }
    return true;
}

static bool
import_source(Draft *d, const Source *source, const Node *n)
{
    Session *s = d->s;
    Bif b = {0};
    BifMistake m = {0};
    Span at = n->kids[0]->at;
    bool ok = bif_read(&b, &m, source->text, source->count, &s->names, &s->budget);
    if (!ok)
        ok = m.fault == BIF_STOPPED ? complain_stopped(&s->complain, &s->budget, at)
                                    : complain_bif(&s->complain, source, &m);
    ok = ok && are_names_short(s, &b, at) && settle_rows(s, &b, source, n);
    Size size = {0};
    if (ok)
        size = meaning_size(&b);
    ok = ok && afford(s, &size, at) && declare(d, &b, size.bytes, n->at);
    bif_mistake_clear(&m);
    bif_clear(&b);
    return ok;
}

/* The file as a source; NULL with errno, or with a budget that has stopped. */
static Source *
read_source(Session *s, const char *path)
{
    struct stat about;
    int fd = source_open(s, path);
    if (fd < 0)
        return NULL;
    Source *source = NULL;
    bool known = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    if (!known || budget_allows(&s->budget, 2 * (uint64_t)about.st_size))
        source = source_of_descriptor(s, fd, path, "");
    int error = errno;
    close(fd);
    errno = error;
    return source;
}

static bool
import_file(Draft *d, const char *path, const Node *n)
{
    Session *s = d->s;
    Source *source = read_source(s, path);
    if (!source && complain_source_limit(s, d->at, path))
        return false;
    if (!source)
        return complain_import_missing(&s->complain, d->at, s->library, n->kids[0]->text,
                                       strerror(errno));
    bool ok = import_source(d, source, n);
    source_free(source);
    return ok;
}

bool
import_bif(Session *s, const char *path, const Node *n)
{
    const Node *functor = n->kids[1];
    Draft d = {0};
    draft_init(&d, s, (DraftName){n->text, n->text_at}, (DraftName){functor->text, functor->at},
               n->kids[0]->at);
    bool ok = draft_check_names(&d) && import_file(&d, path, n);
    draft_clear(&d);
    return ok;
}
