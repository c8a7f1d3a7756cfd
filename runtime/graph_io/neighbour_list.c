/* neighbour_list.c -- graphs in the old text of dagitty; see neighbour_list.h.
 *
 * All is read as dagitty's own GraphParser reads it, but that what it passes over in silence is
 * refused: words of a list that are no variable, and a role that there is not. */
#include "graph_io/neighbour_list.h"

#include "base/utf8.h"
#include "data/texts.h"

typedef struct ListReader {
    GraphScan *s;
    Texts names;            /* the code of each is its vertex */
    Sink name;              /* that is being read */
    ARRAY(GraphEdge) edges; /* of the lists */
    Map arrows;             /* (from, to) -> 1 + the edge; 0: it has two heads by now */
} ListReader;

/* Bytes of a text. */
typedef struct Stretch {
    uint32_t start, end;
} Stretch;

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The line from `at` on, without the blanks at its ends; *at is behind it. */
static Stretch
next_line(const GraphScan *s, uint32_t *at)
{
    Stretch line = {*at, *at};
    while (line.end < s->count && s->text[line.end] != '\n')
        line.end++;
    *at = line.end + (line.end < s->count);
    while (line.start < line.end && is_space(s->text[line.start]))
        line.start++;
    while (line.end > line.start && is_space(s->text[line.end - 1]))
        line.end--;
    return line;
}

/* Past the first word of what is left of a text; false: there is none. */
static bool
next_word(const GraphScan *s, Stretch *rest, Stretch *word)
{
    while (rest->start < rest->end && is_space(s->text[rest->start]))
        rest->start++;
    *word = (Stretch){rest->start, rest->start};
    while (word->end < rest->end && !is_space(s->text[word->end]))
        word->end++;
    rest->start = word->end;
    return word->start < word->end;
}

/* The last word, which is taken away. */
static Stretch
last_word(const GraphScan *s, Stretch *rest)
{
    Stretch word = {rest->end, rest->end};
    while (word.start > rest->start && !is_space(s->text[word.start - 1]))
        word.start--;
    rest->end = word.start;
    while (rest->end > rest->start && is_space(s->text[rest->end - 1]))
        rest->end--;
    return word;
}

/* ---- which text it is ---- */

/* Where the lists begin; 0: there is no empty line behind the variables. */
static uint32_t
find_lists(const GraphScan *s)
{
    bool variables = false;
    for (uint32_t at = s->at; at < s->count;) {
        Stretch line = next_line(s, &at);
        if (line.start < line.end)
            variables = true;
        else if (variables)
            return at;
    }
    return 0;
}

bool
neighbour_list_is(const GraphScan *s)
{
    static const char *const edges[] = {"{", "->", "<-", "--", "@-@"};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (strstr(s->text + s->at, edges[i]))
            return false;
    uint32_t at = find_lists(s);
    while (at && at < s->count && is_space(s->text[at]))
        at++;
    return at && at < s->count;
}

/* ---- names ---- */

/* -1: it is no digit of base 16. */
static int
digit_value(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *digit = c ? strchr(digits, c) : NULL;
    if (!digit)
        return -1;
    return (int)(digit - digits) - (digit - digits > 15 ? 6 : 0);
}

/* The word behind what the name has already, with a blank between. */
static bool
add_word(ListReader *r, Stretch word)
{
    const char *text = r->s->text;
    if (r->name.count)
        sink_put(&r->name, " ");
    for (uint32_t i = word.start; i < word.end; i++) {
        char c = text[i];
        if (c == '%') {
            int high = i + 2 < word.end ? digit_value(text[i + 1]) : -1;
            int low = high >= 0 ? digit_value(text[i + 2]) : -1;
            if (low < 0 || 16 * high + low < ' ' || 16 * high + low == 0x7f)
                return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, i, i + 1,
                                         "`%25`, or `%` and the two digits of a byte");
            c = (char)(16 * high + low);
            i += 2;
        }
        sink_add(&r->name, &c, 1);
    }
    return true;
}

static void
begin_name(ListReader *r)
{
    r->name.count = 0;
    *sink_reserve(&r->name, 0) = '\0';
}

