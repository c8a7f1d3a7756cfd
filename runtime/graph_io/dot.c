/* dot.c -- the grammar that dagitty's and Graphviz' texts share; see dot.h.
 *
 * A chain A -> {B C} -> D is read whole before its edges are made, since attributes behind it count
 * for all of them.  The vertices of its operands stand on one stack; an operand is a stretch of it.
 */
#include "graph_io/dot.h"

#include "graph_io/dot_token.h"
#include "graph_io/neighbour_list.h"

#include <strings.h>

enum { DEPTH_MAX = 1000 };

/* Which way an edge goes, as its sign or its `dir` says. */
typedef enum Way { WAY_FORTH, WAY_BACK, WAY_BOTH, WAY_NONE, WAY_CIRCLE, WAY_UNSAID } Way;

/* A vertex or a group in a chain, and the edge before it. */
typedef struct Operand {
    Way way;
    size_t first, past; /* of the stack */
    uint32_t start, end;
} Operand;

typedef struct DotReader {
    DotLexer lexer;
    ARRAY(uint32_t) stack;    /* vertices of the chains that are being read */
    ARRAY(Operand) operands;  /* of these chains */
    ARRAY(uint32_t) stamps;   /* of each vertex, the last group that it was seen in */
    uint32_t groups, depth;
    bool lines; /* A -- B is an arrow either way: in a pdag, and in Graphviz */
} DotReader;

/* What stands in brackets. */
typedef struct Attributes {
    unsigned roles;
    Way way;
} Attributes;

static bool
refuse_token(DotReader *r, const char *wanted)
{
    const DotToken *t = &r->lexer.token;
    r->lexer.s->mistake->unquoted = t->kind == DOT_MARK && !strchr("{}[],", t->mark);
    return graph_scan_refuse(r->lexer.s, GRAPH_UNEXPECTED, t->start, t->end, wanted);
}

static bool
next(DotReader *r)
{
    return dot_lexer_next(&r->lexer);
}

static bool
is_mark(const DotReader *r, char mark)
{
    return dot_token_is_mark(&r->lexer, mark);
}

static bool
is_word(const DotReader *r)
{
    return r->lexer.token.kind == DOT_WORD;
}

/* ---- attributes ---- */

static Way
read_direction(const char *value)
{
    static const struct {
        const char *word;
        Way way;
    } ways[] = {{"forward", WAY_FORTH}, {"back", WAY_BACK}, {"both", WAY_BOTH}, {"none", WAY_NONE}};
    for (size_t i = 0; value && i < sizeof ways / sizeof *ways; i++)
        if (strcasecmp(value, ways[i].word) == 0)
            return ways[i].way;
    return WAY_UNSAID;
}

/* One attribute, with what stands behind its `=`. */
static void
note(DotReader *r, Attributes *a, Name attribute, const char *value)
{
    unsigned role;
    Way way = strcmp(attribute, "dir") == 0 ? read_direction(value) : WAY_UNSAID;
    if (way != WAY_UNSAID)
        a->way = way;
    else if (graph_role(attribute, value, &role))
        a->roles |= role;
    else
        causal_graph_add_unkept(r->lexer.s->graph, attribute);
}

static bool
read_attribute(DotReader *r, Attributes *a)
{
    Name attribute;
    if (!dot_token_name(&r->lexer, &attribute) || !next(r))
        return false;
    if (!is_mark(r, '=')) {
        note(r, a, attribute, NULL);
        return true;
    }
    if (!next(r))
        return false;
    if (!is_word(r))
        return refuse_token(r, "the value of this attribute");
    note(r, a, attribute, sink_text(&r->lexer.text));
    return next(r);
}

/* From `[` to past the last `]`; nothing where there is no `[`. */
static bool
read_attributes(DotReader *r, Attributes *a)
{
    while (is_mark(r, '[')) {
        uint32_t open = r->lexer.token.start;
        if (!next(r))
            return false;
        while (!is_mark(r, ']')) {
            if (r->lexer.token.kind == DOT_END)
                return graph_scan_refuse(r->lexer.s, GRAPH_NOT_CLOSED, open, open + 1, "`[`");
            bool ok = is_mark(r, ',') ? next(r) : is_word(r) ? read_attribute(r, a)
                                                             : refuse_token(r, "`]`");
            if (!ok)
                return false;
        }
        if (!next(r))
            return false;
    }
    return true;
}

