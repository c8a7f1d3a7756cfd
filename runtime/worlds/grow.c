/* grow.c -- growing worlds, pushing, merging; see grow.h. */
#include "worlds/grow.h"

#include <assert.h>

static void
facts_clear(Grown *g)
{
    for (size_t i = 0; i < g->facts.count; i++)
        array_clear(&g->facts.at[i].labels.labels);
    array_clear(&g->facts);
}

void
grown_clear(Grown *g)
{
    facts_clear(g);
    array_clear(&g->wires);
    array_clear(&g->reads);
    array_clear(&g->at);
    map_clear(&g->known);
    array_clear(&g->same_hash);
    *g = (Grown){0};
}

void
grown_add_fact(Grown *g, uint32_t wire, const LabelSet *labels)
{
    GrownFact f = {.wire = wire, .labels = {.complement = labels->complement}};
    array_set(&f.labels.labels, &labels->labels);
    array_push(&g->facts, f);
}

void
grown_set(Grown *to, const Grown *g)
{
    grown_clear(to);
    to->question = g->question;
    array_set(&to->wires, &g->wires);
    array_set(&to->reads, &g->reads);
    array_set(&to->at, &g->at);
    array_set(&to->same_hash, &g->same_hash);
    for (size_t i = 0; i < g->facts.count; i++)
        grown_add_fact(to, g->facts.at[i].wire, &g->facts.at[i].labels);
}

uint64_t
grown_bytes(const Grown *g)
{
    enum { KNOWN = 48 }; /* of a wire in the map and beside it */
    return g->wires.count * (uint64_t)(sizeof(GrownWire) + KNOWN) +
           g->reads.count * (uint64_t)sizeof(uint32_t);
}

const Type *
grown_type(const Grown *g, uint32_t wire)
{
    return g->question->model->vertices.at[g->wires.at[wire].vertex].type;
}

const WireList *
grown_parents(const Grown *g, uint32_t wire)
{
    const GrownWire *w = &g->wires.at[wire];
    if (w->function != GROWN_OWN)
        return &g->question->functions.at[w->function].parents;
    return &g->question->model->vertices.at[w->vertex].parents;
}

/* ---- equal wires are one ---- */

static uint64_t
wire_hash(const GrownWire *w, const uint32_t *reads)
{
    uint64_t h = hash_number(((uint64_t)w->vertex << 32) | w->function);
    return hash_number(h ^ hash_bytes(reads, w->in_count * sizeof *reads));
}

/* The wire that is w and reads these; made where there is none yet. */
static uint32_t
wire_of(Grown *g, const GrownWire *w, const uint32_t *reads)
{
    const uint32_t NONE = UINT32_MAX;
    uint64_t last = NONE, hash = wire_hash(w, reads);
    map_find(&g->known, hash, &last);
    for (uint32_t i = (uint32_t)last; i != NONE; i = g->same_hash.at[i]) {
        GrownWire *x = &g->wires.at[i];
        if (x->vertex == w->vertex && x->function == w->function &&
            (!w->in_count ||
             memcmp(&g->reads.at[x->in], reads, w->in_count * sizeof *reads) == 0)) {
            x->worlds |= w->worlds;
            return i;
        }
    }
    uint32_t made = (uint32_t)g->wires.count;
    GrownWire x = *w;
    x.in = (uint32_t)g->reads.count;
    for (uint32_t i = 0; i < w->in_count; i++)
        array_push(&g->reads, reads[i]);
    array_push(&g->wires, x);
    array_push(&g->same_hash, (uint32_t)last);
    map_set_at(&g->known, hash, made);
    return made;
}

/* ---- growing ---- */

enum { NOT_MET, OPENED, DONE };

typedef struct Growing {
    const WorldQuestion *q;
    Grown *g;
    Budget *b;
    WireList *wanted; /* of each world: vertices that atoms and other worlds need there */
    WireList *order;  /* of each world: what it needs, each after what it reads */
    uint8_t *state;   /* of each vertex, in the world under way */
    uint32_t **read;  /* of each world: what stands for a vertex there */
    uint32_t cycle;
} Growing;

