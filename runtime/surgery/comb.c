/* comb.c -- taking a state apart into teeth, and filling the holes between them; see comb.h.
 *
 * Invariant of a Comb: each input of its diagram is in one hole's `to`, each output in at most one
 * hole's `from`; `order` names each of both once. */
#include "surgery/comb.h"

#include <assert.h>

static const uint32_t NOWHERE = UINT32_MAX;

void
comb_clear(Comb *c)
{
    for (size_t i = 0; i < c->holes.count; i++) {
        array_clear(&c->holes.at[i].from);
        array_clear(&c->holes.at[i].to);
    }
    array_clear(&c->holes);
    array_clear(&c->order);
}

void
comb_set(Comb *to, const Comb *c)
{
    Comb copy = {0};
    array_set(&copy.order, &c->order);
    for (size_t i = 0; i < c->holes.count; i++) {
        Hole h = {0};
        array_set(&h.from, &c->holes.at[i].from);
        array_set(&h.to, &c->holes.at[i].to);
        array_push(&copy.holes, h);
    }
    comb_clear(to);
    *to = copy;
}

/* A comb as it is taken out of w, tooth by tooth: what all later teeth depend on, and the wire of f
 * that each of w's outputs has (or NOWHERE yet). */
typedef struct CombBuilder {
    const Diagram *w;
    Conditionals *conditionals;
    Signature *signature;
    Diagram f;
    WireList givens; /* positions in w's outputs */
    uint32_t *wire;
} CombBuilder;

static uint32_t
add_conditional(CombBuilder *t, const WireList *heads, Name name)
{
    const Box *box =
        conditional_box(t->conditionals, t->signature, t->w, &t->givens, heads, 0, name);
    WireList reads = {0};
    for (size_t i = 0; i < t->givens.count; i++)
        array_push(&reads, t->wire[t->givens.at[i]]);
    uint32_t wire = diagram_add_box(&t->f, box, reads.at, 0);
    array_clear(&reads);
    return wire;
}

/* The outputs of a tooth: these heads, given all that came before. */
static void
add_tooth(CombBuilder *t, const WireList *heads, Name name)
{
    if (heads->count == 0)
        return;
    if (t->givens.count == 0) {
        Diagram d = {0};
        uint32_t *out = memory_new(heads->count, sizeof *out);
        marginal(&d, t->w, heads);
        diagram_add(&t->f, &d, NULL, out);
        for (size_t i = 0; i < heads->count; i++)
            t->wire[heads->at[i]] = out[i];
        memory_free(out);
        diagram_clear(&d);
        return;
    }
    uint32_t wire = add_conditional(t, heads, name);
    for (size_t i = 0; i < heads->count; i++)
        t->wire[heads->at[i]] = wire++;
}

static void
add_givens(CombBuilder *t, const WireList *positions)
{
    for (size_t i = 0; i < positions->count; i++)
        array_push(&t->givens, positions->at[i]);
}

/* What leaves the holes are f's inputs, before any tooth is made. */
static void
add_inputs(CombBuilder *t, const WireList *to, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < to[i].count; j++) {
            End e = t->w->outputs.at[to[i].at[j]];
            t->wire[to[i].at[j]] = diagram_add_input(&t->f, t->w->wires.at[e.wire], e.name);
        }
}

/* The outputs of w that are in no hole. */
static void
find_rest(const CombBuilder *t, const WireList *from, const WireList *to, size_t n, WireList *rest)
{
    bool *in_hole = memory_new(t->w->outputs.count, sizeof *in_hole);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < from[i].count; j++)
            in_hole[from[i].at[j]] = true;
        for (size_t j = 0; j < to[i].count; j++)
            in_hole[to[i].at[j]] = true;
    }
    for (uint32_t p = 0; p < t->w->outputs.count; p++)
        if (!in_hole[p])
            array_push(rest, p);
    memory_free(in_hole);
}

static void
add_teeth(CombBuilder *t, const WireList *from, const WireList *to, size_t n, const Name *names)
{
    for (size_t i = 0; i < n; i++) {
        add_tooth(t, &from[i], names[i]);
        add_givens(t, &from[i]);
        add_givens(t, &to[i]);
    }
    WireList rest = {0};
    find_rest(t, from, to, n, &rest);
    add_tooth(t, &rest, names[n]);
    array_clear(&rest);
}

/* f's outputs, in w's order: every output of w but the ones that are f's inputs.  Says in `place`
 * where each of w's outputs went, as Comb's order does. */
static void
add_outputs(CombBuilder *t, const WireList *to, size_t n, WireList *place)
{
    array_add_zeroed(place, t->w->outputs.count);
    uint32_t input = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < to[i].count; j++)
            place->at[to[i].at[j]] = 2 * input++ + 1;
    for (size_t p = 0; p < place->count; p++)
        if (place->at[p] % 2 == 0) {
            place->at[p] = 2 * (uint32_t)t->f.outputs.count;
            diagram_add_output(&t->f, t->wire[p], t->w->outputs.at[p].name);
        }
}

static void
add_holes(Comb *c, const WireList *from, const WireList *to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Hole h = {0};
        for (size_t j = 0; j < from[i].count; j++)
            array_push(&h.from, c->order.at[from[i].at[j]] / 2);
        for (size_t j = 0; j < to[i].count; j++)
            array_push(&h.to, c->order.at[to[i].at[j]] / 2);
        array_push(&c->holes, h);
    }
}

