/* graph_write.c -- what writers of graphs share; see graph_write.h. */
#include "graph_io/graph_write.h"

#include "base/utf8.h"

bool
graph_name_is_plain(Name name, const char *more)
{
    for (const char *p = name; *p; p++) {
        bool letter = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '_' ||
                      strchr(more, *p);
        if (!letter && (p == name || *p < '0' || *p > '9'))
            return false;
    }
    return *name;
}

bool
graph_name_is_odd(Name name)
{
    size_t length = strlen(name);
    for (size_t i = 0, n; i < length; i += n) {
        uint32_t point;
        n = utf8_read(name + i, length - i, &point);
        if (n == 0 || point < 0x20 || point == 0x7f)
            return true;
    }
    return length == 0;
}

bool
graph_names_allowed(GraphOutput *o, bool (*allows)(Name name))
{
    for (size_t i = 0; i < o->graph->vertices.count; i++)
        if (!allows(o->graph->vertices.at[i].name)) {
            o->unsaid = o->graph->vertices.at[i].name;
            return false;
        }
    return true;
}

void
graph_put_quoted(Sink *out, const char *text, char quote, const char *signs, char escape)
{
    sink_fill(out, quote, 1);
    for (const char *p = text; *p; p++) {
        if (strchr(signs, *p))
            sink_fill(out, escape, 1);
        sink_add(out, p, 1);
    }
    sink_fill(out, quote, 1);
}

void
graph_output_clear(GraphOutput *o)
{
    array_clear(&o->unhidden);
    array_clear(&o->between);
}

void
graph_lists_make(GraphLists *to, const CausalGraph *g, bool out)
{
    array_add_zeroed(&to->first, g->vertices.count);
    array_add_zeroed(&to->next, g->edges.count);
    for (uint32_t i = (uint32_t)g->edges.count; i-- > 0;) {
        const GraphEdge *e = &g->edges.at[i];
        uint32_t v = out ? e->from : e->to;
        if (e->both)
            continue;
        to->next.at[i] = to->first.at[v];
        to->first.at[v] = i + 1;
    }
}

void
graph_lists_clear(GraphLists *l)
{
    array_clear(&l->first);
    array_clear(&l->next);
}

/* U1, U2 and so on, but for those that are vertices. */
void
graph_name_confounders(GraphOutput *o)
{
    const CausalGraph *g = o->graph;
    uint32_t number = 0;
    for (size_t i = 0; i < g->edges.count; i++) {
        Name name = NULL;
        while (g->edges.at[i].both && (!name || map_find(&g->index, map_key(name), NULL))) {
            Sink text;
            sink_init(&text);
            sink_print(&text, "U%u", (unsigned)++number);
            name = names_take(o->names, &text);
        }
        if (name)
            array_push(&o->between, name);
    }
}
