/* functor.c -- functors given on generators, and what they do to diagrams; see diagram.h.
 *
 * A Functor owns its images and maps.  A box it does not name is sent to itself, on wires of the
 * types it gives. */
#include "diagram/diagram.h"

#include <assert.h>

void
functor_clear(Functor *f)
{
    for (size_t i = 0; i < f->images.count; i++)
        diagram_clear(&f->images.at[i]);
    array_clear(&f->images);
    map_clear(&f->boxes);
    map_clear(&f->types);
    *f = (Functor){0};
}

void
functor_add_box(Functor *f, const Box *box, Diagram *image)
{
    assert(box->kind != BOX_UNIFORM);
    assert(image->inputs.count == box->in.count && image->outputs.count == box->out.count);
    map_set_at(&f->boxes, map_key(box), f->images.count);
    array_push(&f->images, *image);
    diagram_init(image);
}

void
functor_add_type(Functor *f, const Type *from, const Type *to)
{
    map_set_at(&f->types, map_key(from), map_key(to));
}

const Diagram *
functor_find_box(const Functor *f, const Box *box)
{
    uint64_t i;
    return map_find(&f->boxes, map_key(box), &i) ? &f->images.at[i] : NULL;
}

const Type *
functor_type(const Functor *f, const Type *t)
{
    uint64_t key;
    return map_find(&f->types, map_key(t), &key) ? (const Type *)(uintptr_t)key : t;
}

/* The image of d as far as it is built: of each wire of d, its number; room for a use's ends. */
typedef struct Image {
    Diagram diagram;
    uint32_t *number;
    WireList in, out;
} Image;

/* A box that stays: a diagram of that box alone would say the same, more slowly. */
static void
map_kept(Image *m, const Diagram *d, const Use *u, const Functor *f)
{
    Diagram *to = &m->diagram;
    size_t reads = u->box->in.count;
    assert(to->uses.count < DIAGRAM_MAX && to->reads.count + reads <= DIAGRAM_MAX);
    Use v = *u;
    v.in = (uint32_t)to->reads.count;
    v.out = (uint32_t)to->wires.count;
    array_push(&to->uses, v);
    for (size_t i = 0; i < reads; i++)
        array_push(&to->reads, m->number[d->reads.at[u->in + i]]);
    for (size_t i = 0; i < box_outputs(u->box); i++) {
        assert(to->wires.count < DIAGRAM_MAX);
        m->number[u->out + i] = (uint32_t)to->wires.count;
        array_push(&to->wires, functor_type(f, d->wires.at[u->out + i]));
    }
}

static void
map_named(Image *m, const Diagram *d, const Use *u, const Diagram *image)
{
    size_t outputs = u->box->out.count;
    m->in.count = m->out.count = 0;
    for (size_t i = 0; i < u->box->in.count; i++)
        array_push(&m->in, m->number[d->reads.at[u->in + i]]);
    array_add_zeroed(&m->out, outputs);
    diagram_add(&m->diagram, image, m->in.at, m->out.at);
    for (size_t i = 0; i < outputs; i++)
        m->number[u->out + i] = m->out.at[i];
}

void
diagram_map(Diagram *to, const Diagram *d, const Functor *f)
{
    Image m = {.number = memory_new(d->wires.count, sizeof *m.number)};
    for (size_t i = 0; i < d->inputs.count; i++) {
        End e = d->inputs.at[i];
        const Type *type = functor_type(f, d->wires.at[e.wire]);
        m.number[e.wire] = diagram_add_input(&m.diagram, type, e.name);
    }
    for (size_t i = 0; i < d->uses.count; i++) {
        const Diagram *image = functor_find_box(f, d->uses.at[i].box);
        if (image)
            map_named(&m, d, &d->uses.at[i], image);
        else
            map_kept(&m, d, &d->uses.at[i], f);
    }
    for (size_t i = 0; i < d->outputs.count; i++)
        diagram_add_output(&m.diagram, m.number[d->outputs.at[i].wire], d->outputs.at[i].name);
    diagram_swap(to, &m.diagram);
    diagram_clear(&m.diagram);
    memory_free(m.number);
    array_clear(&m.in);
    array_clear(&m.out);
}

static uint64_t
add_saturated(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

uint64_t
diagram_map_size(const Diagram *d, const Functor *f)
{
    uint64_t size = d->inputs.count;
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        const Diagram *image = functor_find_box(f, box);
        uint64_t more = 1 + box->in.count + box_outputs(box);
        if (image)
            more =
                image->wires.count - image->inputs.count + image->uses.count + image->reads.count;
        size = add_saturated(size, more);
    }
    return size;
}