void
comb_disintegrate(Diagram *f, Comb *comb, Conditionals *c, Signature *s, const Diagram *w,
                  const WireList *from, const WireList *to, size_t n, const Name *names)
{
    assert(w->inputs.count == 0);
    CombBuilder t = {.w = w, .conditionals = c, .signature = s};
    t.wire = memory_new(w->outputs.count, sizeof *t.wire);
    add_inputs(&t, to, n);
    add_teeth(&t, from, to, n, names);
    Comb made = {0};
    add_outputs(&t, to, n, &made.order);
    add_holes(&made, from, to, n);
    comb_clear(comb);
    *comb = made;
    diagram_swap(f, &t.f);
    diagram_clear(&t.f);
    array_clear(&t.givens);
    memory_free(t.wire);
}

/* A comb as its holes are filled.  A wire's level is how many holes must be filled before it is
 * there; `turn` lists f's uses by level, those of level l at turn[first[l] ... first[l + 1]). */
typedef struct FilledComb {
    const Diagram *f;
    const Comb *comb;
    Diagram result;
    uint32_t *number; /* of f's wires, in the result; NOWHERE: not there yet */
    uint32_t *level;  /* of f's uses */
    uint32_t *first, *turn;
} FilledComb;

static void
find_levels(FilledComb *x)
{
    const Diagram *f = x->f;
    uint32_t *level = memory_new(f->wires.count, sizeof *level);
    for (uint32_t i = 0; i < x->comb->holes.count; i++) {
        const WireList *to = &x->comb->holes.at[i].to;
        for (size_t j = 0; j < to->count; j++)
            level[f->inputs.at[to->at[j]].wire] = i + 1;
    }
    for (size_t i = 0; i < f->uses.count; i++) {
        const Use *u = &f->uses.at[i];
        uint32_t most = 0;
        for (size_t j = 0; j < u->box->in.count; j++) {
            uint32_t l = level[f->reads.at[u->in + j]];
            most = l > most ? l : most;
        }
        x->level[i] = most;
        for (size_t j = 0; j < box_outputs(u->box); j++)
            level[u->out + j] = most;
    }
    memory_free(level);
}

/* Counting: uses of one level keep their order. */
static void
find_turns(FilledComb *x)
{
    size_t levels = x->comb->holes.count + 1;
    for (size_t i = 0; i < x->f->uses.count; i++)
        x->first[x->level[i] + 2]++;
    for (size_t l = 2; l < levels + 2; l++)
        x->first[l] += x->first[l - 1];
    for (uint32_t i = 0; i < x->f->uses.count; i++)
        x->turn[x->first[x->level[i] + 1]++] = i;
}

static void
filled_comb_init(FilledComb *x, const Diagram *f, const Comb *comb)
{
    *x = (FilledComb){.f = f, .comb = comb};
    x->number = memory_new(f->wires.count, sizeof *x->number);
    x->level = memory_new(f->uses.count, sizeof *x->level);
    x->turn = memory_new(f->uses.count, sizeof *x->turn);
    x->first = memory_new(comb->holes.count + 3, sizeof *x->first);
    for (size_t w = 0; w < f->wires.count; w++)
        x->number[w] = NOWHERE;
    find_levels(x);
    find_turns(x);
}

static void
filled_comb_clear(FilledComb *x)
{
    diagram_clear(&x->result);
    memory_free(x->number);
    memory_free(x->level);
    memory_free(x->turn);
    memory_free(x->first);
}

static void
add_use(FilledComb *x, const Use *u)
{
    uint32_t wire;
    if (u->box->kind == BOX_UNIFORM) {
        wire = diagram_add_uniform(&x->result, u->box, x->f->wires.at[u->out], u->origin);
    } else {
        WireList reads = {0};
        for (size_t i = 0; i < u->box->in.count; i++)
            array_push(&reads, x->number[x->f->reads.at[u->in + i]]);
        wire = diagram_add_box(&x->result, u->box, reads.at, u->origin);
        array_clear(&reads);
    }
    for (size_t i = 0; i < box_outputs(u->box); i++)
        x->number[u->out + i] = wire++;
}

static void
add_level(FilledComb *x, size_t level)
{
    for (uint32_t i = x->first[level]; i < x->first[level + 1]; i++)
        add_use(x, &x->f->uses.at[x->turn[i]]);
}

static void
fill_hole(FilledComb *x, const Hole *h, const Diagram *g)
{
    assert(g->inputs.count == h->from.count && g->outputs.count == h->to.count);
    WireList in = {0}, out = {0};
    for (size_t i = 0; i < h->from.count; i++) {
        uint32_t wire = x->number[x->f->outputs.at[h->from.at[i]].wire];
        assert(wire != NOWHERE);
        array_push(&in, wire);
    }
    array_add_zeroed(&out, h->to.count);
    diagram_add(&x->result, g, in.at, out.at);
    for (size_t i = 0; i < h->to.count; i++)
        x->number[x->f->inputs.at[h->to.at[i]].wire] = out.at[i];
    array_clear(&in);
    array_clear(&out);
}

void
comb_plug(Diagram *result, const Diagram *f, const Comb *comb, const Diagram *const *g)
{
    FilledComb x;
    filled_comb_init(&x, f, comb);
    add_level(&x, 0);
    for (size_t i = 0; i < comb->holes.count; i++) {
        fill_hole(&x, &comb->holes.at[i], g[i]);
        add_level(&x, i + 1);
    }
    for (size_t i = 0; i < comb->order.count; i++) {
        uint32_t place = comb->order.at[i];
        End e = place % 2 ? f->inputs.at[place / 2] : f->outputs.at[place / 2];
        diagram_add_output(&x.result, x.number[e.wire], e.name);
    }
    diagram_swap(result, &x.result);
    filled_comb_clear(&x);
}
