/* write_model.c -- models as source; see write.h.
 *
 * One line a vertex, in three groups of aligned columns: latents, observed, unnamed latents.  The
 * abstract type of a vertex's own name is what it has without a type, and is left out. */
#include "diagram/write.h"

/* How wide the columns of a group are: its names, its types. */
typedef struct Widths {
    size_t name, type;
} Widths;

/* How many characters a text has; the ones of two columns count as one. */
static size_t
count_characters(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* The name or, without one, the type of a vertex as source, in `s` from its beginning. */
static size_t
write_column(const Vertex *v, bool type, Sink *s)
{
    sink_clear(s);
    if (type)
        type_write(v->type, s);
    else
        word_write_name(v->name, s);
    return count_characters(sink_text(s));
}

/* Is its type the abstract one of its own name? */
static bool
has_own_type(const Vertex *v)
{
    return v->name && v->type->name == v->name && !v->type->size;
}

static bool
has_named_parent(const Model *m, const Vertex *v)
{
    for (size_t i = 0; i < v->parents.count; i++)
        if (m->vertices.at[v->parents.at[i]].name)
            return true;
    return false;
}

static Widths
find_widths(const Model *m, bool latent)
{
    Widths w = {0};
    Sink s = {0};
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        if (!v->name || v->latent != latent)
            continue;
        size_t name = write_column(v, false, &s);
        size_t type = has_own_type(v) ? 0 : write_column(v, true, &s);
        w.name = name > w.name ? name : w.name;
        w.type = type > w.type ? type : w.type;
    }
    sink_clear(&s);
    return w;
}

static void
write_padded(const Vertex *v, bool type, size_t width, Sink *out)
{
    Sink s = {0};
    size_t n = write_column(v, type, &s);
    sink_add(out, sink_text(&s), s.count);
    sink_fill(out, ' ', width > n ? width - n : 0);
    sink_clear(&s);
}

/* What stands right of the type: the mechanism put in place, or the parents. */
static void
write_mechanism(const Model *m, const Vertex *v, Sink *out)
{
    if (v->open || v->fixed) {
        sink_put(out, " = ");
        sink_put(out, v->open ? "input" : v->fixed);
        return;
    }
    const char *between = " <- ";
    for (size_t i = 0; i < v->parents.count; i++) {
        const Vertex *p = &m->vertices.at[v->parents.at[i]];
        if (!p->name)
            continue;
        sink_put(out, between);
        word_write_name(p->name, out);
        between = ", ";
    }
}

static void
write_vertex(const Model *m, const Vertex *v, const Widths *widths, Sink *out)
{
    const Widths *w = &widths[v->latent];
    bool more = v->open || v->fixed || has_named_parent(m, v);
    sink_put(out, v->latent ? "  latent " : "  ");
    bool own = has_own_type(v);
    write_padded(v, false, own && !more ? 0 : w->name, out);
    if (!own) {
        sink_put(out, " : ");
        write_padded(v, true, more ? w->type : 0, out);
    }
    write_mechanism(m, v, out);
}

/* X <-> Y, also where surgery has stopped an end from reading it: an end fixed in place does not
 * read it when this is read back. */
static void
write_unnamed(const Model *m, const Vertex *v, Sink *out)
{
    sink_put(out, "  ");
    word_write_name(m->vertices.at[v->ends[0]].name, out);
    sink_put(out, " <-> ");
    word_write_name(m->vertices.at[v->ends[1]].name, out);
    sink_put(out, "\n");
}

static void
write_line(const Model *m, const uint32_t *ends, Sink *out)
{
    sink_put(out, "  ");
    word_write_name(m->vertices.at[ends[0]].name, out);
    sink_put(out, " -- ");
    word_write_name(m->vertices.at[ends[1]].name, out);
    sink_put(out, "\n");
}

void
model_write_short(const Model *m, Name name, Sink *out)
{
    const Widths widths[2] = {{0}};
    sink_put(out, "model ");
    word_write_name(name, out);
    sink_put(out, " {");
    for (size_t i = 0; i < m->vertices.count; i++) {
        Sink item = {0};
        write_vertex(m, &m->vertices.at[i], widths, &item);
        sink_put(out, sink_text(&item) + (i == 0)); /* two blanks between them, one before all */
        sink_clear(&item);
    }
    sink_put(out, " }\n");
}

void
model_write(const Model *m, Name name, Sink *out)
{
    model_write_lines(m, &(WireList){0}, name, out);
}

void
model_write_lines(const Model *m, const WireList *lines, Name name, Sink *out)
{
    const Widths widths[] = {find_widths(m, false), find_widths(m, true)};
    sink_put(out, "model ");
    word_write_name(name, out);
    sink_put(out, " {\n");
    for (size_t i = 0; i < m->vertices.count; i++)
        if (m->vertices.at[i].name) {
            write_vertex(m, &m->vertices.at[i], widths, out);
            sink_put(out, "\n");
        }
    for (size_t i = 0; i < m->vertices.count; i++)
        if (!m->vertices.at[i].name)
            write_unnamed(m, &m->vertices.at[i], out);
    for (size_t i = 0; i + 1 < lines->count; i += 2)
        write_line(m, lines->at + i, out);
    sink_put(out, "}\n");
}
