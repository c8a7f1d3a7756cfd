/* edge_list.c -- graphs as tables of their edges; see edge_list.h. */
#include "graph_io/edge_list.h"

#include <strings.h>

/* ---- reading ---- */

typedef enum Column { COLUMN_FROM, COLUMN_TO, COLUMN_KIND, COLUMNS, COLUMN_OTHER } Column;

typedef struct Cell {
    Sink text;
    uint32_t start, end;
} Cell;

typedef struct TableReader {
    GraphScan *s;
    char comma;
    ARRAY(uint32_t) columns; /* what each column of the head is */
    Cell cells[COLUMNS];     /* of a row */
    Cell other;
} TableReader;

static bool
at_end_of_row(const TableReader *r)
{
    const GraphScan *s = r->s;
    return s->at == s->count || s->text[s->at] == '\n' ||
           (s->text[s->at] == '\r' && (s->text[s->at + 1] == '\n' || s->at + 1 == s->count));
}

/* Past the quotes, of which two stand for one. */
static bool
read_quoted(TableReader *r, Sink *to)
{
    GraphScan *s = r->s;
    uint32_t open = s->at++;
    for (;; s->at++) {
        if (s->at == s->count)
            return graph_scan_refuse(s, GRAPH_NOT_CLOSED, open, open + 1, "quote");
        if (s->text[s->at] == '"' && s->text[++s->at] != '"')
            return true;
        sink_add(to, s->text + s->at, 1);
    }
}

static void
empty(Cell *c)
{
    c->text.count = 0;
    *sink_reserve(&c->text, 0) = '\0';
}

/* One cell, without the blanks around it. */
static bool
read_cell(TableReader *r, Cell *to)
{
    GraphScan *s = r->s;
    empty(to);
    while (s->text[s->at] == ' ')
        s->at++;
    to->start = s->at;
    if (s->text[s->at] == '"') {
        if (!read_quoted(r, &to->text))
            return false;
        to->end = s->at;
        while (s->text[s->at] == ' ')
            s->at++;
        return at_end_of_row(r) || s->text[s->at] == r->comma ||
               graph_scan_refuse(s, GRAPH_UNEXPECTED, s->at, s->at + 1, "the end of this cell");
    }
    while (!at_end_of_row(r) && s->text[s->at] != r->comma)
        s->at++;
    to->end = s->at;
    while (to->end > to->start && s->text[to->end - 1] == ' ')
        to->end--;
    sink_add(&to->text, s->text + to->start, to->end - to->start);
    return true;
}

/* Past a comma; false: there is none. */
static bool
next_cell(TableReader *r)
{
    bool more = !at_end_of_row(r);
    r->s->at += more;
    return more;
}

static void
end_row(TableReader *r)
{
    GraphScan *s = r->s;
    s->at += s->at < s->count && s->text[s->at] == '\r';
    s->at += s->at < s->count;
}

/* ---- the head ---- */

static Column
column_of(const char *word)
{
    static const char *const words[COLUMNS][5] = {
        {"from", "source", "cause", "parent", "tail"},
        {"to", "target", "effect", "child", "head"},
        {"kind", "type", "edge", "arrow", "edge_type"},
    };
    for (int c = 0; c < COLUMNS; c++)
        for (int i = 0; i < 5; i++)
            if (strcasecmp(word, words[c][i]) == 0)
                return (Column)c;
    return COLUMN_OTHER;
}

/* What parts the cells of the head: the first of these signs outside quotes. */
static char
find_comma(const GraphScan *s)
{
    bool quoted = false;
    for (uint32_t i = s->at; i < s->count && (quoted || s->text[i] != '\n'); i++) {
        quoted ^= s->text[i] == '"';
        if (!quoted && strchr(",;\t", s->text[i]))
            return s->text[i];
    }
    return ',';
}

static bool
read_head(TableReader *r)
{
    bool seen[COLUMNS] = {false};
    uint32_t start = r->s->at;
    r->comma = find_comma(r->s);
    do {
        if (!read_cell(r, &r->other))
            return false;
        Column c = column_of(sink_text(&r->other.text));
        if (c != COLUMN_OTHER && seen[c])
            c = COLUMN_OTHER;
        if (c != COLUMN_OTHER)
            seen[c] = true;
        else
            causal_graph_add_unkept(r->s->graph, names_add_text(r->s->names,
                                                                sink_text(&r->other.text)));
        array_push(&r->columns, (uint32_t)c);
    } while (next_cell(r));
    if (!seen[COLUMN_FROM] || !seen[COLUMN_TO])
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, start, r->other.end,
                                 "a head with the columns `from` and `to`");
    end_row(r);
    return true;
}

/* ---- rows ---- */

static bool
read_cells(TableReader *r)
{
    uint32_t start = r->s->at;
    for (size_t i = 0; i < r->columns.count; i++) {
        uint32_t c = r->columns.at[i];
        if (i > 0 && !next_cell(r)) {
            if (i == 1)
                return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, start, r->s->at,
                                         "as many cells as in the head");
            break; /* what is left out at the end of a row is empty */
        }
        if (!read_cell(r, c == COLUMN_OTHER ? &r->other : &r->cells[c]))
            return false;
    }
    if (!at_end_of_row(r))
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, r->s->at, r->s->at + 1,
                                 "the end of the row: the head has no more cells");
    return true;
}

static bool
read_name(TableReader *r, Column column, uint32_t *vertex)
{
    Cell *c = &r->cells[column];
    Name name;
    return graph_scan_name(r->s, sink_text(&c->text), c->text.count, c->start, c->end, &name) &&
           graph_scan_vertex(r->s, name, c->start, c->end, vertex);
}

