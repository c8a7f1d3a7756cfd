/* mechanism.c -- mechanisms written in place: k(Z), |1>, uniform; see mechanism.h.
 *
 * A mechanism is a block whose inputs are the vertices that its expression reads, in the order in
 * which they are written: the order of the vertex's parents. */
#include "lang/surgery/mechanism.h"

#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/block.h"
#include "lang/session/define.h"

static void
note_vertex(const Model *m, const Node *n, WireList *to, Map *seen)
{
    uint32_t v;
    if (!node_is_name(n) || !model_find(m, n->text, &v) || map_find(seen, v, NULL))
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
        if (n->kids[i] && !(call && i == 0 && node_is_name(n->kids[0])) && n->kind != NODE_PATH)
            vertices_read(m, n->kids[i], to, seen);
}

static bool
one_output(Session *s, const WireList *wires, Block *b, const Type *type, const Node *n)
{
    if (wires->count != 1)
        return complain_mechanism_wires(&s->complain, n->at, wires->count);
    const Type **has = &b->diagram.wires.at[wires->at[0]];
    if (*has && *has != type)
        return complain_mechanism_type(&s->complain, n->at, *has, type);
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
    bool ok = elaborate_wires(s, &b, &out, n, &hint) && one_output(s, &out, &b, type, n) &&
              block_known(s, &b, &out, n, NULL);
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

/* Is it a label of the variable by its form, and nothing else? */
static bool
is_label(const Session *s, const Model *m, uint32_t v, const Node *n)
{
    uint32_t position;
    if (n->kind == NODE_NUMBER)
        return true;
    return node_is_name(n) && type_find(m->vertices.at[v].type, n->text, &position) &&
           !model_find(m, n->text, &position) && !session_find(s, n->text) &&
           !notion_find(s->language, n->text);
}

bool
fix_vertex(Session *s, Model *m, uint32_t v, const Node *n)
{
    Diagram mechanism = {0};
    WireList parents = {0};
    if (is_label(s, m, v, n))
        return complain_label_put_in(&s->complain, n->at, m->vertices.at[v].name,
                                     span_text(&s->names, n->at));
    bool ok = elaborate_mechanism(s, m, v, n, &mechanism, &parents);
    if (ok)
        model_fix(m, v, &parents, &mechanism, span_text(&s->names, n->at));
    array_clear(&parents);
    diagram_clear(&mechanism);
    return ok;
}

static bool
is_in_cycle(const Model *m, const WireList *cycle, Name name)
{
    for (size_t k = 0; k < cycle->count; k++)
        if (m->vertices.at[cycle->at[k]].name == name)
            return true;
    return false;
}

static bool
some_in_cycle(const Model *m, const WireList *cycle, const Node *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (is_in_cycle(m, cycle, names->kids[i]->text))
            return true;
    return false;
}

/* Has a chain of arrows one within the cycle? */
static bool
leads_round(const Model *m, const WireList *cycle, const Node *chain)
{
    for (uint32_t i = 1; i < chain->count; i++)
        if (!chain->kids[i]->flag && some_in_cycle(m, cycle, chain->kids[i - 1]) &&
            some_in_cycle(m, cycle, chain->kids[i]))
            return true;
    return false;
}

/* The item of the list that says what a vertex of the cycle reads. */
static Span
cycle_place(const Model *m, const WireList *cycle, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *n = list->kids[i];
        Name name = n->kind == NODE_SOFT ? n->kids[0]->text : n->text;
        bool bare = n->kind == NODE_VERTEX && !n->kids[1]->count;
        if (n->kind == NODE_CHAIN ? leads_round(m, cycle, n)
                                  : !bare && is_in_cycle(m, cycle, name))
            return n->at;
    }
    return list->at;
}

bool
sort_model(Session *s, Model *m, const Node *list)
{
    WireList cycle = {0};
    bool ok = model_sort(m, &cycle) ||
              complain_cycle(&s->complain, cycle_place(m, &cycle, list), m, &cycle);
    array_clear(&cycle);
    return ok;
}

bool
elaborate_surgery(Session *s, Value *to, const Node *n, VertexAct *act)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_call(s, n);
    Value v = {0};
    bool ok = elaborate_model(s, &v, args->kids[0]);
    for (uint32_t i = 1; ok && i < args->count; i++)
        ok = for_vertices(s, &v.model, args->kids[i], act, NULL);
    ok = ok && sort_model(s, &v.model, args);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}