/* ---- edges ---- */

static Way
way_of(const DotReader *r)
{
    const char *sign = r->lexer.s->text + r->lexer.token.start;
    uint32_t length = r->lexer.token.end - r->lexer.token.start;
    if (memchr(sign, '@', length))
        return WAY_CIRCLE;
    if (length == 3)
        return WAY_BOTH;
    return sign[0] == '<' ? WAY_BACK : sign[1] == '>' ? WAY_FORTH : WAY_NONE;
}

/* Tetrad's circles: `X o-> Y` or `X <-o Y`, where an `o` stands close to the sign, and between two
 * words on one line. */
static bool
is_circle(const DotReader *r)
{
    const DotToken *t = &r->lexer.token;
    const char *text = r->lexer.s->text;
    char after = text[t->end];
    bool left = after == '-' || (after == '<' && text[t->end + 1] == '-');
    bool right = t->start > 0 && text[t->start - 1] == '-' && (after == ' ' || after == '\t');
    return is_word(r) && t->bare && !t->apart && dot_token_is(&r->lexer, "o") && (left || right);
}

static bool
refuse_edge(DotReader *r, const Operand *a, const Operand *b, Way way)
{
    const char *why = way == WAY_CIRCLE ? "a circle" : "no direction";
    return graph_scan_refuse(r->lexer.s, GRAPH_EDGE, a->start, b->end, why);
}

/* The circle is looked at, in a chain that begins with this operand. */
static bool
refuse_circle(DotReader *r, size_t operand)
{
    return graph_scan_refuse(r->lexer.s, GRAPH_EDGE, r->operands.at[operand].start,
                             r->lexer.token.end, "a circle");
}

static bool
make_edges(DotReader *r, const Operand *a, const Operand *b, Way way)
{
    GraphScan *s = r->lexer.s;
    bool back = way == WAY_BACK;
    if (way == WAY_CIRCLE || (way == WAY_NONE && !r->lines))
        return refuse_edge(r, a, b, way);
    for (size_t i = a->first; i < a->past; i++)
        for (size_t k = b->first; k < b->past; k++) {
            uint32_t u = r->stack.at[i], v = r->stack.at[k];
            GraphEdge e = {back ? v : u, back ? u : v, way == WAY_BOTH, a->start, b->end,
                           way == WAY_NONE};
            if (!causal_graph_add_edge(s->graph, s->mistake, s->budget, &e))
                return false;
        }
    return true;
}

/* The edges of a chain, whose operands stand from `first` on.  `dir` counts for arrows, as they are
 * drawn; `<-` and `<->`, which Graphviz does not have, say it by themselves. */
static bool
make_chain(DotReader *r, size_t first, Way dir)
{
    for (size_t i = first + 1; i < r->operands.count; i++) {
        Operand a = r->operands.at[i - 1], b = r->operands.at[i];
        Way way = dir != WAY_UNSAID && b.way == WAY_FORTH ? dir : b.way;
        if (!make_edges(r, &a, &b, way))
            return false;
    }
    return true;
}

/* ---- operands ---- */

static bool read_statements(DotReader *r, Way dir, bool whole);

/* A port is where an edge is drawn, not what it is. */
static bool
skip_ports(DotReader *r)
{
    while (is_mark(r, ':')) {
        if (!next(r))
            return false;
        if (!is_word(r))
            return refuse_token(r, "a port");
        if (!next(r))
            return false;
    }
    return true;
}

static bool
read_vertex(DotReader *r, Operand *to)
{
    Name name;
    uint32_t v;
    const DotToken *t = &r->lexer.token;
    if (!dot_token_name(&r->lexer, &name) ||
        !graph_scan_vertex(r->lexer.s, name, t->start, t->end, &v))
        return false;
    to->end = t->end;
    array_push(&r->stack, v);
    return next(r) && skip_ports(r);
}

