/* path_effect.c -- path-specific effects as nested counterfactuals; see path_effect.h. */
#include "lang/quantity/path_effect.h"

void
path_effect_clear(PathEffect *e)
{
    set_list_clear(&e->ways);
}

static bool
has_parent(const PathEffect *e, uint32_t v, uint32_t parent)
{
    size_t count;
    const uint32_t *of = rows_at(&e->projection->parents, v, &count);
    for (size_t i = 0; i < count; i++)
        if (of[i] == parent)
            return true;
    return false;
}

const char *
path_effect_add(PathEffect *e, const Node *way, uint32_t y)
{
    WireList list = {0};
    const char *why = NULL;
    for (uint32_t i = 0; !why && i < way->count; i++) {
        uint32_t v;
        if (!node_is_name(way->kids[i]) || !model_find(e->shape, way->kids[i]->text, &v))
            why = "a way goes through variables of the model";
        else if (i && !has_parent(e, v, list.at[i - 1]))
            why = "there is no such arrow in the model";
        if (!why)
            array_push(&list, v);
    }
    if (!why && (list.at[0] != e->x || list.at[list.count - 1] != y))
        why = "a way begins at the cause and ends at the effect";
    if (why)
        array_clear(&list);
    else
        array_push(&e->ways, list);
    return why;
}

/* The ways of `of` on whose end is v, shortened by it, that come from this parent. */
static void
ways_from(const SetList *of, uint32_t parent, SetList *to)
{
    for (size_t i = 0; i < of->count; i++) {
        const WireList *way = &of->at[i];
        if (way->count < 2 || way->at[way->count - 2] != parent)
            continue;
        WireList shorter = {0};
        for (size_t k = 0; k + 1 < way->count; k++)
            array_push(&shorter, way->at[k]);
        array_push(to, shorter);
    }
}

static void
write_name(const PathEffect *e, uint32_t v, Sink *out)
{
    word_write_name(e->shape->vertices.at[v].name, out);
}

/* v as these ways make it, which end at it. */
static void
write_made(const PathEffect *e, uint32_t v, const SetList *ways, Sink *out)
{
    size_t count;
    const uint32_t *parents = rows_at(&e->projection->parents, v, &count);
    bool any = false;
    write_name(e, v, out);
    for (size_t i = 0; i < count; i++) {
        uint32_t u = parents[i];
        SetList from = {0};
        if (!e->below->has[u])
            continue;
        ways_from(ways, u, &from);
        sink_put(out, any ? ", " : "[");
        any = true;
        write_name(e, u, out);
        sink_put(out, " = ");
        if (u == e->x) {
            word_write_label(from.count ? e->b : e->a, out);
        } else if (from.count) {
            write_made(e, u, &from, out);
        } else {
            write_name(e, u, out);
            sink_put(out, "[");
            write_name(e, e->x, out);
            sink_put(out, " = ");
            word_write_label(e->a, out);
            sink_put(out, "]");
        }
        set_list_clear(&from);
    }
    sink_put(out, any ? "]" : "");
}

void
path_effect_write(const PathEffect *e, uint32_t y, Sink *out)
{
    write_made(e, y, &e->ways, out);
}
