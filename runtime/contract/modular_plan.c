/* modular_plan.c -- see modular_plan.h. */
#include "contract/modular_plan.h"

#include "base/saturate.h"

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

/* ---- bounds ---- */

/* The factor is a distribution over this variable, and over no other that it has. */
static bool
is_distribution(const ModularPlan *m, size_t factor, uint32_t variable)
{
    const Shape *s = &m->network->shape;
    const Scope *scope = &s->factors.at[factor];
    bool is = m->factors.at[factor].even;
    for (size_t i = 0; i < scope->count && is; i++) {
        uint32_t v = s->scopes.at[scope->first + i];
        bool output = v < s->sources.count && s->sources.at[v] == factor;
        is = output == (v == variable);
    }
    return is;
}

static bool
is_unit(const ModularPlan *m, size_t step)
{
    const PlanStep *s = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count, own = SIZE_MAX;
    if (!m->back || m->split_step.at[step] || s->variable == NO_VARIABLE)
        return false;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = m->order->consumed.at[s->first_factor + k];
        if (factor >= first ? !m->units.at[factor - first] : own != SIZE_MAX)
            return false;
        own = factor < first ? factor : own;
    }
    return own != SIZE_MAX && is_distribution(m, own, s->variable);
}

/* Of the product of all that a step consumes. */
static uint64_t
product_bound(const ModularPlan *m, size_t step)
{
    const PlanStep *s = &m->order->steps.at[step];
    uint64_t bound = 0;
    for (size_t k = 0; k < s->factors; k++)
        bound += m->bounds.at[m->order->consumed.at[s->first_factor + k]];
    return bound;
}

/* By how much a sum over its variable is longer than the product. */
static uint64_t
sum_bound(const ModularPlan *m, size_t step)
{
    const Shape *s = &m->network->shape;
    uint32_t v = m->order->steps.at[step].variable;
    return v != NO_VARIABLE && shape_sum_bits(s, v) ? bound_of(s->sizes.at[v]) : 0;
}

static void
bound_results(ModularPlan *m)
{
    m->bounds.count = m->network->shape.factors.count;
    for (size_t i = 0; i < m->order->steps.count; i++) {
        m->units.at[i] = is_unit(m, i);
        array_push(&m->bounds, m->units.at[i] ? 0 : product_bound(m, i) + sum_bound(m, i));
        m->ends.at[i] = m->bounds.at[m->bounds.count - 1];
    }
}

/* The adjoint of a result is that of the step which consumes it, times what else that consumes. */
static void
bound_adjoints(ModularPlan *m)
{
    size_t first = m->network->shape.factors.count;
    for (size_t i = m->order->steps.count; i-- > 0;) {
        const PlanStep *s = &m->order->steps.at[i];
        uint64_t all = modular_plan_marginal_bound(m, i);
        for (size_t k = 0; k < s->factors; k++) {
            size_t factor = m->order->consumed.at[s->first_factor + k];
            if (factor >= first)
                m->back_bounds.at[factor - first] = all - m->bounds.at[factor];
        }
    }
}

static void
bound_ends(ModularPlan *m)
{
    size_t first = m->network->shape.factors.count;
    for (size_t i = 0; i < m->order->steps.count; i++) {
        const PlanStep *s = &m->order->steps.at[i];
        uint64_t end = modular_plan_marginal_bound(m, i);
        end = end > m->ends.at[i] ? end : m->ends.at[i];
        for (size_t k = 0; k < s->factors; k++) {
            size_t factor = m->order->consumed.at[s->first_factor + k];
            if (factor >= first && m->ends.at[factor - first] > end)
                end = m->ends.at[factor - first];
        }
        m->ends.at[i] = end;
    }
}

void
modular_plan_bound(ModularPlan *m)
{
    bound_results(m);
    if (!m->back)
        return;
    for (size_t i = 0; i < m->order->steps.count; i++)
        m->back_bounds.at[i] = 0;
    bound_adjoints(m);
    bound_ends(m);
}

uint64_t
modular_plan_root_bound(const ModularPlan *m, size_t step)
{
    return m->ends.at[m->roots.at[step]];
}

uint64_t
modular_plan_marginal_bound(const ModularPlan *m, size_t step)
{
    return m->back_bounds.at[step] + product_bound(m, step) + sum_bound(m, step);
}

/* ---- the plan ---- */

bool
modular_plan_init(ModularPlan *m, const Network *n, const Plan *order, bool back, Budget *b)
{
    *m = (ModularPlan){.network = n, .back = back};
    array_set(&m->sizes, &n->shape.sizes);
    modular_plan_order(m, order);
    return read_factors(m, b);
}

