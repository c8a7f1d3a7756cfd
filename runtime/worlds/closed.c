/* closed.c -- grown diagrams with their mechanisms; see closed.h. */
#include "worlds/closed.h"

#include <assert.h>

void
closed_clear(Closed *c)
{
    diagram_clear(&c->diagram);
    array_clear(&c->box);
    array_clear(&c->output);
    *c = (Closed){0};
}

typedef struct Closing {
    Closed *to;
    const Grown *g;
    Signature *s;
    Map known;          /* hash of a use -> the last one with it */
    WireList same_hash; /* the one before, of each use */
    uint32_t *wire;     /* of the diagram, of each grown wire */
} Closing;

static bool
same_use(const Closing *c, uint32_t use, const ClosedBox *key, const Box *box,
         const uint32_t *reads)
{
    const ClosedBox *k = &c->to->box.at[use];
    const Use *u = &c->to->diagram.uses.at[use];
    if (k->vertex != key->vertex || k->function != key->function || k->use != key->use ||
        u->box != box)
        return false;
    return !box->in.count || memcmp(&c->to->diagram.reads.at[u->in], reads,
                                    box->in.count * sizeof *reads) == 0;
}

/* The first output of a use of the box with these reads, that of one made before where it can be.
 */
static uint32_t
add_use(Closing *c, const ClosedBox *key, const Box *box, const Type *type, const uint32_t *reads,
        uint32_t origin)
{
    const uint32_t NONE = UINT32_MAX;
    Diagram *d = &c->to->diagram;
    uint64_t last = NONE;
    uint32_t parts[] = {key->vertex, key->function, key->use, box->id};
    uint64_t h = hash_number(hash_bytes(parts, sizeof parts) ^
                             hash_bytes(reads, box->in.count * sizeof *reads));
    map_find(&c->known, h, &last);
    for (uint32_t i = (uint32_t)last; i != NONE; i = c->same_hash.at[i])
        if (same_use(c, i, key, box, reads))
            return d->uses.at[i].out;
    map_set_at(&c->known, h, d->uses.count);
    array_push(&c->same_hash, (uint32_t)last);
    array_push(&c->to->box, *key);
    if (box->kind == BOX_UNIFORM)
        return diagram_add_uniform(d, box, type, origin);
    return diagram_add_box(d, box, reads, origin);
}

static uint32_t
add_point(Closing *c, const Type *t, uint32_t label)
{
    ClosedBox key = {.vertex = UINT32_MAX};
    return add_use(c, &key, signature_point(c->s, t, label), t, NULL, 0);
}

/* The type of what stands at read k of a wire: that of the input of its mechanism. */
static void
close_wire(Closing *c, uint32_t i)
{
    const GrownWire *w = &c->g->wires.at[i];
    const WorldQuestion *q = c->g->question;
    const Diagram *d = w->function == GROWN_OWN ? &q->model->vertices.at[w->vertex].mechanism
                                                : &q->functions.at[w->function].mechanism;
    uint32_t *to = memory_new(d->wires.count, sizeof *to);
    WireList reads = {0};
    assert(d->inputs.count == w->in_count && d->outputs.count == 1);
    for (uint32_t k = 0; k < w->in_count; k++) {
        uint32_t r = c->g->reads.at[w->in + k], in = d->inputs.at[k].wire;
        to[in] = r & GROWN_POINT ? add_point(c, d->wires.at[in], r & ~GROWN_POINT)
                                 : c->wire[r];
    }
    for (uint32_t u = 0; u < d->uses.count; u++) {
        const Use *use = &d->uses.at[u];
        ClosedBox key = {w->vertex, w->function, u, i};
        reads.count = 0;
        for (size_t k = 0; k < use->box->in.count; k++)
            array_push(&reads, to[d->reads.at[use->in + k]]);
        uint32_t out = add_use(c, &key, use->box, d->wires.at[use->out], reads.at, use->origin);
        for (uint32_t k = 0; k < box_outputs(use->box); k++)
            to[use->out + k] = out + k;
    }
    c->wire[i] = to[d->outputs.at[0].wire];
    array_clear(&reads);
    memory_free(to);
}

static void
add_outputs(Closing *c, const bool *counts)
{
    for (size_t i = 0; i < c->g->at.count; i++) {
        uint32_t at = c->g->at.at[i], output = UINT32_MAX;
        const Type *t = c->g->question->model->vertices.at[c->g->question->atoms.at[i].vertex].type;
        if (counts[i]) {
            uint32_t wire = at & GROWN_POINT ? add_point(c, t, at & ~GROWN_POINT)
                                             : c->wire[at];
            output = (uint32_t)c->to->diagram.outputs.count;
            diagram_add_output(&c->to->diagram, wire, NULL);
        }
        array_push(&c->to->output, output);
    }
}

/* The order in which the wires are closed: copies of a vertex together, vertices in the model's
 * order, so that an evaluation can go through all worlds at once; each after what it reads. */
