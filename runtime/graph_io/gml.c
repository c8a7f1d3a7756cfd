/* gml.c -- the reader of graphs in GML; see gml.h.
 *
 * An edge may stand before its vertices, so both are gathered first, and joined at the end. */
#include "graph_io/gml.h"

#include <stdlib.h>
#include <strings.h>

enum { DEPTH_MAX = 1000 };

typedef struct GmlNode {
    Name id, label; /* NULL: there is none */
    unsigned roles;
    uint32_t start, end;
} GmlNode;

typedef struct GmlEdge {
    Name ends[2]; /* source, target */
    bool both, back, undirected;
    uint32_t start, end;
} GmlEdge;

typedef struct GmlReader {
    GraphScan *s;
    ARRAY(GmlNode) nodes;
    ARRAY(GmlEdge) edges;
    bool directed, found;
    uint32_t graph_start, graph_end; /* of the word `graph` */
    Sink text;                       /* of the value that was read last */
} GmlReader;

/* ---- words ---- */

static bool
refuse(GmlReader *r, const char *wanted)
{
    uint32_t at = r->s->at, end = at < r->s->count ? at + 1 : at;
    return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, at, end, wanted);
}

static bool
skip_blanks(GmlReader *r)
{
    if (!budget_step(r->s->budget, 1))
        return graph_scan_refuse(r->s, GRAPH_STOPPED, r->s->at, r->s->at, NULL);
    return graph_scan_blanks(r->s, COMMENT_HASH | BLANK_LINE);
}

static bool
is_at(const GmlReader *r, char c)
{
    return r->s->at < r->s->count && r->s->text[r->s->at] == c;
}

/* The next key, which is left in the text. */
static bool
read_key(GmlReader *r)
{
    uint32_t end = graph_scan_word(r->s, r->s->at, "");
    if (end == r->s->at)
        return refuse(r, "a word, or `]`");
    r->text.count = 0;
    sink_add(&r->text, r->s->text + r->s->at, end - r->s->at);
    r->s->at = end;
    return true;
}

/* ---- texts ---- */

static void
put_character(Sink *out, unsigned long point)
{
    char c[4];
    size_t n = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (n == 1)
        c[0] = (char)point;
    for (size_t i = n; n > 1 && i-- > 1; point >>= 6)
        c[i] = (char)(0x80 | (point & 0x3f));
    if (n > 1)
        c[0] = (char)((0xf00 >> n & 0xff) | point);
    sink_add(out, c, n);
}

