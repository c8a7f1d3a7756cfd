/* write.c -- diagrams as source; see write.h.  Models are written in write_model.c.
 *
 * Every wire gets one name and no two the same.  A wire that a box makes is never named like a box
 * of the diagram, and a box without inputs that is named like an input is written with parentheses:
 * so no name in the block can be taken for another thing. */
#include "diagram/write.h"

/* What each wire of the diagram is called, as source (NULL: not needed, or not yet). */
typedef struct Labels {
    Names taken; /* the texts in use */
    Map inputs;  /* those of them that are inputs */
    Name *wire;
    uint32_t fresh; /* the last number given to an x */
} Labels;

static void
labels_clear(Labels *l)
{
    names_clear(&l->taken);
    map_clear(&l->inputs);
    memory_free(l->wire);
}

/* Takes the text for a wire; false if it is in use already. */
static bool
take(Labels *l, const char *text, Name *name)
{
    size_t before = l->taken.count;
    *name = names_add_text(&l->taken, text);
    return l->taken.count > before;
}

static void
name_freshly(Labels *l, uint32_t wire)
{
    char text[16];
    do
        snprintf(text, sizeof text, "x%u", ++l->fresh);
    while (!take(l, text, &l->wire[wire]));
}

/* The wire of an end is called like the end, where nothing else is. */
static void
name_end(Labels *l, End e)
{
    if (l->wire[e.wire] || !e.name)
        return;
    Sink source = {0};
    Name name;
    word_write_name(e.name, &source);
    if (take(l, sink_text(&source), &name))
        l->wire[e.wire] = name;
    sink_clear(&source);
}

static void
name_input(Labels *l, End e)
{
    name_end(l, e);
    if (l->wire[e.wire])
        map_set_at(&l->inputs, map_key(l->wire[e.wire]), 1);
}

/* First the inputs, then outputs, both by their ends; then what else is read. */
static void
labels_init(Labels *l, const Diagram *d)
{
    Name name;
    *l = (Labels){.wire = memory_new(d->wires.count, sizeof *l->wire)};
    for (size_t i = 0; i < d->inputs.count; i++)
        name_input(l, d->inputs.at[i]);
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].box->name)
            take(l, d->uses.at[i].box->name, &name);
    for (size_t i = 0; i < d->outputs.count; i++)
        name_end(l, d->outputs.at[i]);
    for (size_t i = 0; i < d->inputs.count; i++)
        if (!l->wire[d->inputs.at[i].wire])
            name_freshly(l, d->inputs.at[i].wire);
}

/* `x, _ <- `: a wire that nobody reads is not named. */
static void
write_targets(const Use *u, Labels *l, const bool *read, Sink *out)
{
    sink_put(out, "  ");
    for (uint32_t i = 0; i < box_outputs(u->box); i++) {
        uint32_t wire = u->out + i;
        sink_put(out, i ? ", " : "");
        if (read[wire] && !l->wire[wire])
            name_freshly(l, wire);
        if (read[wire])
            sink_put(out, l->wire[wire]);
        else
            sink_put(out, "_");
    }
    sink_put(out, " <- ");
}

static void
write_arguments(const Diagram *d, const Use *u, const Labels *l, Sink *out)
{
    sink_put(out, "(");
    for (size_t i = 0; i < u->box->in.count; i++) {
        sink_put(out, i ? ", " : "");
        sink_put(out, l->wire[d->reads.at[u->in + i]]);
    }
    sink_put(out, ")");
}

/* Is an input called like this box? */
static bool
is_hidden(const Box *box, Labels *l)
{
    return box->name && box->kind != BOX_UNIFORM &&
           map_find(&l->inputs, map_key(names_add_text(&l->taken, box->name)), NULL);
}

/* Kets do not say their types, and labels may be those of several: `|0> ; id[Bit]`. */
static bool
is_untyped(const Box *box)
{
    bool anonymous = box->kind == BOX_FREE && box->name[0] == '(';
    return box->kind == BOX_POINT || (anonymous && !box->in.count);
}

static void
write_types(const Box *box, Sink *out)
{
    sink_put(out, " ; id[");
    for (size_t i = 0; i < box->out.count; i++) {
        sink_put(out, i ? " * " : "");
        type_write(box->out.at[i], out);
    }
    sink_put(out, "]");
}

