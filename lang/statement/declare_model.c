/* declare_model.c -- declarations of models; see declare_model.h.
 *
 * A box comes last, when all parents of its vertex are known: arrows and `<->` may stand anywhere
 * in the list. */
#include "lang/statement/declare_model.h"

#include "lang/class/class_value.h"
#include "lang/complain/complain_model.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/define.h"
#include "lang/session/label_type.h"
#include "lang/session/vertex_box.h"
#include "lang/surgery/mechanism.h"

/* ---- variables ---- */

static bool
add_vertex(Session *s, Model *m, const Node *n)
{
    Vertex v = {.name = n->text, .latent = n->flag};
    uint32_t old;
    if (model_find(m, n->text, &old))
        return complain_vertex_twice(&s->complain, n->text_at, n->text);
    if (!(n->kids[0] ? elaborate_one_type(s, &v.type, n->kids[0])
                     : own_type(s, &v.type, m->name, n->text, n->text_at)))
        return false;
    model_add_vertex(m, &v);
    return true;
}

/* Those of the names that are not there yet are variables without types. */
static bool
add_mentioned(Session *s, Model *m, const Node *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const Node *n = names->kids[i];
        Vertex v = {.name = n->text};
        uint32_t old;
        if (model_find(m, n->text, &old))
            continue;
        if (!own_type(s, &v.type, m->name, n->text, n->at))
            return false;
        model_add_vertex(m, &v);
    }
    return true;
}

/* In a model without types, as it is drawn on a board, an arrow declares its ends. */
static bool
add_all_mentioned(Session *s, Model *m, const Node *items)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < items->count; i++) {
        const Node *n = items->kids[i];
        for (uint32_t k = 0; ok && n->kind == NODE_CHAIN && k < n->count; k++)
            ok = add_mentioned(s, m, n->kids[k]);
        if (ok && n->kind == NODE_VERTEX)
            ok = add_mentioned(s, m, n->kids[1]);
    }
    return ok;
}

static bool
add_vertices(Session *s, Model *m, const Node *items)
{
    bool types = false;
    for (uint32_t i = 0; i < items->count; i++) {
        const Node *n = items->kids[i];
        if (n->kind == NODE_CHAIN)
            continue;
        types = types || n->kids[0];
        if (!add_vertex(s, m, n))
            return false;
    }
    return types || add_all_mentioned(s, m, items);
}

/* ---- arrows ---- */

/* While arrows are added: those that there are. */
typedef struct Arrows {
    Session *s;
    Model *m;
    Map seen;  /* child and parent */
    Map edges; /* the smaller end and the larger one */
} Arrows;

static bool
add_arrow(Arrows *a, uint32_t child, const Node *parent)
{
    uint32_t p;
    if (!find_vertex(a->s, a->m, parent, &p))
        return false;
    uint64_t key = (uint64_t)child << 32 | p;
    if (map_find(&a->seen, key, NULL))
        return complain_parent_twice(&a->s->complain, parent->at, parent->text);
    map_set_at(&a->seen, key, 1);
    array_push(&a->m->vertices.at[child].parents, p);
    return true;
}

/* Those of `X <- Z` and `X = k(Z)`. */
static bool
add_mechanism(Arrows *a, const Node *n)
{
    uint32_t v;
    if (n->kind == NODE_CHAIN || !model_find(a->m, n->text, &v))
        return true;
    if (n->kind == NODE_FIX)
        return fix_vertex(a->s, a->m, v, n->kids[1]);
    for (uint32_t i = 0; i < n->kids[1]->count; i++)
        if (!add_arrow(a, v, n->kids[1]->kids[i]))
            return false;
    return true;
}

/* X <-> Y: a latent vertex without a name, a parent of both, but not of an end that is fixed in
 * place (so that a cut model reads back).  Its box is named after it. */
