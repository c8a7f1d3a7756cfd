/* complain_model.c -- complaints about models, surgery and functors; see complain_model.h. */
#include "lang/complain/complain_model.h"

#include "lang/complain/words.h"
#include "lang/text/excerpt.h"
#include "lang/text/nearest.h"

#include <string.h>

static Name
nearest_vertex(const Model *m, Name name)
{
    Nearest n = nearest_start(name);
    for (size_t i = 0; i < m->vertices.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&n, m->vertices.at[i].name);
    return n.best;
}

bool
complain_vertex_twice(Complainer *c, Span at, Name name)
{
    return complain(c, "E080", at, "Choose another name.",
                    "the model has a variable `%s` already", name);
}

/* "Its variables are H, S, T." */
static void
list_vertices(const Model *m, char *to, size_t size)
{
    size_t used = (size_t)snprintf(to, size, "Its variables are "), listed = 0;
    for (size_t i = 0; i < m->vertices.count; i++) {
        if (!m->vertices.at[i].name)
            continue;
        bool room = used < 200;
        used += (size_t)snprintf(to + used, size - used, "%s%.40s", listed++ ? ", " : "",
                                 room ? m->vertices.at[i].name : "...");
        if (!room)
            return;
    }
    snprintf(listed ? to + used : to, 30, "%s", listed ? "." : "It has no variables.");
}

/* Of S_k, or of the S of some, which steps there are.  False: that is nothing to say. */
static bool
tell_steps(const Model *m, const char *name, Sink *to)
{
    const uint32_t k = named_step(name);
    const size_t length = k ? (size_t)(strrchr(name, '_') - name) : strlen(name);
    const int shown = length < 60 ? (int)length : 60;
    uint32_t first, last = model_last_step(m, name, length, &first);
    if (last && (!k || k > last)) {
        sink_print(to, first == last ? "There is `%.*s_%u`" : "There are `%.*s_%u`", shown, name,
                   (unsigned)first);
        if (first < last)
            sink_print(to, " to `%.*s_%u`", shown, name, (unsigned)last);
        if (k)
            sink_print(to, ". Unrolled further, the model has more: `unroll(m, S0 -> S, %u)`.",
                       (unsigned)k);
        else
            sink_print(to, "; `%.*s = |a,b>` is the first two of them.", shown, name);
        return true;
    }
    for (size_t v = 0; k && !last && v < m->vertices.count; v++) {
        const char *other = m->vertices.at[v].name;
        if (!other || strlen(other) != length || memcmp(other, name, length) != 0)
            continue;
        sink_print(to, "There is `%.60s`, once. Steps are made by `unroll`: "
                       "`... in unroll(m, S0 -> S, %u) with F`.", other, (unsigned)k);
        return true;
    }
    return false;
}

bool
complain_unknown_vertex(Complainer *c, Span at, const Model *m, Name name)
{
    char found[80], listed[300];
    Words fix;
    Sink help;
    sink_init(&help);
    bool steps = tell_steps(m, name, &help);
    Name near = steps ? NULL : nearest_vertex(m, name);
    fix_by_name(c, &fix, near);
    if (near)
        sink_print(&help, "Did you mean `%.60s`?", near);
    else if (!steps) {
        list_vertices(m, listed, sizeof listed);
        sink_put(&help, listed);
    }
    complain(c, "E081", at, sink_text(&help), "the model `%s` has no variable `%s`", m->name,
             quote_text(found, name, strlen(name)));
    sink_clear(&help);
    return false;
}

bool
complain_parent_twice(Complainer *c, Span at, Name name)
{
    return complain(c, "E082", at, "A variable reads each parent once.",
                    "`%s` stands twice among the parents", name);
}

/* "A <- B <- A" */
bool
complain_cycle(Complainer *c, Span at, const Model *m, const WireList *cycle)
{
    Sink text;
    sink_init(&text);
    for (size_t i = 0; i <= cycle->count && i < 12; i++) {
        const Vertex *v = &m->vertices.at[cycle->at[i % cycle->count]];
        sink_print(&text, "%s%.60s", i ? " -> " : "", v->name ? v->name : "_");
    }
    if (cycle->count >= 12)
        sink_put(&text, " -> ...");
    complain(c, "E083", at, "Causes come before their effects: a model has no cycle.",
             "this goes round in a circle: %s", sink_text(&text));
    sink_clear(&text);
    return false;
}

bool
complain_mechanism_wires(Complainer *c, Span at, size_t wires)
{
    return complain(c, "E084", at,
                    "Write a channel with one output, or discard the rest.",
                    "this gives %zu wires, a variable is one", wires);
}

bool
complain_mechanism_type(Complainer *c, Span at, const Type *found, const Type *wanted)
{
    return complain(c, "E084", at,
                    "What stands after `=` or `:=` gives a value of the variable's type.",
                    "this gives `%s`, the variable is `%s`",
                    found->name ? found->name : "?", wanted->name ? wanted->name : "?");
}

