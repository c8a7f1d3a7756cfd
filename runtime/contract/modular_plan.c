/* modular_plan.c -- see modular_plan.h. */
#include "contract/modular_plan.h"

static bool
read_factors(ModularPlan *m, Budget *b)
{
    const Shape *s = &m->network->shape;
    array_add_zeroed(&m->strides, s->scopes.count + 1);
    for (size_t f = 0; f < s->factors.count; f++) {
        WordFactor c;
        bool going = word_factor_make(&c, m->strides.at + s->factors.at[f].first, m->network, f, b);
        array_push(&m->factors, c);
        array_push(&m->bounds, c.bound);
        m->zero |= c.zero;
        if (!going)
            return false;
    }
    return true;
}

static void
find_roots(ModularPlan *m)
{
    const Plan *p = m->order;
    size_t first = m->network->shape.factors.count;
    for (size_t i = 0; i < p->steps.count; i++)
        array_push(&m->roots, i);
    for (size_t i = p->steps.count; i-- > 0;)
        for (size_t k = 0; k < p->steps.at[i].factors; k++) {
            size_t factor = p->consumed.at[p->steps.at[i].first_factor + k];
            if (factor >= first)
                m->roots.at[factor - first] = m->roots.at[i];
        }
}

bool
modular_plan_init(ModularPlan *m, const Network *n, const Plan *order, bool back, Budget *b)
{
    size_t steps = order->steps.count;
    *m = (ModularPlan){.network = n, .order = order, .back = back};
    if (!read_factors(m, b))
        return false;
    bounds_add_steps(&m->bounds, &n->shape, order);
    find_roots(m);
    array_add_zeroed(&m->sizes, n->shape.sizes.count);
    array_add_zeroed(&m->split_step, steps);
    array_add_zeroed(&m->offsets, steps);
    array_add_zeroed(&m->back_offsets, steps);
    return true;
}

void
modular_plan_clear(ModularPlan *m)
{
    for (size_t f = 0; f < m->factors.count; f++)
        word_factor_clear(&m->factors.at[f]);
    array_clear(&m->factors);
    array_clear(&m->strides);
    array_clear(&m->bounds);
    array_clear(&m->roots);
    array_clear(&m->splits);
    array_clear(&m->sizes);
    array_clear(&m->split_step);
    array_clear(&m->offsets);
    array_clear(&m->back_offsets);
}

size_t
modular_plan_size(const ModularPlan *m, size_t step)
{
    const Scope *scope = &m->order->steps.at[step].result;
    size_t size = 1;
    for (size_t i = 0; i < scope->count; i++)
        size *= m->sizes.at[m->order->scopes.at[scope->first + i]];
    return size;
}

size_t
modular_primes(uint64_t bound)
{
    /* a prime is longer than 50 bits less a unit, and one bit is for what is cut off */
    return bound <= NARROW ? 0 : (size_t)((bound + BOUND_ONE) / (MODULUS_BITS * BOUND_ONE - 1)) + 1;
}

uint64_t
modular_plan_root_bound(const ModularPlan *m, size_t step)
{
    return m->bounds.at[m->network->shape.factors.count + m->roots.at[step]];
}

uint64_t
modular_plan_adjoint_bound(const ModularPlan *m, size_t step)
{
    return modular_plan_root_bound(m, step) - m->bounds.at[m->network->shape.factors.count + step];
}

size_t
modular_plan_most_primes(const ModularPlan *m)
{
    uint64_t most = 0;
    for (size_t i = 0; i < m->order->steps.count; i++)
        most = modular_plan_root_bound(m, i) > most ? modular_plan_root_bound(m, i) : most;
    return modular_primes(most);
}
