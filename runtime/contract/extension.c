/* extension.c -- see extension.h. */
#include "contract/extension.h"

#include "base/saturate.h"

void
extension_init(Extension *e, size_t count, size_t primes, size_t runs)
{
    *e = (Extension){memory_new(runs * count * (primes + 1), sizeof *e->at), count, primes, runs};
}

void
extension_clear(Extension *e)
{
    memory_free(e->at);
    *e = (Extension){0};
}

/* ---- choosing ---- */

enum {
    SLACK = 2 * BOUND_ONE, /* a number is below a quarter of the product of the primes */
    KEEP_COST = 2,         /* to keep a vector of c_i takes so many products, */
    WEIGHT_COST = 28,      /* and to find the weights for it so many for each prime */
    GAIN = 2               /* what is extended would take so many times longer; products of zeros
                              are left out, and are not known here */
};

typedef struct Choosing {
    ModularPlan *plan;
    size_t workers; /* who take a block each at once */
    uint64_t left;  /* bytes */
    uint64_t *late; /* of each step: what it takes to have its result in a late block */
} Choosing;

/* What a table's entries are summed from, in all its runs. */
static uint64_t
products_of(const ModularPlan *m, size_t step)
{
    const PlanStep *s = &m->order->steps.at[step];
    uint64_t products = saturate_times(modular_plan_size(m, step), modular_plan_runs(m, step));
    return s->variable == NO_VARIABLE ? products
                                      : saturate_times(products, m->sizes.at[s->variable]);
}

/* Is a step's result extended?  A late block takes *cost to sum it, which is made what it then
 * takes. */
static void
choose(Choosing *c, size_t step, uint64_t *cost)
{
    ModularPlan *m = c->plan;
    uint64_t bound = m->bounds.at[m->network->shape.factors.count + step];
    size_t primes = modular_primes(bound + SLACK), known = modular_plan_blocks(primes);
    size_t first = (known + c->workers - 1) / c->workers * c->workers;
    size_t later = modular_plan_blocks(modular_primes(modular_plan_root_bound(m, step)));
    uint64_t runs = modular_plan_runs(m, step);
    uint64_t size = saturate_times(runs, modular_plan_size(m, step));
    uint64_t extend = saturate_times(runs, modular_plan_extend_work(m, step, primes));
    uint64_t keep = saturate_plus(saturate_times(KEEP_COST, size),
                                  saturate_times(runs, WEIGHT_COST * (uint64_t)primes));
    uint64_t words = saturate_plus(size, LANES * (uint64_t)c->workers); /* with their bases */
    uint64_t bytes = saturate_times(saturate_times(primes + 1, words), sizeof(uint64_t));
    if (bound <= NARROW || primes >= MOST_TERMS || later <= first || bytes > c->left ||
        saturate_times(GAIN, extend) > *cost)
        return;
    if (saturate_times(later - first, *cost - extend) < saturate_times(known, keep))
        return;
    c->left -= bytes;
    *cost = extend;
    m->extended.at[step] = primes;
    m->computed.at[step] = first * LANES;
}

/* In a late block the results that are consumed have to be found as well, unless they are needed in
 * any case. */
static void
choose_step(Choosing *c, size_t step)
{
    const ModularPlan *m = c->plan;
    const PlanStep *s = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count;
    uint64_t cost = m->units.at[step] ? 0 : products_of(m, step);
    for (size_t k = 0; k < s->factors && !m->back; k++) {
        size_t factor = m->order->consumed.at[s->first_factor + k];
        if (factor >= first)
            cost = saturate_plus(cost, c->late[factor - first]);
    }
    choose(c, step, &cost);
    c->late[step] = cost;
}

/* What a step consumes is needed where it is computed, or, if there is a way back, everywhere. */
static void
set_present(ModularPlan *m)
{
    size_t first = m->network->shape.factors.count;
    for (size_t i = m->order->steps.count; i-- > 0;) {
        const PlanStep *s = &m->order->steps.at[i];
        if (m->back || m->roots.at[i] == i)
            m->present.at[i] = modular_primes(modular_plan_root_bound(m, i));
        if (!m->extended.at[i] || m->computed.at[i] >= m->present.at[i]) {
            m->extended.at[i] = 0;
            m->computed.at[i] = m->present.at[i];
        }
        for (size_t k = 0; k < s->factors && !m->back; k++) {
            size_t factor = m->order->consumed.at[s->first_factor + k];
            if (factor >= first)
                m->present.at[factor - first] = m->computed.at[i];
        }
    }
}

void
extension_choose(ModularPlan *m, size_t workers, uint64_t limit)
{
    uint64_t taken = saturate_times(workers, m->bytes), left = limit > taken ? limit - taken : 0;
    Choosing c = {.plan = m, .workers = workers, .left = left};
    c.late = memory_new(m->order->steps.count + 1, sizeof *c.late);
    for (size_t i = 0; i < m->order->steps.count; i++) {
        m->extended.at[i] = m->computed.at[i] = 0;
        choose_step(&c, i);
    }
    m->bytes += left - c.left;
    set_present(m);
    memory_free(c.late);
}