bool
complain_arrow_into_fixed(Complainer *c, Span at, Name name)
{
    return complain(c, "E179", at, "Let the mechanism read it.",
                    "the mechanism of `%s` is written in place: no other arrow leads into it",
                    name);
}

bool
complain_edge_to_itself(Complainer *c, Span at)
{
    return complain(c, "E085", at, "`X <-> Y` stands between two different variables.",
                    "a variable has no common cause with itself");
}

bool
complain_edge_twice(Complainer *c, Span at)
{
    return complain(c, "E085", at, "One unnamed common cause stands for all of them.",
                    "this `<->` stands twice");
}

bool
complain_open_vertex(Complainer *c, Span at, Name name)
{
    return complain(c, "E086", at, "Its box is still in the model before do(...).",
                    "`%s` is an input here: do has taken its box away", name);
}

bool
complain_muted_mechanism(Complainer *c, Span at, Name child, Name name)
{
    return complain(c, "E178", at, "Mute first, and then put the mechanism in place.",
                    "the mechanism of `%s` is written in place, and reads `%s`", child, name);
}

bool
complain_done_twice(Complainer *c, Span at, Name name)
{
    return complain(c, "E087", at, "Keep one of the two.",
                    "`%s` is intervened on twice", name);
}

bool
complain_do_set(Complainer *c, Span at)
{
    return complain(c, "E088", at,
                    "Set one value, do(X = x), or draw it from a state, do(X := s).",
                    "do sets a variable to one value, not to a set");
}

bool
complain_do_value(Complainer *c, Span at, Name vertex, const Type *t, Name value)
{
    char found[80], help[200];
    snprintf(help, sizeof help, "To draw it from a state or channel write do(%.40s := ...).",
             vertex);
    return complain(c, "E088", at, help, "`%s` is not a label of `%s`",
                    quote_text(found, value, strlen(value)), t->name ? t->name : "?");
}

bool
complain_not_a_carrier(Complainer *c, Span at, Name name)
{
    return complain(c, "E089", at, "Write {a, b} or {1..6}.",
                    "`%s` is an abstract type: wanted its labels", name);
}

bool
complain_meaning_twice(Complainer *c, Span at)
{
    return complain(c, "E090", at, "Keep one of the two.",
                    "this has a meaning already, further up in the functor");
}

static const char *
arrow_text(char to[200], const PortList *in, const PortList *out)
{
    Sink text;
    sink_init(&text);
    if (in->count) {
        ports_write(in, &text);
        sink_put(&text, " -> ");
    }
    ports_write(out, &text);
    snprintf(to, 200, "%.190s", sink_text(&text));
    sink_clear(&text);
    return to;
}

bool
complain_meaning_type(Complainer *c, Span at, const PortList *has_in, const PortList *has_out,
                      const PortList *in, const PortList *out)
{
    char found[200], wanted[200];
    return complain(c, "E091", at,
                    in->count && !has_in->count
                        ? "Give a row for each value of its inputs: { a -> ...  b -> ... }."
                        : "The meaning of a box has the box's inputs and output, in its order.",
                    "this is `%s`, the box is `%s`", arrow_text(found, has_in, has_out),
                    arrow_text(wanted, in, out));
}

bool
complain_extra_meaning(Complainer *c, Span at, const Model *m, Name name)
{
    char help[200];
    Words fix;
    Name near = nearest_vertex(m, name);
    fix_by_name(c, &fix, near);
    if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "A functor gives meanings to the model's boxes and carriers to "
                                    "its abstract types.");
    return complain(c, "E092", at, help,
                    "`%s` is neither a variable of `%s` nor an abstract type", name, m->name);
}

bool
complain_fixed_vertex(Complainer *c, Span at, Name name)
{
    return complain(c, "E093", at, "Take it out.",
                    "`%s` is fixed in the model, so it has no box to give a meaning to", name);
}

bool
complain_not_a_box(Complainer *c, Span at, const Value *found)
{
    return complain(c, "E093", at,
                    "Boxes are declared by `box tars : Smoking -> Tar`, or by a model: `lung.S`.",
                    "found %s, wanted a box", value_kind_name(found));
}

bool
complain_has_meaning(Complainer *c, Span at, Name name)
{
    return complain(c, "E093", at,
                    "A functor gives meanings to what is declared with `box`, or in a model.",
                    "`%s` has a meaning of its own, from its declaration", name);
}

bool
complain_edge_without_model(Complainer *c, Span at)
{
    return complain(c, "E094", at, "Write functor F : M { ... }.",
                    "`<->` needs the model it is in");
}

bool
complain_no_edge(Complainer *c, Span at, const Model *m)
{
    return complain(c, "E094", at, "Write it in the model first.",
                    "the model `%s` has no such `<->`", m->name);
}
