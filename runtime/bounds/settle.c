/* settle.c -- which components the data settle, and which one is the main one; see finding.h. */
#include "bounds/slot.h"

#include "base/saturate.h"

enum {
    SETTLE_WORK = 1 << 24,    /* steps at most, before a component counts as not settled, */
    SETTLE_PROGRAMS = 2048    /* and programs */
};

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
        uint64_t code = slot_respond(s, kept->at[i]), group = groups.count;
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
        while (*settles && v == BOUND_FOUND && slot_next_inputs(&s));
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
