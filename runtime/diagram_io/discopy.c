/* discopy.c -- diagrams for DisCoPy; see diagram_code.h.
 *
 * Names of Python are numbered, x1, t1, b1, so that none can be a keyword or taken twice; what
 * things are called stands in strings. */
#include "diagram_io/diagram_code.h"

#include <inttypes.h>

typedef struct Writer {
    DiagramOutput *o;
    const Diagram *d;
    GeneratorList generators;
    Map types; /* type -> its number */
    Names taken;
} Writer;

static void
put_string(Sink *out, const char *text)
{
    sink_put(out, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            sink_print(out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            sink_print(out, "\\x%02x", c);
        else
            sink_add(out, text, 1);
    }
    sink_put(out, "\"");
}

/* Names tell things apart there, which are apart here without: the second gets a prime. */
static void
put_name(Writer *w, Sink *text)
{
    for (size_t before = w->taken.count;; sink_put(text, "'")) {
        names_add_text(&w->taken, sink_text(text));
        if (w->taken.count > before)
            break;
    }
    put_string(w->o->out, sink_text(text));
}

static void
declare_types(Writer *w)
{
    for (size_t i = 0; i < w->d->wires.count; i++) {
        const Type *t = w->d->wires.at[i];
        if (map_find(&w->types, map_key(t), NULL))
            continue;
        uint64_t number = w->types.count + 1;
        map_set_at(&w->types, map_key(t), number);
        Sink text;
        sink_init(&text);
        if (t->name)
            sink_put(&text, t->name);
        else
            type_write(t, &text);
        sink_print(w->o->out, "t%" PRIu64 " = Ty(", number);
        put_name(w, &text);
        sink_put(w->o->out, ")\n");
        sink_clear(&text);
    }
    names_clear(&w->taken);
}

static void
put_type(const Writer *w, const Type *t, bool first)
{
    uint64_t number = 0;
    bool known = map_find(&w->types, map_key(t), &number);
    sink_print(w->o->out, "%st%" PRIu64, first ? "" : " @ ", known ? number : 0);
}

static void
put_types(const Writer *w, const TypeList *types)
{
    for (size_t i = 0; i < types->count; i++)
        put_type(w, types->at[i], i == 0);
    if (!types->count)
        sink_put(w->o->out, "Ty()");
}

static void
put_ends(const Writer *w, const EndList *ends)
{
    for (size_t i = 0; i < ends->count; i++)
        put_type(w, w->d->wires.at[ends->at[i].wire], i == 0);
    if (!ends->count)
        sink_put(w->o->out, "Ty()");
}

static void
declare_boxes(Writer *w)
{
    for (size_t i = 0; i < w->generators.at.count; i++) {
        const Generator *g = &w->generators.at.at[i];
        Sink text;
        sink_init(&text);
        generator_write(g, &text);
        sink_print(w->o->out, "b%zu = Box(", i + 1);
        put_name(w, &text);
        sink_put(w->o->out, ", ");
        put_types(w, &g->box->in);
        sink_put(w->o->out, ", ");
        if (g->uniform)
            put_type(w, g->uniform, true);
        else
            put_types(w, &g->box->out);
        sink_put(w->o->out, ")\n");
        sink_clear(&text);
        if (g->box->deterministic)
            w->o->lost |= LOST_DETERMINISTIC;
    }
    names_clear(&w->taken);
}

static void
put_use(const Writer *w, size_t i)
{
    const Use *u = &w->d->uses.at[i];
    sink_put(w->o->out, "    ");
    for (uint32_t k = 0; k < box_outputs(u->box); k++)
        sink_print(w->o->out, "%sx%" PRIu32, k ? ", " : "", u->out + k + 1);
    sink_print(w->o->out, "%sb%" PRIu32 "(", box_outputs(u->box) ? " = " : "",
               w->generators.of.at[i] + 1);
    for (size_t k = 0; k < u->box->in.count; k++)
        sink_print(w->o->out, "%sx%" PRIu32, k ? ", " : "", w->d->reads.at[u->in + k] + 1);
    sink_put(w->o->out, ")\n");
}

static void
put_function(const Writer *w)
{
    sink_put(w->o->out, "\n\n@Diagram.from_callable(");
    put_ends(w, &w->d->inputs);
    sink_put(w->o->out, ", ");
    put_ends(w, &w->d->outputs);
    sink_put(w->o->out, ")\ndef diagram(");
    for (size_t i = 0; i < w->d->inputs.count; i++)
        sink_print(w->o->out, "%sx%" PRIu32, i ? ", " : "", w->d->inputs.at[i].wire + 1);
    sink_put(w->o->out, "):\n");
    for (size_t i = 0; i < w->d->uses.count; i++)
        put_use(w, i);
    sink_put(w->o->out, "    return ");
    for (size_t i = 0; i < w->d->outputs.count; i++)
        sink_print(w->o->out, "%sx%" PRIu32, i ? ", " : "", w->d->outputs.at[i].wire + 1);
    sink_put(w->o->out, w->d->outputs.count ? "\n" : "()\n");
}

bool
discopy_write(DiagramOutput *o)
{
    Writer w = {.o = o, .d = o->diagram};
    generators_init(&w.generators, o->diagram);
    sink_put(o->out, "from discopy.markov import Box, Diagram, Ty\n\n");
    declare_types(&w);
    declare_boxes(&w);
    put_function(&w);
    map_clear(&w.types);
    names_clear(&w.taken);
    generators_clear(&w.generators);
    return budget_step(o->budget, o->diagram->uses.count);
}