/* The vertices from `first` on, each once. */
static void
single_out(DotReader *r, size_t first)
{
    size_t count = r->lexer.s->graph->vertices.count, kept = first;
    array_add_zeroed(&r->stamps, count - r->stamps.count);
    r->groups++;
    for (size_t i = first; i < r->stack.count; i++) {
        uint32_t v = r->stack.at[i];
        if (r->stamps.at[v] == r->groups)
            continue;
        r->stamps.at[v] = r->groups;
        r->stack.at[kept++] = v;
    }
    r->stack.count = kept;
}

static bool
read_group(DotReader *r, Operand *to, Way dir)
{
    uint32_t open = r->lexer.token.start;
    if (++r->depth > DEPTH_MAX)
        return graph_scan_refuse(r->lexer.s, GRAPH_DEEP, open, open + 1, NULL);
    if (!next(r) || !read_statements(r, dir, false))
        return false;
    if (!is_mark(r, '}'))
        return graph_scan_refuse(r->lexer.s, GRAPH_NOT_CLOSED, open, open + 1, "`{`");
    r->depth--;
    to->end = r->lexer.token.end;
    single_out(r, to->first);
    return next(r);
}

/* subgraph NAME { ... }, of which only the group counts. */
static bool
skip_subgraph(DotReader *r)
{
    if (!dot_token_is(&r->lexer, "subgraph"))
        return true;
    if (!next(r))
        return false;
    if (is_word(r) && !next(r))
        return false;
    return is_mark(r, '{') || refuse_token(r, "`{`");
}

static bool
read_operand(DotReader *r, Way way, Way dir)
{
    Operand o = {.way = way, .first = r->stack.count, .start = r->lexer.token.start};
    if (!skip_subgraph(r))
        return false;
    bool ok = is_mark(r, '{') ? read_group(r, &o, dir)
              : is_word(r)    ? read_vertex(r, &o)
                              : refuse_token(r, "a variable, or a group in braces");
    o.past = r->stack.count;
    array_push(&r->operands, o);
    return ok;
}

/* ---- statements ---- */

/* Attributes behind one vertex; a group has none. */
static bool
finish_vertex(DotReader *r, size_t operand)
{
    Operand o = r->operands.at[operand];
    Attributes a = {.way = WAY_UNSAID};
    if (is_mark(r, '[') && o.past - o.first != 1)
        return refuse_token(r, "a variable, or an edge");
    if (!read_attributes(r, &a))
        return false;
    if (o.past - o.first == 1)
        r->lexer.s->graph->vertices.at[r->stack.at[o.first]].roles |= a.roles;
    return true;
}

static bool
read_chain(DotReader *r, Way dir)
{
    size_t first = r->operands.count;
    if (!read_operand(r, WAY_UNSAID, dir))
        return false;
    if (is_circle(r))
        return refuse_circle(r, first);
    if (r->lexer.token.kind != DOT_EDGE) {
        bool ok = finish_vertex(r, first);
        r->operands.count = first;
        return ok;
    }
    while (r->lexer.token.kind == DOT_EDGE) {
        Way way = way_of(r);
        if (!next(r))
            return false;
        if (is_circle(r))
            return refuse_circle(r, first);
        if (!read_operand(r, way, dir))
            return false;
    }
    Attributes a = {.way = dir};
    bool ok = read_attributes(r, &a) && make_chain(r, first, a.way);
    r->operands.count = first;
    return ok;
}

/* The bare words that are no vertices: `node [...]` says how vertices are drawn, `edge [dir=both]`
 * what all edges behind it are. */
static bool
is_default(const DotReader *r)
{
    const GraphScan *s = r->lexer.s;
    uint32_t at = r->lexer.token.end;
    while (s->text[at] == ' ' || s->text[at] == '\t' || s->text[at] == '\n' || s->text[at] == '\r')
        at++;
    return s->text[at] == '[' &&
           (dot_token_is(&r->lexer, "graph") || dot_token_is(&r->lexer, "node") ||
            dot_token_is(&r->lexer, "edge"));
}

