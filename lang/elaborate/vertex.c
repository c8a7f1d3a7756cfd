/* vertex.c -- variables of models and wires of states, by their names; see vertex.h.
 *
 * The latent of `A <-> B` has no name in its model: it gets one, `A <-> B`, where people read or
 * write it. */
#include "lang/elaborate/vertex.h"

#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"

#include <stdlib.h>
#include <string.h>

bool
find_vertex(Session *s, const Model *m, const Node *n, uint32_t *v)
{
    if (!node_is_name(n))
        return complain_not_a_name(&s->complain, n->at);
    return model_find(m, n->text, v) || complain_unknown_vertex(&s->complain, n->at, m, n->text);
}

/* What the unnamed latent of A <-> B is called: `A <-> B`. */
Name
edge_name(Session *s, const Model *m, const Vertex *v)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s <-> %s", m->vertices.at[v->ends[0]].name,
               m->vertices.at[v->ends[1]].name);
    return names_take(&s->names, &text);
}

bool
find_box(Session *s, const Model *m, Name name, uint32_t *v)
{
    if (model_find(m, name, v))
        return true;
    for (*v = 0; *v < m->vertices.count && strchr(name, '<'); (*v)++) {
        const Vertex *x = &m->vertices.at[*v];
        if (!x->name && edge_name(s, m, x) == name)
            return true;
    }
    return false;
}

/* ---- cut and do ---- */

bool
for_vertices(Session *s, Model *m, const Node *n, VertexAct *act, void *more)
{
    uint32_t v;
    if (n->kind != NODE_SET)
        return find_vertex(s, m, n, &v) && act(s, m, v, n->at, more);
    for (uint32_t i = 0; i < n->label_count; i++) {
        const Label *l = &n->labels[i];
        if (!model_find(m, l->text, &v))
            return complain_unknown_vertex(&s->complain, l->at, m, l->text);
        if (!act(s, m, v, l->at, more))
            return false;
    }
    return true;
}

bool
is_closed_model(Session *s, const Model *m, Span at)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        if (m->vertices.at[i].open)
            return complain_open_model(&s->complain, at, m->vertices.at[i].name);
    return true;
}

bool
find_output_named(Session *s, const Diagram *d, Name name, Span at, uint32_t *to)
{
    const EndList *ends = &d->outputs;
    bool any = false, found = false;
    for (uint32_t i = 0; i < ends->count; i++) {
        any = any || ends->at[i].name;
        if (ends->at[i].name != name)
            continue;
        if (found && ends->at[i].wire != ends->at[*to].wire)
            return complain_two_wires(&s->complain, at, name);
        if (!found)
            *to = i;
        found = true;
    }
    return found || complain_unknown_wire_name(&s->complain, at, name, d, any);
}

Name *
vertex_names(Session *s, const Model *m)
{
    Name *names = memory_new(m->vertices.count, sizeof *names);
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        names[i] = v->name ? v->name : edge_name(s, m, v);
    }
    return names;
}

/* ---- as text ---- */

void
write_vertex_names(const Name *name_of, const WireList *list, Sink *out)
{
    for (size_t i = 0; i < list->count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(name_of[list->at[i]], out);
    }
}

void
set_write(const Name *name_of, const WireList *set, Sink *out)
{
    sink_put(out, "{");
    write_vertex_names(name_of, set, out);
    sink_put(out, "}");
}

Name
step_name(Names *names, Name family, uint32_t k)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s_%u", family, (unsigned)k);
    return names_take(names, &text);
}

void
add_steps(Session *s, WireList *to, const Model *m, Name family)
{
    uint32_t v;
    for (uint32_t k = 1; model_find(m, step_name(&s->names, family, k), &v); k++)
        array_push(to, v);
}

/* Is there a variable of this name, or is it of a step, or of steps, that there are not? */
static bool
is_step(Session *s, const Model *m, Name name)
{
    uint32_t v;
    if (!named_step(name) || model_find(m, name, &v))
        return named_step(name);
    Sink family;
    sink_init(&family);
    sink_print(&family, "%.*s", (int)(strrchr(name, '_') - name), name);
    Name of = names_take(&s->names, &family);
    return model_find(m, of, &v) || model_find(m, step_name(&s->names, of, 1), &v);
}

/* `labels`: of what n is compared with, or NULL. */
static const Node *
step_within(Session *s, const Model *m, const Type *labels, const Node *n)
{
    uint32_t v, label;
    bool is = node_is_name(n) && !(labels && type_find(labels, n->text, &label)) &&
              is_step(s, m, n->text);
    const Node *last = is ? n : NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        const Node *name = n->kids[i] ? step_within(s, m, labels, n->kids[i]) : NULL;
        if (name && (!last || named_step(name->text) > named_step(last->text)))
            last = name;
        if (!i && n->kids[0] && node_is_name(n->kids[0]) && model_find(m, n->kids[0]->text, &v))
            labels = m->vertices.at[v].type;
    }
    return last;
}

const Node *
last_step_name(Session *s, const Model *m, const Node *n)
{
    return step_within(s, m, NULL, n);
}

uint32_t
last_step(Session *s, const Model *m, const Node *n)
{
    const Node *name = last_step_name(s, m, n);
    return name ? named_step(name->text) : 0;
}
