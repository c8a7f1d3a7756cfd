/* bound.c -- see bound.h. */
#include "contract/bound.h"

uint64_t
bound_of(uint64_t n)
{
    return n > 1 ? size_log(n) + 2 : 0;
}

void
bounds_add_steps(BoundList *to, const Shape *s, const Plan *p)
{
    for (size_t i = 0; i < p->steps.count; i++) {
        const PlanStep *step = &p->steps.at[i];
        uint64_t bound = 0;
        for (size_t k = 0; k < step->factors; k++)
            bound += to->at[p->consumed.at[step->first_factor + k]];
        if (step->variable != NO_VARIABLE && shape_sum_bits(s, step->variable))
            bound += bound_of(s->sizes.at[step->variable]);
        array_push(to, bound);
    }
}
