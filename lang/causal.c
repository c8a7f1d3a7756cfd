/* causal.c -- models, surgery on them, and the functors that give them a meaning. */
#include "lang/elaborate.h"

#include <string.h>

/* ---- mechanisms written in place: k(Z), |1>, uniform ---- */

static bool
is_name(const Node *n)
{
    return n->kind == NODE_NAME || n->kind == NODE_STRING;
}

static void
note_vertex(const Model *m, const Node *n, WireList *to, Map *seen)
{
    uint32_t v;
    if (!is_name(n) || !model_find(m, n->text, &v) || map_find(seen, v, NULL))
        return;
    map_set_at(seen, v, 1);
    array_push(to, v);
}

/* The vertices that an expression reads, in the order they are written. */
static void
vertices_read(const Model *m, const Node *n, WireList *to, Map *seen)
{
    note_vertex(m, n, to, seen);
    bool call = n->kind == NODE_CALL || n->kind == NODE_INDEX;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->kids[i] && !(call && i == 0 && is_name(n->kids[0])) && n->kind != NODE_PATH)
            vertices_read(m, n->kids[i], to, seen);
}

static bool
one_output(Session *s, const WireList *wires, Block *b, const Type *type, const Node *n)
{
    if (wires->count != 1)
        return complain_mechanism_wires(s, n->at, wires->count);
    const Type **has = &b->diagram.wires.at[wires->at[0]];
    if (*has && *has != type)
        return complain_mechanism_type(s, n->at, *has, type);
    *has = type;
    return true;
}

static bool
elaborate_mechanism(Session *s, const Model *m, uint32_t v, const Node *n, Diagram *to,
                    WireList *parents)
{
    Map seen = {0};
    Block b = {0};
    WireList out = {0};
    const Type *type = m->vertices.at[v].type;
    Hint hint = {.known = true};
    array_push(&hint.types, type);
    vertices_read(m, n, parents, &seen);
    for (size_t i = 0; i < parents->count; i++) {
        const Vertex *p = &m->vertices.at[parents->at[i]];
        block_add(&b, p->name, diagram_add_input(&b.diagram, p->type, p->name));
    }
    bool ok = elaborate_wires(s, &b, &out, n, &hint) && one_output(s, &out, &b, type, n);
    if (ok) {
        diagram_add_output(&b.diagram, out.at[0], m->vertices.at[v].name);
        diagram_swap(to, &b.diagram);
    }
    array_clear(&hint.types);
    array_clear(&out);
    block_clear(&b);
    map_clear(&seen);
    return ok;
}

static bool
fix_vertex(Session *s, Model *m, uint32_t v, const Node *n)
{
    Diagram mechanism = {0};
    WireList parents = {0};
    bool ok = elaborate_mechanism(s, m, v, n, &mechanism, &parents);
    if (ok)
        model_fix(m, v, &parents, &mechanism, span_text(s, n->at));
    array_clear(&parents);
    diagram_clear(&mechanism);
    return ok;
}

/* The item of the list that says what the first vertex of the cycle reads. */
static Span
cycle_place(const Model *m, const WireList *cycle, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *n = list->kids[i];
        Name name = n->kind == NODE_SOFT ? n->kids[0]->text : n->text;
        for (size_t k = 0; k < cycle->count && n->kind != NODE_EDGE; k++)
            if (m->vertices.at[cycle->at[k]].name == name)
                return n->at;
    }
    return list->at;
}

/* `list`: the items of the model, or what is done to it. */
static bool
sort_model(Session *s, Model *m, const Node *list)
{
    WireList cycle = {0};
    bool ok = model_sort(m, &cycle) || complain_cycle(s, cycle_place(m, &cycle, list), m, &cycle);
    array_clear(&cycle);
    return ok;
}

/* ---- declaring a model ---- */

static bool
is_edge(const Node *n)
{
    return n->kind == NODE_EDGE;
}

static bool
add_vertex(Session *s, Model *m, const Node *n)
{
    Vertex v = {.name = n->text, .latent = n->flag};
    uint32_t old;
    if (model_find(m, n->text, &old))
        return complain_vertex_twice(s, n->text_at, n->text);
    if (!elaborate_one_type(s, &v.type, n->kids[0]))
        return false;
    model_add_vertex(m, &v);
    return true;
}

bool
find_vertex(Session *s, const Model *m, const Node *n, uint32_t *v)
{
    if (!is_name(n))
        return complain_not_a_name(s, n->at);
    return model_find(m, n->text, v) || complain_unknown_vertex(s, n->at, m, n->text);
}

