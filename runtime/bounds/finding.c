/* finding.c -- the worlds of a question, and which components matter for it; see finding.h. */
#include "bounds/finding.h"

#include "base/saturate.h"

enum {
    SETTLE_WORK = 1 << 24,    /* steps at most, before a component counts as not settled, */
    SETTLE_PROGRAMS = 2048    /* and programs */
};

/* ---- parts ---- */

static void
part_clear(BoundPart *p)
{
    grown_clear(&p->grown);
    memory_free(p->counts);
    memory_free(p->needed);
}

void
finding_init(Finding *f, Bound *b, Budget *budget)
{
    *f = (Finding){.b = b, .budget = budget};
}

void
finding_clear(Finding *f)
{
    for (size_t i = 0; i < f->terms.count; i++) {
        part_clear(&f->terms.at[i].asked);
        part_clear(&f->terms.at[i].given);
    }
    array_clear(&f->terms);
    for (size_t i = 0; i < f->assumed.count; i++)
        part_clear(&f->assumed.at[i]);
    array_clear(&f->assumed);
}

static void
mark_components(Finding *f, const BoundPart *p)
{
    Bound *b = f->b;
    for (size_t w = 0; w < p->grown.wires.count; w++) {
        uint32_t vertex = p->grown.wires.at[w].vertex;
        if (p->needed[w] && vertex < b->noise.first)
            b->matters[b->responses.component_of.at[vertex]] = true;
    }
}

/* The atoms of q, all or those that are given, grown and pushed. */
static BoundVerdict
grow_part(Finding *f, BoundPart *to, const WorldQuestion *q, bool given)
{
    Clash clash;
    uint32_t at;
    to->counts = memory_new(q->atoms.count + 1, sizeof *to->counts);
    for (size_t i = 0; i < q->atoms.count; i++)
        to->counts[i] = q->atoms.at[i].vertex < f->b->noise.first &&
                        (!given || q->atoms.at[i].condition);
    if (grow(&to->grown, q, &at, f->budget) != GROW_DONE ||
        !grown_push(&to->grown, to->counts, &clash, f->budget))
        return BOUND_STOPPED;
    to->needed = grown_needed(&to->grown, to->counts);
    to->never = clash.found;
    if (clash.found && given) {
        f->b->clash = clash;
        return BOUND_CLASH;
    }
    if (!clash.found)
        mark_components(f, to);
    return BOUND_FOUND;
}

static BoundVerdict
grow_term(Finding *f, size_t i)
{
    WorldQuestion *q = &f->b->terms.at[i].question;
    TermParts parts = {0};
    f->b->term = (uint32_t)i;
    for (size_t k = 0; k < q->atoms.count; k++)
        parts.conditional = parts.conditional || q->atoms.at[k].condition;
    noise_model_ask(&f->b->noise, q);
    array_push(&f->terms, parts);
    TermParts *to = &f->terms.at[i];
    BoundVerdict v = to->conditional ? grow_part(f, &to->given, q, true) : BOUND_FOUND;
    return v == BOUND_FOUND ? grow_part(f, &to->asked, q, false) : v;
}

BoundVerdict
finding_grow(Finding *f)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    for (size_t i = 0; v == BOUND_FOUND && i < b->terms.count; i++)
        v = grow_term(f, i);
    for (size_t i = 0; v == BOUND_FOUND && i < b->assumed.count; i++) {
        noise_model_ask(&b->noise, &b->assumed.at[i].question);
        array_push(&f->assumed, (BoundPart){0});
        v = grow_part(f, &f->assumed.at[i], &b->assumed.at[i].question, false);
    }
    return v;
}

/* ---- is a component settled? ---- */

/* The component's wires of a part, as a function of what they read from elsewhere. */
typedef struct Slot {
    const Bound *b;
    const BoundPart *p;
    uint32_t component;
    WireList wires;   /* of the component, each after what it reads */
    WireList inputs;  /* of others, that these read */
    WireList outputs; /* of `wires`, those that others or atoms read */
    uint32_t *label;  /* of each wire */
    uint64_t values;  /* of the inputs together */
} Slot;