/* What v reads in w when it is not replaced by a label or a wire. */
static const WireList *
parents_in(const Growing *x, uint32_t world, uint32_t v, uint32_t *function)
{
    const Replacement *r = world_find(&x->q->worlds.at[world], v);
    *function = r && r->by == BY_FUNCTION ? r->function : GROWN_OWN;
    if (r && r->by != BY_FUNCTION)
        return NULL;
    return r ? &x->q->functions.at[r->function].parents : &x->q->model->vertices.at[v].parents;
}

/* v is met: its parents are put on the stack, or it is done at once. */
static void
open_vertex(Growing *x, uint32_t world, uint32_t v, WireList *stack)
{
    uint32_t function;
    const Replacement *r = world_find(&x->q->worlds.at[world], v);
    if (r && r->by == BY_WIRE)
        array_push(&x->wanted[r->world], r->of);
    const WireList *parents = parents_in(x, world, v, &function);
    x->state[v] = OPENED;
    for (size_t i = parents ? parents->count : 0; i-- > 0;)
        array_push(stack, parents->at[i]);
}

/* The order of all that is needed in one world, by a search without recursion. */
static GrowOutcome
order_world(Growing *x, uint32_t world)
{
    size_t n = x->q->model->vertices.count;
    WireList stack = {0}, *order = &x->order[world];
    memset(x->state, NOT_MET, n);
    wires_add(&stack, &x->wanted[world]);
    bool going = true;
    x->cycle = UINT32_MAX;
    while (going && stack.count && x->cycle == UINT32_MAX) {
        uint32_t v = stack.at[stack.count - 1], function;
        if (x->state[v] == NOT_MET) {
            open_vertex(x, world, v, &stack);
            const WireList *parents = parents_in(x, world, v, &function);
            for (size_t i = 0; parents && i < parents->count; i++)
                if (x->state[parents->at[i]] == OPENED)
                    x->cycle = v;
            going = budget_step(x->b, 1 + (parents ? parents->count : 0));
            continue;
        }
        stack.count--;
        if (x->state[v] == OPENED) {
            x->state[v] = DONE;
            array_push(order, v);
        }
    }
    array_clear(&stack);
    return !going ? GROW_STOPPED : x->cycle != UINT32_MAX ? GROW_CYCLE : GROW_DONE;
}

static void
grow_vertex(Growing *x, uint32_t world, uint32_t v, WireList *reads)
{
    const Replacement *r = world_find(&x->q->worlds.at[world], v);
    uint32_t *read = x->read[world];
    if (r && r->by == BY_LABEL) {
        read[v] = GROWN_POINT | r->label;
        return;
    }
    if (r && r->by == BY_WIRE) {
        read[v] = x->read[r->world][r->of];
        return;
    }
    GrownWire w = {.vertex = v, .world = world};
    const WireList *parents = parents_in(x, world, v, &w.function);
    w.in_count = (uint32_t)parents->count;
    w.worlds = world < 64 ? (uint64_t)1 << world : 0;
    reads->count = 0;
    for (size_t i = 0; i < parents->count; i++)
        array_push(reads, read[parents->at[i]]);
    read[v] = wire_of(x->g, &w, reads->at);
}

static bool
grow_world(Growing *x, uint32_t world)
{
    WireList reads = {0};
    const WireList *order = &x->order[world];
    bool going = true;
    for (size_t i = 0; going && i < order->count; i++) {
        grow_vertex(x, world, order->at[i], &reads);
        going = budget_step(x->b, 2 + reads.count) &&
                (i % 64 || budget_allows(x->b, grown_bytes(x->g)));
    }
    array_clear(&reads);
    return going;
}

