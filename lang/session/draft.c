/* draft.c -- a model with its functor, made from data; see draft.h.
 *
 * Types are declared while vertices are added, since a vertex needs its own; a draft that comes to
 * nothing takes them back. */
#include "lang/session/draft.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/session/define.h"
#include "lang/session/label_type.h"
#include "lang/session/vertex_box.h"

void
draft_init(Draft *d, Session *s, DraftName model, DraftName functor, Span at)
{
    *d = (Draft){.s = s, .model = model, .functor = functor, .at = at, .types = s->types.count};
    d->vertices.name = model.name;
    if (!functor.name)
        return;
    d->images = memory_new(1, sizeof *d->images);
    d->images->name = functor.name;
}

void
draft_clear(Draft *d)
{
    if (d->s && !d->defined && d->s->types.count > d->types)
        forget_definitions(d->s, d->s->values.count, d->types);
    if (d->images)
        functor_clear(d->images);
    memory_free(d->images);
    model_clear(&d->vertices);
    *d = (Draft){0};
}

bool
draft_check_names(const Draft *d)
{
    const DraftName *m = &d->model, *f = &d->functor;
    if (!may_define(d->s, m->name, m->at) || (f->name && !may_define(d->s, f->name, f->at)))
        return false;
    return m->name != f->name || complain_defined_twice(&d->s->complain, f->at, f->name, m->at);
}

/* ---- vertices and tables ---- */

bool
draft_add_variable(Draft *d, Name name, const Type *type, bool latent)
{
    Vertex v = {.name = name, .type = type, .latent = latent};
    bool ok = type || own_type(d->s, &v.type, d->model.name, name, d->model.at);
    if (ok)
        model_add_vertex(&d->vertices, &v);
    return ok;
}

void
draft_add_confounder(Draft *d, uint32_t a, uint32_t b)
{
    uint32_t u = (uint32_t)d->vertices.vertices.count;
    Vertex v = {.latent = true, .ends = {a, b}};
    v.type = signature_add_type(&d->s->signature, NULL);
    model_add_vertex(&d->vertices, &v);
    array_push(&d->vertices.vertices.at[a].parents, u);
    array_push(&d->vertices.vertices.at[b].parents, u);
}

void
draft_add_box(Draft *d, uint32_t vertex, Name name)
{
    vertex_add_box(d->s, &d->vertices, vertex, name);
}

void
draft_add_vertex(Draft *d, Name name, const Name *labels, size_t count)
{
    Type *t = signature_add_type(&d->s->signature, NULL);
    for (size_t i = 0; i < count; i++)
        type_add_label(t, labels[i]);
    Vertex v = {.name = name};
    v.type = label_type(d->s, t, d->model.name, name, d->model.at);
    model_add_vertex(&d->vertices, &v);
}

void
draft_add_parent(Draft *d, uint32_t vertex, uint32_t parent)
{
    array_push(&d->vertices.vertices.at[vertex].parents, parent);
}

void
draft_add_table(Draft *d, uint32_t vertex, Matrix *table)
{
    Value value = {0};
    Diagram image = {0};
    PortList in = {0}, out = {0};
    vertex_add_box(d->s, &d->vertices, vertex, d->vertices.vertices.at[vertex].name);
    const Vertex *v = &d->vertices.vertices.at[vertex];
    ends_to_ports(&in, &v->mechanism, &v->mechanism.inputs);
    ends_to_ports(&out, &v->mechanism, &v->mechanism.outputs);
    value_take_matrix(&value, table, &in, &out, false);
    box_image(d->s, &image, d->images, v->box, &value, &in, &out);
    functor_add_box(d->images, v->box, &image);
    array_clear(&out);
    array_clear(&in);
    diagram_clear(&image);
    value_clear(&value);
}

/* ---- both get their names ---- */

bool
draft_sort(Draft *d)
{
    WireList cycle = {0};
    bool ok = model_sort(&d->vertices, &cycle) ||
              complain_cycle(&d->s->complain, d->at, &d->vertices, &cycle);
    array_clear(&cycle);
    return ok;
}

/* The model, and the functor if there is one. */
static bool
define_all(Draft *d, Value *model, Value *functor, uint64_t bytes)
{
    Session *s = d->s;
    bytes += value_bytes(model) + value_bytes(functor);
    if (!budget_allows(&s->budget, s->held + bytes))
        return complain_stopped(&s->complain, &s->budget, d->at);
    return define(s, d->model.name, d->model.at, model) &&
           (!d->images || define(s, d->functor.name, d->functor.at, functor));
}

bool
draft_define(Draft *d, uint64_t bytes)
{
    if (!draft_check_names(d) || !draft_sort(d))
        return false;
    Value model = {.kind = VALUE_MODEL};
    Value functor = {.kind = VALUE_FUNCTOR, .functor = d->images, .of = d->model.name};
    model_swap(&model.model, &d->vertices);
    d->defined = define_all(d, &model, &functor, bytes);
    if (d->defined) {
        if (d->images)
            array_push(&d->s->functors, d->images);
        d->images = NULL;
        d->s->held += bytes;
    }
    bool ok = d->defined;
    value_clear(&functor);
    value_clear(&model);
    return ok;
}
