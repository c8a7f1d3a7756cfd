/* import_bif.c -- import "x.bif" as m with F: the model and the functor that somebody would have
 * declared by hand.
 *
 * A variable's type is called like it.  Where that name is a type of other labels already it is
 * `m.X`, with as many primes as it takes; a type of the same labels is taken as it is, so that
 * networks with the same variables can be compared.  All is checked and afforded before anything is
 * declared. */
#include "lang/import/import_bif.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/complain/complain_name.h"
#include "lang/import/complain_bif.h"
#include "lang/session/define.h"
#include "lang/session/file.h"
#include "lang/session/vertex_box.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROW_BYTES = 16 };

typedef struct BifImport {
    Session *s;
    const Node *n;
    const Bif *bif;
    Name model;
    Functor *functor;
    TypeList types; /* of each variable */
} BifImport;

/* ---- types ---- */

static bool
has_labels(const PortList *wires, const BifVariable *v)
{
    const Type *t = wires->count == 1 ? wires->at[0].type : NULL;
    if (!t || t->range || t->size != v->labels.count)
        return false;
    for (size_t i = 0; i < v->labels.count; i++)
        if (t->labels.at[i] != v->labels.at[i])
            return false;
    return true;
}

static Name
other_name(Session *s, Name model, Name variable, uint32_t primes)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s.%s", model, variable);
    sink_fill(&text, '\'', primes);
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

static const Type *
declare_type(BifImport *m, const BifVariable *v, Name name)
{
    Session *s = m->s;
    Type *t = signature_add_type(&s->signature, name);
    for (size_t i = 0; i < v->labels.count; i++)
        type_add_label(t, v->labels.at[i]);
    TypeBinding b = {.name = name, .at = m->n->text_at};
    Port port = {NULL, t};
    array_push(&b.wires, port);
    map_set_at(&s->type_of, map_key(name), s->types.count);
    array_push(&s->types, b);
    return t;
}

static const Type *
type_of_variable(BifImport *m, const BifVariable *v)
{
    Name name = v->name;
    for (uint32_t primes = 0;; primes++) {
        const PortList *wires = session_find_type(m->s, name);
        if (!wires)
            return declare_type(m, v, name);
        if (has_labels(wires, v))
            return wires->at[0].type;
        name = other_name(m->s, m->model, v->name, primes);
    }
}

/* ---- model and functor ---- */

static void
ports_of_variable(const BifImport *m, uint32_t v, PortList *in, PortList *out)
{
    const BifVariable *x = &m->bif->variables.at[v];
    for (size_t i = 0; i < x->parents.count; i++) {
        uint32_t p = x->parents.at[i];
        Port port = {m->bif->variables.at[p].name, m->types.at[p]};
        array_push(in, port);
    }
    Port port = {x->name, m->types.at[v]};
    array_push(out, port);
}

static void
add_vertices(BifImport *m, Model *to)
{
    for (size_t v = 0; v < m->bif->variables.count; v++) {
        const BifVariable *x = &m->bif->variables.at[v];
        Vertex vertex = {.name = x->name, .type = m->types.at[v]};
        array_set(&vertex.parents, &x->parents);
        model_add_vertex(to, &vertex);
    }
}

static bool
add_meaning(BifImport *m, uint32_t v, const Box *box, const PortList *in, const PortList *out)
{
    Matrix matrix;
    Value value = {0};
    Diagram image = {0};
    bool ok = bif_matrix(&matrix, m->bif, v, &m->s->budget) ||
              complain_stopped(&m->s->complain, &m->s->budget, m->n->at);
    if (ok) {
        value_take_matrix(&value, &matrix, in, out, false);
        box_image(m->s, &image, m->functor, box, &value, in, out);
        functor_add_box(m->functor, box, &image);
    }
    diagram_clear(&image);
    value_clear(&value);
    matrix_clear(&matrix);
    return ok;
}

static bool
add_variables(BifImport *m, Model *to)
{
    bool ok = true;
    for (size_t v = 0; v < m->bif->variables.count; v++)
        array_push(&m->types, type_of_variable(m, &m->bif->variables.at[v]));
    add_vertices(m, to);
    for (uint32_t v = 0; v < m->bif->variables.count && ok; v++) {
        PortList in = {0}, out = {0};
        ports_of_variable(m, v, &in, &out);
        vertex_add_box(m->s, to, v, m->bif->variables.at[v].name);
        ok = add_meaning(m, v, to->vertices.at[v].box, &in, &out);
        array_clear(&out);
        array_clear(&in);
    }
    return ok;
}

