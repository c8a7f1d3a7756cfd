/* class_value.c -- classes of models as values: made, written, compared, drawn; see class_value.h.
 */
#include "lang/class/class_value.h"

#include "diagram/write.h"
#include "graph/markov.h"
#include "lang/class/complain_class.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/vertex_box.h"
#include "show/json.h"

#include <assert.h>

/* ---- as a value ---- */

static const ModelClass *
class_of(const Answer *a)
{
    return (const ModelClass *)a;
}

static void
class_free(Answer *a)
{
    ModelClass *c = (ModelClass *)a;
    model_clear(&c->model);
    model_clear(&c->member);
    array_clear(&c->lines);
    pdag_clear(&c->closed);
    memory_free(c);
}

static uint64_t
class_bytes(const Answer *a)
{
    enum { VERTEX_BYTES = 600 };
    const ModelClass *c = class_of(a);
    uint64_t n = c->model.vertices.count;
    return sizeof *c + n * VERTEX_BYTES + n * n + c->closed.near.of.count * 16;
}

/* The vertex of b for each of a; false: they have other names. */
static bool
match_names(WireList *to, const Model *a, const Model *b)
{
    bool same = a->vertices.count == b->vertices.count;
    for (size_t i = 0; same && i < a->vertices.count; i++) {
        uint32_t found = 0;
        same = model_find(b, a->vertices.at[i].name, &found);
        array_push(to, found);
    }
    return same;
}

static PdagEdge
edge_of(const ModelClass *c, uint32_t u, uint32_t v)
{
    if (wires_has(&c->model.vertices.at[v].parents, u))
        return PDAG_OUT;
    if (wires_has(&c->model.vertices.at[u].parents, v))
        return PDAG_IN;
    return pdag_edge(&c->closed, u, v) ? PDAG_LINE : PDAG_NONE;
}

static bool
class_equal(const Answer *x, const Answer *y)
{
    const ModelClass *a = class_of(x), *b = class_of(y);
    WireList map = {0};
    size_t count;
    bool same = match_names(&map, &a->model, &b->model) &&
                a->closed.near.of.count == b->closed.near.of.count;
    for (uint32_t u = 0; same && u < a->closed.count; u++) {
        const uint32_t *near = rows_at(&a->closed.near, u, &count);
        for (size_t i = 0; same && i < count; i++)
            same = edge_of(a, u, near[i]) == edge_of(b, map.at[u], map.at[near[i]]);
    }
    array_clear(&map);
    return same;
}

static void
class_write(Session *s, const Answer *a, Sink *out)
{
    (void)s;
    const ModelClass *c = class_of(a);
    model_write_lines(&c->model, &c->lines, c->model.name, out);
}

static void
write_json_pair(const Model *m, uint32_t u, uint32_t v, bool *more, Sink *out)
{
    sink_put(out, *more ? ",[" : "[");
    json_write_string(m->vertices.at[u].name, out);
    sink_put(out, ",");
    json_write_string(m->vertices.at[v].name, out);
    sink_put(out, "]");
    *more = true;
}