/* What the unnamed latent of A <-> B is called: `A <-> B`. */
Name
edge_name(Session *s, const Model *m, const Vertex *v)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s <-> %s", m->vertices.at[v->ends[0]].name,
               m->vertices.at[v->ends[1]].name);
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

bool
find_box(Session *s, const Model *m, Name name, uint32_t *v)
{
    if (model_find(m, name, v))
        return true;
    for (*v = 0; *v < m->vertices.count && strchr(name, '<'); (*v)++) {
        const Vertex *x = &m->vertices.at[*v];
        if (!x->name && edge_name(s, m, x) == name)
            return true;
    }
    return false;
}

static Name
box_name(Session *s, Name model, Name vertex)
{
    Sink text;
    sink_init(&text);
    word_write_name(model, &text);
    sink_put(&text, ".");
    word_write_name(vertex, &text);
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

/* X <-> Y: a latent vertex without a name, a parent of both, but not of an end that is fixed in
 * place (so that a cut model reads back).  Its box is named after it. */
static bool
add_edge(Session *s, Model *m, const Node *n, Map *edges)
{
    uint32_t ends[2];
    for (int i = 0; i < 2; i++)
        if (!find_vertex(s, m, n->kids[i], &ends[i]))
            return false;
    uint32_t low = ends[0] < ends[1] ? ends[0] : ends[1], high = ends[0] ^ ends[1] ^ low;
    if (low == high)
        return complain_edge_to_itself(s, n->at);
    uint64_t key = (uint64_t)low << 32 | high;
    if (map_find(edges, key, NULL))
        return complain_edge_twice(s, n->at);
    map_set_at(edges, key, 1);
    uint32_t u = (uint32_t)m->vertices.count;
    Vertex v = {.latent = true, .ends = {ends[0], ends[1]}};
    v.type = signature_add_type(&s->signature, NULL);
    model_add_vertex(m, &v);
    for (int i = 0; i < 2; i++)
        if (!m->vertices.at[ends[i]].fixed)
            array_push(&m->vertices.at[ends[i]].parents, u);
    return true;
}

static bool
add_parents(Session *s, Model *m, uint32_t v, const Node *list)
{
    Map seen = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < list->count; i++) {
        uint32_t p;
        ok = find_vertex(s, m, list->kids[i], &p);
        if (ok && map_find(&seen, p, NULL))
            ok = complain_parent_twice(s, list->kids[i]->at, list->kids[i]->text);
        if (ok) {
            map_set_at(&seen, p, 1);
            array_push(&m->vertices.at[v].parents, p);
        }
    }
    map_clear(&seen);
    return ok;
}

/* The box pa(X) -> X, and the mechanism that is this box alone. */
static void
add_box(Session *s, Model *m, uint32_t v, Name name)
{
    Vertex *x = &m->vertices.at[v];
    PortList in = {0}, out = {0};
    TypeList in_types = {0}, out_types = {0};
    for (size_t i = 0; i < x->parents.count; i++) {
        const Vertex *p = &m->vertices.at[x->parents.at[i]];
        Port port = {p->name, p->type};
        array_push(&in, port);
    }
    Port port = {x->name, x->type};
    array_push(&out, port);
    ports_to_types(&in_types, &in);
    ports_to_types(&out_types, &out);
    x->box = signature_add_box(&s->signature, box_name(s, m->name, name), &in_types, &out_types);
    box_diagram(&x->mechanism, x->box, &in, &out);
    array_clear(&out_types);
    array_clear(&in_types);
    array_clear(&out);
    array_clear(&in);
}

static bool
add_items(Session *s, Model *m, const Node *items)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (!is_edge(items->kids[i]) && !add_vertex(s, m, items->kids[i]))
            return false;
    uint32_t v = 0;
    for (uint32_t i = 0; i < items->count; i++) {
        const Node *n = items->kids[i];
        if (is_edge(n))
            continue;
        if (n->kind == NODE_VERTEX && !add_parents(s, m, v, n->kids[1]))
            return false;
        if (n->kind == NODE_FIX && !fix_vertex(s, m, v, n->kids[1]))
            return false;
        v++;
    }
    return true;
}

static bool
add_edges(Session *s, Model *m, const Node *items)
{
    Map edges = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < items->count; i++)
        if (is_edge(items->kids[i]))
            ok = add_edge(s, m, items->kids[i], &edges);
    map_clear(&edges);
    return ok;
}

static void
add_boxes(Session *s, Model *m)
{
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        const Vertex *x = &m->vertices.at[v];
        if (!x->fixed)
            add_box(s, m, v, x->name ? x->name : edge_name(s, m, x));
    }
}

