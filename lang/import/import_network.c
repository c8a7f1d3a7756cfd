/* import_network.c -- import "x.bif" as m with F: the model and the functor that somebody would
 * have declared by hand, by way of a draft.
 *
 * All is checked and afforded before anything is declared. */
#include "lang/import/import_network.h"

#include "bayes/uai.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/number.h"
#include "lang/import/complain_network.h"
#include "lang/import/import_file.h"
#include "lang/read/complain_read.h"
#include "lang/report/voice.h"
#include "lang/session/draft.h"
#include "lang/session/file.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES = 16 };

/* ---- model and functor ---- */

static void
add_vertices(Draft *d, const BayesNet *b)
{
    for (size_t v = 0; v < b->variables.count; v++) {
        const BayesVariable *x = &b->variables.at[v];
        draft_add_vertex(d, x->name, x->labels.at, x->labels.count);
    }
    for (uint32_t v = 0; v < b->variables.count; v++) {
        const BayesList *parents = &b->variables.at[v].parents;
        for (size_t i = 0; i < parents->count; i++)
            draft_add_parent(d, v, parents->at[i]);
    }
}

static bool
add_tables(Draft *d, const BayesNet *b)
{
    bool ok = true;
    for (uint32_t v = 0; ok && v < b->variables.count; v++) {
        Matrix table;
        ok = bayes_matrix(&table, b, v, &d->s->budget);
        if (ok)
            draft_add_table(d, v, &table);
        matrix_clear(&table);
    }
    return ok;
}

static bool
declare(Draft *d, const BayesNet *b, uint64_t bytes, Span at)
{
    add_vertices(d, b);
    if (!add_tables(d, b))
        return complain_stopped(&d->s->complain, &d->s->budget, at);
    return draft_define(d, bytes);
}

/* ---- the file ---- */

/* What the tables will take, as long as the session lives. */
typedef struct Size {
    uint64_t entries, bytes;
} Size;

