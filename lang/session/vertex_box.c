/* vertex_box.c -- the box of a model's vertex and its image under a functor; see vertex_box.h. */
#include "lang/session/vertex_box.h"

#include "lang/session/convert.h"

static Name
box_name(Session *s, Name model, Name vertex)
{
    Sink text;
    sink_init(&text);
    word_write_name(model, &text);
    sink_put(&text, ".");
    word_write_name(vertex, &text);
    return names_take(&s->names, &text);
}

void
vertex_add_box(Session *s, Model *m, uint32_t v, Name name)
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
    Box *box =
        signature_add_box(&s->signature, box_name(s, m->name, name), &in_types, &out_types);
    box_diagram(&x->mechanism, box, &in, &out);
    x->box = box;
    array_clear(&out_types);
    array_clear(&in_types);
    array_clear(&out);
    array_clear(&in);
}

static Name
image_name(Session *s, const Functor *f, const Box *box)
{
    Sink text;
    sink_init(&text);
    word_write_name(f->name, &text);
    sink_print(&text, "(%s)", box->name);
    return names_take(&s->names, &text);
}

void
box_image(Session *s, Diagram *to, const Functor *f, const Box *box, Value *matrix,
          const PortList *in, const PortList *out)
{
    declared_diagram(s, to, image_name(s, f, box), false, matrix, in, out);
}
