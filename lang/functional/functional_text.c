/* functional_text.c -- functional models as source; see functional_text.h. */
#include "lang/functional/functional_text.h"

#include "lang/elaborate/vertex.h"

#include <stdlib.h>

typedef struct Writer {
    Session *s;
    const FunctionalModel *f;
    Name *name_of; /* of each vertex */
    Sink *out;
} Writer;

static const Matrix *
meaning_of(const Writer *w, uint32_t v)
{
    return &w->f->meaning[v].matrix;
}

static bool
is_root(const Writer *w, uint32_t v)
{
    return meaning_of(w, v)->in.count == 0;
}

/* ---- names ---- */

/* `G_f_Y`, `G_N_Y`: what is made for a vertex. */
static void
write_made(const Writer *w, const char *what, uint32_t v)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s_%s%s", w->f->name, what, w->name_of[v]);
    word_write_name(sink_text(&text), w->out);
    sink_clear(&text);
}

/* A vertex whose type has a name that finds it keeps it; another gets a type of the same labels. */
static bool
has_type_name(const Writer *w, uint32_t v)
{
    const Type *t = w->f->model->vertices.at[v].type;
    const PortList *found = t->name ? session_find_type(w->s, t->name) : NULL;
    return found && found->count == 1 && found->at[0].type == t;
}

static void
write_type_of(const Writer *w, uint32_t v)
{
    if (has_type_name(w, v))
        word_write_name(w->f->model->vertices.at[v].type->name, w->out);
    else
        write_made(w, "T_", v);
}

static void
write_types(const Writer *w)
{
    for (uint32_t v = 0; v < w->f->model->vertices.count; v++) {
        if (has_type_name(w, v))
            continue;
        sink_put(w->out, "type ");
        write_made(w, "T_", v);
        sink_put(w->out, " = ");
        type_write_carrier(w->f->model->vertices.at[v].type, w->out);
        sink_put(w->out, "\n");
    }
}

/* ---- cumulative weights ---- */

/* All places in (0, 1] where a row goes from one label to the next, increasing, each once; the
 * last is 1. */
typedef struct Cuts {
    mpq_t *at;
    size_t count, space;
} Cuts;

static void
cuts_clear(Cuts *c)
{
    for (size_t i = 0; i < c->count; i++)
        mpq_clear(c->at[i]);
    memory_free(c->at);
}

static int
compare_cuts(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *)a, *(const mpq_t *)b);
}

static void
cuts_make(Cuts *c, const Matrix *m)
{
    mpq_t sum;
    mpq_init(sum);
    for (size_t r = 0; r < matrix_rows(m); r++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t e = m->start.at[r]; e < m->start.at[r + 1]; e++) {
            mpq_add(sum, sum, &m->weight.at[e]);
            c->at = memory_reserve(c->at, &c->space, c->count + 1, sizeof *c->at);
            mpq_init(c->at[c->count]);
            mpq_set(c->at[c->count++], sum);
        }
    }
    if (c->count)
        qsort(c->at, c->count, sizeof *c->at, compare_cuts);
    size_t kept = 0;
    for (size_t i = 0; i < c->count; i++)
        if (!kept || mpq_cmp(c->at[kept - 1], c->at[i]) != 0)
            mpq_swap(c->at[kept++], c->at[i]);
    for (size_t i = kept; i < c->count; i++)
        mpq_clear(c->at[i]);
    c->count = kept;
    mpq_clear(sum);
}

/* The label that row r of m takes in the piece that ends at this cut. */
static uint32_t
label_at(const Matrix *m, size_t r, const mpq_t cut)
{
    mpq_t sum;
    mpq_init(sum);
    size_t e = m->start.at[r];
    mpq_set(sum, &m->weight.at[e]);
    while (mpq_cmp(sum, cut) < 0 && e + 1 < m->start.at[r + 1])
        mpq_add(sum, sum, &m->weight.at[++e]);
    mpq_clear(sum);
    return m->index.at[e];
}

/* ---- declarations ---- */

/* ` + 1/3|1>` */
static void
write_ket(const Writer *w, const mpq_t weight, const Type *t, uint32_t label, bool first)
{
    sink_put(w->out, first ? "" : " + ");
    if (mpq_cmp_ui(weight, 1, 1) != 0)
        rational_write(weight, w->out);
    sink_put(w->out, "|");
    if (t)
        type_write_label(t, label, w->out);
    else
        sink_print(w->out, "%u", (unsigned)label);
    sink_put(w->out, ">");
}

static void
write_key(const Writer *w, const Matrix *m, uint32_t v, size_t row)
{
    const WireList *parents = &w->f->model->vertices.at[v].parents;
    uint32_t *tuple = memory_new(parents->count, sizeof *tuple);
    matrix_row_tuple(m, row, tuple);
    for (size_t i = 0; i < parents->count; i++) {
        sink_put(w->out, i ? "," : "");
        type_write_label(w->f->model->vertices.at[parents->at[i]].type, tuple[i], w->out);
    }
    memory_free(tuple);
}

