/* dot_token.c -- the words of dagitty's and Graphviz' texts; see dot_token.h. */
#include "graph_io/dot_token.h"

#include <strings.h>

void
dot_lexer_clear(DotLexer *l)
{
    sink_clear(&l->text);
}

static bool
take(DotLexer *l, DotKind kind, uint32_t length)
{
    l->token.kind = kind;
    l->s->at += length;
    l->token.end = l->s->at;
    return true;
}

/* ---- texts in quotes ---- */

/* What the backslash at p stands for goes into the text; how many bytes it takes with it.  In
 * dagitty a backslash before another one is only itself; Graphviz keeps both, and the second one
 * escapes nothing. */
static uint32_t
read_backslash(DotLexer *l, const char *p)
{
    if (p[1] == '"') {
        sink_put(&l->text, "\"");
        return 2;
    }
    if (p[1] == '\n' || p[1] == '\r')
        return p[1] == '\r' && p[2] == '\n' ? 3 : 2;
    uint32_t n = l->graphviz && p[1] == '\\' ? 2 : 1;
    sink_add(&l->text, p, n);
    return n;
}

/* The quoted text at s->at is added to the text; in dagitty it ends on its line. */
static bool
read_quoted(DotLexer *l)
{
    GraphScan *s = l->s;
    uint32_t start = s->at, at = start + 1;
    while (at < s->count && s->text[at] != '"' && (l->graphviz || s->text[at] != '\n')) {
        uint32_t n = 1;
        if (s->text[at] == '\\')
            n = read_backslash(l, s->text + at);
        else
            sink_add(&l->text, s->text + at, 1);
        at += n;
    }
    if (at >= s->count || s->text[at] != '"')
        return graph_scan_refuse(s, GRAPH_NOT_CLOSED, start, start + 1, "quote");
    s->at = at + 1;
    return true;
}

enum { BETWEEN = COMMENT_HASH | COMMENT_SLASH | BLANK_LINE };

/* "a" + "b" is "ab". */
static bool
read_texts(DotLexer *l)
{
    for (;;) {
        if (!read_quoted(l))
            return false;
        uint32_t end = l->s->at;
        if (!graph_scan_blanks(l->s, BETWEEN))
            return false;
        if (l->s->text[l->s->at] == '+') {
            l->s->at++;
            if (!graph_scan_blanks(l->s, BETWEEN))
                return false;
            if (l->s->text[l->s->at] == '"')
                continue;
            return graph_scan_refuse(l->s, GRAPH_UNEXPECTED, l->s->at, l->s->at + 1,
                                     "a text in quotes");
        }
        l->s->at = end;
        return take(l, DOT_WORD, 0);
    }
}

/* What stands between < and >, which come in pairs. */
static bool
read_html(DotLexer *l)
{
    GraphScan *s = l->s;
    uint32_t depth = 0, at = s->at;
    do {
        depth += s->text[at] == '<';
        depth -= s->text[at] == '>';
        at++;
    } while (depth && at < s->count);
    if (depth)
        return graph_scan_refuse(s, GRAPH_NOT_CLOSED, s->at, s->at + 1, "`<`");
    sink_add(&l->text, s->text + s->at, at - s->at);
    return take(l, DOT_WORD, at - s->at);
}

/* ---- tokens ---- */

/* How long the edge at p is, 0 if there is none. */
static uint32_t
edge_length(const char *p)
{
    static const char *const edges[] = {"@->", "@--", "@-@", "<-@", "<->", "--@", "->", "<-", "--"};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (strncmp(p, edges[i], strlen(edges[i])) == 0)
            return (uint32_t)strlen(edges[i]);
    return 0;
}

static bool
is_apart(const GraphScan *s, uint32_t from)
{
    for (uint32_t i = from; i < s->at; i++)
        if (s->text[i] == '\n' || s->text[i] == ';')
            return true;
    return false;
}

bool
dot_lexer_next(DotLexer *l)
{
    GraphScan *s = l->s;
    uint32_t before = s->at;
    if (!budget_step(s->budget, 1))
        return graph_scan_refuse(s, GRAPH_STOPPED, s->at, s->at, NULL);
    if (!graph_scan_blanks(s, BETWEEN | BLANK_SEMICOLON))
        return false;
    l->token = (DotToken){.start = s->at, .apart = is_apart(s, before), .text = &l->text};
    l->text.count = 0;
    *sink_reserve(&l->text, 0) = '\0';
    if (s->at >= s->count)
        return take(l, DOT_END, 0);
    const char *p = s->text + s->at;
    if (*p == '"')
        return read_texts(l);
    uint32_t length = edge_length(p);
    if (length)
        return take(l, DOT_EDGE, length);
    if (*p == '<' && l->graphviz)
        return read_html(l);
    length = graph_scan_word(s, s->at + (*p == '-'), ".") - s->at;
    if (length > (*p == '-')) {
        sink_add(&l->text, p, length);
        l->token.bare = true;
        return take(l, DOT_WORD, length);
    }
    l->token.mark = *p;
    return take(l, DOT_MARK, 1);
}

bool
dot_token_name(DotLexer *l, Name *to)
{
    return graph_scan_name(l->s, sink_text(&l->text), l->text.count, l->token.start, l->token.end,
                           to);
}

bool
dot_token_is(const DotLexer *l, const char *word)
{
    return l->token.kind == DOT_WORD && l->token.bare && strcasecmp(sink_text(&l->text), word) == 0;
}

bool
dot_token_is_mark(const DotLexer *l, char mark)
{
    return l->token.kind == DOT_MARK && l->token.mark == mark;
}
