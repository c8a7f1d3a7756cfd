/* dot_write.c -- graphs as texts of dagitty and of Graphviz; see dot.h. */
#include "graph_io/dot.h"

#include <strings.h>

/* Is it a word of the format, which a vertex cannot be called without quotes? */
static bool
is_reserved(Name name)
{
    static const char *const words[] = {"graph", "node", "edge", "digraph", "subgraph", "strict"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(name, words[i]) == 0)
            return true;
    return false;
}

static void
put_name(Sink *out, Name name)
{
    if (graph_name_is_plain(name, "") && !is_reserved(name))
        sink_put(out, name);
    else
        graph_put_quoted(out, name, '"', "\"", '\\');
}

/* In dagitty a backslash before the last quote takes it for a sign of the name, and two words are
 * nobody's names. */
static bool
dagitty_allows(Name name)
{
    return !graph_name_is_odd(name) && name[strlen(name) - 1] != '\\' &&
           strcmp(name, "graph") != 0 && strcmp(name, "node") != 0;
}

/* In Graphviz' quotes, two backslashes are two, and one escapes a quote: an odd number of them
 * before a quote, or at the end, cannot be written. */
static bool
dot_allows(Name name)
{
    bool odd = false;
    for (const char *p = name; *p; p++) {
        if (*p == '"' && odd)
            return false;
        odd = *p == '\\' && !odd;
    }
    return !odd && !graph_name_is_odd(name);
}

/* ---- statements ---- */

static void
write_vertices(const CausalGraph *g, const char *latent, const char *end, Sink *out)
{
    for (size_t i = 0; i < g->vertices.count; i++) {
        sink_put(out, "  ");
        put_name(out, g->vertices.at[i].name);
        sink_put(out, g->vertices.at[i].roles & VERTEX_LATENT ? latent : "");
        sink_put(out, end);
    }
}

static void
write_edges(const CausalGraph *g, bool both, bool line, const char *sign, const char *end,
            Sink *out)
{
    for (size_t i = 0; i < g->edges.count; i++) {
        const GraphEdge *e = &g->edges.at[i];
        if (e->both != both || e->line != line)
            continue;
        sink_put(out, "  ");
        put_name(out, g->vertices.at[e->from].name);
        sink_put(out, sign);
        put_name(out, g->vertices.at[e->to].name);
        sink_put(out, end);
    }
}

bool
dagitty_write(GraphOutput *o)
{
    if (!graph_names_allowed(o, dagitty_allows))
        return false;
    sink_put(o->out, causal_graph_has_lines(o->graph) ? "pdag {\n" : "dag {\n");
    write_vertices(o->graph, " [latent]", "\n", o->out);
    write_edges(o->graph, false, false, " -> ", "\n", o->out);
    write_edges(o->graph, true, false, " <-> ", "\n", o->out);
    write_edges(o->graph, false, true, " -- ", "\n", o->out);
    sink_put(o->out, "}\n");
    return true;
}

bool
dot_write(GraphOutput *o)
{
    if (!graph_names_allowed(o, dot_allows))
        return false;
    sink_put(o->out, "digraph {\n");
    write_vertices(o->graph, " [latent=true]", ";\n", o->out);
    write_edges(o->graph, false, false, " -> ", ";\n", o->out);
    write_edges(o->graph, true, false, " -> ", " [dir=both];\n", o->out);
    write_edges(o->graph, false, true, " -> ", " [dir=none];\n", o->out);
    sink_put(o->out, "}\n");
    return true;
}