static void
write_use(const Diagram *d, const Use *u, Labels *l, const bool *read, Sink *out)
{
    if (box_outputs(u->box) == 0)
        return;
    write_targets(u, l, read, out);
    box_write(u->box, d->wires.at[u->out], out);
    if (u->box->in.count || is_hidden(u->box, l))
        write_arguments(d, u, l, out);
    if (is_untyped(u->box))
        write_types(u->box, out);
    sink_put(out, "\n");
}

static void
write_header(const Diagram *d, Name name, const Labels *l, Sink *out)
{
    sink_put(out, "diagram ");
    word_write_name(name, out);
    for (size_t i = 0; i < d->inputs.count; i++) {
        uint32_t wire = d->inputs.at[i].wire;
        sink_put(out, i ? ", " : "(");
        sink_put(out, l->wire[wire]);
        sink_put(out, " : ");
        type_write(d->wires.at[wire], out);
    }
    sink_put(out, d->inputs.count ? ") {\n" : " {\n");
}

/* `F = x`, or `x` where the wire is called like the end. */
static void
write_result(End e, const Labels *l, Sink *out)
{
    Sink source = {0};
    if (e.name)
        word_write_name(e.name, &source);
    if (e.name && strcmp(sink_text(&source), l->wire[e.wire]) != 0) {
        sink_put(out, sink_text(&source));
        sink_put(out, " = ");
    }
    sink_put(out, l->wire[e.wire]);
    sink_clear(&source);
}

static void
write_return(const Diagram *d, const Labels *l, Sink *out)
{
    sink_put(out, d->outputs.count ? "  return " : "  return ()");
    for (size_t i = 0; i < d->outputs.count; i++) {
        sink_put(out, i ? ", " : "");
        write_result(d->outputs.at[i], l, out);
    }
    sink_put(out, "\n}\n");
}

void
diagram_write(const Diagram *d, Name name, Sink *out)
{
    Labels l;
    labels_init(&l, d);
    bool *read = diagram_used(d);
    write_header(d, name, &l, out);
    for (size_t i = 0; i < d->uses.count && !sink_is_cut(out); i++)
        write_use(d, &d->uses.at[i], &l, read, out);
    if (!sink_is_cut(out)) /* else wires are without names */
        write_return(d, &l, out);
    memory_free(read);
    labels_clear(&l);
}

void
diagram_write_ends(const Diagram *d, const EndList *ends, Sink *out)
{
    for (size_t i = 0; i < ends->count; i++) {
        End e = ends->at[i];
        sink_put(out, i ? " * " : "");
        if (e.name) {
            sink_put(out, "(");
            word_write_name(e.name, out);
            sink_put(out, " : ");
        }
        type_write(d->wires.at[e.wire], out);
        sink_put(out, e.name ? ")" : "");
    }
    if (ends->count == 0)
        sink_put(out, "1");
}

static void
write_stage_ends(const char *word, const Diagram *d, const EndList *ends, Sink *out)
{
    sink_put(out, word);
    for (size_t i = 0; i < ends->count; i++) {
        End e = ends->at[i];
        sink_print(out, "%s %u : ", i ? "," : "", e.wire);
        type_write(d->wires.at[e.wire], out);
        if (e.name) {
            sink_put(out, " = ");
            word_write_name(e.name, out);
        }
    }
    sink_put(out, "\n");
}

static void
write_stage_use(const Diagram *d, const Use *u, Sink *out)
{
    size_t outputs = box_outputs(u->box);
    sink_put(out, "  ");
    for (uint32_t i = 0; i < outputs; i++)
        sink_print(out, "%s%u", i ? ", " : "", u->out + i);
    sink_put(out, outputs ? " <- " : "<- ");
    box_write(u->box, outputs ? d->wires.at[u->out] : NULL, out);
    for (uint32_t i = 0; i < u->box->in.count; i++)
        sink_print(out, "%s%u", i ? ", " : "(", d->reads.at[u->in + i]);
    sink_put(out, u->box->in.count ? ")\n" : "\n");
}

void
diagram_write_stage(const Diagram *d, Sink *out)
{
    write_stage_ends("inputs", d, &d->inputs, out);
    for (size_t i = 0; i < d->uses.count && !sink_is_cut(out); i++)
        write_stage_use(d, &d->uses.at[i], out);
    write_stage_ends("outputs", d, &d->outputs, out);
}
