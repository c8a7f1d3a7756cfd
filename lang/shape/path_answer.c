/* path_answer.c -- paths between variables, as an answer; see path_answer.h. */
#include "lang/shape/path_answer.h"

#include "graph/separation.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/shape/shape_text.h"
#include "show/json.h"

#include <stdlib.h>
#include <string.h>

/* ---- the data ---- */

typedef enum PathSort {
    PATH_CAUSAL,   /* along the arrows from X to Y */
    PATH_BACKDOOR, /* its first arrow leads into X */
    PATH_OTHER
} PathSort;

/* A path in words, and the vertex that blocks it; NULL: it is open. */
typedef struct NamedPath {
    Name text, at;
    bool collider; /* that vertex is one */
    PathSort sort;
} NamedPath;

typedef ARRAY(NamedPath) NamedPaths;

typedef struct PathsAnswer {
    Answer answer;
    NamedPaths list;
    bool cut; /* a limit was reached: there are more */
} PathsAnswer;

static const PathsAnswer *
paths_in(const Answer *a)
{
    return (const PathsAnswer *)a;
}

static void
paths_free(Answer *a)
{
    array_clear(&((PathsAnswer *)a)->list);
    memory_free(a);
}

static uint64_t
paths_bytes(const Answer *a)
{
    return sizeof(PathsAnswer) + paths_in(a)->list.count * sizeof(NamedPath);
}

static bool
paths_whole(const Answer *a)
{
    return !paths_in(a)->cut;
}

/* Names are interned, so equal ones are the same. */
static int
compare_named(const void *x, const void *y)
{
    const NamedPath *a = x, *b = y;
    if (a->text != b->text)
        return strcmp(a->text, b->text);
    return a->at == b->at ? 0 : !a->at ? -1 : !b->at ? 1 : strcmp(a->at, b->at);
}

static void
sort_copy(NamedPaths *to, const NamedPaths *l)
{
    array_set(to, l);
    if (to->count)
        qsort(to->at, to->count, sizeof *to->at, compare_named);
}

static bool
paths_equal(const Answer *a, const Answer *b)
{
    NamedPaths x = {0}, y = {0};
    sort_copy(&x, &paths_in(a)->list);
    sort_copy(&y, &paths_in(b)->list);
    bool same = x.count == y.count;
    for (size_t i = 0; same && i < x.count; i++)
        same = compare_named(&x.at[i], &y.at[i]) == 0;
    array_clear(&x);
    array_clear(&y);
    return same;
}

/* ---- in words ---- */

static const char *const sorts[] = {"causal", "back-door", "other"};

static void
paths_write(Session *s, const Answer *a, Sink *out)
{
    const PathsAnswer *p = paths_in(a);
    for (size_t i = 0; i < p->list.count; i++) {
        const NamedPath *path = &p->list.at[i];
        sink_print(out, "%s   # ", path->text);
        if (path->sort != PATH_OTHER)
            sink_print(out, "%s, ", sorts[path->sort]);
        if (!path->at) {
            sink_put(out, "open\n");
            continue;
        }
        sink_put(out, "blocked at ");
        word_write_name(path->at, out);
        sink_put(out, path->collider ? ", a collider\n" : "\n");
    }
    if (!p->list.count)
        sink_put(out, "none\n");
    if (p->cut)
        sink_print(out, "# not all: the limit is %d paths\n", SHAPE_SETS_MAX);
    (void)s;
}

static void
paths_write_json(Session *s, const Answer *a, Sink *out)
{
    const PathsAnswer *p = paths_in(a);
    sink_put(out, "{\"kind\":\"paths\",\"value\":[");
    for (size_t i = 0; i < p->list.count; i++) {
        const NamedPath *path = &p->list.at[i];
        sink_put(out, i ? ",{\"path\":" : "{\"path\":");
        json_write_string(path->text, out);
        sink_print(out, ",\"sort\":\"%s\",\"open\":%s", sorts[path->sort],
                   path->at ? "false" : "true");
        if (path->at) {
            sink_put(out, ",\"blocked at\":");
            json_write_string(path->at, out);
            sink_print(out, ",\"collider\":%s", path->collider ? "true" : "false");
        }
        sink_put(out, "}");
    }
    sink_put(out, p->cut ? "],\"complete\":false}\n" : "]}\n");
    (void)s;
}

static const AnswerClass paths_class = {
    .name = "paths",
    .free = paths_free,
    .bytes = paths_bytes,
    .equal = paths_equal,
    .whole = paths_whole,
    .write = paths_write,
    .write_json = paths_write_json,
};

/* ---- finding them ---- */

static PathSort
sort_of(const Graph *g, const WireList *path)
{
    if (has_arrow(g, path->at[1], path->at[0]))
        return PATH_BACKDOOR;
    for (size_t i = 1; i + 1 < path->count; i++)
        if (!has_arrow(g, path->at[i], path->at[i + 1]))
            return PATH_OTHER;
    return PATH_CAUSAL;
}

static void
add_path(NamedPaths *to, const ShapeQuestion *q, const Path *p)
{
    NamedPath path = {.sort = sort_of(&q->graph, &p->vertices)};
    Sink text;
    sink_init(&text);
    shape_write_path(q->model, &q->graph, &p->vertices, &text);
    path.text = names_take(&q->s->names, &text);
    if (p->blocked) {
        path.at = q->model->vertices.at[p->vertices.at[p->blocked]].name;
        path.collider = is_collider(&q->graph, NULL, &p->vertices, p->blocked);
    }
    array_push(to, path);
}

/* Those of one pair. */
static void
add_paths(PathsAnswer *to, const ShapeQuestion *q, uint32_t x, uint32_t y)
{
    PathList found = {0};
    bool complete;
    find_paths(&found, &complete, &q->graph, NULL, x, y, &q->z, SHAPE_SETS_MAX, &q->s->budget);
    to->cut = to->cut || !complete;
    for (size_t i = 0; i < found.count; i++)
        add_path(&to->list, q, &found.at[i]);
    path_list_clear(&found);
}

bool
answer_paths(ShapeQuestion *q, Value *to)
{
    PathsAnswer *a = memory_new(1, sizeof *a);
    *a = (PathsAnswer){.answer = {.class = &paths_class}};
    for (size_t i = 0; i < q->x.count * q->y.count && q->s->budget.stop == STOP_NOT; i++)
        add_paths(a, q, q->x.at[i / q->y.count], q->y.at[i % q->y.count]);
    if (q->s->budget.stop != STOP_NOT) {
        paths_free(&a->answer);
        return complain_stopped(&q->s->complain, &q->s->budget, q->node->at);
    }
    value_set_answer(to, &a->answer);
    return true;
}
