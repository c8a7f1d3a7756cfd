/* world_reader.c -- questions of worlds from the tree, and as text; see world_reader.h. */
#include "lang/worlds/world_reader.h"

#include "lang/ask/event.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_event.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/vertex.h"
#include "lang/surgery/mechanism.h"
#include "lang/worlds/complain_worlds.h"

void
world_reader_clear(WorldReader *r)
{
    question_clear(&r->question);
    array_clear(&r->rows);
}

/* Is there a variable with brackets in an event of several? */
static bool
has_bracket(const Node *n)
{
    bool found = n->kind == NODE_INDEX;
    for (uint32_t i = 0; !found && i < n->count; i++)
        found = n->kids[i] && has_bracket(n->kids[i]);
    return found;
}

/* Y[...], Y[...] = y, or do(M = M[...]). */
bool
call_has_worlds(const Node *call)
{
    Question q = {0};
    bool found = false;
    question_read(&q, call);
    for (size_t i = 0; !found && i < q.items.count; i++) {
        const QuestionItem *x = &q.items.at[i];
        bool compared = x->node->kind == NODE_COMPARE && x->node->count;
        found = (compared ? x->node->kids[0] : x->name)->kind == NODE_INDEX ||
                ((x->form == ITEM_EVENT || is_arithmetic(x->node)) && has_bracket(x->node)) ||
                (item_is_event(x) && has_bracket(x->value)) ||
                (x->within && x->form == ITEM_EQUAL && x->value->kind == NODE_INDEX);
    }
    question_clear(&q);
    return found;
}

/* ---- what is put in ---- */

static bool read_vertex(WorldReader *r, WorldQuestion *to, const World *base, const Node *n,
                        uint32_t *vertex, uint32_t *world);

static bool
replace(WorldReader *r, World *w, const Replacement *x, Span at)
{
    if (world_replace(w, x))
        return true;
    return complain_replaced_twice(&r->s->complain, at, r->model->vertices.at[x->vertex].name);
}

/* X = value: a label, or the wire of a vertex in the world of do, or in one of its own. */
static bool
read_value(WorldReader *r, WorldQuestion *to, const World *base, const Node *value, Replacement *x)
{
    Session *s = r->s;
    const Vertex *v = &r->model->vertices.at[x->vertex];
    Label label;
    if (value->kind == NODE_SET || value->kind == NODE_RANGE)
        return complain_do_set(&s->complain, value->at);
    bool wire = value->kind == NODE_INDEX;
    if (!wire && !node_label(s, value, &label))
        return false;
    if (!wire && !type_find(v->type, label.text, &x->label))
        wire = node_is_name(value) && model_find(r->model, label.text, &x->of);
    if (!wire) {
        x->by = BY_LABEL;
        return label_find(s, v->type, label.text, label.at, &x->label);
    }
    x->by = BY_WIRE;
    if (!read_vertex(r, to, base, value, &x->of, &x->world))
        return false;
    const Vertex *of = &r->model->vertices.at[x->of];
    return of->type == v->type || complain_other_type(&s->complain, value->at, v->name, v->type,
                                                     of->name, of->type);
}

bool
mechanism_is_function(const Session *s, const Diagram *d)
{
    bool all = true;
    for (size_t i = 0; all && i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        const Matrix *m = meaning_find(&s->meaning, box->id);
        all = box->deterministic || (m && box->kind == BOX_FREE && matrix_is_function(m));
    }
    return all;
}

/* X := f(Z) */
static bool
read_function(WorldReader *r, WorldQuestion *to, const Node *value, Replacement *x)
{
    Model changed = {0};
    WorldFunction f = {0};
    model_set(&changed, r->model);
    bool ok = fix_vertex(r->s, &changed, x->vertex, value) && sort_model(r->s, &changed, value);
    Vertex *v = ok ? &changed.vertices.at[x->vertex] : NULL;
    if (ok && !mechanism_is_function(r->s, &v->mechanism))
        ok = complain_coin(&r->s->complain, value->at, v->name);
    if (ok) {
        array_set(&f.parents, &v->parents);
        diagram_swap(&f.mechanism, &v->mechanism);
        f.source = v->fixed;
        x->by = BY_FUNCTION;
        x->function = world_add_function(to, &f);
    }
    model_clear(&changed);
    return ok;
}

/* One of the things that a bracket or a do(...) puts in. */
static bool
read_replacement(WorldReader *r, WorldQuestion *to, const World *base, World *w,
                 const QuestionItem *i)
{
    Replacement x = {0};
    if (i->form != ITEM_EQUAL && i->form != ITEM_SOFT)
        return complain_replacement(&r->s->complain, i->node->at);
    if (!find_vertex(r->s, r->model, i->name, &x.vertex))
        return false;
    bool ok = i->form == ITEM_EQUAL ? read_value(r, to, base, i->value, &x)
                                    : read_function(r, to, i->value, &x);
    return ok && replace(r, w, &x, i->node->at);
}

