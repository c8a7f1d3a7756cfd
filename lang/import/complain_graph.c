/* complain_graph.c -- the words for mistakes in graphs of other programs; see complain_graph.h. */
#include "lang/import/complain_graph.h"

#include "lang/text/excerpt.h"

#include <string.h>

/* ---- its form: E225 ---- */

static bool
say_unexpected(Complainer *c, Span at, const GraphMistake *m, const char *format)
{
    char found[80], text[90] = "the end of the text";
    if (m->end > m->start)
        snprintf(text, sizeof text, "`%s`", quote_span(found, at));
    return complain(c, "E225", at,
                    m->unquoted ? "A name with blanks or signs in it stands in quotes." : NULL,
                    "found %s, wanted %s, in %s", text, m->wanted, format);
}

static bool
say_form(Complainer *c, Span at, const GraphMistake *m, const char *format)
{
    switch (m->fault) {
    case GRAPH_BAD_BYTE:
        return complain(c, "E225", at, "Graphs are read from text in UTF-8.",
                        "this byte is no part of a text");
    case GRAPH_NOT_CLOSED:
        return complain(c, "E225", at, NULL, "this %s is never closed", m->wanted);
    case GRAPH_NO_NAME:
        return complain(c, "E225", at, NULL, "a variable has a name, and this one is empty");
    case GRAPH_LONG_NAME:
        return complain(c, "E225", at, NULL, "this name is longer than %d bytes", NAME_MOST);
    case GRAPH_DEEP:
        return complain(c, "E225", at, NULL, "groups are nested deeper than 1000");
    default:
        return say_unexpected(c, at, m, format);
    }
}

/* ---- what no model says: E226 ---- */

static bool
say_edge(Complainer *c, Span at, const GraphMistake *m)
{
    char found[80];
    bool circle = strcmp(m->wanted, "a circle") == 0;
    return complain(c, "E226", at,
                    circle ? "A circle leaves open whether there is an arrowhead. A model says it: "
                             "choose `->`, `<-` or `<->`."
                           : "A model says which is the cause: choose `->`, `<-`, or `<->` for a "
                             "hidden common cause. In a `pdag` it may be either arrow.",
                    circle ? "`%s` has an edge with a circle" : "`%s` has an edge without a "
                                                                 "direction",
                    quote_span(found, at));
}

static bool
say_undirected(Complainer *c, Span at)
{
    return complain(c, "E226", at, "Write `directed 1` if its edges go from source to target.",
                    "the edges of this graph have no direction");
}

static bool
say_term(Complainer *c, Span at, const GraphMistake *m)
{
    char found[80];
    return complain(c, "E226", at, "Only variables and the arrows between them are read.",
                    "`%s` is %s, which a causal structure does not say", quote_span(found, at),
                    m->wanted);
}

/* ---- arrows and variables: E227, E228 ---- */

static bool
say_cycle(Complainer *c, Span at, const GraphMistake *m)
{
    enum { SHOWN = 12 };
    Sink text;
    sink_init(&text);
    size_t count = m->cycle.count;
    for (size_t i = 0; i <= count && i < SHOWN; i++) {
        char name[80];
        Name label = m->cycle.at[i % count];
        sink_print(&text, "%s%s", i ? " -> " : "", quote_text(name, label, strlen(label)));
    }
    sink_put(&text, count >= SHOWN ? " -> ..." : "");
    complain(c, "E227", at, "Causes come before their effects.",
             "this goes round in a circle: %s", sink_text(&text));
    sink_clear(&text);
    return false;
}

static bool
say_vertex(Complainer *c, Span at, const GraphMistake *m)
{
    char name[80] = "";
    if (m->name)
        quote_text(name, m->name, strlen(m->name));
    if (m->fault == GRAPH_LOOP)
        return complain(c, "E227", at, "Nothing is its own cause.", "`%s` has an edge to itself",
                        name);
    if (m->fault == GRAPH_VERTEX_TWICE)
        return complain(c, "E228", at, "Each variable has a name, and each id, of its own.",
                        "`%s` is declared twice", name);
    return complain(c, "E228", at, "Declare it first.", "no vertex `%s` is declared", name);
}

bool
complain_graph(Complainer *c, Span at, const GraphMistake *m, const char *format)
{
    switch (m->fault) {
    case GRAPH_EDGE:
        return say_edge(c, at, m);
    case GRAPH_UNDIRECTED:
        return say_undirected(c, at);
    case GRAPH_TERM:
        return say_term(c, at, m);
    case GRAPH_CYCLE:
        return say_cycle(c, at, m);
    case GRAPH_LOOP:
    case GRAPH_VERTEX_TWICE:
    case GRAPH_NO_VERTEX:
        return say_vertex(c, at, m);
    default:
        return say_form(c, at, m, format);
    }
}

bool
complain_graph_bare(Complainer *c, Span at)
{
    return complain(c, "E225", at,
                    "Write dag { X -> Y }; or, as of old, a line for each variable, an empty line, "
                    "and lists of neighbours.",
                    "this text of dagitty has neither an arrow nor braces");
}

bool
complain_graph_empty(Complainer *c, Span at, const char *format)
{
    return complain(c, "E225", at, NULL, "%s with no variable makes no model", format);
}