/* ---- numbers ---- */

static Operand
narrow_one(const uint64_t *at)
{
    return (Operand){.at = at};
}

static Operand
wide_one(const uint64_t *at)
{
    return (Operand){.at = at, .wide = true};
}

void
extension_weights(uint64_t *to, const uint64_t *power, const uint64_t *primes, size_t count,
                  size_t first, const Kernel *kernel, const Moduli *m)
{
    uint64_t room[LANES + VECTOR_WORDS], *next = vector_aligned(room);
    memcpy(to, power, LANES * sizeof *to);
    for (size_t k = 0; k < count; k++)
        if (k < first || k >= first + LANES) {
            kernel_multiply(kernel, next, narrow_one(primes + k), wide_one(to), 1, m);
            memcpy(to, next, LANES * sizeof *to);
        }
    for (size_t i = 0; i < LANES; i++) {
        for (size_t k = first; k < first + LANES && k < count; k++)
            if (k != first + i)
                to[i] = times_modulo(to[i], primes[k], m->prime[i]);
        to[i] = inverse_modulo(to[i], m->prime[i]);
    }
}

bool
extension_keep(Extension *e, size_t run, const uint64_t *residues, size_t first,
               const uint64_t *weights, const Kernel *kernel, const Moduli *m, Budget *b)
{
    enum { PLACES = 32 }; /* at a time */
    uint64_t room[PLACES * LANES + VECTOR_WORDS], *c = vector_aligned(room);
    uint64_t *to = e->at + run * e->count * (e->primes + 1) + first;
    size_t here = e->primes - first < LANES ? e->primes - first : LANES, some;
    for (size_t i = 0; i < e->count; i += some) {
        some = e->count - i < PLACES ? e->count - i : PLACES;
        Operand these = {.at = residues + i * LANES, .move = LANES, .wide = true};
        kernel_multiply(kernel, c, these, wide_one(weights), some, m);
        for (size_t k = 0; k < some; k++)
            memcpy(to + (i + k) * (e->primes + 1), c + k * LANES, here * sizeof *c);
        if (!budget_step(b, 1))
            return false;
    }
    return true;
}

bool
extension_end(Extension *e, Budget *b)
{
    uint64_t half = UINT64_C(1) << (MODULUS_BITS - 1);
    bool going = true;
    for (size_t i = 0; i < e->runs * e->count && going; i++) {
        uint64_t *c = e->at + i * (e->primes + 1), sum = half;
        for (size_t k = 0; k < e->primes; k++)
            sum += c[k];
        c[e->primes] = sum >> MODULUS_BITS;
        going = budget_step(b, 1 + e->primes / 64);
    }
    return going;
}

/* First the products of the primes before each, divided by as many radices; then, from the last one
 * on, times those after it, of which each product more takes one more. */
void
extension_basis(uint64_t *to, const uint64_t *primes, size_t count, const Kernel *kernel,
                const Moduli *m)
{
    uint64_t room[2 * LANES + VECTOR_WORDS], *after = vector_aligned(room), *next = after + LANES;
    for (size_t i = 0; i < LANES; i++)
        to[i] = after[i] = 1;
    for (size_t k = 0; k < count; k++)
        kernel_multiply(kernel, to + (k + 1) * LANES, narrow_one(primes + k),
                        wide_one(to + k * LANES), 1, m);
    for (size_t k = count; k-- > 0;) {
        uint64_t *product = to + k * LANES;
        kernel_multiply(kernel, next, wide_one(product), wide_one(after), 1, m);
        memcpy(product, next, LANES * sizeof *next);
        kernel_multiply(kernel, next, narrow_one(primes + k), wide_one(after), 1, m);
        memcpy(after, next, LANES * sizeof *next);
    }
    uint64_t *whole = to + count * LANES;
    for (size_t i = 0; i < LANES; i++)
        whole[i] = whole[i] ? m->prime[i] - whole[i] : 0;
}

bool
extension_run(uint64_t *to, const Extension *e, size_t run, const uint64_t *basis, Share share,
              const Kernel *kernel, const Moduli *m, Budget *b)
{
    enum { PLACES = 256 }; /* at a time */
    size_t terms = e->primes + 1, end = e->count * (share.part + 1) / share.of, some;
    uint32_t *list = memory_new(terms, sizeof *list);
    for (size_t i = 0; i < terms; i++)
        list[i] = (uint32_t)i;
    const uint64_t *from = e->at + run * e->count * terms;
    bool going = true;
    for (size_t at = e->count * share.part / share.of; at < end && going; at += some) {
        some = end - at < PLACES ? end - at : PLACES;
        Operand both[2] = {{.at = from + at * terms, .terms = list, .move = terms},
                           {.at = basis, .terms = list, .wide = true}};
        ResidueSum s = {.operands = both, .count = 2, .terms = terms, .places = some, .rows = 1};
        kernel->sum(to + at * LANES, &s, m);
        b->done += some * terms;
        going = budget_step(b, 1 + some * terms / 32);
    }
    memory_free(list);
    return going;
}