static uint32_t *
find_order(const Grown *g)
{
    const Model *m = g->question->model;
    size_t n = m->vertices.count, count = g->wires.count;
    uint32_t *rank = memory_new(n + count, sizeof *rank), *order = memory_new(count, sizeof *order);
    uint32_t *of_wire = rank + n, *first = memory_new(n + 1, sizeof *first);
    for (uint32_t i = 0; i < n; i++)
        rank[m->order.at[i]] = i;
    for (size_t i = 0; i < count; i++) {
        const GrownWire *w = &g->wires.at[i];
        of_wire[i] = rank[w->vertex];
        for (uint32_t k = w->in; k < w->in + w->in_count; k++) {
            uint32_t r = g->reads.at[k];
            if (!(r & GROWN_POINT) && of_wire[r] > of_wire[i])
                of_wire[i] = of_wire[r];
        }
        first[of_wire[i] + 1]++;
    }
    for (size_t i = 0; i < n; i++)
        first[i + 1] += first[i];
    for (uint32_t i = 0; i < count; i++)
        order[first[of_wire[i]]++] = i;
    memory_free(first);
    memory_free(rank);
    return order;
}

bool
closed_make(Closed *to, const Grown *g, const bool *counts, Signature *s, Budget *b)
{
    closed_clear(to);
    Closing c = {.to = to, .g = g, .s = s};
    bool *needed = grown_needed(g, counts), going = true;
    c.wire = memory_new(g->wires.count, sizeof *c.wire);
    uint32_t *order = find_order(g);
    for (size_t i = 0; going && i < g->wires.count; i++) {
        if (needed[order[i]])
            close_wire(&c, order[i]);
        going = budget_step(b, 1 + g->wires.at[order[i]].in_count) &&
                (i % 64 || budget_allows(b, grown_bytes(g) + 2 * diagram_bytes(&to->diagram)));
    }
    if (going)
        add_outputs(&c, counts);
    map_clear(&c.known);
    array_clear(&c.same_hash);
    memory_free(order);
    memory_free(c.wire);
    memory_free(needed);
    return going;
}

bool
closed_repeats(const Closed *c, uint32_t use, uint32_t *before, IsFunction *is_function, void *more)
{
    const ClosedBox *k = &c->box.at[use];
    const Box *box = c->diagram.uses.at[use].box;
    if (k->vertex == UINT32_MAX || !box->in.count || is_function(box, more))
        return false;
    for (uint32_t i = *before < use ? *before : use; i-- > 0;) {
        const ClosedBox *x = &c->box.at[i];
        if (x->vertex == k->vertex && x->function == k->function && x->use == k->use) {
            *before = i;
            return true;
        }
    }
    return false;
}

void
closed_merge(Closed *c, uint32_t use, uint32_t into)
{
    Closed made = {0};
    Closing x = {.to = &made};
    const Diagram *d = &c->diagram;
    uint32_t *to = memory_new(d->wires.count, sizeof *to);
    WireList reads = {0};
    assert(into < use && d->inputs.count == 0);
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        reads.count = 0;
        for (size_t k = 0; k < u->box->in.count; k++)
            array_push(&reads, to[d->reads.at[u->in + k]]);
        uint32_t out = i == use ? to[d->uses.at[into].out]
                                : add_use(&x, &c->box.at[i], u->box, d->wires.at[u->out], reads.at,
                                          u->origin);
        for (uint32_t k = 0; k < box_outputs(u->box); k++)
            to[u->out + k] = out + k;
    }
    for (size_t i = 0; i < d->outputs.count; i++)
        diagram_add_output(&made.diagram, to[d->outputs.at[i].wire], NULL);
    array_set(&made.output, &c->output);
    map_clear(&x.known);
    array_clear(&x.same_hash);
    array_clear(&reads);
    memory_free(to);
    closed_clear(c);
    *c = made;
}

/* ---- the question ---- */

/* `place`: where the event of this wire is among the events, from 1; NULL: it stays by itself. */
static void
add_event(Query *to, const Atom *a, uint32_t position, bool condition, uint32_t *place)
{
    if (place && *place) {
        Event *e = &to->events.at[*place - 1];
        LabelSet both = {e->labels, e->complement};
        label_set_meet(&both, &a->event);
        e->labels = both.labels;
        e->complement = both.complement;
        return;
    }
    Event e = {.position = position, .condition = condition, .complement = a->event.complement};
    array_set(&e.labels, &a->event.labels);
    array_push(&to->events, e);
    if (place)
        *place = (uint32_t)to->events.count;
}

void
closed_query(Query *to, const Closed *c, const Grown *g, bool conditional)
{
    uint32_t *place = memory_new(2 * g->wires.count, sizeof *place);
    to->diagram = &c->diagram;
    for (size_t i = 0; i < g->at.count; i++) {
        const Atom *a = &g->question->atoms.at[i];
        bool condition = conditional && a->condition, point = g->at.at[i] & GROWN_POINT;
        if (c->output.at[i] == UINT32_MAX)
            continue;
        if (a->free)
            array_push(&to->heads, c->output.at[i]);
        else if (!point || !label_set_has(&a->event, g->at.at[i] & ~GROWN_POINT))
            add_event(to, a, c->output.at[i], condition,
                      point ? NULL : &place[2 * (size_t)g->at.at[i] + condition]);
    }
    memory_free(place);
}
