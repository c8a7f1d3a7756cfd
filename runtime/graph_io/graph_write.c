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