static void
class_write_json(Session *s, const Answer *a, Sink *out)
{
    const ModelClass *c = class_of(a);
    const Model *m = &c->model;
    bool more = false;
    Sink text;
    sink_init_within(&text, out->budget);
    class_write(s, a, &text);
    sink_put(out, "{\"kind\":\"class\",\"text\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_clear(&text);
    sink_put(out, ",\"arrows\":[");
    for (uint32_t v = 0; v < m->vertices.count; v++)
        for (size_t i = 0; i < m->vertices.at[v].parents.count; i++)
            write_json_pair(m, m->vertices.at[v].parents.at[i], v, &more, out);
    sink_put(out, "],\"lines\":[");
    more = false;
    for (size_t i = 0; i + 1 < c->lines.count; i += 2)
        write_json_pair(m, c->lines.at[i], c->lines.at[i + 1], &more, out);
    sink_put(out, "]}\n");
}

static const Model *
class_asked(const Answer *a)
{
    return &class_of(a)->member;
}

static void
class_scenes(Session *s, const Answer *a, SceneList *to, size_t most, Name title)
{
    (void)s;
    const ModelClass *c = class_of(a);
    Scene scene = {0};
    if (scene_add_lines(&scene, &c->member, &c->lines, most)) {
        if (title)
            scene_set_title(&scene, 0, title);
        array_push(to, scene);
    }
}

static bool class_of_one(Session *s, Value *to, const Model *m, const Node *n);

static const AnswerClass model_class = {
    .name = "a class of models",
    .free = class_free,
    .bytes = class_bytes,
    .equal = class_equal,
    .write = class_write,
    .write_json = class_write_json,
    .scenes = class_scenes,
    .of_model = class_of_one,
    .asked = class_asked,
    .is_graph = true,
};

const ModelClass *
class_in(const Value *v)
{
    bool is = v->kind == VALUE_ANSWER && v->answer->class == &model_class;
    return is ? class_of(v->answer) : NULL;
}

bool
elaborate_class(Session *s, Value *to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind == VALUE_MODEL)
        ok = class_of_one(s, &v, &v.model, n);
    else if (ok && !class_in(&v))
        ok = complain_wanted(&s->complain, n->at, "a class of models", &v);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}

/* ---- made ---- */

void
class_set_arrows(Model *to, const Model *variables, const WireList *arrows)
{
    Model m = {.name = variables->name};
    WireList cycle = {0};
    for (size_t i = 0; i < variables->vertices.count; i++) {
        const Vertex *v = &variables->vertices.at[i];
        model_add_vertex(&m, &(Vertex){.name = v->name, .type = v->type});
    }
    for (size_t i = 0; i + 1 < arrows->count; i += 2)
        array_push(&m.vertices.at[arrows->at[i + 1]].parents, arrows->at[i]);
    bool sorted = model_sort(&m, &cycle);
    assert(sorted);
    (void)sorted;
    array_clear(&cycle);
    model_swap(to, &m);
    model_clear(&m);
}

static void
list_arrows(WireList *to, const Model *m)
{
    for (uint32_t v = 0; v < m->vertices.count; v++)
        for (size_t i = 0; i < m->vertices.at[v].parents.count; i++) {
            array_push(to, m->vertices.at[v].parents.at[i]);
            array_push(to, v);
        }
}

/* What no class has: latents, what was put in, edges of a variable with one value. */
static bool
check_vertices(Session *s, const Model *m, const WireList *lines, Span at)
{
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        const Vertex *x = &m->vertices.at[v];
        bool joined = x->parents.count > 0 || wires_has(lines, v);
        for (uint32_t w = 0; !joined && w < m->vertices.count; w++)
            joined = wires_has(&m->vertices.at[w].parents, v);
        if (x->latent || x->fixed || x->open || (joined && x->type->size == 1))
            return complain_class_vertex(&s->complain, at, m, x);
    }
    return true;
}

static bool
check_pairs(Session *s, const Model *m, const WireList *arrows, const WireList *lines, Span at)
{
    Map joined = {0};
    bool ok = true;
    for (int kind = 0; ok && kind < 2; kind++) {
        const WireList *pairs = kind ? lines : arrows;
        for (size_t i = 0; ok && i + 1 < pairs->count; i += 2) {
            uint32_t u = pairs->at[i], v = pairs->at[i + 1];
            uint64_t key = u < v ? (uint64_t)u << 32 | v : (uint64_t)v << 32 | u;
            if (u == v || map_find(&joined, key, NULL))
                ok = complain_class_pair(&s->complain, at, m, u, v);
            map_set_at(&joined, key, 1);
        }
    }
    map_clear(&joined);
    return ok;
}

