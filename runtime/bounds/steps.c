/* steps.c -- the order of the steps that find bounds; see bound.h. */
#include "bounds/finding.h"

static BoundVerdict
prepare(Finding *f)
{
    BoundVerdict v = finding_grow(f);
    if (v == BOUND_FOUND)
        v = finding_read_data(f);
    if (v == BOUND_FOUND)
        v = finding_assume(f);
    return v;
}

BoundVerdict
bound_find(Bound *b, Budget *budget)
{
    Finding f;
    finding_init(&f, b, budget);
    BoundVerdict v = prepare(&f);
    if (v == BOUND_FOUND)
        v = finding_choose_main(&f);
    for (uint32_t i = 0; v == BOUND_FOUND && i < b->responses.components.count; i++)
        if (b->matters[i] && i != b->main)
            v = component_point(b, i, budget);
    if (v == BOUND_FOUND)
        v = finding_ends(&f);
    finding_clear(&f);
    return v;
}

BoundVerdict
bound_find_symbolic(Bound *b, BoundSymbols *to, Budget *budget)
{
    Finding f;
    finding_init(&f, b, budget);
    BoundVerdict v = prepare(&f);
    if (v == BOUND_FOUND)
        v = finding_symbols(&f, to);
    finding_clear(&f);
    return v;
}

BoundVerdict
bound_find_rest(Bound *b, Budget *budget)
{
    BoundVerdict v = BOUND_FOUND;
    for (uint32_t i = 0; v == BOUND_FOUND && i < b->responses.components.count; i++) {
        if (b->matters[i])
            continue;
        b->component = i;
        v = b->responses.components.at[i].single || b->outer ? component_read(b, i, budget)
                                                             : BOUND_LATENTS;
        if (v == BOUND_FOUND)
            v = component_point(b, i, budget);
    }
    return v;
}
