/* declare_functor.c -- functors: a meaning for each box, a carrier for each abstract type. */
#include "lang/statement/declare_functor.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/elaborate/formula.h"
#include "lang/elaborate/normalise.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/vertex.h"
#include "lang/elaborate/wiring.h"
#include "lang/read/reader.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"
#include "lang/session/vertex_box.h"

typedef struct FunctorItems {
    Session *s;
    Functor *functor;
    const Model *model; /* NULL: for boxes anywhere */
    Map done;           /* boxes and types that have an item already */
    Reader reader;      /* of tables that are NODE_UNREAD; once there is one */
} FunctorItems;

static bool
is_carrier(const Node *n)
{
    return n->kind == NODE_SET || n->kind == NODE_RANGE;
}

/* Two functors that give an abstract type the same labels give it the same carrier, so that their
 * states can be compared. */
static const Type *
same_carrier(Session *s, const Type *abstract, Type *fresh)
{
    Sink key;
    sink_init(&key);
    sink_print(&key, "%p", (const void *)abstract);
    type_write_carrier(fresh, &key);
    Name name = names_take(&s->names, &key);
    uint64_t found;
    if (map_find(&s->carriers, map_key(name), &found))
        return s->signature.types.at[found];
    map_set_at(&s->carriers, map_key(name), s->signature.types.count - 1);
    return fresh;
}

static bool
add_carrier(FunctorItems *m, const Type *abstract, const Node *carrier, Span at)
{
    if (map_find(&m->done, map_key(abstract), NULL))
        return complain_meaning_twice(&m->s->complain, at);
    map_set_at(&m->done, map_key(abstract), 1);
    Type *t = signature_add_type(&m->s->signature, abstract->name);
    if (!elaborate_carrier(m->s, t, carrier))
        return false;
    functor_add_type(m->functor, abstract, same_carrier(m->s, abstract, t));
    return true;
}

/* ---- meanings of boxes ---- */

static void
map_ports(PortList *ports, const Functor *f)
{
    for (size_t i = 0; i < ports->count; i++)
        ports->at[i].type = functor_type(f, ports->at[i].type);
}

static bool
have_carriers(FunctorItems *m, const PortList *ports, Span at)
{
    for (size_t i = 0; i < ports->count; i++)
        if (!ports->at[i].type->size)
            return complain_no_carrier(&m->s->complain, at, ports->at[i].type);
    return true;
}

/* An image that is an expression: a diagram as it is, a matrix as a box of its own. */
static bool
image_of_expression(FunctorItems *m, Diagram *to, const Box *box, const PortList *in,
                    const PortList *out, const Node *n)
{
    Value v = {0};
    PortList has_in = {0}, has_out = {0};
    TypeList in_types = {0}, out_types = {0};
    ports_to_types(&in_types, in);
    ports_to_types(&out_types, out);
    bool ok = elaborate_typed(m->s, &v, n, &in_types, &out_types);
    if (ok && v.kind == VALUE_MATRIX) {
        array_set(&has_in, &v.in);
        array_set(&has_out, &v.out);
        ok = check_rows(m->s, &v, n);
    } else if (ok && (ok = value_to_diagram(m->s, to, &v, n))) {
        ends_to_ports(&has_in, to, &to->inputs);
        ends_to_ports(&has_out, to, &to->outputs);
    }
    if (ok && (!ports_equal(&has_in, in) || !ports_equal(&has_out, out)))
        ok = complain_meaning_type(&m->s->complain, n->at, &has_in, &has_out, in, out);
    if (ok && v.kind == VALUE_MATRIX)
        box_image(m->s, to, m->functor, box, &v, in, out);
    array_clear(&out_types);
    array_clear(&in_types);
    array_clear(&has_out);
    array_clear(&has_in);
    value_clear(&v);
    return ok;
}

