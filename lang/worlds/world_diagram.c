/* world_diagram.c -- worlds as one string diagram; see world_diagram.h. */
#include "lang/worlds/world_diagram.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/worlds/complain_worlds.h"

typedef struct Drawing {
    Session *s;
    Diagram *to;
    const WorldEffect *e;
    const WorldRow *row;
    const Grown *g;
    const bool *needed;
    bool declared;
    const Type *noise;  /* of all noise */
    uint32_t *of_group; /* the wire of each hidden cause, UINT32_MAX: none yet */
    uint32_t *of_own;   /* and of each vertex's own noise, where it has two boxes */
    uint32_t *boxes;    /* how many boxes each vertex has */
    uint32_t *wire;     /* of the diagram, of each grown wire */
} Drawing;

static uint32_t
add_state(Drawing *d, Sink *name)
{
    TypeList none = {0}, out = {0};
    array_push(&out, d->noise);
    Box *box = signature_add_box(&d->s->signature, names_take(&d->s->names, name), &none, &out);
    box->latent = true;
    array_clear(&out);
    return diagram_add_box(d->to, box, NULL, 0);
}

/* Does the latent, which has no parents, act on these observed vertices and on no other? */
static bool
acts_on(const Model *m, uint32_t latent, const uint32_t *members, size_t count)
{
    size_t there = 0;
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        bool member = false;
        for (size_t i = 0; i < count; i++)
            member = member || members[i] == v;
        bool reads = wires_has(&m->vertices.at[v].parents, latent);
        if (reads && !member)
            return false;
        there += reads;
    }
    return there == count && !m->vertices.at[latent].parents.count;
}

/* The one latent with a name that is this noise; NULL: none is, or several. */
static Name
latent_called(const Drawing *d, const uint32_t *members, size_t count)
{
    const Model *m = &d->e->model;
    Name found = NULL;
    for (uint32_t l = 0; d->declared && l < m->vertices.count; l++) {
        const Vertex *v = &m->vertices.at[l];
        if (!v->latent || !v->name || !acts_on(m, l, members, count))
            continue;
        if (found)
            return NULL;
        found = v->name;
    }
    return found;
}

/* Is the vertex a function of what others read as well? */
static bool
has_no_noise(const Drawing *d, uint32_t v)
{
    const Model *m = &d->e->model;
    const Vertex *x = &m->vertices.at[v];
    bool none = d->declared && x->mechanism.uses.count &&
                mechanism_is_function(d->s, &x->mechanism);
    for (size_t i = 0; none && i < x->parents.count; i++) {
        uint32_t p = x->parents.at[i];
        none = !m->vertices.at[p].latent ||
               (!m->vertices.at[p].parents.count && !acts_on(m, p, &v, 1));
    }
    return none;
}

/* `X <-> Y`, or the name of the latent */
static uint32_t
group_wire(Drawing *d, uint32_t group)
{
    size_t count;
    const uint32_t *members = rows_at(&d->e->projection.groups, group, &count);
    if (d->of_group[group] == UINT32_MAX) {
        Sink name;
        Name latent = latent_called(d, members, count);
        sink_init(&name);
        sink_put(&name, latent ? latent : "");
        for (size_t i = 0; !latent && i < count; i++)
            sink_print(&name, "%s%s", i ? " <-> " : "", d->e->name_of[members[i]]);
        d->of_group[group] = add_state(d, &name);
    }
    return d->of_group[group];
}

/* `N_Y`, or the name of the latent: only what is read twice is shown. */
static uint32_t
own_wire(Drawing *d, uint32_t v)
{
    if (d->of_own[v] == UINT32_MAX) {
        Sink name;
        Name latent = latent_called(d, &v, 1);
        sink_init(&name);
        sink_print(&name, "%s%s", latent ? "" : "N_", latent ? latent : d->e->name_of[v]);
        d->of_own[v] = add_state(d, &name);
    }
    return d->of_own[v];
}

/* Do two boxes that are drawn read the hidden cause?  As the shape has it, of two vertices: two of
 * one share all its noise, which is drawn as its own. */
static bool
group_is_shared(const Drawing *d, uint32_t group)
{
    size_t count, drawn = 0;
    const uint32_t *members = rows_at(&d->e->projection.groups, group, &count);
    for (size_t i = 0; i < count; i++)
        drawn += d->declared ? d->boxes[members[i]] : d->boxes[members[i]] > 0;
    return drawn > 1;
}

static void
add_point(Drawing *d, WireList *reads, uint32_t vertex, uint32_t label)
{
    const Type *t = d->e->projected.vertices.at[vertex].type;
    const Box *box = signature_point(&d->s->signature, t, label);
    array_push(reads, diagram_add_box(d->to, box, NULL, 0));
}