bool
declare_model(Session *s, const Node *n)
{
    if (!may_define(s, n->text, n->text_at))
        return false;
    Value v = {.kind = VALUE_MODEL};
    v.model.name = n->text;
    bool ok = add_items(s, &v.model, n->kids[0]) && add_edges(s, &v.model, n->kids[0]) &&
              sort_model(s, &v.model, n->kids[0]);
    if (ok) {
        add_boxes(s, &v.model);
        ok = define(s, n->text, n->text_at, &v);
    }
    value_clear(&v);
    return ok;
}

/* ---- cut and do ---- */

/* Calls `act` for each vertex that the argument names: X, or {X, Y}. */
typedef bool VertexAct(Session *s, Model *m, uint32_t v, Span at, void *more);

static bool
for_vertices(Session *s, Model *m, const Node *n, VertexAct *act, void *more)
{
    uint32_t v;
    if (n->kind != NODE_SET)
        return find_vertex(s, m, n, &v) && act(s, m, v, n->at, more);
    for (uint32_t i = 0; i < n->label_count; i++) {
        const Label *l = &n->labels[i];
        if (!model_find(m, l->text, &v))
            return complain_unknown_vertex(s, l->at, m, l->text);
        if (!act(s, m, v, l->at, more))
            return false;
    }
    return true;
}

static bool
cut_vertex(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    (void)at;
    (void)more;
    model_cut(m, &s->signature, v, names_add_text(&s->names, "uniform"));
    return true;
}

bool
elaborate_cut(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_usage(s, n->at, "cut", "cut(lung, S) or cut(lung, {S, T})");
    Value v = {0};
    bool ok = elaborate_model(s, &v, args->kids[0]);
    for (uint32_t i = 1; ok && i < args->count; i++)
        ok = for_vertices(s, &v.model, args->kids[i], cut_vertex, NULL);
    ok = ok && sort_model(s, &v.model, args);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}

typedef struct Opened {
    WireList *list;
    Map *done; /* vertices already acted on */
} Opened;

static bool
once(Session *s, const Model *m, uint32_t v, Span at, Map *done)
{
    if (map_find(done, v, NULL))
        return complain_done_twice(s, at, m->vertices.at[v].name);
    map_set_at(done, v, 1);
    return true;
}

static bool
open_vertex(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    Opened *o = more;
    if (!once(s, m, v, at, o->done))
        return false;
    model_open(m, v);
    array_push(o->list, v);
    return true;
}

static Name
point_text(Session *s, const Type *t, uint32_t position)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "|");
    type_write_label(t, position, &text);
    sink_put(&text, ">");
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

static bool
do_point(Session *s, Model *m, uint32_t v, const Node *value)
{
    Label label;
    uint32_t position;
    const Type *type = m->vertices.at[v].type;
    if (value->kind == NODE_SET)
        return complain_do_set(s, value->at);
    if (!node_label(s, value, &label))
        return false;
    if (type->size && !type_find(type, label.text, &position) &&
        (session_find(s, label.text) || model_find(m, label.text, &position)))
        return complain_do_value(s, label.at, m->vertices.at[v].name, type, label.text);
    if (!label_find(s, type, label.text, label.at, &position))
        return false;
    model_do(m, v, signature_point(&s->signature, type, position), point_text(s, type, position));
    return true;
}

static bool
do_one(Session *s, Model *m, const Node *n, Opened *o)
{
    uint32_t v;
    if (n->kind == NODE_COMPARE || n->kind == NODE_ARROW || n->kind == NODE_CALL)
        return complain_usage(s, n->at, "do", "do(X = x), do(X) or do(X := k(Z))");
    if (n->kind != NODE_EQUAL && n->kind != NODE_SOFT)
        return for_vertices(s, m, n, open_vertex, o);
    if (!find_vertex(s, m, n->kids[0], &v) || !once(s, m, v, n->kids[0]->at, o->done))
        return false;
    if (n->kind == NODE_EQUAL)
        return do_point(s, m, v, n->kids[1]);
    return fix_vertex(s, m, v, n->kids[1]);
}

bool
apply_do(Session *s, Model *m, const Node *args, size_t first, WireList *opened)
{
    Map done = {0};
    Opened o = {opened, &done};
    bool ok = true;
    for (size_t i = first; ok && i < args->count; i++)
        ok = do_one(s, m, args->kids[i], &o);
    ok = ok && sort_model(s, m, args);
    map_clear(&done);
    return ok;
}

bool
elaborate_do(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_usage(s, n->at, "do", "do(lung, S = smoker)");
    Value v = {0};
    WireList opened = {0};
    bool ok = elaborate_model(s, &v, args->kids[0]) && apply_do(s, &v.model, args, 1, &opened);
    if (ok)
        value_swap(to, &v);
    array_clear(&opened);
    value_clear(&v);
    return ok;
}
