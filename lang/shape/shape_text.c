/* shape_text.c -- sets and paths of variables in words; see shape_text.h. */
#include "lang/shape/shape_text.h"

/* ---- words ---- */

void
shape_add_names(NameList *to, const Model *m, const WireList *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (m->vertices.at[set->at[i]].name)
            array_push(to, m->vertices.at[set->at[i]].name);
}

void
shape_write_names(const NameList *names, Sink *out)
{
    sink_put(out, "{");
    for (size_t i = 0; i < names->count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(names->at[i], out);
    }
    sink_put(out, "}");
}

void
shape_write_bare(const NameList *names, Sink *out)
{
    if (names->count == 1)
        word_write_name(names->at[0], out);
    else
        shape_write_names(names, out);
}

void
shape_write_set(const Model *m, const WireList *set, bool bare, Sink *out)
{
    NameList names = {0};
    shape_add_names(&names, m, set);
    if (bare)
        shape_write_bare(&names, out);
    else
        shape_write_names(&names, out);
    array_clear(&names);
}

void
shape_write_path(const Model *m, const Graph *g, const WireList *path, Sink *out)
{
    for (size_t i = 0; i < path->count; i++) {
        Name name = m->vertices.at[path->at[i]].name;
        if (!name) {
            sink_put(out, " <-> ");
            continue;
        }
        if (i && m->vertices.at[path->at[i - 1]].name)
            sink_put(out, has_arrow(g, path->at[i - 1], path->at[i]) ? " -> " : " <- ");
        word_write_name(name, out);
    }
}