/* The label of a row variable, which is met for the first time or again.  What do(...) opens is met
 * before the atoms; rows stand in the order they are written. */
static bool
row_label(WorldReader *r, Name name, uint32_t vertex, uint32_t *label, Span at)
{
    const Type *t = r->model->vertices.at[vertex].type;
    size_t i = 0;
    if (!t->size)
        return complain_no_carrier(&r->s->complain, at, t);
    while (i < r->rows.count && r->rows.at[i].place < r->place)
        i++;
    if (i == r->rows.count || r->rows.at[i].place != r->place) {
        RowVariable row = {.name = name, .type = t, .place = r->place};
        array_push(&r->rows, row);
        for (size_t k = r->rows.count - 1; k > i; k--)
            r->rows.at[k] = r->rows.at[k - 1];
        r->rows.at[i] = row;
    }
    *label = r->rows.at[i].label;
    r->place++;
    return true;
}

/* do(X), do({X, Z}): a row for each label. */
static bool
open_row(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    void **both = more;
    WorldReader *r = both[0];
    Replacement x = {.vertex = v, .by = BY_LABEL};
    (void)s;
    return row_label(r, m->vertices.at[v].name, v, &x.label, at) && replace(r, both[1], &x, at);
}

/* The world of do(...). */
static bool
read_done(WorldReader *r, WorldQuestion *to, World *w)
{
    bool ok = true;
    void *both[] = {r, w};
    World none = {0};
    for (size_t i = r->question.heads; ok && i < r->question.items.count; i++) {
        const QuestionItem *x = &r->question.items.at[i];
        r->place = (uint64_t)i << 32;
        if (!x->within)
            continue;
        if (x->form == ITEM_NO_DO)
            ok = complain_usage(&r->s->complain, x->within->at, "do",
                                "do(X = x), do(X) or do(X := f(Z))");
        else if (x->form == ITEM_FREE || x->form == ITEM_SET)
            ok = for_vertices(r->s, (Model *)r->model, x->name, open_row, both);
        else
            ok = read_replacement(r, to, &none, w, x);
    }
    return ok;
}

/* X, or X[...]: a vertex and the world it stands in, which is that of do and what the bracket puts
 * in. */
static bool
read_vertex(WorldReader *r, WorldQuestion *to, const World *base, const Node *n, uint32_t *vertex,
            uint32_t *world)
{
    World w = {0};
    array_set(&w, base);
    const Node *name = n->kind == NODE_INDEX ? n->kids[0] : n;
    bool ok = true;
    if (name->kind == NODE_INDEX)
        ok = complain_two_brackets(&r->s->complain, n->at);
    else if (!node_is_name(name))
        ok = complain_not_a_variable(&r->s->complain, n->at);
    ok = ok && find_vertex(r->s, r->model, name, vertex);
    for (uint32_t i = 0; ok && n->kind == NODE_INDEX && i < n->kids[1]->count; i++) {
        QuestionItem item = question_item(n->kids[1]->kids[i]);
        ok = read_replacement(r, to, base, &w, &item);
    }
    if (ok)
        *world = world_add(to, &w);
    array_clear(&w);
    return ok;
}

/* ---- atoms ---- */

/* The same variable in the same world, asked for twice. */
static bool
is_asked(const WorldQuestion *to, const Atom *a)
{
    bool found = false;
    for (size_t i = 0; !found && i < to->atoms.count; i++) {
        const Atom *b = &to->atoms.at[i];
        found = b->free && b->vertex == a->vertex && b->world == a->world;
    }
    return found;
}

/* Y = Z[X = 0], or Y = Z, where Z is a variable and no label? */
static bool
equals_variable(const Model *m, const QuestionItem *i)
{
    uint32_t v, position;
    if (!item_is_event(i))
        return false;
    const Node *name = i->name->kind == NODE_INDEX ? i->name->kids[0] : i->name;
    bool known = node_is_name(name) && model_find(m, name->text, &v);
    return i->value->kind == NODE_INDEX ||
           (node_is_name(i->value) && model_find(m, i->value->text, &position) &&
            !(known && type_find(m->vertices.at[v].type, i->value->text, &position)));
}

bool
world_heads_join(const Model *m, const Node *call)
{
    Question q = {0};
    bool events = true, join = false;
    question_read(&q, call);
    for (size_t i = 0; i < q.heads; i++) {
        const QuestionItem *x = &q.items.at[i];
        events = events && (x->form == ITEM_EVENT || item_is_event(x));
        join = join || x->form == ITEM_EVENT || equals_variable(m, x);
    }
    question_clear(&q);
    return events && join;
}

