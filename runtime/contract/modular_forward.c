/* modular_forward.c -- see modular_forward.h.  Residues go through as many words at each step as
 * the longest number has, growing numbers through fewer; but a vector instruction reckons with
 * eight words at a time, and the product of two long numbers takes no longer than that of a long
 * and a short one. */
#include "contract/modular_forward.h"

#include "base/saturate.h"
#include "contract/modular.h"

/* All in tenths of a nanosecond. */
enum {
    EFFORT_COST = 25,      /* of a unit of a plan's effort: with growing numbers */
    PRODUCT_COST = 25,     /* of a vector of residues, where tables are near, */
    FAR_PRODUCT_COST = 50, /* and where they are not, which is */
    FAR_BYTES = 2 << 20,   /* when one is so large */
    PLAIN = 6,             /* so much longer without vector instructions */
    STEP_COST = 3000,      /* of beginning a step in a block */
    START_COST = 200000    /* of all before and after */
};

/* The entries that a step goes through. */
static uint64_t
step_entries(const Network *n, const Plan *p, size_t step)
{
    const PlanStep *s = &p->steps.at[step];
    uint64_t entries = s->variable == NO_VARIABLE ? 1 : n->shape.sizes.at[s->variable];
    for (size_t i = 0; i < s->result.count; i++)
        entries = saturate_times(entries, n->shape.sizes.at[p->scopes.at[s->result.first + i]]);
    return entries;
}

bool
modular_forward_pays(const Network *n, const Plan *p)
{
    uint64_t entries = 0, bits = 0;
    for (size_t i = 0; i < p->steps.count; i++) {
        entries = saturate_plus(entries, step_entries(n, p, i));
        bits = p->steps.at[i].result.bits > bits ? p->steps.at[i].result.bits : bits;
    }
    uint64_t blocks = bits / (LANES * MODULUS_BITS) + 1;
    bool far = plan_figure(p->largest) > FAR_BYTES / (LANES * sizeof(uint64_t));
    uint64_t products = saturate_times(entries, far ? FAR_PRODUCT_COST : PRODUCT_COST);
    if (kernel_best() == kernel_plain())
        products = saturate_times(products, PLAIN);
    uint64_t each = saturate_plus(products, saturate_times(p->steps.count, STEP_COST));
    return saturate_plus(START_COST, saturate_times(blocks, each)) <
           saturate_times(plan_figure(p->effort), EFFORT_COST);
}

/* ---- what is left ---- */

static bool
is_consumed(const Modular *m, size_t step)
{
    return m->plan.roots.at[step] != step;
}

static void
collect_left(Modular *m, Residues *collected, bool split)
{
    for (size_t i = 0; i < m->plan.order->steps.count; i++)
        if (!is_consumed(m, i) && m->plan.split_step.at[i] == split &&
            modular_wants(m, m->plan.ends.at[i]))
            modular_collect(m, &collected[i], m->results.at[i].count, 0, &m->results.at[i],
                            modular_primes(m->plan.ends.at[i]));
}

static bool
run_block(Modular *m, size_t first, Residues *collected, Budget *b)
{
    if (!modular_start(m, first, b) || !modular_run_steps(m, false, b))
        return false;
    collect_left(m, collected, false);
    do {
        if (!modular_run_steps(m, true, b))
            return false;
        collect_left(m, collected, true);
    } while (modular_next(m));
    return true;
}

static void
scale_by_contents(Run *r, const Modular *m)
{
    const Plan *p = r->plan;
    for (size_t k = 0; k < p->consumed.count; k++)
        if (p->consumed.at[k] < m->plan.factors.count)
            mpz_mul_ui(r->scale, r->scale, m->plan.factors.at[p->consumed.at[k]].content);
}

static bool
read_left(Run *r, Modular *m, const Residues *collected, Budget *b)
{
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        const Scope *scope = &r->plan->steps.at[i].result;
        if (is_consumed(m, i))
            continue;
        for (size_t k = 0; k < scope->count; k++)
            r->strides.at[scope->first + k] = m->places.at[scope->first + k];
        if (!modular_read(m, &r->results.at[i], &collected[i], b))
            return false;
    }
    scale_by_contents(r, m);
    return true;
}

bool
modular_forward_run(Run *r, bool *fits, uint64_t limit, Budget *b)
{
    Modular m;
    size_t steps = r->plan->steps.count;
    bool going = modular_init(&m, r->network, r->plan, false, limit, fits, b);
    if (going && *fits) {
        Residues *collected = memory_new(steps + 1, sizeof *collected);
        size_t most = modular_plan_most_primes(&m.plan);
        modular_expect(&m, 1, b);
        going = run_block(&m, 0, collected, b);
        modular_expect(&m, 0, b);
        for (size_t first = LANES; first < most && going; first += LANES)
            going = run_block(&m, first, collected, b);
        going = going && read_left(r, &m, collected, b);
        for (size_t i = 0; i < steps; i++)
            residues_clear(&collected[i]);
        memory_free(collected);
    }
    modular_clear(&m);
    return going;
}