/* The pairs, ascending, of each the smaller one first. */
static void
sort_pairs(WireList *lines, const Pdag *p)
{
    WireList arrows = {0};
    pdag_list(&arrows, lines, p);
    array_clear(&arrows);
}

static void
add_boxes(Session *s, Model *m)
{
    for (uint32_t v = 0; v < m->vertices.count; v++)
        vertex_add_box(s, m, v, m->vertices.at[v].name);
}

/* The member and the maximal graph. */
static bool
find_member(Session *s, ModelClass *c, const WireList *arrows, Span at)
{
    Pdag graph = {0}, member = {0};
    WireList stuck = {0}, found = {0}, none = {0};
    Budget *b = &s->budget;
    bool ok = pdag_make(&graph, (uint32_t)c->model.vertices.count, arrows, &c->lines, b) &&
              pdag_extend(&member, &stuck, &graph, b);
    bool empty = ok && stuck.count;
    if (empty)
        complain_no_member(&s->complain, at, &c->model, &graph, &stuck);
    if (ok && !empty) {
        sort_pairs(&c->lines, &graph);
        pdag_list(&found, &none, &member);
        class_set_arrows(&c->member, &c->model, &found);
        add_boxes(s, &c->member);
        ok = pdag_set(&c->closed, &graph, b) && pdag_close(&c->closed, NULL, b);
    }
    array_clear(&stuck);
    array_clear(&found);
    array_clear(&none);
    pdag_clear(&graph);
    pdag_clear(&member);
    return !empty && (ok || complain_stopped(&s->complain, b, at));
}

bool
class_make(Session *s, Value *to, Model *m, WireList *lines, Span at)
{
    ModelClass *c = memory_new(1, sizeof *c);
    WireList arrows = {0};
    *c = (ModelClass){.answer = {.class = &model_class}};
    model_swap(&c->model, m);
    c->lines = *lines;
    *lines = (WireList){0};
    list_arrows(&arrows, &c->model);
    bool ok = check_vertices(s, &c->model, &c->lines, at) &&
              check_pairs(s, &c->model, &arrows, &c->lines, at) &&
              find_member(s, c, &arrows, at);
    if (ok)
        value_set_answer(to, &c->answer);
    else
        class_free(&c->answer);
    array_clear(&arrows);
    return ok;
}

/* A model without latents, and with nothing put in, is the class that has it for its member: so a
 * class without lines reads back as it prints. */
static bool
class_of_one(Session *s, Value *to, const Model *m, const Node *n)
{
    WireList arrows = {0}, lines = {0};
    Model plain = {0};
    Value made = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < m->vertices.count; i++) {
        const Vertex *x = &m->vertices.at[i];
        ok = !x->latent && !x->fixed && !x->open;
    }
    if (!ok)
        return complain_no_class(&s->complain, n->at, m->name);
    list_arrows(&arrows, m);
    class_set_arrows(&plain, m, &arrows);
    ok = class_make(s, &made, &plain, &lines, n->at);
    if (ok)
        value_swap(to, &made);
    value_clear(&made);
    model_clear(&plain);
    array_clear(&arrows);
    return ok;
}

void
class_member(Session *s, Value *to, const ModelClass *c, const WireList *arrows, Name name)
{
    Value v = {.kind = VALUE_MODEL};
    class_set_arrows(&v.model, &c->model, arrows);
    v.model.name = name;
    add_boxes(s, &v.model);
    value_swap(to, &v);
    value_clear(&v);
}

bool
class_of_model(Session *s, Value *to, const Model *m, Span at)
{
    Graph g = {0};
    Essential e = {0};
    Model arrows = {0};
    graph_make(&g, m);
    essential_graph(&e, &g);
    class_set_arrows(&arrows, m, &e.arrows);
    bool ok = class_make(s, to, &arrows, &e.lines, at);
    model_clear(&arrows);
    essential_clear(&e);
    graph_clear(&g);
    return ok;
}
