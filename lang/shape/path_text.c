/* path_text.c -- paths and sets in words: what is open, what is blocked and where; see path_text.h.
 */
#include "lang/shape/path_text.h"

#include "graph/way.h"
#include "lang/shape/shape_text.h"

#include <assert.h>
#include <stdlib.h>

/* ---- words ---- */

void
path_text_put(PathText *t, const char *text)
{
    sink_put(&t->out, text);
}

void
path_text_put_name(PathText *t, uint32_t v)
{
    word_write_name(t->model->vertices.at[v].name, &t->out);
}

void
path_text_put_set(PathText *t, const WireList *set)
{
    shape_write_set(t->model, set, true, &t->out);
}

void
path_text_put_given(PathText *t, const WireList *set)
{
    if (!set->count)
        return;
    path_text_put(t, " given ");
    shape_write_set(t->model, set, false, &t->out);
}

void
path_text_put_path(PathText *t, size_t indent, const WireList *path)
{
    sink_fill(&t->out, ' ', indent);
    shape_write_path(t->model, t->graph, path, &t->out);
    path_text_put(t, "\n");
}

void
path_text_put_truth(PathText *t, bool truth)
{
    path_text_put(t, truth ? "true: " : "false: ");
}

WireList
list_one(uint32_t v)
{
    WireList list = {0};
    array_push(&list, v);
    return list;
}

/* ---- open paths ---- */

void
path_text_find_way(WireList *path, const PathText *t, uint32_t from, const WireList *to)
{
    const WayRules rules = {.cut = t->cut};
    WireList start = list_one(from);
    VertexSet goals;
    vertex_set_init(&goals, t->graph->count);
    vertex_set_add_all(&goals, to);
    if (!way_find(path, t->graph, &rules, &start, &goals))
        path->count = 0;
    vertex_set_clear(&goals);
    array_clear(&start);
}

/* "open at M: a collider whose descendant D is given, M -> D" */
static void
put_open_collider(PathText *t, uint32_t v, const WireList *given, size_t indent)
{
    sink_fill(&t->out, ' ', indent);
    path_text_put(t, "open at ");
    path_text_put_name(t, v);
    if (wires_has(given, v)) {
        path_text_put(t, ": a collider, and given\n");
        return;
    }
    WireList way = {0};
    path_text_find_way(&way, t, v, given);
    assert(way.count);
    path_text_put(t, ": a collider, and its descendant ");
    path_text_put_name(t, way.at[way.count - 1]);
    path_text_put(t, " is given: ");
    path_text_put_path(t, 0, &way);
    array_clear(&way);
}

void
path_text_put_open_path(PathText *t, size_t indent, const WireList *path, const WireList *given)
{
    size_t colliders = 0;
    path_text_put_path(t, indent, path);
    for (size_t i = 1; i + 1 < path->count; i++)
        if (is_collider(t->graph, t->cut, path, i)) {
            put_open_collider(t, path->at[i], given, indent + 2);
            colliders++;
        }
    if (colliders)
        return;
    sink_fill(&t->out, ' ', indent + 2);
    path_text_put(t, path->count == 2 ? "open: an arrow\n"
                                    : "open: no collider on it, and nothing on it "
                                      "is given\n");
}

/* ---- lists of paths ---- */

static int
compare_paths(const void *x, const void *y)
{
    const WireList *a = &((const Path *)x)->vertices, *b = &((const Path *)y)->vertices;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

/* The list cut down to so many. */
static void
keep_first(PathList *l, size_t count)
{
    while (l->count > count)
        l->count--, array_clear(&l->at[l->count].vertices);
}

void
path_text_find_paths(PathText *t, PathList *to, bool *complete, const WireList *a,
                     const WireList *b, const WireList *given, PathKind *wanted)
{
    enum { ENOUGH = SHAPE_PATHS_MAX * 10 };
    *complete = true;
    for (size_t i = 0; i < a->count * b->count; i++) {
        PathList some = {0};
        bool all;
        find_paths(&some, &all, t->graph, t->cut, a->at[i / b->count], b->at[i % b->count], given,
                   wanted ? ENOUGH : SHAPE_PATHS_MAX, &t->q->s->budget);
        *complete = *complete && all;
        for (size_t k = 0; k < some.count; k++)
            if (!wanted || wanted(t, &some.at[k].vertices)) {
                array_push(to, some.at[k]);
                some.at[k].vertices = (WireList){0};
            }
        path_list_clear(&some);
        if (to->count)
            qsort(to->at, to->count, sizeof *to->at, compare_paths);
        *complete = *complete && to->count <= SHAPE_PATHS_MAX;
        keep_first(to, SHAPE_PATHS_MAX);
    }
}

static void
put_blocked_path(PathText *t, size_t indent, const Path *p, const WireList *given)
{
    uint32_t v = p->vertices.at[p->blocked];
    path_text_put_path(t, indent, &p->vertices);
    sink_fill(&t->out, ' ', indent + 2);
    path_text_put(t, "blocked at ");
    path_text_put_name(t, v);
    if (!is_collider(t->graph, t->cut, &p->vertices, p->blocked))
        path_text_put(t, ": given\n");
    else
        path_text_put(t, given->count
                           ? ": a collider, and neither it nor a descendant of it is given\n"
                           : ": a collider\n");
}

bool
path_text_put_blocked_paths(PathText *t, size_t indent, const WireList *a, const WireList *b,
                          const WireList *given, PathKind *wanted)
{
    PathList list = {0};
    bool complete;
    path_text_find_paths(t, &list, &complete, a, b, given, wanted);
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].blocked)
            put_blocked_path(t, indent, &list.at[i], given);
        else
            path_text_put_open_path(t, indent, &list.at[i].vertices, given);
    if (!complete) {
        sink_fill(&t->out, ' ', indent);
        sink_print(&t->out, "and more: these are the %zu shortest\n", list.count);
    } else if (!list.count) {
        sink_fill(&t->out, ' ', indent);
        path_text_put(t, wanted || t->cut ? "there is no such path\n" : "no path joins them\n");
    }
    path_list_clear(&list);
    return t->q->s->budget.stop == STOP_NOT;
}