static Size
meaning_size(const BayesNet *b)
{
    Size size = {.bytes = b->bytes};
    for (size_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        uint64_t entries = bayes_entries(v);
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
    return complain_network_size(&s->complain, at, size->entries,
                                 most > rest ? (most - rest) / MATRIX_ENTRY_BYTES : 0);
}

/* What `repaired` takes for rounding, unless `within` says otherwise. */
enum { ROUNDING = 1000 };

/* Rows that are not right, without `repaired`: would it mend them?  The worst is told, if not. */
static bool
check_rows(Session *s, BayesNet *b, BayesRepair *r, const Source *source)
{
    BayesMistake first = {0}, worse = {0};
    uint64_t wrong = bayes_find_row_sum(b, &first);
    if (wrong) {
        mpq_t sum;
        mpq_init(sum);
        bayes_row_sum(sum, b, &b->variables.at[first.variable], first.row);
        bool rounding = bayes_repair(b, r, &worse);
        if (!rounding)
            bayes_row_sum(sum, b, &b->variables.at[worse.variable], worse.row);
        complain_network_sum(&s->complain, source, rounding ? &first : &worse, sum,
                             rounding ? wrong : 0);
        mpq_clear(sum);
    }
    bayes_mistake_clear(&worse);
    bayes_mistake_clear(&first);
    return !wrong;
}

static bool
repair_rows(Session *s, BayesNet *b, BayesRepair *r, const Source *source, const Node *file)
{
    BayesMistake m = {0};
    bool ok = bayes_repair(b, r, &m);
    if (ok)
        warn_network_repaired(&s->complain, file->at, file->text, r);
    else
        complain_network_repair(&s->complain, source, b, &m, r->within);
    bayes_mistake_clear(&m);
    return ok;
}

static bool
settle_rows(Session *s, BayesNet *b, const Source *source, const Node *n)
{
    const Node *within = n->kids[IMPORT_WITHIN];
    BayesRepair r = {.rows = 0};
    mpq_inits(r.most, r.within, NULL);
    mpq_set_ui(r.within, 1, ROUNDING);
    bool ok = !within || elaborate_number(s, r.within, within);
    if (ok)
        ok = n->flag ? repair_rows(s, b, &r, source, n->kids[IMPORT_FILE])
                     : check_rows(s, b, &r, source);
    mpq_clears(r.most, r.within, NULL);
    return ok;
}

/* No name may be longer here than in a script. */
static bool
are_names_short(Session *s, const BayesNet *b, Span at)
{
    for (size_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        bool ok = strlen(v->name) <= NAME_MOST;
        for (size_t k = 0; ok && k < v->labels.count; k++)
            ok = strlen(v->labels.at[k]) <= NAME_MOST;
        if (!ok)
            return complain_name_long(&s->complain, at);
    }
    return true;
}

/* ---- evidence ---- */

/* What could be asked of each sample. */
static void
tell_evidence(const UaiEvidence *e, const BayesNet *b, const char *path, const Node *n, Sink *told)
{
    enum { SHOWN = 12 };
    size_t start = 0;
    for (size_t i = 0; i < e->ends.count && i < SHOWN; start = e->ends.at[i++]) {
        sink_put(told, "# seen in ");
        word_write_string(path, told);
        sink_put(told, ": show marginals(");
        for (size_t k = start; k < e->ends.at[i]; k++) {
            const BayesVariable *v = &b->variables.at[e->seen.at[k].variable];
            sink_print(told, "%s%s = %s", k > start ? ", " : "", v->name,
                       v->labels.at[e->seen.at[k].label]);
        }
        sink_put(told, ") in ");
        word_write_name(n->text, told);
        sink_put(told, " with ");
        word_write_name(n->kids[IMPORT_WITH]->text, told);
        sink_put(told, "\n");
    }
    if (e->ends.count > SHOWN)
        sink_print(told, "# and in %zu samples more\n", e->ends.count - SHOWN);
}

/* A network of UAI has its evidence beside it, in a file of its name and .evid, or it has none. */
static bool
find_evidence(Session *s, const BayesNet *b, const char *path, const Node *n, Sink *told)
{
    FoundFile f = {0};
    UaiEvidence e = {0};
    BayesMistake m = {0};
    Span at = n->kids[IMPORT_FILE]->at;
    Sink name;
    sink_init(&name);
    size_t length = strlen(path) - (file_has_ending(path, ".gz") ? strlen(".gz") : 0);
    sink_print(&name, "%.*s.evid", (int)length, path);
    file_find(&f, "", sink_text(&name));
    Source *source = f.real ? import_file(s, f.path, sink_text(&name), at) : NULL;
    bool ok = source || !f.real;
    if (source && !uai_read_evidence(&e, &m, b, source->text, source->count, &s->names, &s->budget))
        ok = m.fault == BAYES_STOPPED ? complain_stopped(&s->complain, &s->budget, at)
                                      : complain_network(&s->complain, source, &m);
    if (ok)
        tell_evidence(&e, b, sink_text(&name), n, told);
    source_free(source);
    uai_evidence_clear(&e);
    bayes_mistake_clear(&m);
    sink_clear(&name);
    free(f.real);
    memory_free(f.path);
    return ok;
}

static bool
import_source(Draft *d, const Source *source, const char *path, const Node *n, BayesReader *read)
{
    Session *s = d->s;
    BayesNet b = {0};
    BayesMistake m = {0};
    Span at = n->kids[IMPORT_FILE]->at;
    bool ok = read(&b, &m, source->text, source->count, &s->names, &s->budget);
    if (!ok)
        ok = m.fault == BAYES_STOPPED ? complain_stopped(&s->complain, &s->budget, at)
                                      : complain_network(&s->complain, source, &m);
    Sink told;
    sink_init(&told);
    ok = ok && are_names_short(s, &b, at) && settle_rows(s, &b, source, n) &&
         (read != uai_read || find_evidence(s, &b, path, n, &told));
    Size size = {0};
    if (ok)
        size = meaning_size(&b);
    ok = ok && afford(s, &size, at) && declare(d, &b, size.bytes, n->at);
    if (ok && b.nameless)
        warn_network_nameless(&s->complain, at, n->kids[IMPORT_FILE]->text);
    if (ok && told.count)
        say_text(s, "imported", &told);
    sink_clear(&told);
    bayes_mistake_clear(&m);
    bayes_clear(&b);
    return ok;
}

static bool
import_text(Draft *d, const char *path, const Node *n, BayesReader *read)
{
    Source *source = import_file(d->s, path, n->kids[IMPORT_FILE]->text, d->at);
    bool ok = source && import_source(d, source, path, n, read);
    source_free(source);
    return ok;
}

bool
import_network(Session *s, const char *path, const Node *n, BayesReader *read)
{
    const Node *functor = n->kids[IMPORT_WITH];
    Draft d = {0};
    draft_init(&d, s, (DraftName){n->text, n->text_at}, (DraftName){functor->text, functor->at},
               n->kids[IMPORT_FILE]->at);
    bool ok = draft_check_names(&d) && import_text(&d, path, n, read);
    draft_clear(&d);
    return ok;
}