/* A row without an end: a vertex. */
static bool
make_vertex(TableReader *r)
{
    const Cell *kind = &r->cells[COLUMN_KIND];
    const char *word = sink_text(&kind->text);
    uint32_t v;
    unsigned role;
    if (!read_name(r, COLUMN_FROM, &v))
        return false;
    if (!*word || strcasecmp(word, "observed") == 0)
        return true;
    if (!graph_role(word, NULL, &role))
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, kind->start, kind->end,
                                 "`latent`, or nothing");
    r->s->graph->vertices.at[v].roles |= role;
    return true;
}

static bool
make_edge(TableReader *r)
{
    GraphScan *s = r->s;
    const Cell *kind = &r->cells[COLUMN_KIND];
    const char *word = sink_text(&kind->text);
    uint32_t from, to, start = r->cells[COLUMN_FROM].start, end = r->cells[COLUMN_TO].end;
    if (!read_name(r, COLUMN_FROM, &from) || !read_name(r, COLUMN_TO, &to))
        return false;
    bool both = strcmp(word, "<->") == 0 || strcasecmp(word, "bidirected") == 0;
    bool back = strcmp(word, "<-") == 0;
    bool forth = !*word || strcmp(word, "->") == 0 || strcasecmp(word, "directed") == 0;
    bool line = strcmp(word, "--") == 0 || strcasecmp(word, "undirected") == 0;
    if (!both && !back && !forth && !line)
        return graph_scan_refuse(s, GRAPH_UNEXPECTED, kind->start, kind->end,
                                 "`->`, `<-`, `<->` or `--`");
    GraphEdge e = {back ? to : from, back ? from : to, both, start < end ? start : end,
                   start < end ? end : start, line};
    return causal_graph_add_edge(s->graph, s->mistake, s->budget, &e);
}

static bool
read_rows(TableReader *r)
{
    GraphScan *s = r->s;
    while (s->at < s->count) {
        if (!budget_step(s->budget, 1))
            return graph_scan_refuse(s, GRAPH_STOPPED, s->at, s->at, NULL);
        while (s->text[s->at] == ' ')
            s->at++;
        if (!at_end_of_row(r)) {
            for (int c = 0; c < COLUMNS; c++)
                empty(&r->cells[c]);
            if (!read_cells(r))
                return false;
            bool vertex = r->cells[COLUMN_TO].text.count == 0;
            if (!(vertex ? make_vertex(r) : make_edge(r)))
                return false;
        }
        end_row(r);
    }
    return true;
}

bool
edge_list_read(GraphScan *s)
{
    TableReader r = {.s = s};
    bool ok = read_head(&r) && read_rows(&r);
    for (int c = 0; c < COLUMNS; c++)
        sink_clear(&r.cells[c].text);
    sink_clear(&r.other.text);
    array_clear(&r.columns);
    return ok;
}

/* ---- writing ---- */

static bool
allows(Name name)
{
    return !graph_name_is_odd(name);
}

static void
put_cell(Sink *out, Name text)
{
    size_t n = strlen(text);
    if (strpbrk(text, ",;\"") || text[0] == ' ' || text[n - 1] == ' ')
        graph_put_quoted(out, text, '"', "\"", '"');
    else
        sink_put(out, text);
}

/* Arrows are written first, then those with two heads, then lines. */
static int
kind_of(const GraphEdge *e)
{
    return e->line ? 2 : e->both;
}

/* Do the edges alone name all vertices in their order? */
static bool
is_ordered(const CausalGraph *g)
{
    uint32_t next = 0;
    for (int kind = 0; kind < 3; kind++)
        for (size_t i = 0; i < g->edges.count; i++) {
            const GraphEdge *e = &g->edges.at[i];
            if (kind_of(e) != kind)
                continue;
            if (e->from > next)
                return false;
            next += e->from == next;
            if (e->to > next)
                return false;
            next += e->to == next;
        }
    return next == g->vertices.count;
}

/* Is there anything but arrows? */
static bool
has_kinds(const CausalGraph *g)
{
    for (size_t i = 0; i < g->vertices.count; i++)
        if (g->vertices.at[i].roles & VERTEX_LATENT)
            return true;
    for (size_t i = 0; i < g->edges.count; i++)
        if (kind_of(&g->edges.at[i]))
            return true;
    return false;
}

static void
write_vertices(const CausalGraph *g, bool kinds, Sink *out)
{
    for (size_t i = 0; i < g->vertices.count; i++) {
        const GraphVertex *v = &g->vertices.at[i];
        put_cell(out, v->name);
        sink_put(out, !kinds ? ",\n" : v->roles & VERTEX_LATENT ? ",,latent\n" : ",,\n");
    }
}

bool
edge_list_write(GraphOutput *o)
{
    const CausalGraph *g = o->graph;
    bool kinds = has_kinds(g), latent = false;
    if (!graph_names_allowed(o, allows))
        return false;
    for (size_t i = 0; i < g->vertices.count; i++)
        latent = latent || (g->vertices.at[i].roles & VERTEX_LATENT);
    sink_put(o->out, kinds ? "from,to,kind\n" : "from,to\n");
    if (latent || !is_ordered(g))
        write_vertices(g, kinds, o->out);
    for (int kind = 0; kind < 3; kind++)
        for (size_t i = 0; i < g->edges.count; i++) {
            static const char *const signs[] = {",->\n", ",<->\n", ",--\n"};
            const GraphEdge *e = &g->edges.at[i];
            if (kind_of(e) != kind)
                continue;
            put_cell(o->out, g->vertices.at[e->from].name);
            sink_put(o->out, ",");
            put_cell(o->out, g->vertices.at[e->to].name);
            sink_put(o->out, kinds ? signs[kind] : "\n");
        }
    return true;
}