static uint32_t
component_at(const Slot *s, uint32_t wire)
{
    uint32_t vertex = s->p->grown.wires.at[wire].vertex;
    return vertex < s->b->noise.first ? s->b->responses.component_of.at[vertex] : UINT32_MAX;
}

static bool
is_own(const Slot *s, uint32_t wire)
{
    return component_at(s, wire) == s->component;
}

static bool
is_read(const Slot *s, uint32_t wire)
{
    const Grown *g = &s->p->grown;
    bool read = false;
    for (size_t i = 0; !read && i < g->at.count; i++)
        read = s->p->counts[i] && g->at.at[i] == wire;
    for (uint32_t w = 0; !read && w < g->wires.count; w++)
        for (uint32_t k = 0; s->p->needed[w] && !is_own(s, w) && k < g->wires.at[w].in_count; k++)
            read = read || g->reads.at[g->wires.at[w].in + k] == wire;
    return read;
}

static void
slot_make(Slot *s, const Bound *b, const BoundPart *p, uint32_t component)
{
    const Grown *g = &p->grown;
    *s = (Slot){.b = b, .p = p, .component = component, .values = 1};
    s->label = memory_new(g->wires.count + 1, sizeof *s->label);
    for (uint32_t w = 0; w < g->wires.count; w++) {
        if (!p->needed[w] || !is_own(s, w))
            continue;
        array_push(&s->wires, w);
        if (is_read(s, w))
            array_push(&s->outputs, w);
        for (uint32_t k = 0; k < g->wires.at[w].in_count; k++) {
            uint32_t r = g->reads.at[g->wires.at[w].in + k];
            if (r & GROWN_POINT || is_own(s, r) || component_at(s, r) == UINT32_MAX ||
                wires_has(&s->inputs, r))
                continue;
            array_push(&s->inputs, r);
            s->values = saturate_times(s->values, grown_type(g, r)->size);
        }
    }
}

static void
slot_clear(Slot *s)
{
    array_clear(&s->wires);
    array_clear(&s->inputs);
    array_clear(&s->outputs);
    memory_free(s->label);
}

static const ResponseVertex *
response_vertex(const ResponseComponent *c, uint32_t vertex)
{
    size_t i = 0;
    while (c->vertices.at[i].vertex != vertex)
        i++;
    return &c->vertices.at[i];
}

/* What the type's outputs are together, as a number, where the inputs have their labels. */
static uint64_t
respond(Slot *s, uint32_t type)
{
    const Grown *g = &s->p->grown;
    const ResponseComponent *c = &s->b->responses.components.at[s->component];
    uint64_t code = 0;
    for (size_t i = 0; i < s->wires.count; i++) {
        const GrownWire *w = &g->wires.at[s->wires.at[i]];
        const ResponseVertex *v = response_vertex(c, w->vertex);
        uint32_t row = 0;
        for (size_t k = 0; k < v->parents.count; k++) {
            uint32_t r = g->reads.at[w->in + k];
            uint32_t label = r & GROWN_POINT ? r & ~GROWN_POINT : s->label[r];
            row = row * s->b->model.vertices.at[v->parents.at[k]].type->size + label;
        }
        s->label[s->wires.at[i]] = response_label(c, type, v->site + row);
    }
    for (size_t i = 0; i < s->outputs.count; i++)
        code = code * grown_type(g, s->outputs.at[i])->size + s->label[s->outputs.at[i]];
    return code;
}

