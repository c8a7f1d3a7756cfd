/* declare_model.c -- declarations of models; see declare_model.h.
 *
 * A box comes last, when all parents of its vertex are known: arrows and `<->` may stand anywhere
 * in the list. */
#include "lang/statement/declare_model.h"

#include "lang/complain/complain_model.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/define.h"
#include "lang/session/vertex_box.h"
#include "lang/surgery/mechanism.h"

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
        return complain_vertex_twice(&s->complain, n->text_at, n->text);
    if (!elaborate_one_type(s, &v.type, n->kids[0]))
        return false;
    model_add_vertex(m, &v);
    return true;
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
        return complain_edge_to_itself(&s->complain, n->at);
    uint64_t key = (uint64_t)low << 32 | high;
    if (map_find(edges, key, NULL))
        return complain_edge_twice(&s->complain, n->at);
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
            ok = complain_parent_twice(&s->complain, list->kids[i]->at, list->kids[i]->text);
        if (ok) {
            map_set_at(&seen, p, 1);
            array_push(&m->vertices.at[v].parents, p);
        }
    }
    map_clear(&seen);
    return ok;
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
            vertex_add_box(s, m, v, x->name ? x->name : edge_name(s, m, x));
    }
}

bool
make_model(Session *s, Value *to, const Node *n)
{
    Value v = {.kind = VALUE_MODEL};
    v.model.name = n->text;
    bool ok = add_items(s, &v.model, n->kids[0]) && add_edges(s, &v.model, n->kids[0]) &&
              sort_model(s, &v.model, n->kids[0]);
    if (ok) {
        add_boxes(s, &v.model);
        value_swap(to, &v);
    }
    value_clear(&v);
    return ok;
}

bool
declare_model(Session *s, const Node *n)
{
    Value v = {0};
    bool ok = may_define(s, n->text, n->text_at) && make_model(s, &v, n) &&
              define(s, n->text, n->text_at, &v);
    value_clear(&v);
    return ok;
}

