/* gml_write.c -- graphs as texts in GML; see gml.h.  GML is ASCII: any other character is a number.
 */
#include "graph_io/gml.h"

#include "base/utf8.h"

static void
put_text(Sink *out, Name text)
{
    size_t length = strlen(text);
    sink_put(out, "\"");
    for (size_t i = 0, n; i < length; i += n) {
        uint32_t point;
        n = utf8_read(text + i, length - i, &point);
        if (point == '"')
            sink_put(out, "&quot;");
        else if (point == '&')
            sink_put(out, "&amp;");
        else if (point < 0x20 || point >= 0x7f)
            sink_print(out, "&#%u;", (unsigned)point);
        else
            sink_add(out, text + i, 1);
    }
    sink_put(out, "\"");
}

/* Anything but what is no text. */
static bool
allows(Name name)
{
    return *name && utf8_is_text(name, strlen(name));
}

bool
gml_write(GraphOutput *o)
{
    const CausalGraph *g = o->graph;
    if (!graph_names_allowed(o, allows))
        return false;
    sink_put(o->out, "graph [\n  directed 1\n");
    for (size_t i = 0; i < g->vertices.count; i++) {
        sink_print(o->out, "  node [\n    id %zu\n    label ", i);
        put_text(o->out, g->vertices.at[i].name);
        sink_put(o->out, g->vertices.at[i].roles & VERTEX_LATENT ? "\n    latent 1" : "");
        sink_put(o->out, "\n  ]\n");
    }
    for (size_t i = 0; i < g->edges.count; i++) {
        const GraphEdge *e = &g->edges.at[i];
        sink_print(o->out, "  edge [\n    source %u\n    target %u", (unsigned)e->from,
                   (unsigned)e->to);
        sink_put(o->out, e->both ? "\n    dir \"both\"" : e->line ? "\n    dir \"none\"" : "");
        sink_put(o->out, "\n  ]\n");
    }
    sink_put(o->out, "]\n");
    return true;
}