void
modular_plan_order(ModularPlan *m, const Plan *order)
{
    size_t steps = order->steps.count;
    m->order = order;
    m->roots.count = m->split_step.count = m->units.count = m->back_bounds.count = 0;
    m->ends.count = m->offsets.count = m->back_offsets.count = 0;
    m->present.count = m->computed.count = m->extended.count = 0;
    find_roots(m);
    array_add_zeroed(&m->split_step, steps);
    array_add_zeroed(&m->units, steps);
    array_add_zeroed(&m->back_bounds, steps);
    array_add_zeroed(&m->ends, steps);
    array_add_zeroed(&m->present, steps);
    array_add_zeroed(&m->computed, steps);
    array_add_zeroed(&m->extended, steps);
    array_add_zeroed(&m->offsets, steps);
    array_add_zeroed(&m->back_offsets, steps);
}

void
modular_plan_clear(ModularPlan *m)
{
    for (size_t f = 0; f < m->factors.count; f++)
        word_factor_clear(&m->factors.at[f]);
    array_clear(&m->factors);
    array_clear(&m->strides);
    array_clear(&m->units);
    array_clear(&m->bounds);
    array_clear(&m->back_bounds);
    array_clear(&m->ends);
    array_clear(&m->present);
    array_clear(&m->computed);
    array_clear(&m->extended);
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

size_t
modular_plan_most_primes(const ModularPlan *m)
{
    uint64_t most = 0;
    for (size_t i = 0; i < m->order->steps.count; i++)
        most = m->ends.at[i] > most ? m->ends.at[i] : most;
    return modular_primes(most);
}

/* ---- work ---- */

size_t
modular_plan_blocks(size_t primes)
{
    return primes ? (primes + LANES - 1) / LANES : 1;
}

static uint64_t
passes(uint64_t bound)
{
    return modular_plan_blocks(modular_primes(bound));
}

uint64_t
modular_plan_runs(const ModularPlan *m, size_t step)
{
    uint64_t runs = 1;
    for (size_t i = 0; i < m->splits.count && m->split_step.at[step]; i++)
        if (m->splits.at[i].root == m->roots.at[step])
            runs = saturate_times(runs, m->splits.at[i].size);
    return runs;
}

uint64_t
modular_plan_extend_work(const ModularPlan *m, size_t step, size_t primes)
{
    enum { BASIS = 80 }; /* to find a constant takes so many products */
    return saturate_times(primes + 1, saturate_plus(modular_plan_size(m, step), BASIS));
}

/* Of the step's result, from so many products in a block, or from what it is extended from. */
static uint64_t
result_work(const ModularPlan *m, size_t step, uint64_t products)
{
    size_t blocks = modular_plan_blocks(m->computed.at[step]);
    uint64_t later = modular_plan_blocks(m->present.at[step]) - blocks;
    if (m->units.at[step])
        return 0;
    if (m->bounds.at[m->network->shape.factors.count + step] <= NARROW)
        return products;
    return saturate_plus(saturate_times(products, blocks),
                         saturate_times(later, modular_plan_extend_work(
                                                    m, step, m->extended.at[step])));
}

/* Of the adjoints of what the step consumes, each from so many products, and of its marginal. */
static uint64_t
back_work(const ModularPlan *m, size_t step, uint64_t products)
{
    const PlanStep *s = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count;
    uint64_t work = 0, least = products;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = m->order->consumed.at[s->first_factor + k];
        if (factor < first)
            continue;
        uint64_t size = modular_plan_size(m, factor - first);
        least = size < least ? size : least;
        work = saturate_plus(work, saturate_times(products, passes(m->ends.at[factor - first])));
    }
    uint64_t bound = modular_plan_marginal_bound(m, step);
    return s->variable == NO_VARIABLE ? work
                                      : saturate_plus(work, saturate_times(least, passes(bound)));
}

uint64_t
modular_plan_work(const ModularPlan *m)
{
    uint64_t work = 0;
    for (size_t i = 0; i < m->order->steps.count; i++) {
        uint32_t v = m->order->steps.at[i].variable;
        uint64_t products =
            saturate_times(modular_plan_size(m, i), v == NO_VARIABLE ? 1 : m->sizes.at[v]);
        uint64_t step = result_work(m, i, products);
        if (m->back)
            step = saturate_plus(step, back_work(m, i, products));
        work = saturate_plus(work, saturate_times(step, modular_plan_runs(m, i)));
    }
    return work;
}