static GrowOutcome
grow_all(Growing *x)
{
    size_t worlds = x->q->worlds.count, n = x->q->model->vertices.count;
    GrowOutcome o = GROW_DONE;
    for (size_t i = 0; i < x->q->atoms.count; i++)
        array_push(&x->wanted[x->q->atoms.at[i].world], x->q->atoms.at[i].vertex);
    for (size_t w = worlds; o == GROW_DONE && w-- > 0;)
        o = order_world(x, (uint32_t)w);
    for (size_t w = 0; o == GROW_DONE && w < worlds; w++) {
        x->read[w] = memory_new(n, sizeof **x->read);
        if (!grow_world(x, (uint32_t)w))
            o = GROW_STOPPED;
    }
    for (size_t i = 0; o == GROW_DONE && i < x->q->atoms.count; i++) {
        const Atom *a = &x->q->atoms.at[i];
        array_push(&x->g->at, x->read[a->world][a->vertex]);
    }
    return o;
}

GrowOutcome
grow(Grown *to, const WorldQuestion *q, uint32_t *at, Budget *b)
{
    size_t worlds = q->worlds.count, n = q->model->vertices.count;
    grown_clear(to);
    to->question = q;
    if (!budget_allows(b, (uint64_t)worlds * (n + 16) * sizeof(uint32_t)))
        return GROW_STOPPED;
    Growing x = {.q = q, .g = to, .b = b};
    x.wanted = memory_new(worlds, sizeof *x.wanted);
    x.order = memory_new(worlds, sizeof *x.order);
    x.read = memory_new(worlds, sizeof *x.read);
    x.state = memory_new(n, sizeof *x.state);
    GrowOutcome o = grow_all(&x);
    *at = x.cycle;
    for (size_t w = 0; w < worlds; w++) {
        array_clear(&x.wanted[w]);
        array_clear(&x.order[w]);
        memory_free(x.read[w]);
    }
    memory_free(x.wanted);
    memory_free(x.order);
    memory_free(x.read);
    memory_free(x.state);
    return o;
}

/* ---- events ---- */

static bool
is_event_on(const Grown *g, const bool *counts, size_t atom, uint32_t wire)
{
    return counts[atom] && !g->question->atoms.at[atom].free && g->at.at[atom] == wire;
}

static void
meet(LabelSet *to, bool *any, const LabelSet *event)
{
    if (*any) {
        label_set_meet(to, event);
        return;
    }
    array_set(&to->labels, &event->labels);
    to->complement = event->complement;
    *any = true;
}

bool
grown_event(LabelSet *to, const Grown *g, const bool *counts, uint32_t wire)
{
    bool any = false;
    *to = (LabelSet){0};
    for (size_t i = 0; i < g->at.count; i++)
        if (is_event_on(g, counts, i, wire))
            meet(to, &any, &g->question->atoms.at[i].event);
    for (size_t i = 0; i < g->facts.count; i++)
        if (g->facts.at[i].wire == wire)
            meet(to, &any, &g->facts.at[i].labels);
    return any;
}

/* Which of the atoms before this one does it contradict most simply: a pair, where one does. */
static void
find_clash(Clash *clash, const Grown *g, const bool *counts, size_t atom)
{
    const LabelSet *mine = &g->question->atoms.at[atom].event;
    const Type *t = grown_type(g, g->at.at[atom]);
    *clash = (Clash){.found = true, .atoms = {(uint32_t)atom, (uint32_t)atom}};
    for (size_t i = 0; i < atom; i++) {
        if (!is_event_on(g, counts, i, g->at.at[atom]))
            continue;
        LabelSet both = {0};
        bool any = false;
        meet(&both, &any, mine);
        label_set_meet(&both, &g->question->atoms.at[i].event);
        bool none = label_set_count(&both, t) == 0;
        array_clear(&both.labels);
        clash->atoms[0] = (uint32_t)i;
        if (none)
            return;
    }
}

/* What is pushed: for each wire its label, or GROWN_POINT where there is none.  A type with one
 * label has it always. */