/* ---- variables ---- */

static bool
read_roles(ListReader *r, Stretch word, uint32_t vertex)
{
    static const char letters[] = "EOAU";
    static const unsigned roles[] = {VERTEX_EXPOSURE, VERTEX_OUTCOME, VERTEX_ADJUSTED,
                                     VERTEX_LATENT};
    GraphScan *s = r->s;
    bool weight = word.end - word.start != 1 || s->text[word.start] != '1';
    for (uint32_t i = word.start; i < word.end; i++) {
        const char *letter = strchr(letters, s->text[i]);
        if (letter)
            s->graph->vertices.at[vertex].roles |= roles[letter - letters];
        else if (!strchr("0123456789.-", s->text[i]))
            return graph_scan_refuse(s, GRAPH_UNEXPECTED, word.start, word.end,
                                     "a weight, as 1, or one of the roles E, O, A, U");
        weight = weight && !letter;
    }
    if (weight)
        causal_graph_add_unkept(s->graph, names_add_text(s->names, "weight"));
    return true;
}

/* The words of the line are one name. */
static bool
read_name(ListReader *r, Stretch line, uint32_t *vertex)
{
    GraphScan *s = r->s;
    Name name;
    uint32_t code;
    begin_name(r);
    for (Stretch rest = line, word; next_word(s, &rest, &word);)
        if (!add_word(r, word))
            return false;
    const char *text = sink_text(&r->name);
    if (!utf8_is_text(text, r->name.count))
        return graph_scan_refuse(s, GRAPH_BAD_BYTE, line.start, line.end, NULL);
    if (!graph_scan_name(s, text, r->name.count, line.start, line.end, &name))
        return false;
    if (texts_find(&r->names, text, r->name.count, &code)) {
        s->mistake->name = name;
        return graph_scan_refuse(s, GRAPH_VERTEX_TWICE, line.start, line.end, NULL);
    }
    texts_add(&r->names, text, r->name.count);
    return graph_scan_vertex(s, name, line.start, line.end, vertex);
}

/* NAME, NAME ROLES or NAME ROLES @x,y. */
static bool
read_variable(ListReader *r, Stretch line)
{
    Stretch rest = line, roles = {0, 0}, word = last_word(r->s, &rest);
    uint32_t vertex;
    bool alone = rest.start == rest.end;
    if (alone)
        return read_name(r, word, &vertex);
    if (r->s->text[word.start] == '@') {
        causal_graph_add_unkept(r->s->graph, names_add_text(r->s->names, "pos"));
        word = last_word(r->s, &rest);
    }
    roles = word;
    if (rest.start == rest.end)
        return graph_scan_refuse(r->s, GRAPH_UNEXPECTED, line.start, line.end,
                                 "a name, a weight or roles, and a place");
    return read_name(r, rest, &vertex) && read_roles(r, roles, vertex);
}

/* ---- lists ---- */

/* As few words as make the name of a variable. */
static bool
find_variable(ListReader *r, Stretch *rest, Stretch *where, uint32_t *vertex)
{
    GraphScan *s = r->s;
    begin_name(r);
    *where = (Stretch){rest->end, rest->end};
    for (Stretch word; next_word(s, rest, &word);) {
        if (!add_word(r, word))
            return false;
        if (where->start > word.start)
            where->start = word.start;
        where->end = word.end;
        if (texts_find(&r->names, sink_text(&r->name), r->name.count, vertex))
            return true;
        if (r->name.count > NAME_MOST)
            break;
    }
    s->mistake->name = names_add(s->names, sink_text(&r->name),
                                 r->name.count < NAME_MOST ? r->name.count : NAME_MOST);
    return graph_scan_refuse(s, GRAPH_NO_VERTEX, where->start, where->end, NULL);
}

static uint64_t
arrow_key(uint32_t from, uint32_t to)
{
    return (uint64_t)from << 32 | to;
}

