/* dot.c -- a scene for Graphviz; see picture.h.  Graphviz finds the places. */
#include "picture/picture.h"

#define NONE UINT32_MAX

typedef struct Dot {
    const Scene *s;
    Sink *out;
    uint32_t look;
    bool up;
} Dot;

static void
put_letter(char letter, Sink *out)
{
    if (letter == '"' || letter == '\\')
        sink_put(out, "\\");
    sink_add(out, &letter, 1);
}

static void
put_quoted(const char *text, Sink *out)
{
    sink_put(out, "\"");
    for (; text && *text; text++)
        put_letter(*text, out);
    sink_put(out, "\"");
}

/* In lines, which Graphviz does not make by itself. */
static void
write_title(const char *title, Sink *out)
{
    enum { COLUMNS = 60 };
    sink_put(out, "\"");
    for (size_t n; title && *title; title += n) {
        n = title_line(title, COLUMNS);
        for (size_t i = 0; i < n - (title[n - 1] == ' '); i++)
            put_letter(title[i], out);
        sink_put(out, title[n] ? "\\n" : "");
    }
    sink_put(out, "\"");
}

static const char *
sign_attributes(Sign sign, bool up)
{
    switch (sign) {
    case SIGN_STATE:
    case SIGN_UNIFORM:
    case SIGN_CUT:
        return up ? "shape=invtriangle" : "shape=triangle";
    case SIGN_THROUGH:
        return "shape=point, width=0.02";
    case SIGN_EFFECT:
        return up ? "shape=triangle" : "shape=invtriangle";
    case SIGN_GROUND:
        return "shape=underline, width=0.2, height=0.1";
    case SIGN_INPUT:
    case SIGN_OUTPUT:
        return "shape=plaintext, height=0.2";
    case SIGN_HOLE:
        return "shape=box, style=\"dashed,rounded\"";
    case SIGN_VERTEX:
        return "shape=ellipse";
    default:
        return "shape=box";
    }
}

static void
write_node(const Dot *d, uint32_t v)
{
    const Look *look = &d->s->nodes.at[v].look[d->look];
    if (look->shape == SIGN_NONE || look->shape == SIGN_ARC)
        return;
    sink_print(d->out, "  n%u_%u [label=", d->look, v);
    put_quoted(look->label, d->out);
    sink_print(d->out, ", %s", sign_attributes(look->shape, d->up));
    if (look->role == ROLE_LATENT)
        sink_put(d->out, ", style=dashed, color=purple, fontcolor=purple");
    if (look->role == ROLE_PUT_IN)
        sink_put(d->out, ", color=darkgreen, fontcolor=darkgreen, penwidth=2");
    sink_put(d->out, "]\n");
}

/* How many read the wire in this picture, and the first two of them. */
static uint32_t
find_readers(const Dot *d, const uint32_t *first, const uint32_t *list, uint32_t wire,
             uint32_t readers[2], bool *cut)
{
    uint32_t n = 0;
    for (uint32_t i = first[wire]; i < first[wire + 1]; i++) {
        const SceneIn *in = &d->s->ins.at[list[i]];
        if (!(in->looks >> d->look & 1))
            continue;
        if (n < 2)
            readers[n] = in->node;
        n++;
        *cut = *cut || (in->ground >> d->look & 1);
    }
    return n;
}

/* X <-> Y: one edge with two heads; without them where surgery cut it. */
static void
write_arc(const Dot *d, const uint32_t readers[2], bool cut)
{
    sink_print(d->out, "  n%u_%u -> n%u_%u [dir=%s, constraint=false]\n", d->look, readers[0],
               d->look, readers[1],
               cut ? "none, style=dotted, color=red" : "both, style=dashed, color=purple");
}

/* Where a line ends: at a node, or at a dot. */
static void
write_end(const Dot *d, char letter, uint32_t at, Role role, bool ground, bool line)
{
    sink_print(d->out, "%c%u_%u", letter, d->look, at);
    if (ground)
        sink_print(d->out, " [color=red, arrowhead=tee%s]", d->s->graph ? ", style=dotted" : "");
    else if (role == ROLE_LATENT)
        sink_put(d->out, " [style=dashed, color=purple]");
    sink_put(d->out, line ? " [dir=none]\n" : "\n");
}

/* Does a wire with so many readers get a dot, from which they are reached? */
static bool
is_copied(const Dot *d, uint32_t wire, uint32_t readers)
{
    Sign sign = d->s->nodes.at[d->s->outs.at[wire].node].look[d->look].shape;
    return readers > 1 && !d->s->graph && sign != SIGN_ARC && sign != SIGN_NONE;
}

