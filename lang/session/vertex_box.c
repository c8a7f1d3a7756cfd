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

static void
add_port(PortList *to, const Vertex *v)
{
    Port port = {v->name, v->type};
    array_push(to, port);
}

/* What a vertex reads, and the vertex itself. */
static void
vertex_ports(PortList *in, PortList *out, const Model *m, uint32_t v)
{
    const Vertex *x = &m->vertices.at[v];
    for (size_t i = 0; i < x->parents.count; i++)
        add_port(in, &m->vertices.at[x->parents.at[i]]);
    add_port(out, x);
}

void
vertex_use_box(Model *m, uint32_t v, Box *box)
{
    PortList in = {0}, out = {0};
    vertex_ports(&in, &out, m, v);
    box_diagram(&m->vertices.at[v].mechanism, box, &in, &out);
    m->vertices.at[v].box = box;
    array_clear(&out);
    array_clear(&in);
}

void
vertex_add_box(Session *s, Model *m, uint32_t v, Name name)
{
    PortList in = {0}, out = {0};
    TypeList in_types = {0}, out_types = {0};
    vertex_ports(&in, &out, m, v);
    ports_to_types(&in_types, &in);
    ports_to_types(&out_types, &out);
    vertex_use_box(m, v, signature_add_box(&s->signature, box_name(s, m->name, name), &in_types,
                                           &out_types));
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