static const Node *
read_table(FunctorItems *m, const Node *n)
{
    if (n->kind != NODE_UNREAD)
        return n;
    if (!m->reader.parser)
        reader_init(&m->reader, n->at.source, &m->s->names, NULL, true);
    return reader_again(&m->reader, &m->s->arena, n->at);
}

static bool
make_image(FunctorItems *m, Diagram *to, const Diagram *mechanism, const Box *box, const Node *n)
{
    PortList in = {0}, out = {0};
    Value v = {0};
    ends_to_ports(&in, mechanism, &mechanism->inputs);
    ends_to_ports(&out, mechanism, &mechanism->outputs);
    map_ports(&in, m->functor);
    map_ports(&out, m->functor);
    bool ok = have_carriers(m, &in, n->at) && have_carriers(m, &out, n->at);
    if (ok && is_table(m->s, n)) {
        ok = elaborate_kernel_table(m->s, &v, n, &in, &out);
        if (ok)
            box_image(m->s, to, m->functor, box, &v, &in, &out);
    } else if (ok && is_formula(m->s, n, &in)) {
        ok = elaborate_formula(m->s, &v, n, &in, &out, false);
        if (ok && v.kind == VALUE_MATRIX)
            box_image(m->s, to, m->functor, box, &v, &in, &out);
        else if (ok)
            diagram_swap(to, &v.diagram);
    } else if (ok) {
        ok = image_of_expression(m, to, box, &in, &out, n);
    }
    value_clear(&v);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

static bool
add_meaning(FunctorItems *m, const Diagram *mechanism, const Box *box, const Node *n, Span at)
{
    if (map_find(&m->done, map_key(box), NULL))
        return complain_meaning_twice(&m->s->complain, at);
    map_set_at(&m->done, map_key(box), 1);
    Diagram image = {0};
    Arena before = m->s->arena;
    bool ok = make_image(m, &image, mechanism, box, read_table(m, n));
    arena_back(&m->s->arena, &before);
    if (ok)
        functor_add_box(m->functor, box, &image);
    diagram_clear(&image);
    return ok;
}

/* ---- items ---- */

static const Type *
abstract_type(const Session *s, const Node *n)
{
    if (n->kind == NODE_PATH)
        return NULL;
    const PortList *wires = session_find_type(s, n->text);
    return wires && wires->count == 1 && !wires->at[0].type->size ? wires->at[0].type : NULL;
}

/* A variable may have the name of its type: then labels in braces are the type's. */
static bool
item_is_type(FunctorItems *m, const Node *item)
{
    uint32_t v;
    const Node *name = item->kids[0];
    return item->kind == NODE_MEANING && abstract_type(m->s, name) &&
           (is_carrier(item->kids[1]) || !(m->model && model_find(m->model, name->text, &v)));
}

static bool
add_type_item(FunctorItems *m, const Node *item)
{
    const Node *name = item->kids[0];
    if (!item_is_type(m, item))
        return true;
    if (!is_carrier(item->kids[1]))
        return complain_not_a_carrier(&m->s->complain, item->kids[1]->at, name->text);
    return add_carrier(m, abstract_type(m->s, name), item->kids[1], name->at);
}

/* The unnamed latent of A <-> B in the model. */
static bool
find_edge(FunctorItems *m, const Node *item, uint32_t *to)
{
    uint32_t a, b;
    if (!m->model)
        return complain_edge_without_model(&m->s->complain, item->kids[0]->at);
    if (!find_vertex(m->s, m->model, item->kids[0], &a) ||
        !find_vertex(m->s, m->model, item->kids[1], &b))
        return false;
    if (a == b)
        return complain_edge_to_itself(&m->s->complain,
                                       span_over(item->kids[0]->at, item->kids[1]->at));
    for (uint32_t v = 0; v < m->model->vertices.count; v++) {
        const Vertex *u = &m->model->vertices.at[v];
        bool same = (u->ends[0] == a && u->ends[1] == b) || (u->ends[0] == b && u->ends[1] == a);
        if (!u->name && same) {
            *to = v;
            return true;
        }
    }
    return complain_no_edge(&m->s->complain, span_over(item->kids[0]->at, item->kids[1]->at),
                            m->model);
}

static bool
add_edge_carrier(FunctorItems *m, const Node *item)
{
    uint32_t v;
    return find_edge(m, item, &v) &&
           add_carrier(m, m->model->vertices.at[v].type, item->kids[2], item->kids[0]->at);
}

static bool
add_vertex_item(FunctorItems *m, uint32_t v, const Node *n, Span at)
{
    const Vertex *x = &m->model->vertices.at[v];
    if (!x->box || x->fixed || x->open)
        return complain_fixed_vertex(&m->s->complain, at, x->name);
    return add_meaning(m, &x->mechanism, x->box, n, at);
}

/* A box anywhere: a name or a path to a diagram that is one box without a meaning. */
static bool
add_box_item(FunctorItems *m, const Node *name, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(m->s, &v, name);
    const Diagram *d = &v.diagram;
    bool single = ok && v.kind == VALUE_DIAGRAM && d->uses.count == 1 &&
                  d->uses.at[0].box->kind == BOX_FREE;
    if (ok && !single)
        ok = complain_not_a_box(&m->s->complain, name->at, &v);
    if (ok && box_has_meaning(m->s, d->uses.at[0].box))
        ok = complain_has_meaning(&m->s->complain, name->at, d->uses.at[0].box->name);
    ok = ok && add_meaning(m, d, d->uses.at[0].box, n, name->at);
    value_clear(&v);
    return ok;
}

static bool
add_item(FunctorItems *m, const Node *item)
{
    uint32_t v;
    const Node *name = item->kids[0];
    if (item->kind == NODE_EDGE_MEANING)
        return find_edge(m, item, &v) && add_vertex_item(m, v, item->kids[3], item->at);
    if (item_is_type(m, item))
        return true;
    if (!m->model || name->kind == NODE_PATH)
        return add_box_item(m, name, item->kids[1]);
    if (!model_find(m->model, name->text, &v))
        return complain_extra_meaning(&m->s->complain, name->at, m->model, name->text);
    return add_vertex_item(m, v, item->kids[1], name->at);
}

static bool
add_items(FunctorItems *m, const Node *items)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (!add_type_item(m, items->kids[i]))
            return false;
    for (uint32_t i = 0; i < items->count; i++)
        if (items->kids[i]->kind == NODE_EDGE_MEANING && !add_edge_carrier(m, items->kids[i]))
            return false;
    for (uint32_t i = 0; i < items->count; i++)
        if (!add_item(m, items->kids[i]))
            return false;
    return true;
}

