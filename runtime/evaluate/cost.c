/* cost.c -- what an evaluation would take (evaluate_cost in evaluate.h).
 *
 * The tables of the conditional boxes are counted first: that needs no plan.  Then their
 * eliminations are planned, those of the largest diagrams first, until all are or the sum is more
 * than is wanted.  A use counts as some multiplications, so the time this takes is a small part of
 * what it counts. */
#include "evaluate/evaluate.h"

#include "base/saturate.h"
#include "network/ask.h"
#include "network/plan.h"
#include "network/slice.h"

#include <stdlib.h>

enum {
    USE_WORK = 16, /* what a use costs besides its multiplications */
    SMALL = 1024,  /* network.c's limits of dense tables */
    SPARSE_FACTOR = 4
};

/* ---- the shape of a question, without its numbers ---- */

typedef struct Outline {
    Shape shape;
    WireList variable; /* of each wire, NO_VARIABLE for one that can have one value only */
    ARRAY(size_t) met; /* of each variable: the last factor that has it, plus 1 */
    Map tables;        /* boxes whose tables are counted: they are shared */
    uint64_t entries;  /* of the tables */
} Outline;

static void
outline_clear(Outline *o)
{
    shape_clear(&o->shape);
    array_clear(&o->variable);
    array_clear(&o->met);
    map_clear(&o->tables);
}

static uint32_t
variable_add(Outline *o, uint32_t size, Role role)
{
    array_push(&o->shape.sizes, size);
    array_push(&o->shape.roles, role);
    array_push(&o->met, 0);
    return (uint32_t)o->shape.sizes.count - 1;
}

static void
factor_add(Outline *o)
{
    array_push(&o->shape.factors, ((Scope){.first = o->shape.scopes.count}));
}

static void
axis_add(Outline *o, uint32_t variable)
{
    size_t factors = o->shape.factors.count;
    if (variable == NO_VARIABLE || o->met.at[variable] == factors)
        return;
    o->met.at[variable] = factors;
    array_push(&o->shape.scopes, variable);
    o->shape.factors.at[factors - 1].count++;
}

/* The wires that are not fixed get variables. */
static void
add_variables(Outline *o, const Ask *a)
{
    const Diagram *d = &a->diagram;
    bool *fixed = memory_new(d->wires.count, sizeof *fixed);
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].box->kind == BOX_POINT)
            fixed[d->uses.at[i].out] = true;
    for (size_t i = 0; i < a->events.count; i++) {
        uint32_t wire = a->events.at[i].wire;
        if (event_count(a->events.at[i].event, d->wires.at[wire]->size) == 1)
            fixed[wire] = true;
    }
    for (size_t w = 0; w < d->wires.count; w++) {
        uint32_t size = d->wires.at[w]->size;
        bool is = !fixed[w] && size > 1;
        array_push(&o->variable, is ? variable_add(o, size, ROLE_SUMMED) : NO_VARIABLE);
    }
    memory_free(fixed);
}

static uint32_t
port_wire(const Diagram *d, const Use *u, size_t port)
{
    size_t in = u->box->in.count;
    return port < in ? d->reads.at[u->in + port] : u->out + (uint32_t)(port - in);
}

static bool
is_hidden(uint64_t size, uint64_t pairs, uint64_t sum)
{
    return size > SMALL && size > saturate_times(saturate_times(SPARSE_FACTOR, pairs), sum);
}

/* One factor over its ports; or a hidden variable and a factor a port, where its matrix is known to
 * be mostly zeros. */
