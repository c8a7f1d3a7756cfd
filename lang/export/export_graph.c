/* export_graph.c -- models as graphs of other programs; see export_graph.h.
 *
 * An unnamed latent is A <-> B while both read it; where surgery has stopped one of them, the other
 * one's own noise is all that is left of it, which no graph shows. */
#include "lang/export/export_graph.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/export/complain_export.h"

#include <string.h>

/* ---- the graph of a model ---- */

static bool
reads(const Model *m, uint32_t child, uint32_t parent)
{
    const WireList *parents = &m->vertices.at[child].parents;
    for (size_t i = 0; i < parents->count; i++)
        if (parents->at[i] == parent)
            return true;
    return false;
}

/* Vertices are numbered as in the model, where unnamed latents stand last. */
static bool
add_vertices(CausalGraph *g, GraphMistake *why, Budget *b, const Model *m)
{
    bool ok = true;
    for (size_t i = 0; ok && i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        uint32_t at;
        if (!v->name)
            continue;
        ok = causal_graph_add_vertex(g, why, b, v->name, 0, 0, &at);
        if (ok && v->latent)
            g->vertices.at[at].roles |= VERTEX_LATENT;
    }
    return ok;
}

static bool
add_parents(CausalGraph *g, GraphMistake *why, Budget *b, const Model *m, uint32_t v)
{
    const WireList *parents = &m->vertices.at[v].parents;
    bool ok = true;
    for (size_t i = 0; ok && i < parents->count; i++)
        if (m->vertices.at[parents->at[i]].name)
            ok = causal_graph_add_edge(g, why, b, &(GraphEdge){.from = parents->at[i], .to = v});
    return ok;
}

static bool
make_graph(CausalGraph *g, Budget *b, const Model *m, const WireList *lines)
{
    GraphMistake why = {.fault = GRAPH_FINE};
    bool ok = add_vertices(g, &why, b, m);
    for (uint32_t v = 0; ok && v < m->vertices.count; v++)
        if (m->vertices.at[v].name)
            ok = add_parents(g, &why, b, m, v);
    for (uint32_t u = 0; ok && u < m->vertices.count; u++) {
        const Vertex *x = &m->vertices.at[u];
        if (x->name || !reads(m, x->ends[0], u) || !reads(m, x->ends[1], u))
            continue;
        ok = causal_graph_add_edge(g, &why, b,
                                   &(GraphEdge){x->ends[0], x->ends[1], true, 0, 0, false});
    }
    for (size_t i = 0; ok && lines && i + 1 < lines->count; i += 2) {
        GraphEdge line = {.from = lines->at[i], .to = lines->at[i + 1], .line = true};
        ok = causal_graph_add_edge(g, &why, b, &line);
    }
    graph_mistake_clear(&why);
    return ok;
}

/* ---- what is not said ---- */

enum { SHOWN = 12 };

/* The names for which `counts` holds, behind `before`; nothing where there are none. */
static void
tell_vertices(const Model *m, bool (*counts)(const Vertex *v), const char *before, Sink *to)
{
    size_t count = 0;
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        if (!v->name || !counts(v) || ++count > SHOWN)
            continue;
        sink_put(to, count == 1 ? before : ", ");
        word_write_name(v->name, to);
    }
    if (count > SHOWN)
        sink_print(to, ", and %zu more", count - SHOWN);
    sink_put(to, count ? "\n" : "");
}

/* An abstract type of the vertex's own name is what it gets when it is read back. */
static bool
has_type(const Vertex *v)
{
    return v->type->size || v->type->name != v->name;
}

static bool
is_fixed(const Vertex *v)
{
    return v->fixed || v->open;
}

static void
tell_names(const Name *names, size_t count, const char *word, const char *what, Sink *to)
{
    if (!count)
        return;
    sink_print(to, "# %s %s: ", word, what);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        sink_put(to, i ? ", " : "");
        word_write_name(names[i], to);
    }
    if (count > SHOWN)
        sink_print(to, ", and %zu more", count - SHOWN);
    sink_put(to, "\n");
}

static void
tell(const Model *m, const char *word, const GraphOutput *o, Sink *to)
{
    Sink before;
    sink_init(&before);
    sink_print(&before, "# %s does not say the types of ", word);
    tell_vertices(m, has_type, sink_text(&before), to);
    sink_clear(&before);
    sink_print(&before, "# %s does not say what was put in the place of ", word);
    tell_vertices(m, is_fixed, sink_text(&before), to);
    sink_clear(&before);
    tell_names(o->unhidden.at, o->unhidden.count, word, "does not say that these are hidden", to);
    tell_names(o->between.at, o->between.count, word, "has no `<->`, and in its place these", to);
}

bool
export_graph(Session *s, const Model *m, const WireList *lines, Span at, const GraphShape *shape,
             Sink *text, Sink *told)
{
    if (lines && lines->count && !shape->lines)
        return complain_unsaid_lines(&s->complain, at, shape->name);
    CausalGraph g = {.ancestral = false};
    GraphOutput o = {.graph = &g, .title = m->name, .names = &s->names, .out = text};
    bool ok =
        make_graph(&g, &s->budget, m, lines) || complain_stopped(&s->complain, &s->budget, at);
    if (ok && !shape->write(&o))
        ok = complain_unsaid_name(&s->complain, at, o.unsaid, shape->name);
    if (ok)
        tell(m, shape->word, &o, told);
    graph_output_clear(&o);
    causal_graph_clear(&g);
    return ok;
}