bool
make_functor(Session *s, Value *to, const Node *n)
{
    Functor *f = memory_new(1, sizeof *f);
    f->name = n->text;
    Value none = {0};
    FunctorItems m = {.s = s, .functor = f};
    const Value *named = n->kids[0] ? session_find(s, n->kids[0]->text) : NULL;
    bool model = named && named->kind == VALUE_MODEL;
    m.model = model ? &named->model : NULL; /* a large one is not copied */
    bool ok = !n->kids[0] || model || elaborate_model(s, &none, n->kids[0]);
    ok = ok && add_items(&m, n->kids[1]);
    map_clear(&m.done);
    reader_clear(&m.reader);
    value_clear(&none);
    if (!ok) {
        functor_clear(f);
        memory_free(f);
        return false;
    }
    array_push(&s->functors, f);
    Name source = names_add(&s->names, n->at.source->text + n->at.start, n->at.end - n->at.start);
    Value v = {.kind = VALUE_FUNCTOR, .functor = f, .source = source};
    value_swap(to, &v);
    value_clear(&v);
    return true;
}

bool
declare_functor(Session *s, const Node *n)
{
    Value v = {0};
    bool ok = may_define(s, n->text, n->text_at) && make_functor(s, &v, n) &&
              define(s, n->text, n->text_at, &v);
    value_clear(&v);
    return ok;
}