static bool
write_rows(const Writer *w, uint32_t v, const Cuts *c)
{
    const Matrix *m = meaning_of(w, v);
    const Type *t = w->f->model->vertices.at[v].type;
    bool going = true, noise = !matrix_is_function(m);
    for (size_t r = 0; going && r < matrix_rows(m); r++) {
        for (size_t i = 0; i < (noise ? c->count : 1); i++) {
            sink_put(w->out, "  ");
            write_key(w, m, v, r);
            if (noise)
                sink_print(w->out, ",%zu", i);
            sink_put(w->out, " -> |");
            type_write_label(t, noise ? label_at(m, r, c->at[i]) : m->index.at[m->start.at[r]],
                             w->out);
            sink_put(w->out, ">");
        }
        sink_put(w->out, "\n");
        going = budget_step(&w->s->budget, 1 + c->count) && !w->out->budget->stop;
    }
    return going;
}

/* The function of a vertex, and the type of its noise where it has one. */
static bool
write_function(const Writer *w, uint32_t v, const Cuts *c)
{
    const WireList *parents = &w->f->model->vertices.at[v].parents;
    bool noise = !matrix_is_function(meaning_of(w, v));
    if (noise) {
        sink_put(w->out, "type ");
        write_made(w, "N_", v);
        sink_print(w->out, " = {0..%zu}\n", c->count - 1);
    }
    sink_put(w->out, "function ");
    write_made(w, "f_", v);
    sink_put(w->out, " : ");
    for (size_t i = 0; i < parents->count; i++) {
        sink_put(w->out, i ? " * " : "");
        write_type_of(w, parents->at[i]);
    }
    if (noise) {
        sink_put(w->out, " * ");
        write_made(w, "N_", v);
    }
    sink_put(w->out, " -> ");
    write_type_of(w, v);
    sink_put(w->out, " = {\n");
    bool going = write_rows(w, v, c);
    sink_put(w->out, "}\n");
    return going;
}

/* `  latent N_Y : G_N_Y = 1/2|0> + 1/2|1>`: a piece is as likely as it is long. */
static void
write_noise(const Writer *w, uint32_t v, const Cuts *c)
{
    mpq_t length;
    mpq_init(length);
    sink_put(w->out, "  latent ");
    Sink name;
    sink_init(&name);
    sink_print(&name, "N_%s", w->name_of[v]);
    word_write_name(sink_text(&name), w->out);
    sink_clear(&name);
    sink_put(w->out, " : ");
    write_made(w, "N_", v);
    sink_put(w->out, " = ");
    for (size_t i = 0; i < c->count; i++) {
        mpq_set(length, c->at[i]);
        if (i)
            mpq_sub(length, length, c->at[i - 1]);
        write_ket(w, length, NULL, (uint32_t)i, i == 0);
    }
    sink_put(w->out, "\n");
    mpq_clear(length);
}

static void
write_vertex(const Writer *w, uint32_t v)
{
    const Vertex *x = &w->f->model->vertices.at[v];
    const Matrix *m = meaning_of(w, v);
    sink_put(w->out, x->latent ? "  latent " : "  ");
    word_write_name(w->name_of[v], w->out);
    sink_put(w->out, " : ");
    write_type_of(w, v);
    sink_put(w->out, " = ");
    if (is_root(w, v)) {
        for (size_t e = 0; e < m->start.at[1]; e++)
            write_ket(w, &m->weight.at[e], x->type, m->index.at[e], e == 0);
    } else {
        write_made(w, "f_", v);
        sink_put(w->out, "(");
        write_vertex_names(w->name_of, &x->parents, w->out);
        if (!matrix_is_function(m)) {
            Sink name;
            sink_init(&name);
            sink_print(&name, "N_%s", w->name_of[v]);
            sink_put(w->out, ", ");
            word_write_name(sink_text(&name), w->out);
            sink_clear(&name);
        }
        sink_put(w->out, ")");
    }
    sink_put(w->out, "\n");
}

bool
functional_write(Session *s, const FunctionalModel *f, Sink *out)
{
    size_t n = f->model->vertices.count;
    Writer w = {s, f, vertex_names(s, f->model), out};
    Cuts *cuts = memory_new(n, sizeof *cuts);
    bool going = true;
    for (uint32_t v = 0; v < n; v++)
        cuts_make(&cuts[v], meaning_of(&w, v));
    write_types(&w);
    for (uint32_t v = 0; going && v < n; v++)
        if (!is_root(&w, v))
            going = write_function(&w, v, &cuts[v]);
    sink_put(out, "model ");
    word_write_name(f->name, out);
    sink_put(out, " {\n");
    for (uint32_t v = 0; going && v < n; v++)
        if (!is_root(&w, v) && !matrix_is_function(meaning_of(&w, v)))
            write_noise(&w, v, &cuts[v]);
    for (int latent = 1; latent >= 0; latent--)
        for (uint32_t v = 0; going && v < n; v++)
            if (f->model->vertices.at[v].latent == latent)
                write_vertex(&w, v);
    sink_put(out, "}\n");
    for (uint32_t v = 0; v < n; v++)
        cuts_clear(&cuts[v]);
    memory_free(cuts);
    memory_free(w.name_of);
    return going;
}