static bool
find_points(uint32_t *point, const Grown *g, const bool *counts, Clash *clash)
{
    LabelSet *left = memory_new(g->wires.count, sizeof *left);
    bool *any = memory_new(g->wires.count, sizeof *any);
    *clash = (Clash){0};
    for (uint32_t w = 0; w < g->wires.count; w++)
        point[w] = grown_type(g, w)->size == 1 ? 0 : GROWN_POINT;
    for (size_t i = 0; i < g->facts.count; i++) {
        const GrownFact *f = &g->facts.at[i];
        meet(&left[f->wire], &any[f->wire], &f->labels);
        const Type *t = grown_type(g, f->wire);
        if (!label_set_one(&left[f->wire], t, &point[f->wire]))
            point[f->wire] = GROWN_POINT;
        if (label_set_count(&left[f->wire], t) == 0)
            clash->found = true;
    }
    for (size_t i = 0; i < g->at.count && !clash->found; i++) {
        uint32_t at = g->at.at[i];
        const Atom *a = &g->question->atoms.at[i];
        if (!is_event_on(g, counts, i, at))
            continue;
        if (at & GROWN_POINT) {
            if (!label_set_has(&a->event, at & ~GROWN_POINT))
                *clash = (Clash){.found = true, .atoms = {(uint32_t)i, (uint32_t)i}};
            continue;
        }
        meet(&left[at], &any[at], &a->event);
        const Type *t = grown_type(g, at);
        if (t->size && label_set_count(&left[at], t) == 0)
            find_clash(clash, g, counts, i);
        else if (!label_set_one(&left[at], t, &point[at]))
            point[at] = GROWN_POINT;
    }
    for (size_t w = 0; w < g->wires.count; w++)
        array_clear(&left[w].labels);
    memory_free(left);
    memory_free(any);
    return !clash->found;
}

/* One pass: each read of a wire with a point becomes the point, and wires that are equal now merge.
 * Did anything change? */
static bool
push_once(Grown *g, const uint32_t *point)
{
    Grown next = {.question = g->question};
    uint32_t *moved = memory_new(g->wires.count, sizeof *moved);
    WireList reads = {0};
    bool changed = false;
    for (size_t i = 0; i < g->wires.count; i++) {
        const GrownWire *w = &g->wires.at[i];
        reads.count = 0;
        for (uint32_t k = w->in; k < w->in + w->in_count; k++) {
            uint32_t r = g->reads.at[k];
            bool pushed = !(r & GROWN_POINT) && point[r] != GROWN_POINT;
            changed = changed || pushed;
            array_push(&reads, r & GROWN_POINT ? r : pushed ? GROWN_POINT | point[r] : moved[r]);
        }
        moved[i] = wire_of(&next, w, reads.at);
    }
    for (size_t i = 0; i < g->at.count; i++)
        array_push(&next.at, g->at.at[i] & GROWN_POINT ? g->at.at[i] : moved[g->at.at[i]]);
    for (size_t i = 0; i < g->facts.count; i++)
        grown_add_fact(&next, moved[g->facts.at[i].wire], &g->facts.at[i].labels);
    changed = changed || next.wires.count != g->wires.count;
    array_clear(&reads);
    memory_free(moved);
    grown_clear(g);
    *g = next;
    return changed;
}

bool
grown_push(Grown *g, const bool *counts, Clash *clash, Budget *b)
{
    bool changed = true, going = budget_allows(b, 3 * grown_bytes(g)); /* old, new, points */
    while (changed && going) {
        uint32_t *point = memory_new(g->wires.count, sizeof *point);
        changed = find_points(point, g, counts, clash) && push_once(g, point);
        memory_free(point);
        going = budget_step(b, g->wires.count + g->reads.count + 1);
    }
    return going;
}

bool *
grown_needed(const Grown *g, const bool *counts)
{
    bool *needed = memory_new(g->wires.count, sizeof *needed);
    for (size_t i = 0; i < g->at.count; i++)
        if (counts[i] && !(g->at.at[i] & GROWN_POINT))
            needed[g->at.at[i]] = true;
    for (size_t i = 0; i < g->facts.count; i++)
        needed[g->facts.at[i].wire] = true;
    for (size_t i = g->wires.count; i-- > 0;) {
        const GrownWire *w = &g->wires.at[i];
        for (uint32_t k = w->in; needed[i] && k < w->in + w->in_count; k++)
            if (!(g->reads.at[k] & GROWN_POINT))
                needed[g->reads.at[k]] = true;
    }
    return needed;
}
