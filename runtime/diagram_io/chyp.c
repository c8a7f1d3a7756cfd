/* chyp.c -- diagrams for Chyp; see diagram_code.h.
 *
 * The term goes through the boxes in order with a list of the wires that are still wanted.  Before
 * each box these are copied as often as they are wanted, or discarded, and brought into an order in
 * which the box reads the last of them; so a step is at most three layers. */
#include "diagram_io/diagram_code.h"

#include <inttypes.h>

enum { WIRES_A_STEP = 64 };

typedef struct Writer {
    DiagramOutput *o;
    const Diagram *d;
    GeneratorList generators;
    ARRAY(Name) name;    /* of each generator */
    Names names;         /* that are taken */
    WireList live;       /* what there is, from the first wire to the last */
    uint32_t *wanted;    /* of each wire, how many readers are still to come */
    const char *between; /* what stands before the next layer */
} Writer;

/* ---- generators ---- */

static bool
is_keyword(const char *text)
{
    static const char *const words[] = {"gen",  "let",    "def",  "rule",    "rewrite",
                                        "show", "import", "as",   "by",      "sw",
                                        "id",   "id0",    "copy", "discard", "diagram"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* A letter or _, then also digits and points. */
static bool
is_identifier(const char *text)
{
    static const char signs[] = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789";
    return strspn(text, signs) == strlen(text) && *text && *text != '.' &&
           !(*text >= '0' && *text <= '9');
}

/* A name of its own, the box's where it can be. */
static Name
name_generator(Writer *w, const char *text)
{
    size_t before = w->names.count;
    Name name = names_add_text(&w->names, text);
    if (w->names.count > before && is_identifier(text) && !is_keyword(text))
        return name;
    w->o->lost |= LOST_NAMES;
    char fresh[24];
    for (uint32_t i = 1;; i++) {
        snprintf(fresh, sizeof fresh, "g%" PRIu32, i);
        before = w->names.count;
        name = names_add_text(&w->names, fresh);
        if (w->names.count > before)
            return name;
    }
}

static void
put_comment(Sink *out, const char *text)
{
    sink_put(out, "  # ");
    for (; *text; text++)
        sink_add(out, (unsigned char)*text < ' ' ? " " : text, 1);
}

static void
declare_generators(Writer *w)
{
    sink_put(w->o->out, "gen copy : 1 -> 2\ngen discard : 1 -> 0\n");
    for (size_t i = 0; i < w->generators.at.count; i++) {
        const Box *b = w->generators.at.at[i].box;
        Sink text;
        sink_init(&text);
        generator_write(&w->generators.at.at[i], &text);
        Name name = name_generator(w, sink_text(&text));
        array_push(&w->name, name);
        sink_print(w->o->out, "gen %s : %zu -> %zu", name, b->in.count, box_outputs(b));
        if (strcmp(name, sink_text(&text)) != 0)
            put_comment(w->o->out, sink_text(&text));
        sink_put(w->o->out, "\n");
        sink_clear(&text);
    }
}

/* ---- laws ---- */

/* word * word * ... */
static void
put_power(Sink *out, const char *word, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sink_print(out, "%s%s", i ? " * " : "", word);
    sink_put(out, count ? "" : "id0");
}

/* Two copies of `count` wires, the first of all and then the second of all. */
static void
put_copies(Sink *out, size_t count)
{
    put_power(out, "copy", count);
    if (count < 2)
        return;
    sink_put(out, " ; sw[");
    for (size_t i = 0; i < 2 * count; i++)
        sink_print(out, "%s%zu", i ? ", " : "", i < count ? 2 * i : 2 * (i - count) + 1);
    sink_put(out, "]");
}

static void
put_laws(Writer *w)
{
    Sink *out = w->o->out;
    sink_put(out, "\nrule copy_assoc : copy ; copy * id = copy ; id * copy\n"
                  "rule copy_comm : copy ; sw = copy\n"
                  "rule copy_unit : copy ; discard * id = id\n");
    for (size_t i = 0; i < w->name.count; i++) {
        const Box *b = w->generators.at.at[i].box;
        Name name = w->name.at[i];
        size_t in = b->in.count, made = box_outputs(b);
        if (made) {
            sink_print(out, "rule discard_%s : %s ; ", name, name);
            put_power(out, "discard", made);
            sink_put(out, " = ");
            put_power(out, "discard", in);
            sink_put(out, "\n");
        }
        if (b->deterministic && made) {
            sink_print(out, "rule copy_%s : %s ; ", name, name);
            put_copies(out, made);
            sink_put(out, " = ");
            if (in)
                put_copies(out, in);
            sink_print(out, "%s%s * %s\n", in ? " ; " : "", name, name);
        }
    }
}

/* ---- the term ---- */

static void
begin_layer(Writer *w)
{
    sink_put(w->o->out, w->between);
    w->between = " ;\n  ";
}

/* As many copies of a wire. */
static void
put_wire(Sink *out, uint32_t copies)
{
    if (copies < 2) {
        sink_put(out, copies ? "id" : "discard");
        return;
    }
    for (uint32_t i = 2; i < copies; i++)
        sink_put(out, "(copy ; id * ");
    sink_put(out, "copy");
    for (uint32_t i = 2; i < copies; i++)
        sink_put(out, ")");
}

/* There are `copies` of each live wire, which are repeated in the list so often. */
static void
copy_wires(Writer *w, const uint32_t *copies)
{
    WireList more = {0};
    bool changed = false;
    for (size_t i = 0; i < w->live.count; i++)
        changed = changed || copies[w->live.at[i]] != 1;
    if (changed)
        begin_layer(w);
    for (size_t i = 0; i < w->live.count; i++) {
        uint32_t wire = w->live.at[i];
        if (changed) {
            sink_put(w->o->out, i ? " * " : "");
            put_wire(w->o->out, copies[wire]);
        }
        for (uint32_t k = 0; k < copies[wire]; k++)
            array_push(&more, wire);
    }
    array_clear(&w->live);
    w->live = more;
}

/* The live wires come in this order, which has the same wires. */
static void
order_wires(Writer *w, const WireList *order)
{
    size_t count = order->count;
    uint32_t *from = memory_new(count ? count : 1, sizeof *from);
    bool *used = memory_new(count ? count : 1, sizeof *used), changed = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (used[k] || w->live.at[k] != order->at[i])
            k++;
        used[k] = true;
        from[i] = k;
        changed = changed || k != i;
    }
    if (changed) {
        begin_layer(w);
        sink_put(w->o->out, "sw[");
        for (size_t i = 0; i < count; i++)
            sink_print(w->o->out, "%s%" PRIu32, i ? ", " : "", from[i]);
        sink_put(w->o->out, "]");
    }
    array_set(&w->live, order);
    memory_free(used);
    memory_free(from);
}

/* What `reads` takes from the live wires is copied, and comes last; what nobody wants any more
 * goes.
 */
static void
take_wires(Writer *w, const uint32_t *reads, size_t count)
{
    uint32_t *copies = memory_new(w->d->wires.count + 1, sizeof *copies);
    WireList order = {0};
    for (size_t i = 0; i < count; i++) {
        copies[reads[i]]++;
        w->wanted[reads[i]]--;
    }
    for (size_t i = 0; i < w->live.count; i++) {
        uint32_t wire = w->live.at[i];
        bool kept = w->wanted[wire] > 0;
        copies[wire] += kept;
        if (kept)
            array_push(&order, wire);
    }
    for (size_t i = 0; i < count; i++)
        array_push(&order, reads[i]);
    copy_wires(w, copies);
    order_wires(w, &order);
    array_clear(&order);
    memory_free(copies);
}

static void
put_box(Writer *w, size_t i)
{
    const Use *u = &w->d->uses.at[i];
    size_t count = u->box->in.count;
    take_wires(w, w->d->reads.at + u->in, count);
    begin_layer(w);
    w->live.count -= count;
    for (size_t k = 0; k < w->live.count; k++)
        sink_put(w->o->out, "id * ");
    sink_put(w->o->out, w->name.at[w->generators.of.at[i]]);
    for (uint32_t k = 0; k < box_outputs(u->box); k++)
        array_push(&w->live, u->out + k);
}

/* False: the budget says stop. */
static bool
put_term(Writer *w)
{
    bool ok = true;
    WireList outputs = {0};
    const Diagram *d = w->d;
    for (size_t i = 0; i < d->reads.count; i++)
        w->wanted[d->reads.at[i]]++;
    for (size_t i = 0; i < d->outputs.count; i++) {
        w->wanted[d->outputs.at[i].wire]++;
        array_push(&outputs, d->outputs.at[i].wire);
    }
    for (size_t i = 0; i < d->inputs.count; i++)
        array_push(&w->live, d->inputs.at[i].wire);
    w->between = "\nlet diagram =\n  ";
    if (d->inputs.count || !d->uses.count) {
        begin_layer(w); /* so that there is one, whatever comes */
        put_power(w->o->out, "id", d->inputs.count);
    }
    for (size_t i = 0; ok && i < d->uses.count; i++) {
        put_box(w, i);
        size_t live = w->live.count; /* put in order one by one */
        ok = budget_step(w->o->budget, live * live / WIRES_A_STEP + live +
                                           d->wires.count / WIRES_A_STEP);
    }
    take_wires(w, outputs.at, outputs.count);
    sink_put(w->o->out, "\n");
    array_clear(&outputs);
    return ok;
}

bool
chyp_write(DiagramOutput *o)
{
    Writer w = {.o = o, .d = o->diagram};
    o->lost |= LOST_TYPES;
    w.wanted = memory_new(o->diagram->wires.count + 1, sizeof *w.wanted);
    generators_init(&w.generators, o->diagram);
    declare_generators(&w);
    put_laws(&w);
    bool ok = put_term(&w);
    memory_free(w.wanted);
    array_clear(&w.live);
    array_clear(&w.name);
    names_clear(&w.names);
    generators_clear(&w.generators);
    return ok;
}