static bool
add_edge(Arrows *a, const Node *x, const Node *y)
{
    uint32_t ends[2];
    Model *m = a->m;
    if (!find_vertex(a->s, m, x, &ends[0]) || !find_vertex(a->s, m, y, &ends[1]))
        return false;
    uint32_t low = ends[0] < ends[1] ? ends[0] : ends[1], high = ends[0] ^ ends[1] ^ low;
    if (low == high)
        return complain_edge_to_itself(&a->s->complain, span_over(x->at, y->at));
    uint64_t key = (uint64_t)low << 32 | high;
    if (map_find(&a->edges, key, NULL))
        return complain_edge_twice(&a->s->complain, span_over(x->at, y->at));
    map_set_at(&a->edges, key, 1);
    uint32_t u = (uint32_t)m->vertices.count;
    Vertex v = {.latent = true, .ends = {ends[0], ends[1]}};
    v.type = signature_add_type(&a->s->signature, NULL);
    model_add_vertex(m, &v);
    for (int i = 0; i < 2; i++)
        if (!m->vertices.at[ends[i]].fixed)
            array_push(&m->vertices.at[ends[i]].parents, u);
    return true;
}

static bool
add_chain_arrow(Arrows *a, const Node *x, const Node *y)
{
    uint32_t child;
    if (!find_vertex(a->s, a->m, y, &child))
        return false;
    if (a->m->vertices.at[child].fixed)
        return complain_arrow_into_fixed(&a->s->complain, span_over(x->at, y->at), y->text);
    return add_arrow(a, child, x);
}

static bool
is_line(const Node *link)
{
    return link->text && link->text[0] == '-';
}

/* The arrows of a chain, or what its `<->` stand for. */
static bool
add_links(Arrows *a, const Node *chain, bool edges)
{
    for (uint32_t i = 1; chain->kind == NODE_CHAIN && i < chain->count; i++) {
        const Node *from = chain->kids[i - 1], *to = chain->kids[i];
        for (uint32_t k = 0; to->flag == edges && !is_line(to) && k < from->count * to->count;
             k++) {
            const Node *x = from->kids[k / to->count], *y = to->kids[k % to->count];
            if (!(edges      ? add_edge(a, x, y)
                  : to->text ? add_chain_arrow(a, y, x)
                             : add_chain_arrow(a, x, y)))
                return false;
        }
    }
    return true;
}

/* `<->` last: unnamed latents stand behind all other parents. */
static bool
add_arrows(Session *s, Model *m, const Node *items)
{
    Arrows a = {.s = s, .m = m};
    bool ok = true;
    for (uint32_t i = 0; ok && i < items->count; i++)
        ok = add_mechanism(&a, items->kids[i]);
    for (uint32_t i = 0; ok && i < items->count; i++)
        ok = add_links(&a, items->kids[i], false);
    for (uint32_t i = 0; ok && i < items->count; i++)
        ok = add_links(&a, items->kids[i], true);
    map_clear(&a.seen);
    map_clear(&a.edges);
    return ok;
}

/* ---- lines ---- */

/* The pairs that `--` joins. */
static bool
add_lines(Session *s, WireList *to, const Model *m, const Node *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const Node *chain = items->kids[i];
        for (uint32_t l = 1; chain->kind == NODE_CHAIN && l < chain->count; l++) {
            const Node *a = chain->kids[l - 1], *b = chain->kids[l];
            for (uint32_t k = 0; is_line(b) && k < a->count * b->count; k++) {
                uint32_t u, v;
                if (!find_vertex(s, m, a->kids[k / b->count], &u) ||
                    !find_vertex(s, m, b->kids[k % b->count], &v))
                    return false;
                array_push(to, u);
                array_push(to, v);
            }
        }
    }
    return true;
}

/* ---- declaring a model ---- */

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
    const Node *items = n->kids[0];
    WireList lines = {0};
    bool ok = add_vertices(s, &v.model, items) && add_arrows(s, &v.model, items) &&
              sort_model(s, &v.model, items) && add_lines(s, &lines, &v.model, items);
    if (ok && lines.count) {
        ok = class_make(s, to, &v.model, &lines, n->text_at);
    } else if (ok) {
        add_boxes(s, &v.model);
        value_swap(to, &v);
    }
    array_clear(&lines);
    value_clear(&v);
    return ok;
}

bool
declare_model(Session *s, const Node *n)
{
    Value v = {0};
    size_t values = s->values.count, types = s->types.count;
    bool ok = may_define(s, n->text, n->text_at) && make_model(s, &v, n) &&
              define(s, n->text, n->text_at, &v);
    if (!ok)
        forget_definitions(s, values, types);
    value_clear(&v);
    return ok;
}