static bool
read_default(DotReader *r, Way *dir)
{
    Attributes a = {.way = WAY_UNSAID};
    bool edges = dot_token_is(&r->lexer, "edge");
    bool ok = next(r) && read_attributes(r, &a);
    if (edges && a.way != WAY_UNSAID)
        *dir = a.way;
    return ok;
}

/* `bb="0,0,1,1"`: of the whole graph. */
static bool
is_option(const DotReader *r)
{
    const GraphScan *s = r->lexer.s;
    uint32_t at = r->lexer.token.end;
    while (s->text[at] == ' ' || s->text[at] == '\t' || s->text[at] == '\n' || s->text[at] == '\r')
        at++;
    return is_word(r) && s->text[at] == '=';
}

/* Up to a `}` or the end of the text; whole: the end only. */
static bool
read_statements(DotReader *r, Way dir, bool whole)
{
    while (r->lexer.token.kind != DOT_END && (whole || !is_mark(r, '}'))) {
        Attributes ignored = {.way = WAY_UNSAID};
        bool ok = is_mark(r, ',')   ? next(r)
                  : is_option(r)    ? read_attribute(r, &ignored)
                  : is_default(r)   ? read_default(r, &dir)
                                    : read_chain(r, dir);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- the whole ---- */

/* `dag {`, `digraph "a name" {`: past the brace, and what kind it is; NULL, and back at the
 * beginning, where the text does not begin so. */
static bool
read_head(DotReader *r, const char **kind, uint32_t *open)
{
    static const char *const kinds[] = {"dag", "pdag", "mag", "pag", "digraph", "graph", NULL};
    GraphScan *s = r->lexer.s;
    uint32_t begin = s->at;
    *kind = NULL;
    if (!next(r) || (dot_token_is(&r->lexer, "strict") && !next(r)))
        return false;
    for (size_t i = 0; kinds[i] && !*kind; i++)
        *kind = dot_token_is(&r->lexer, kinds[i]) ? kinds[i] : NULL;
    if (*kind && (!next(r) || (is_word(r) && !next(r))))
        return false;
    if (*kind && is_mark(r, '{')) {
        *open = r->lexer.token.start;
        return next(r);
    }
    if (r->lexer.graphviz)
        return refuse_token(r, *kind ? "`{`" : "`digraph`");
    *kind = NULL;
    s->at = begin;
    return next(r);
}

static bool
read_graph(DotReader *r)
{
    GraphScan *s = r->lexer.s;
    const char *kind;
    uint32_t open = 0;
    if (!read_head(r, &kind, &open))
        return false;
    if (!kind) {
        bool ok = read_statements(r, WAY_UNSAID, true);
        bool bare = ok && s->graph->vertices.count && !s->graph->edges.count &&
                    !memchr(s->text, '{', s->count);
        return bare ? graph_scan_refuse(s, GRAPH_BARE, 0, s->count, NULL) : ok;
    }
    r->lines = r->lexer.graphviz || strcmp(kind, "pdag") == 0;
    s->graph->ancestral = strcmp(kind, "mag") == 0 || strcmp(kind, "pag") == 0;
    if (!read_statements(r, WAY_UNSAID, false))
        return false;
    if (!is_mark(r, '}'))
        return graph_scan_refuse(s, GRAPH_NOT_CLOSED, open, open + 1, "`{`");
    if (!next(r))
        return false;
    return r->lexer.token.kind == DOT_END || refuse_token(r, "the end of the text");
}

static bool
read_text(GraphScan *s, bool graphviz)
{
    DotReader r = {.lexer = {.s = s, .graphviz = graphviz}};
    bool ok = read_graph(&r);
    dot_lexer_clear(&r.lexer);
    array_clear(&r.stack);
    array_clear(&r.operands);
    array_clear(&r.stamps);
    return ok;
}

bool
dagitty_read(GraphScan *s)
{
    return neighbour_list_is(s) ? neighbour_list_read(s) : read_text(s, false);
}

bool
dot_read(GraphScan *s)
{
    return read_text(s, true);
}