/* The types whose outputs are those of `group` alone count. */
static bool
is_constant(Finding *f, uint32_t component, const WireList *group_of, uint32_t group,
            BoundVerdict *v)
{
    Bound *b = f->b;
    LinearEnd ends[2];
    mpq_t cost;
    mpq_init(cost);
    for (size_t i = 0; i < group_of->count; i++) {
        mpq_set_ui(cost, group_of->at[i] == group, 1);
        linear_set_cost(&b->programs.at[component], i, cost);
    }
    mpq_clear(cost);
    for (int e = 0; e < 2; e++) {
        linear_end_init(&ends[e]);
        if (*v == BOUND_FOUND)
            *v = program_solve(b, component, &ends[e], e ? LINEAR_MOST : LINEAR_LEAST, f->budget);
    }
    bool constant = *v == BOUND_FOUND && mpq_equal(ends[0].value, ends[1].value);
    linear_end_clear(&ends[0]);
    linear_end_clear(&ends[1]);
    return constant;
}

/* All outputs for the labels that the inputs have now.  *programs: how many more may be solved. */
static bool
inputs_settle(Finding *f, Slot *s, uint32_t *programs, BoundVerdict *v)
{
    const WireList *kept = &s->b->responses.components.at[s->component].kept;
    WireList group_of = {0};
    Map groups = {0};
    for (size_t i = 0; i < kept->count; i++) {
        uint64_t code = respond(s, kept->at[i]), group = groups.count;
        if (!map_find(&groups, code, &group))
            map_set_at(&groups, code, group);
        array_push(&group_of, (uint32_t)group);
    }
    bool settled = groups.count <= *programs;
    if (settled)
        *programs -= (uint32_t)groups.count;
    for (uint32_t i = 1; settled && i < groups.count; i++) /* the first is what is left of 1 */
        settled = is_constant(f, s->component, &group_of, i, v);
    map_clear(&groups);
    array_clear(&group_of);
    return settled;
}

/* The next values of the inputs; false: those were the last. */
static bool
next_inputs(Slot *s)
{
    for (size_t i = s->inputs.count; i-- > 0;) {
        uint32_t w = s->inputs.at[i];
        if (++s->label[w] < grown_type(&s->p->grown, w)->size)
            return true;
        s->label[w] = 0;
    }
    return false;
}

BoundVerdict
part_settles(Finding *f, const BoundPart *p, uint32_t component, bool *settles)
{
    Slot s;
    BoundVerdict v = BOUND_FOUND;
    uint32_t programs = SETTLE_PROGRAMS;
    slot_make(&s, f->b, p, component);
    uint64_t work = saturate_times(saturate_times(s.values, s.wires.count),
                                   f->b->responses.components.at[component].kept.count);
    *settles = work <= SETTLE_WORK;
    if (*settles && s.outputs.count) {
        do
            *settles = inputs_settle(f, &s, &programs, &v);
        while (*settles && v == BOUND_FOUND && next_inputs(&s));
    }
    slot_clear(&s);
    return v;
}

/* Is the component settled in all that is asked? */
static BoundVerdict
settle(Finding *f, uint32_t component)
{
    bool all = true;
    BoundVerdict v = BOUND_FOUND;
    for (size_t i = 0; v == BOUND_FOUND && all && i < f->terms.count; i++) {
        const TermParts *t = &f->terms.at[i];
        if (t->conditional)
            v = part_settles(f, &t->given, component, &all);
        if (v == BOUND_FOUND && all && !t->asked.never)
            v = part_settles(f, &t->asked, component, &all);
    }
    f->b->settled[component] = all;
    return v;
}

/* Is i rather the main component than the one there is? */
static bool
is_larger(const Bound *b, uint32_t i)
{
    if (b->main == UINT32_MAX || b->settled[i] != b->settled[b->main])
        return b->main == UINT32_MAX || b->settled[b->main];
    return b->responses.components.at[i].kept.count >
           b->responses.components.at[b->main].kept.count;
}

BoundVerdict
finding_choose_main(Finding *f)
{
    Bound *b = f->b;
    size_t many = 0;
    BoundVerdict v = BOUND_FOUND;
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        many += b->matters[i];
    for (uint32_t i = 0; v == BOUND_FOUND && i < b->responses.components.count; i++) {
        if (!b->matters[i])
            continue;
        if (many > 1)
            v = settle(f, i);
        if (is_larger(b, i))
            b->main = i;
    }
    return v;
}
