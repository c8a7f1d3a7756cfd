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
put_quoted(const char *text, Sink *out)
{
    sink_put(out, "\"");
    for (; text && *text; text++) {
        if (*text == '"' || *text == '\\')
            sink_put(out, "\\");
        sink_add(out, text, 1);
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

static void
write_end(const Dot *d, uint32_t v, uint32_t ground)
{
    if (ground)
        sink_print(d->out, "n%u_%u [color=red, arrowhead=tee%s]\n", d->look, v,
                   d->s->graph ? ", style=dotted" : "");
    else
        sink_print(d->out, "n%u_%u\n", d->look, v);
}

static void
write_wire(const Dot *d, const uint32_t *first, const uint32_t *list, uint32_t wire)
{
    bool cut = false;
    uint32_t readers[2], n = find_readers(d, first, list, wire, readers, &cut);
    const SceneOut *o = &d->s->outs.at[wire];
    bool arc = d->s->nodes.at[o->node].look[d->look].shape == SIGN_ARC;
    bool copied = n > 1 && !d->s->graph;
    if (arc && n == 2)
        write_arc(d, readers, cut);
    if (!n || arc || d->s->nodes.at[o->node].look[d->look].shape == SIGN_NONE)
        return;
    if (copied)
        sink_print(d->out, "  w%u_%u [shape=point]\n  n%u_%u -> w%u_%u\n", d->look, wire, d->look,
                   o->node, d->look, wire);
    for (uint32_t i = first[wire]; i < first[wire + 1]; i++) {
        const SceneIn *in = &d->s->ins.at[list[i]];
        if (!(in->looks >> d->look & 1))
            continue;
        if (copied)
            sink_print(d->out, "  w%u_%u -> ", d->look, wire);
        else
            sink_print(d->out, "  n%u_%u -> ", d->look, o->node);
        write_end(d, in->node, in->ground >> d->look & 1);
    }
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
            put_quoted(s->title[d.look], out);
            sink_put(out, "\n");
        }
        for (uint32_t v = 0; v < s->nodes.count; v++)
            write_node(&d, v);
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