static void
add_use(Outline *o, const Diagram *d, const Use *u, const Matrix *m)
{
    size_t ports = u->box->in.count + u->box->out.count;
    uint64_t size = 1, sum = 1;
    for (size_t p = 0; p < ports; p++) {
        size = saturate_times(size, d->wires.at[port_wire(d, u, p)]->size);
        sum = saturate_plus(sum, d->wires.at[port_wire(d, u, p)]->size);
    }
    bool hidden = m && m->weight.count && is_hidden(size, m->weight.count, sum);
    uint32_t entry = hidden ? variable_add(o, (uint32_t)m->weight.count, ROLE_HIDDEN) : NO_VARIABLE;
    factor_add(o);
    axis_add(o, entry);
    for (size_t p = 0; p < ports; p++) {
        if (hidden)
            factor_add(o);
        axis_add(o, entry);
        axis_add(o, o->variable.at[port_wire(d, u, p)]);
    }
    if (map_find(&o->tables, u->box->id, NULL))
        return;
    map_set_at(&o->tables, u->box->id, 1);
    o->entries = saturate_plus(o->entries, hidden ? saturate_times(m->weight.count, sum) : size);
}

static void
add_event(Outline *o, const Diagram *d, const WireEvent *e)
{
    uint32_t size = d->wires.at[e->wire]->size, variable = o->variable.at[e->wire];
    if (variable == NO_VARIABLE || event_count(e->event, size) == size)
        return;
    factor_add(o);
    axis_add(o, variable);
    o->entries = saturate_plus(o->entries, size);
}

static void
keep_variables(Outline *o, const WireList *wires)
{
    for (size_t i = 0; i < wires->count; i++)
        if (o->variable.at[wires->at[i]] != NO_VARIABLE)
            o->shape.roles.at[o->variable.at[wires->at[i]]] = ROLE_KEPT;
}

/* False: a wire has no carrier. */
static bool
outline_ask(Outline *o, const Ask *a, const Meaning *meaning)
{
    const Diagram *d = &a->diagram;
    for (size_t w = 0; w < d->wires.count; w++)
        if (d->wires.at[w]->size == 0)
            return false;
    array_reserve(&o->shape.scopes, 1);
    add_variables(o, a);
    for (size_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        if (u->box->kind != BOX_POINT && u->box->kind != BOX_UNIFORM)
            add_use(o, d, u, meaning_find(meaning, u->box->id));
    }
    for (size_t i = 0; i < a->events.count; i++)
        add_event(o, d, &a->events.at[i]);
    keep_variables(o, &a->givens);
    keep_variables(o, &a->heads);
    return true;
}

static uint64_t
answer_entries(const Outline *o)
{
    uint64_t size = 1;
    for (size_t v = 0; v < o->shape.sizes.count; v++)
        if (o->shape.roles.at[v] == ROLE_KEPT)
            size = saturate_times(size, o->shape.sizes.at[v]);
    return size;
}

/* ---- counting ---- */

typedef struct CostCount {
    const Meaning *meaning;
    const Cost *most;
    Budget *budget;
    Map met;                  /* conditional boxes, by their ids */
    ARRAY(const Box *) boxes; /* those */
    uint64_t kept;            /* entries of their tables */
    uint64_t peak;            /* the most entries of one elimination */
    uint64_t work;
} CostCount;

static Outcome
check(const CostCount *c)
{
    if (c->budget->stop != STOP_NOT)
        return OUTCOME_STOPPED;
    bool fits = saturate_plus(c->kept, c->peak) <= c->most->entries && c->work <= c->most->work;
    return fits ? OUTCOME_DONE : OUTCOME_TOO_LARGE;
}

static uint64_t
box_entries(const Box *box)
{
    uint64_t size = 1;
    for (size_t i = 0; i < box->in.count; i++)
        size = saturate_times(size, box->in.at[i]->size);
    for (size_t i = 0; i < box->out.count; i++)
        size = saturate_times(size, box->out.at[i]->size);
    return size;
}

/* Adds the conditional boxes in d that were not met before and have no meaning yet. */
static void
add_boxes(CostCount *c, const Diagram *d)
{
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        if (box->kind != BOX_CONDITIONAL || meaning_find(c->meaning, box->id) ||
            map_find(&c->met, box->id, NULL))
            continue;
        map_set_at(&c->met, box->id, 1);
        array_push(&c->boxes, box);
        c->kept = saturate_plus(c->kept, box_entries(box));
    }
}

