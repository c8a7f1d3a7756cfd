/* lavaan_write.c -- graphs as formulas; see lavaan.h.
 *
 * A hidden vertex is hidden by what it acts on (`=~`), so one that acts on nothing is told to be
 * observed.  What acts on a vertex and is observed stands in one formula. */
#include "graph_io/lavaan.h"

/* Names cannot be quoted.  Beyond ASCII all of them are letters here, as for the reader. */
static bool
allows(Name name)
{
    for (const char *p = name; *p; p++) {
        bool letter = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '.' ||
                      (unsigned char)*p >= 0x80;
        bool more = *p == '_' || (*p >= '0' && *p <= '9');
        if (!letter && !(more && p > name))
            return false;
    }
    /* .5e3 is a number, and a mark of byte order at the beginning of a text is no letter. */
    bool number = name[0] == '.' && name[strspn(name, ".0123456789eE")] == '\0';
    return !number && !graph_name_is_odd(name) && strncmp(name, "\xef\xbb\xbf", 3) != 0;
}

static bool
is_hidden(const CausalGraph *g, uint32_t v)
{
    return g->vertices.at[v].roles & VERTEX_LATENT;
}

/* NAME SIGN A + B, for the edges of a list whose cause is hidden, or is not. */
static bool
write_formula(GraphOutput *o, const GraphLists *lists, uint32_t v, bool measures)
{
    const CausalGraph *g = o->graph;
    bool some = false;
    for (uint32_t i = lists->first.at[v]; i; i = lists->next.at[i - 1]) {
        const GraphEdge *e = &g->edges.at[i - 1];
        if (is_hidden(g, e->from) != measures)
            continue;
        if (!some)
            sink_print(o->out, "%s %s ", g->vertices.at[v].name, measures ? "=~" : "~");
        sink_print(o->out, "%s%s", some ? " + " : "",
                   g->vertices.at[measures ? e->to : e->from].name);
        some = true;
    }
    sink_put(o->out, some ? "\n" : "");
    return some;
}

static void
write_formulas(GraphOutput *o, const GraphLists *out, const GraphLists *in, bool *named)
{
    const CausalGraph *g = o->graph;
    for (uint32_t v = 0; v < g->vertices.count; v++)
        if (is_hidden(g, v) && !write_formula(o, out, v, true))
            array_push(&o->unhidden, g->vertices.at[v].name);
    for (uint32_t v = 0; v < g->vertices.count; v++)
        write_formula(o, in, v, false);
    for (size_t i = 0; i < g->edges.count; i++) {
        const GraphEdge *e = &g->edges.at[i];
        named[e->from] = named[e->to] = true;
        if (e->both)
            sink_print(o->out, "%s ~~ %s\n", g->vertices.at[e->from].name,
                       g->vertices.at[e->to].name);
    }
    for (uint32_t v = 0; v < g->vertices.count; v++)
        if (!named[v])
            sink_print(o->out, "%s ~~ %s\n", g->vertices.at[v].name, g->vertices.at[v].name);
}

bool
lavaan_write(GraphOutput *o)
{
    GraphLists out = {0}, in = {0};
    if (!graph_names_allowed(o, allows))
        return false;
    bool *named = memory_new(o->graph->vertices.count + 1, sizeof *named);
    graph_lists_make(&out, o->graph, true);
    graph_lists_make(&in, o->graph, false);
    write_formulas(o, &out, &in, named);
    graph_lists_clear(&in);
    graph_lists_clear(&out);
    memory_free(named);
    return true;
}