static bool
read_atom(WorldReader *r, WorldQuestion *to, const World *base, const QuestionItem *i)
{
    Atom a = {.condition = !i->head};
    Session *s = r->s;
    if (i->head && i->within)
        return complain_do_left(&s->complain, i->within->at);
    if (item_is_soft(i))
        return complain_soft_evidence(&s->complain, i->node->at);
    if (i->form == ITEM_SET || i->form == ITEM_OTHER || i->form == ITEM_SOFT)
        return complain_not_a_variable(&s->complain, i->node->at);
    if (i->form == ITEM_EVENT || equals_variable(r->model, i))
        return complain_event_form(&s->complain, i->node->at);
    if (!read_vertex(r, to, base, i->name, &a.vertex, &a.world))
        return false;
    const Type *t = r->model->vertices.at[a.vertex].type;
    a.free = !item_is_event(i);
    if (a.free && is_asked(to, &a))
        return complain_asked_twice(&s->complain, i->node->at, span_text(&s->names, i->node->at));
    a.event.complement = i->form == ITEM_UNEQUAL;
    bool ok = a.free || event_labels(s, &a.event.labels, i->value, t);
    if (ok && a.free && (a.condition || r->by_value == a.vertex + 1)) {
        uint32_t label;
        ok = row_label(r, atom_name(s, to, &a), a.vertex, &label, i->node->at);
        a.free = false;
        if (ok)
            array_push(&a.event.labels, label);
    }
    if (!ok)
        array_clear(&a.event.labels);
    else
        array_push(&to->atoms, a);
    return ok;
}

bool
world_reader_read(WorldReader *r, WorldQuestion *to)
{
    World base = {0};
    world_question_clear(to);
    to->model = r->model;
    bool ok = read_done(r, to, &base);
    World plain = {0};
    array_set(&plain, &base);
    if (ok)
        to->plain = world_add(to, &plain);
    array_clear(&plain);
    for (size_t i = 0; ok && i < r->question.items.count; i++) {
        const QuestionItem *x = &r->question.items.at[i];
        r->place = (uint64_t)i << 32;
        if (x->within && !x->head)
            continue;
        ok = read_atom(r, to, &base, x);
    }
    array_clear(&base);
    return ok;
}

bool
world_reader_next(WorldReader *r)
{
    for (size_t i = r->rows.count; i-- > 0;) {
        RowVariable *x = &r->rows.at[i];
        if (++x->label < x->type->size)
            return true;
        x->label = 0;
    }
    return false;
}

/* ---- as text ---- */

static void
write_replacement(Session *s, const WorldQuestion *q, const Replacement *r, Sink *out)
{
    const Vertex *v = &q->model->vertices.at[r->vertex];
    word_write_name(v->name ? v->name : edge_name(s, q->model, v), out);
    sink_put(out, r->by == BY_FUNCTION ? " := " : " = ");
    if (r->by == BY_FUNCTION)
        sink_put(out, q->functions.at[r->function].source);
    else if (r->by == BY_WIRE)
        world_write(s, q, r->of, r->world, out);
    else
        type_write_label(v->type, r->label, out);
}

void
world_write_replaced(Session *s, const WorldQuestion *q, uint32_t world, Sink *out)
{
    const World *w = &q->worlds.at[world], *plain = &q->worlds.at[q->plain];
    bool any = false;
    for (size_t i = 0; i < w->count; i++) {
        if (world_find(plain, w->at[i].vertex))
            continue;
        sink_put(out, any ? ", " : "[");
        write_replacement(s, q, &w->at[i], out);
        any = true;
    }
    sink_put(out, any ? "]" : "");
}

void
world_write(Session *s, const WorldQuestion *q, uint32_t vertex, uint32_t world, Sink *out)
{
    const Vertex *v = &q->model->vertices.at[vertex];
    word_write_name(v->name ? v->name : edge_name(s, q->model, v), out);
    world_write_replaced(s, q, world, out);
}

Name
atom_name(Session *s, const WorldQuestion *q, const Atom *a)
{
    const Vertex *v = &q->model->vertices.at[a->vertex];
    if (a->world == q->plain && v->name)
        return v->name;
    Sink text;
    sink_init(&text);
    world_write(s, q, a->vertex, a->world, &text);
    return names_take(&s->names, &text);
}

void
atom_write(Session *s, const WorldQuestion *q, const Atom *a, Sink *out)
{
    const Type *t = q->model->vertices.at[a->vertex].type;
    const WireList *l = &a->event.labels;
    world_write(s, q, a->vertex, a->world, out);
    if (a->free)
        return;
    sink_put(out, a->event.complement ? " != " : " = ");
    for (size_t i = 0; i < l->count; i++) {
        sink_put(out, i ? ", " : l->count > 1 ? "{" : "");
        type_write_label(t, l->at[i], out);
    }
    sink_put(out, l->count > 1 ? "}" : "");
}

void
world_ports(const WorldReader *r, const WorldQuestion *q, PortList *in, PortList *out)
{
    for (size_t i = 0; i < r->rows.count; i++)
        array_push(in, ((Port){r->rows.at[i].name, r->rows.at[i].type}));
    for (size_t i = 0; i < q->atoms.count; i++)
        if (q->atoms.at[i].free)
            array_push(out, ((Port){atom_name(r->s, q, &q->atoms.at[i]),
                                    q->model->vertices.at[q->atoms.at[i].vertex].type}));
}