static Outcome
add_all_boxes(CostCount *c, const Diagram *d)
{
    Outcome outcome = OUTCOME_DONE;
    add_boxes(c, d);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < c->boxes.count; i++) {
        const Diagram *state = &c->boxes.at[i]->conditional->state;
        add_boxes(c, state);
        if (!budget_step(c->budget, 1 + state->uses.count / 16))
            return OUTCOME_STOPPED;
        outcome = check(c);
    }
    return outcome;
}

/* An elimination, done so many times. */
static Outcome
add_ask(CostCount *c, const Ask *a, uint32_t repeats)
{
    Outline o = {0};
    if (!outline_ask(&o, a, c->meaning)) {
        outline_clear(&o);
        return OUTCOME_NO_CARRIER;
    }
    Plan p;
    plan_init(&p);
    uint64_t room = (c->most->work - c->work) / repeats, answer = answer_entries(&o);
    bool whole = plan_estimate(&p, &o.shape, room, c->most->entries - c->kept, c->budget);
    uint64_t entries = saturate_plus(saturate_plus(o.entries, plan_figure(p.entries)), answer);
    uint64_t work = saturate_plus(saturate_plus(o.entries, plan_figure(p.cost)), answer);
    work = saturate_plus(work, saturate_times(USE_WORK, a->diagram.uses.count));
    c->peak = entries > c->peak ? entries : c->peak;
    c->work = saturate_plus(c->work, saturate_times(work, repeats));
    plan_clear(&p);
    outline_clear(&o);
    Outcome outcome = check(c);
    return outcome == OUTCOME_DONE && !whole ? OUTCOME_TOO_LARGE : outcome;
}

static Outcome
add_box(CostCount *c, const Box *box)
{
    Slice s;
    Ask a = {0};
    slice_init(&s, box->conditional);
    ask_query(&a, &s.query, true);
    Outcome outcome = add_ask(c, &a, slice_count(&s, COMPARED));
    ask_clear(&a);
    slice_clear(&s);
    return outcome;
}

/* The question, and what it is divided by where that is an elimination of its own. */
static Outcome
add_query(CostCount *c, const Query *q, const Ask *a)
{
    bool left = false, right = false;
    for (size_t i = 0; i < q->events.count; i++) {
        left |= !q->events.at[i].condition;
        right |= q->events.at[i].condition;
    }
    for (size_t i = 0; i < q->givens.count; i++)
        right |= !q->givens.at[i].input;
    Outcome outcome = add_ask(c, a, 1);
    if (outcome == OUTCOME_DONE && left && right) {
        Ask divisor = {0};
        ask_query(&divisor, q, false);
        outcome = add_ask(c, &divisor, 1);
        ask_clear(&divisor);
    }
    return outcome;
}

/* The largest state first. */
static int
compare_boxes(const void *a, const void *b)
{
    const Box *x = *(const Box *const *)a, *y = *(const Box *const *)b;
    size_t m = x->conditional->state.uses.count, n = y->conditional->state.uses.count;
    if (m != n)
        return m > n ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

Outcome
evaluate_cost(Cost *to, const Query *q, const Meaning *meaning, const Cost *most, Budget *b)
{
    CostCount c = {.meaning = meaning, .most = most, .budget = b};
    Ask a = {0};
    ask_query(&a, q, true);
    Outcome outcome = add_all_boxes(&c, &a.diagram);
    if (outcome == OUTCOME_DONE)
        outcome = add_query(&c, q, &a);
    if (c.boxes.count > 1)
        qsort(c.boxes.at, c.boxes.count, sizeof *c.boxes.at, compare_boxes);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < c.boxes.count; i++)
        outcome = add_box(&c, c.boxes.at[i]);
    *to = (Cost){saturate_plus(c.kept, c.peak), c.work};
    ask_clear(&a);
    map_clear(&c.met);
    array_clear(&c.boxes);
    return outcome;
}
