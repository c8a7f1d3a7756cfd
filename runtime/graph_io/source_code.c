/* source_code.c -- graphs as source of other languages; see source_code.h. */
#include "graph_io/source_code.h"

#include "graph_io/dot.h"

/* ---- words ---- */

static bool
allows(Name name)
{
    return !graph_name_is_odd(name);
}

/* bnlearn's strings have these signs around and between names. */
static bool
bnlearn_allows(Name name)
{
    return !graph_name_is_odd(name) && !strpbrk(name, "[]|:");
}

/* The variable that gets the graph: its name where that is one, else `model`. */
static Name
variable(const GraphOutput *o)
{
    static const char *const words[] = {
        "if",     "else",   "repeat", "while",    "function", "for",   "next",   "break",
        "in",     "and",    "as",     "assert",   "async",    "await", "class",  "continue",
        "def",    "del",    "elif",   "except",   "finally",  "from",  "global", "import",
        "is",     "lambda", "not",    "nonlocal", "or",       "pass",  "raise",  "return",
        "try",    "with",   "yield",  "NULL",     "NA",       "Inf",   "NaN",    "TRUE",
        "FALSE",  "True",   "False",  "None",     "DAG",      "c"};
    bool ok = o->title && graph_name_is_plain(o->title, "") && o->title[0] != '_';
    for (size_t i = 0; ok && i < sizeof words / sizeof *words; i++)
        ok = strcmp(o->title, words[i]) != 0;
    return ok ? o->title : "model";
}

static bool
is_latent(const GraphVertex *v)
{
    return v->roles & VERTEX_LATENT;
}

/* ---- R ---- */

bool
r_dagitty_write(GraphOutput *o)
{
    Sink text, *out = o->out;
    sink_init(&text);
    o->out = &text;
    bool ok = dagitty_write(o);
    o->out = out;
    if (ok) {
        sink_print(out, "library(dagitty)\n%s <- dagitty(", variable(o));
        graph_put_quoted(out, sink_text(&text), '\'', "'\\", '\\');
        sink_put(out, ")\n");
    }
    sink_clear(&text);
    return ok;
}

/* [B|A:U1], with the vertices that stand in the place of A <-> B. */
static void
write_parents(const GraphOutput *o, const GraphLists *in, const GraphLists *both, uint32_t v,
              Sink *out)
{
    const CausalGraph *g = o->graph;
    const char *before = "|";
    sink_print(out, "[%s", g->vertices.at[v].name);
    for (uint32_t i = in->first.at[v]; i; i = in->next.at[i - 1]) {
        sink_print(out, "%s%s", before, g->vertices.at[g->edges.at[i - 1].from].name);
        before = ":";
    }
    for (uint32_t i = both->first.at[v]; i; i = both->next.at[i - 1]) {
        sink_print(out, "%s%s", before, o->between.at[(i - 1) / 2]);
        before = ":";
    }
    sink_put(out, "]");
}

/* Of each vertex the ends of A <-> B: end k of the i-th of them is number 2i + k. */
static void
list_ends(GraphLists *to, const CausalGraph *g)
{
    ARRAY(uint32_t) ends = {0};
    for (size_t i = 0; i < g->edges.count; i++)
        if (g->edges.at[i].both) {
            array_push(&ends, g->edges.at[i].from);
            array_push(&ends, g->edges.at[i].to);
        }
    array_add_zeroed(&to->first, g->vertices.count);
    array_add_zeroed(&to->next, ends.count);
    for (uint32_t i = (uint32_t)ends.count; i-- > 0;) {
        to->next.at[i] = to->first.at[ends.at[i]];
        to->first.at[ends.at[i]] = i + 1;
    }
    array_clear(&ends);
}

bool
bnlearn_write(GraphOutput *o)
{
    const CausalGraph *g = o->graph;
    GraphLists in = {0}, both = {0};
    Sink text;
    if (!graph_names_allowed(o, bnlearn_allows))
        return false;
    sink_init(&text);
    graph_name_confounders(o);
    graph_lists_make(&in, g, false);
    list_ends(&both, g);
    for (size_t i = 0; i < o->between.count; i++) {
        sink_print(&text, "[%s]", o->between.at[i]);
        array_push(&o->unhidden, o->between.at[i]);
    }
    for (uint32_t v = 0; v < g->vertices.count; v++) {
        write_parents(o, &in, &both, v, &text);
        if (is_latent(&g->vertices.at[v]))
            array_push(&o->unhidden, g->vertices.at[v].name);
    }
    sink_print(o->out, "library(bnlearn)\n%s <- model2network(", variable(o));
    graph_put_quoted(o->out, sink_text(&text), '\'', "'\\", '\\');
    sink_put(o->out, ")\n");
    graph_lists_clear(&both);
    graph_lists_clear(&in);
    sink_clear(&text);
    return true;
}

/* ---- Python ---- */

static void
put_python(Sink *out, Name name)
{
    graph_put_quoted(out, name, '"', "\"\\", '\\');
}

/* The vertices that are hidden, or those that are not, and what stands in the place of A <-> B. */
static void
write_nodes(const GraphOutput *o, bool latent, Sink *out)
{
    const CausalGraph *g = o->graph;
    bool some = false;
    for (size_t i = 0; i < g->vertices.count + o->between.count; i++) {
        bool own = i < g->vertices.count;
        if ((own ? is_latent(&g->vertices.at[i]) : true) != latent)
            continue;
        if (!some)
            sink_print(out, "%s.add_nodes_from([", variable(o));
        sink_put(out, some ? ", " : "");
        put_python(out, own ? g->vertices.at[i].name : o->between.at[i - g->vertices.count]);
        some = true;
    }
    if (some)
        sink_put(out, latent ? "], latent=True)\n" : "])\n");
}

static void
write_arc(Sink *out, Name from, Name to)
{
    sink_put(out, "    (");
    put_python(out, from);
    sink_put(out, ", ");
    put_python(out, to);
    sink_put(out, "),\n");
}

bool
pgmpy_write(GraphOutput *o)
{
    const CausalGraph *g = o->graph;
    size_t hidden = 0;
    if (!graph_names_allowed(o, allows))
        return false;
    graph_name_confounders(o);
    sink_print(o->out, "from pgmpy.base import DAG\n\n%s = DAG()\n", variable(o));
    write_nodes(o, false, o->out);
    write_nodes(o, true, o->out);
    sink_print(o->out, "%s.add_edges_from([\n", variable(o));
    for (size_t i = 0; i < g->edges.count; i++) {
        const GraphEdge *e = &g->edges.at[i];
        Name from = e->both ? o->between.at[hidden++] : g->vertices.at[e->from].name;
        if (e->both)
            write_arc(o->out, from, g->vertices.at[e->from].name);
        write_arc(o->out, from, g->vertices.at[e->to].name);
    }
    sink_put(o->out, "])\n");
    return true;
}
