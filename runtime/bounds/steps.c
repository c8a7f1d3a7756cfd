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

static BoundVerdict
dual_corners(Finding *f, LinearCorners ends[2])
{
    Bound *b = f->b;
    LinearNumbers costs;
    BoundVerdict v = BOUND_FOUND;
    Linear *p = &b->programs.at[b->main];
    linear_numbers_init(&costs, 0);
    v = finding_costs(&costs, f);
    for (size_t i = 0; v == BOUND_FOUND && i < costs.count; i++)
        linear_set_cost(p, i, &costs.at[i]);
    for (int e = 0; v == BOUND_FOUND && e < 2; e++) {
        b->linear_result = linear_dual_corners(&ends[e], p, e ? LINEAR_MOST : LINEAR_LEAST,
                                               CORNERS_MAX, f->budget);
        if (b->linear_result != LINEAR_SOLVED)
            v = b->linear_result == LINEAR_STOPPED ? BOUND_STOPPED : BOUND_LINEAR;
    }
    linear_numbers_clear(&costs);
    return v;
}

/* One component matters, and nothing is given. */
static BoundVerdict
choose_only(Finding *f)
{
    Bound *b = f->b;
    for (uint32_t i = 0; i < b->responses.components.count; i++) {
        if (b->matters[i] && b->main != UINT32_MAX)
            return BOUND_SYMBOLS;
        if (b->matters[i])
            b->main = i;
    }
    for (size_t i = 0; i < f->terms.count; i++)
        if (f->terms.at[i].conditional)
            return BOUND_SYMBOLS;
    return b->main == UINT32_MAX ? BOUND_SYMBOLS : BOUND_FOUND;
}

BoundVerdict
bound_find_symbolic(Bound *b, LinearCorners ends[2], Budget *budget)
{
    Finding f;
    finding_init(&f, b, budget);
    BoundVerdict v = prepare(&f);
    if (v == BOUND_FOUND)
        v = choose_only(&f);
    if (v == BOUND_FOUND && !noise_model_weigh(&b->noise, b->main, NULL, budget))
        v = BOUND_STOPPED;
    if (v == BOUND_FOUND)
        v = dual_corners(&f, ends);
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