static void
add_wire(Drawing *d, uint32_t i)
{
    const GrownWire *w = &d->g->wires.at[i];
    const WireList *parents = grown_parents(d->g, i);
    WireList reads = {0};
    TypeList in = {0}, out = {0};
    NameList names = {0}; /* of what is put in */
    Sink name;
    size_t groups;
    const uint32_t *of = rows_at(&d->e->projection.groups_of, w->vertex, &groups);
    for (uint32_t k = 0; k < w->in_count; k++) {
        uint32_t r = d->g->reads.at[w->in + k];
        bool point = r & GROWN_POINT;
        if (point)
            add_point(d, &reads, parents->at[k], r & ~GROWN_POINT);
        else
            array_push(&reads, d->wire[r]);
        array_push(&names, point ? d->e->name_of[parents->at[k]] : NULL);
    }
    for (size_t k = 0; k < groups; k++)
        if (group_is_shared(d, of[k]))
            array_push(&reads, group_wire(d, of[k]));
    if (d->boxes[w->vertex] > 1 && !has_no_noise(d, w->vertex))
        array_push(&reads, own_wire(d, w->vertex));
    for (size_t k = 0; k < reads.count; k++)
        array_push(&in, d->to->wires.at[reads.at[k]]);
    array_push(&out, grown_type(d->g, i));
    sink_init(&name);
    world_write(d->s, &d->row->question, w->vertex, w->world, &name);
    Box *box = signature_add_box(&d->s->signature, names_take(&d->s->names, &name), &in, &out);
    array_set(&box->in_names, &names);
    array_push(&box->out_names, box->name);
    array_clear(&names);
    d->wire[i] = diagram_add_box(d->to, box, reads.at, 0);
    array_clear(&out);
    array_clear(&in);
    array_clear(&reads);
}

static void
add_ends(Drawing *d, const bool *counts)
{
    const WorldQuestion *q = &d->row->question;
    for (size_t i = 0; i < q->atoms.count; i++) {
        uint32_t at = d->g->at.at[i];
        Sink name;
        if (!counts[i] || (at & GROWN_POINT))
            continue;
        sink_init(&name);
        atom_write(d->s, q, &q->atoms.at[i], &name);
        diagram_add_output(d->to, d->wire[at], names_take(&d->s->names, &name));
    }
}

void
world_diagram(Session *s, Diagram *to, const WorldEffect *e, const WorldRow *r, const Grown *g,
              const bool *counts, bool declared)
{
    size_t n = e->model.vertices.count, groups = projection_groups(&e->projection);
    bool *needed = grown_needed(g, counts);
    Type *noise = signature_add_type(&s->signature, NULL);
    Drawing d = {.s = s, .to = to, .e = e, .row = r, .g = g, .needed = needed, .noise = noise,
                 .declared = declared};
    d.of_group = memory_new(groups, sizeof *d.of_group);
    d.of_own = memory_new(n, sizeof *d.of_own);
    d.boxes = memory_new(n, sizeof *d.boxes);
    d.wire = memory_new(g->wires.count, sizeof *d.wire);
    memset(d.of_group, 0xff, groups * sizeof *d.of_group);
    memset(d.of_own, 0xff, n * sizeof *d.of_own);
    diagram_init(to);
    for (uint32_t i = 0; i < g->wires.count; i++)
        d.boxes[g->wires.at[i].vertex] += needed[i];
    for (uint32_t i = 0; i < g->wires.count; i++)
        if (needed[i])
            add_wire(&d, i);
    add_ends(&d, counts);
    memory_free(d.wire);
    memory_free(d.boxes);
    memory_free(d.of_own);
    memory_free(d.of_group);
    memory_free(needed);
}

bool
world_grow(Session *s, Grown *to, const WorldEffect *e, const WorldRow *r)
{
    uint32_t at;
    return grow(to, &r->question, &at, &s->budget) == GROW_DONE ||
           complain_stopped(&s->complain, &s->budget, e->call->at);
}

bool
draw_worlds(Session *s, Diagram *to, const Node *n)
{
    WorldEffect e = {0};
    Grown g = {0};
    bool ok = world_effect_make(s, &e, n);
    if (ok && e.rows.count > 1)
        ok = complain_effect_rows(&s->complain, e.call->at, 1);
    ok = ok && world_grow(s, &g, &e, e.rows.at[0]);
    if (ok) {
        const WorldRow *r = e.rows.at[0];
        bool *all = memory_new(r->question.atoms.count, sizeof *all);
        memset(all, true, r->question.atoms.count);
        world_diagram(s, to, &e, r, &g, all, true);
        memory_free(all);
    }
    grown_clear(&g);
    world_effect_clear(&e);
    return ok;
}