/* &#65; and &#x41; are characters; how many bytes it takes, 0: it is none. */
static uint32_t
read_number(const char *p, Sink *out)
{
    bool hex = p[2] == 'x' || p[2] == 'X';
    const char *digits = p + 2 + hex;
    size_t n = strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789");
    if (n == 0 || n > 7 || digits[n] != ';')
        return 0;
    unsigned long point = strtoul(digits, NULL, hex ? 16 : 10);
    if (point == 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        return 0;
    put_character(out, point);
    return (uint32_t)(digits - p + (long)n) + 1;
}

/* What stands at `&` goes into the text; an `&` that begins no character is itself. */
static uint32_t
read_entity(const char *p, Sink *out)
{
    static const struct {
        const char *text;
        char is;
    } entities[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'},
                    {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (strncmp(p, entities[i].text, strlen(entities[i].text)) == 0) {
            sink_fill(out, entities[i].is, 1);
            return (uint32_t)strlen(entities[i].text);
        }
    uint32_t length = p[1] == '#' ? read_number(p, out) : 0;
    if (length)
        return length;
    sink_put(out, "&");
    return 1;
}

static bool
read_string(GmlReader *r)
{
    GraphScan *s = r->s;
    uint32_t start = s->at, at = start + 1;
    while (at < s->count && s->text[at] != '"') {
        uint32_t n = 1;
        if (s->text[at] == '&')
            n = read_entity(s->text + at, &r->text);
        else
            sink_add(&r->text, s->text + at, 1);
        at += n;
    }
    if (at == s->count)
        return graph_scan_refuse(s, GRAPH_NOT_CLOSED, start, start + 1, "quote");
    s->at = at + 1;
    return true;
}

/* ---- values ---- */

static bool skip_list(GmlReader *r, uint32_t depth);

/* A number or a text, whose text is left; or a list, of which nothing is. */
static bool
read_value(GmlReader *r, uint32_t depth)
{
    if (!skip_blanks(r))
        return false;
    r->text.count = 0;
    *sink_reserve(&r->text, 0) = '\0';
    if (is_at(r, '['))
        return skip_list(r, depth + 1);
    if (is_at(r, '"'))
        return read_string(r);
    uint32_t end = graph_scan_word(r->s, r->s->at, "+-.");
    if (end == r->s->at)
        return refuse(r, "a number, a text in quotes, or `[`");
    sink_add(&r->text, r->s->text + r->s->at, end - r->s->at);
    r->s->at = end;
    return true;
}

/* One pair of a list is looked at; the key is in r->text, and the value stands at r->s->at. */
typedef bool Pair(GmlReader *r, void *of, uint32_t depth);

/* From `[` to past `]`. */
static bool
read_list(GmlReader *r, Pair *pair, void *of, uint32_t depth)
{
    GraphScan *s = r->s;
    uint32_t open = s->at;
    if (depth > DEPTH_MAX)
        return graph_scan_refuse(s, GRAPH_DEEP, open, open + 1, NULL);
    s->at++;
    for (;;) {
        if (!skip_blanks(r))
            return false;
        if (s->at == s->count)
            return graph_scan_refuse(s, GRAPH_NOT_CLOSED, open, open + 1, "`[`");
        if (is_at(r, ']'))
            break;
        if (!read_key(r) || !pair(r, of, depth))
            return false;
    }
    s->at++;
    return true;
}

static bool
skip_pair(GmlReader *r, void *of, uint32_t depth)
{
    (void)of;
    return read_value(r, depth);
}

static bool
skip_list(GmlReader *r, uint32_t depth)
{
    return read_list(r, skip_pair, NULL, depth);
}

static Name
kept(GmlReader *r)
{
    return names_add(r->s->names, sink_text(&r->text), r->text.count);
}

/* ---- nodes and edges ---- */

static bool
is_yes(const char *value)
{
    return strcmp(value, "1") == 0 || strcasecmp(value, "true") == 0 ||
           strcasecmp(value, "yes") == 0;
}

static bool
read_node_pair(GmlReader *r, void *of, uint32_t depth)
{
    GmlNode *node = of;
    Name key = kept(r);
    uint32_t start = r->s->at;
    unsigned role;
    if (!read_value(r, depth))
        return false;
    if (strcmp(key, "id") == 0)
        node->id = kept(r);
    else if (strcmp(key, "label") == 0)
        return graph_scan_name(r->s, sink_text(&r->text), r->text.count, start, r->s->at,
                               &node->label);
    else if (graph_role(key, sink_text(&r->text), &role))
        node->roles |= role;
    else
        causal_graph_add_unkept(r->s->graph, key);
    return true;
}

static bool
read_edge_pair(GmlReader *r, void *of, uint32_t depth)
{
    GmlEdge *edge = of;
    Name key = kept(r);
    if (!read_value(r, depth))
        return false;
    const char *value = sink_text(&r->text);
    if (strcmp(key, "source") == 0)
        edge->ends[0] = kept(r);
    else if (strcmp(key, "target") == 0)
        edge->ends[1] = kept(r);
    else if (strcmp(key, "bidirected") == 0)
        edge->both = edge->both || is_yes(value);
    else if (strcmp(key, "dir") == 0) {
        edge->both = edge->both || strcasecmp(value, "both") == 0;
        edge->back = strcasecmp(value, "back") == 0;
        edge->undirected = strcasecmp(value, "none") == 0;
    } else
        causal_graph_add_unkept(r->s->graph, key);
    return true;
}

static bool
wants_list(GmlReader *r)
{
    return skip_blanks(r) && (is_at(r, '[') || refuse(r, "`[`"));
}

static bool
read_node(GmlReader *r, uint32_t start, uint32_t depth)
{
    GmlNode node = {.start = start};
    if (!wants_list(r) || !read_list(r, read_node_pair, &node, depth + 1))
        return false;
    node.end = r->s->at;
    if (!node.id)
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, start, node.end, "a node with an id");
    array_push(&r->nodes, node);
    return true;
}

static bool
read_edge(GmlReader *r, uint32_t start, uint32_t depth)
{
    GmlEdge edge = {.start = start};
    if (!wants_list(r) || !read_list(r, read_edge_pair, &edge, depth + 1))
        return false;
    edge.end = r->s->at;
    if (!edge.ends[0] || !edge.ends[1])
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, start, edge.end,
                                 "an edge with a source and a target");
    array_push(&r->edges, edge);
    return true;
}

static bool
read_graph_pair(GmlReader *r, void *of, uint32_t depth)
{
    (void)of;
    Name key = kept(r);
    uint32_t start = r->s->at - (uint32_t)strlen(key);
    if (strcasecmp(key, "node") == 0)
        return read_node(r, start, depth);
    if (strcasecmp(key, "edge") == 0)
        return read_edge(r, start, depth);
    if (!read_value(r, depth))
        return false;
    if (strcasecmp(key, "directed") == 0)
        r->directed = is_yes(sink_text(&r->text));
    else
        causal_graph_add_unkept(r->s->graph, key);
    return true;
}

/* ---- the whole ---- */

/* Pairs up to the end of the text, one of which is the graph. */
static bool
read_pairs(GmlReader *r)
{
    GraphScan *s = r->s;
    for (;;) {
        if (!skip_blanks(r))
            return false;
        if (s->at == s->count)
            return r->found || refuse(r, "`graph [`");
        uint32_t start = s->at;
        if (!read_key(r))
            return false;
        Name key = kept(r);
        bool graph = strcasecmp(key, "graph") == 0;
        if (graph && r->found)
            return graph_scan_refuse(s, GRAPH_UNEXPECTED, start, s->at, "only one graph");
        r->found = r->found || graph;
        if (graph) {
            r->graph_start = start, r->graph_end = s->at;
            if (!wants_list(r) || !read_list(r, read_graph_pair, NULL, 1))
                return false;
        } else if (!read_value(r, 0)) {
            return false;
        }
    }
}

static bool
join_nodes(GmlReader *r, Map *vertex_of)
{
    GraphScan *s = r->s;
    for (size_t i = 0; i < r->nodes.count; i++) {
        const GmlNode *node = &r->nodes.at[i];
        Name name = node->label ? node->label : node->id;
        size_t before = s->graph->vertices.count;
        uint32_t v;
        if (!graph_scan_name(s, name, strlen(name), node->start, node->end, &name) ||
            !graph_scan_vertex(s, name, node->start, node->end, &v))
            return false;
        s->mistake->name = map_find(vertex_of, map_key(node->id), NULL) ? node->id : name;
        if (s->graph->vertices.count == before || map_find(vertex_of, map_key(node->id), NULL))
            return graph_scan_refuse(s, GRAPH_VERTEX_TWICE, node->start, node->end, NULL);
        map_set_at(vertex_of, map_key(node->id), v);
        s->graph->vertices.at[v].roles = node->roles;
    }
    return true;
}

static bool
join_edges(GmlReader *r, const Map *vertex_of)
{
    GraphScan *s = r->s;
    for (size_t i = 0; i < r->edges.count; i++) {
        const GmlEdge *edge = &r->edges.at[i];
        uint64_t ends[2];
        for (int k = 0; k < 2; k++)
            if (!map_find(vertex_of, map_key(edge->ends[k]), &ends[k])) {
                s->mistake->name = edge->ends[k];
                return graph_scan_refuse(s, GRAPH_NO_VERTEX, edge->start, edge->end, NULL);
            }
        GraphEdge e = {(uint32_t)ends[edge->back], (uint32_t)ends[!edge->back], edge->both,
                       edge->start, edge->end, edge->undirected};
        if (!causal_graph_add_edge(s->graph, s->mistake, s->budget, &e))
            return false;
    }
    return true;
}

bool
gml_read(GraphScan *s)
{
    GmlReader r = {.s = s};
    Map vertex_of = {0};
    bool ok = read_pairs(&r);
    if (ok && r.edges.count && !r.directed)
        ok = graph_scan_refuse(s, GRAPH_UNDIRECTED, r.graph_start, r.graph_end, NULL);
    ok = ok && join_nodes(&r, &vertex_of) && join_edges(&r, &vertex_of);
    map_clear(&vertex_of);
    array_clear(&r.nodes);
    array_clear(&r.edges);
    sink_clear(&r.text);
    return ok;
}
