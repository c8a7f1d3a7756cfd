/* fuzz_graph.c -- any bytes as a graph of another program, read within a small budget; the first
 * byte chooses the format.
 *
 * Beside not crashing, leaking or hanging: what is refused has a fault and a place in the text, and
 * what is read has edges between its vertices, goes round nowhere, and is written and read again as
 * the same graph, or has a name that is told to be unsayable. */
#include "graph_io/dot.h"
#include "graph_io/edge_list.h"
#include "graph_io/gml.h"
#include "graph_io/lavaan.h"
#include "graph_io/source_code.h"
#include "tests/fuzz/require.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    GraphReader *read;
    GraphWriter *write;
    bool ordered; /* vertices and edges come back in their order */
} formats[] = {{dagitty_read, dagitty_write, true},   {dot_read, dot_write, true},
               {gml_read, gml_write, true},           {edge_list_read, edge_list_write, false},
               {lavaan_read, lavaan_write, false},    {NULL, r_dagitty_write, false},
               {NULL, bnlearn_write, false},          {NULL, pgmpy_write, false}};

enum { READ = 5, FORMATS = sizeof formats / sizeof *formats };

static void
check_graph(const CausalGraph *g)
{
    for (size_t i = 0; i < g->vertices.count; i++) {
        uint64_t at;
        require(map_find(&g->index, map_key(g->vertices.at[i].name), &at) && at == i);
    }
    for (size_t i = 0; i < g->edges.count; i++) {
        const GraphEdge *e = &g->edges.at[i];
        require(e->from < g->vertices.count && e->to < g->vertices.count && e->from != e->to);
    }
}

static void
check_same(const CausalGraph *a, const CausalGraph *b, bool ordered, bool hides)
{
    require(a->vertices.count == b->vertices.count && a->edges.count == b->edges.count);
    for (size_t i = 0; i < a->vertices.count; i++) {
        uint64_t at;
        require(map_find(&b->index, map_key(a->vertices.at[i].name), &at));
        require(!ordered || at == i);
        bool hidden = b->vertices.at[at].roles & VERTEX_LATENT;
        require(hides || !hidden == !(a->vertices.at[i].roles & VERTEX_LATENT));
    }
}

/* Written in this format, and read again. */
static void
check_back(const CausalGraph *g, size_t format, Names *names)
{
    Sink text;
    sink_init(&text);
    GraphOutput o = {.graph = g, .names = names, .out = &text, .title = names_add(names, "m", 1)};
    Budget budget = {.bytes = 0};
    bool said = formats[format].write(&o);
    require(said == (o.unsaid == NULL));
    if (said && formats[format].read && g->vertices.count) {
        CausalGraph back;
        GraphMistake m;
        require(graph_read(&back, &m, formats[format].read, sink_text(&text), text.count, names,
                           &budget));
        check_same(g, &back, formats[format].ordered, formats[format].read == lavaan_read);
        graph_mistake_clear(&m);
        causal_graph_clear(&back);
    }
    graph_output_clear(&o);
    sink_clear(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 20000)
        return 0;
    size_t format = data[0] % READ;
    char *text = malloc(size);
    require(text != NULL);
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    CausalGraph g;
    GraphMistake m;
    Names names = {0};
    Budget budget = {.bytes = 1 << 20};
    bool ok = graph_read(&g, &m, formats[format].read, text, size - 1, &names, &budget);
    require(ok == (m.fault == GRAPH_FINE));
    require(ok || (m.start <= m.end && m.end <= size - 1));
    check_graph(&g);
    for (size_t i = 0; ok && i < FORMATS; i++)
        check_back(&g, i, &names);
    graph_mistake_clear(&m);
    causal_graph_clear(&g);
    names_clear(&names);
    free(text);
    return 0;
}