/* The names of types that were declared from `first` on are free again. */
static void
forget_types(Session *s, size_t first)
{
    for (size_t i = first; i < s->types.count; i++)
        array_clear(&s->types.at[i].wires);
    s->types.count = first;
    map_clear(&s->type_of);
    for (size_t i = 0; i < first; i++)
        map_set_at(&s->type_of, map_key(s->types.at[i].name), i);
}

/* Both values get their names, or none does; `bytes` is what the meaning takes beside them. */
static bool
define_both(BifImport *m, Value *model, Value *functor, uint64_t bytes)
{
    Session *s = m->s;
    const Node *name = m->n->kids[1];
    bytes += value_bytes(model) + value_bytes(functor);
    if (!budget_allows(&s->budget, s->held + bytes))
        return complain_stopped(&s->complain, &s->budget, m->n->kids[0]->at);
    return define(s, m->model, m->n->text_at, model) && define(s, name->text, name->at, functor);
}

static bool
declare(BifImport *m, uint64_t bytes)
{
    Session *s = m->s;
    WireList cycle = {0};
    Value model = {.kind = VALUE_MODEL}, functor = {.kind = VALUE_FUNCTOR, .of = m->model};
    size_t types = s->types.count;
    model.model.name = m->model;
    m->functor = memory_new(1, sizeof *m->functor);
    m->functor->name = m->n->kids[1]->text;
    functor.functor = m->functor;
    array_push(&s->functors, m->functor);
    bool ok = add_variables(m, &model.model);
    bool sorted = ok && model_sort(&model.model, &cycle);
    assert(sorted == ok); /* bif_read has seen that there is no cycle */
    ok = sorted && define_both(m, &model, &functor, bytes);
    if (!ok)
        forget_types(s, types);
    array_clear(&cycle);
    value_clear(&functor);
    value_clear(&model);
    array_clear(&m->types);
    return ok;
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

static bool
import_source(Session *s, const Source *source, const Node *n)
{
    Bif b = {0};
    BifMistake m = {0};
    Span at = n->kids[0]->at;
    bool ok = bif_read(&b, &m, source->text, source->count, &s->names, &s->budget);
    if (!ok)
        ok = m.fault == BIF_STOPPED ? complain_stopped(&s->complain, &s->budget, at)
                                    : complain_bif(&s->complain, source, &m);
    ok = ok && settle_rows(s, &b, source, n);
    Size size = {0};
    if (ok)
        size = meaning_size(&b);
    ok = ok && afford(s, &size, at);
    BifImport making = {.s = s, .n = n, .bif = &b, .model = n->text};
    ok = ok && declare(&making, size.bytes);
    if (ok)
        s->held += size.bytes;
    bif_mistake_clear(&m);
    bif_clear(&b);
    return ok;
}

/* The file as a source; NULL with errno, or with a budget that has stopped. */
static Source *
read_source(Session *s, const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    session_note_read(s, fd);
    Source *source = NULL;
    bool known = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    if (!known || budget_allows(&s->budget, 2 * (uint64_t)about.st_size))
        source = source_of_descriptor(fd, path, "");
    int error = errno;
    close(fd);
    errno = error;
    return source;
}

static bool
check_names(Session *s, const Node *n)
{
    const Node *functor = n->kids[1];
    if (!may_define(s, n->text, n->text_at) || !may_define(s, functor->text, functor->at))
        return false;
    return functor->text != n->text ||
           complain_defined_twice(&s->complain, functor->at, functor->text, n->text_at);
}

bool
import_bif(Session *s, const char *path, const Node *n)
{
    if (!check_names(s, n))
        return false;
    Span at = n->kids[0]->at;
    Source *source = read_source(s, path);
    if (!source && s->budget.stop != STOP_NOT)
        return complain_stopped(&s->complain, &s->budget, at);
    if (!source)
        return complain_import_missing(&s->complain, at, s->library, n->kids[0]->text,
                                       strerror(errno));
    bool ok = import_source(s, source, n);
    source_free(source);
    return ok;
}
