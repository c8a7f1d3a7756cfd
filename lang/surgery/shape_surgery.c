/* shape_surgery.c -- mute and hide; see shape_surgery.h. */
#include "lang/surgery/shape_surgery.h"

#include "lang/complain/complain_model.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/vertex_box.h"
#include "lang/surgery/mechanism.h"

/* ---- mute ---- */

/* A box that was muted is known by the one it came from. */
static uint64_t
origin_of(const Session *s, Name origin, const Box *box)
{
    uint64_t found = box->id;
    map_find(&s->kernel_boxes, map_key(origin), &found);
    return found;
}

static Name
origin_key(Session *s, const Box *box)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "origin of box %zu", (size_t)box->id);
    return names_take(&s->names, &text);
}

/* What becomes of that box when it reads the parents that v has now. */
static Name
muted_key(Session *s, uint64_t origin, const Vertex *v)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "box %zu reads", (size_t)origin);
    for (size_t i = 0; i < v->parents.count; i++)
        sink_print(&text, " %zu", (size_t)v->parents.at[i]);
    return names_take(&s->names, &text);
}

static void
remove_parent(Vertex *v, size_t place)
{
    array_push(&v->cut, v->parents.at[place]);
    for (size_t i = place; i + 1 < v->parents.count; i++)
        v->parents.at[i] = v->parents.at[i + 1];
    v->parents.count--;
}

static void
mute_child(Session *s, Model *m, uint32_t child, size_t place)
{
    Vertex *v = &m->vertices.at[child];
    uint64_t origin = origin_of(s, origin_key(s, v->box), v->box), found;
    remove_parent(v, place);
    diagram_clear(&v->mechanism);
    Name key = muted_key(s, origin, v);
    if (map_find(&s->kernel_boxes, map_key(key), &found)) {
        vertex_use_box(m, child, s->signature.boxes.at[found]);
        return;
    }
    vertex_add_box(s, m, child, v->name);
    map_set_at(&s->kernel_boxes, map_key(key), v->box->id);
    map_set_at(&s->kernel_boxes, map_key(origin_key(s, v->box)), origin);
}

static bool
mute_vertex(Session *s, Model *m, uint32_t x, Span at, void *more)
{
    (void)more;
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        const Vertex *child = &m->vertices.at[v];
        for (size_t i = 0; i < child->parents.count; i++)
            if (child->parents.at[i] == x) {
                if (child->fixed)
                    return complain_muted_mechanism(&s->complain, at, child->name,
                                                    m->vertices.at[x].name);
                mute_child(s, m, v, i);
                break;
            }
    }
    return true;
}

/* ---- hide ---- */

static bool
hide_vertex(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    (void)more;
    Vertex *x = &m->vertices.at[v];
    if (x->open)
        return complain_open_vertex(&s->complain, at, x->name);
    x->latent = true;
    return true;
}

/* ---- the words ---- */

bool
elaborate_mute(Session *s, Value *to, const Node *n)
{
    return elaborate_surgery(s, to, n, mute_vertex);
}

bool
elaborate_hide(Session *s, Value *to, const Node *n)
{
    return elaborate_surgery(s, to, n, hide_vertex);
}