static bool
may_grow(ListReader *r, uint32_t at)
{
    enum { FEW = 1024, EDGE_BYTES = 96 };
    uint64_t count = r->edges.count;
    bool ok = budget_step(r->s->budget, 1);
    if (ok && count >= FEW && (count & (count - 1)) == 0)
        ok = budget_allows(r->s->budget, 2 * count * EDGE_BYTES);
    return ok || graph_scan_refuse(r->s, GRAPH_STOPPED, at, at, NULL);
}

/* An arrow against one that is there already makes that one two-headed. */
static bool
add_arrow(ListReader *r, const GraphEdge *e)
{
    uint64_t there;
    if (!may_grow(r, e->start))
        return false;
    if (e->from != e->to && map_find(&r->arrows, arrow_key(e->to, e->from), &there) && there) {
        r->edges.at[there - 1].both = true;
        map_set_at(&r->arrows, arrow_key(e->to, e->from), 0);
        return true;
    }
    if (map_find(&r->arrows, arrow_key(e->from, e->to), &there) && there)
        return true;
    array_push(&r->edges, *e);
    map_set_at(&r->arrows, arrow_key(e->from, e->to), r->edges.count);
    return true;
}

static bool
read_list(ListReader *r, Stretch line)
{
    GraphScan *s = r->s;
    Stretch rest = line, first, where;
    uint32_t from, to;
    bool placed = true; /* of an edge, where it is drawn may stand behind it */
    if (!find_variable(r, &rest, &first, &from))
        return false;
    for (Stretch after = rest, word; next_word(s, &after, &word); after = rest) {
        if (s->text[word.start] == '@' && !placed) {
            causal_graph_add_unkept(s->graph, names_add_text(s->names, "pos"));
            placed = true;
            rest = after;
            continue;
        }
        if (!find_variable(r, &rest, &where, &to))
            return false;
        GraphEdge e = {from, to, false, first.start, where.end, false};
        if (!add_arrow(r, &e))
            return false;
        placed = false;
    }
    return true;
}

static bool
read_lists(ListReader *r)
{
    GraphScan *s = r->s;
    bool ok = true;
    while (ok && s->at < s->count) {
        Stretch line = next_line(s, &s->at);
        ok = line.start == line.end || read_list(r, line);
    }
    for (size_t i = 0; ok && i < r->edges.count; i++)
        ok = causal_graph_add_edge(s->graph, s->mistake, s->budget, &r->edges.at[i]);
    return ok;
}

/* ---- matrices ---- */

static bool
is_matrix(const GraphScan *s)
{
    for (uint32_t i = s->at; i < s->count; i++)
        if (!is_space(s->text[i]) && s->text[i] != '0' && s->text[i] != '1')
            return false;
    return true;
}

static bool
read_matrix(ListReader *r)
{
    GraphScan *s = r->s;
    uint64_t count = s->graph->vertices.count, cells = 0;
    Stretch rest = {s->at, s->count};
    for (Stretch word; next_word(s, &rest, &word); cells++) {
        GraphEdge e = {(uint32_t)(cells / count), (uint32_t)(cells % count), false, word.start,
                       word.end, false};
        bool arrow = memchr(s->text + word.start, '1', word.end - word.start);
        if (!budget_step(s->budget, 1))
            return graph_scan_refuse(s, GRAPH_STOPPED, word.start, word.start, NULL);
        if (cells < count * count && arrow &&
            !causal_graph_add_edge(s->graph, s->mistake, s->budget, &e))
            return false;
    }
    return cells == count * count ||
           graph_scan_refuse(s, GRAPH_UNEXPECTED, s->at, s->count,
                             "a matrix with a row and a column for each variable");
}

/* ---- the whole ---- */

bool
neighbour_list_read(GraphScan *s)
{
    ListReader r = {.s = s};
    uint32_t lists = find_lists(s);
    bool ok = true;
    while (ok && s->at < lists) {
        Stretch line = next_line(s, &s->at);
        ok = line.start == line.end || read_variable(&r, line);
    }
    if (ok)
        ok = is_matrix(s) ? read_matrix(&r) : read_lists(&r);
    texts_clear(&r.names);
    sink_clear(&r.name);
    array_clear(&r.edges);
    map_clear(&r.arrows);
    return ok;
}