static void
write_dot(const Dot *d, uint32_t wire)
{
    sink_print(d->out, "  w%u_%u [shape=point]\n", d->look, wire);
}

static void
write_wire(const Dot *d, const uint32_t *first, const uint32_t *list, uint32_t wire)
{
    bool cut = false;
    uint32_t readers[2], n = find_readers(d, first, list, wire, readers, &cut);
    const SceneOut *o = &d->s->outs.at[wire];
    bool arc = d->s->nodes.at[o->node].look[d->look].shape == SIGN_ARC;
    bool copied = is_copied(d, wire, n);
    if (arc && n == 2)
        write_arc(d, readers, cut);
    if (!n || arc || d->s->nodes.at[o->node].look[d->look].shape == SIGN_NONE)
        return;
    if (copied && !d->s->frame)
        write_dot(d, wire);
    Role role = wire_role(d->s, wire, d->look);
    if (copied) {
        sink_print(d->out, "  n%u_%u -> ", d->look, o->node);
        write_end(d, 'w', wire, role, false, false);
    }
    for (uint32_t i = first[wire]; i < first[wire + 1]; i++) {
        const SceneIn *in = &d->s->ins.at[list[i]];
        if (!(in->looks >> d->look & 1))
            continue;
        if (copied)
            sink_print(d->out, "  w%u_%u -> ", d->look, wire);
        else
            sink_print(d->out, "  n%u_%u -> ", d->look, o->node);
        write_end(d, 'n', in->node, role, in->ground >> d->look & 1, in->line);
    }
}

/* All but the outputs stands in the frame of a comb: Graphviz draws one around a cluster. */
static void
write_nodes(const Dot *d, const uint32_t *first, const uint32_t *list)
{
    const Scene *s = d->s;
    if (s->frame)
        sink_print(d->out, "  subgraph cluster_frame_%u { label=\"\"; color=gray; "
                           "style=\"dashed,rounded\"\n", d->look);
    for (uint32_t v = 0; v < s->nodes.count; v++)
        if (!s->frame || s->nodes.at[v].look[d->look].shape != SIGN_OUTPUT)
            write_node(d, v);
    for (uint32_t w = 0; s->frame && w < s->outs.count; w++) {
        bool cut = false;
        uint32_t readers[2];
        if (is_copied(d, w, find_readers(d, first, list, w, readers, &cut)))
            write_dot(d, w);
    }
    sink_put(d->out, s->frame ? "  }\n" : "");
    for (uint32_t v = 0; s->frame && v < s->nodes.count; v++)
        if (s->nodes.at[v].look[d->look].shape == SIGN_OUTPUT)
            write_node(d, v);
}

static void
list_readers(const Scene *s, uint32_t *first, uint32_t *list)
{
    for (size_t i = 0; i < s->ins.count; i++)
        first[s->ins.at[i].wire + 2]++;
    for (size_t w = 2; w < s->outs.count + 2; w++)
        first[w] += first[w - 1];
    for (uint32_t i = 0; i < s->ins.count; i++)
        list[first[s->ins.at[i].wire + 1]++] = i;
}

void
scene_write_dot(const Scene *s, const char *title, bool up, Sink *out)
{
    uint32_t *first = memory_new(s->outs.count + 2, sizeof *first);
    uint32_t *list = memory_new(s->ins.count, sizeof *list);
    list_readers(s, first, list);
    sink_put(out, "digraph ");
    put_quoted(title ? title : "diagram", out);
    sink_print(out, " {\n%s  edge [arrowhead=%s]\n", up ? "  rankdir=BT\n" : "",
               s->graph ? "normal" : "none");
    Dot d = {.s = s, .up = up, .out = out};
    for (; d.look < s->looks; d.look++) {
        if (s->looks > 1) {
            sink_print(out, "  subgraph cluster_%u { label=", d.look);
            write_title(s->title[d.look], out);
            sink_put(out, "\n");
        }
        write_nodes(&d, first, list);
        for (uint32_t w = 0; w < s->outs.count; w++)
            write_wire(&d, first, list, w);
        sink_put(out, s->looks > 1 ? "  }\n" : "");
    }
    if (s->note)
        sink_print(out, "  label=\"(%s)\"\n", s->note);
    sink_put(out, "}\n");
    memory_free(list);
    memory_free(first);
}
