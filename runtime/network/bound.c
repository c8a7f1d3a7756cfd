/* bound.c -- see bound.h. */
#include "network/bound.h"

/* Squaring the mantissa gives a bit at a time; what is cut off makes it too small by less than two
 * units in all. */
uint64_t
bound_of(uint64_t n)
{
    uint64_t log = 0;
    while (n >> log > 1)
        log++;
    uint64_t mantissa = log > 31 ? n >> (log - 31) : n << (31 - log); /* 2^31 ... 2^32 */
    for (int bit = 0; bit < 16; bit++) {
        mantissa = (mantissa * mantissa) >> 31;
        log <<= 1;
        if (mantissa >> 32) {
            mantissa >>= 1;
            log |= 1;
        }
    }
    return n > 1 ? log + 2 : 0;
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
