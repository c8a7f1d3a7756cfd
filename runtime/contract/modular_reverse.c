/* modular_reverse.c -- see modular_reverse.h.  All is done block of primes by block of primes
 * (modular.h).  Blocks of primes beyond the bound of all that comes of a number are not needed for
 * it. */
#include "contract/modular_reverse.h"

#include "contract/modular.h"

#include <assert.h>

enum { BACK_WORK = 3 }; /* an elimination and its way back are about so many eliminations */

typedef struct Reverse {
    const Network *network;
    const Plan *plan;
    Budget *budget;
    Modular modular;
    ARRAY(Contraction) adjoints;  /* beside plan->consumed */
    ARRAY(Contraction) marginals; /* of each step's variable */
    ARRAY(Values) sums;           /* where they come to lie */
    ARRAY(Residues) collected;    /* of each variable */
    ARRAY(bool) alive;            /* of each root: not zero */
    void *room;                   /* the sums' */
} Reverse;

static void
reverse_clear(Reverse *r)
{
    for (size_t i = 0; i < r->adjoints.count; i++)
        contraction_clear(&r->adjoints.at[i]);
    for (size_t i = 0; i < r->marginals.count; i++)
        contraction_clear(&r->marginals.at[i]);
    for (size_t v = 0; v < r->collected.count; v++)
        residues_clear(&r->collected.at[v]);
    array_clear(&r->adjoints);
    array_clear(&r->marginals);
    array_clear(&r->sums);
    array_clear(&r->collected);
    array_clear(&r->alive);
    memory_free(r->room);
    modular_clear(&r->modular);
}

/* A sum lies where the one before it lay: it is collected at once. */
static void
reverse_start(Reverse *r)
{
    const Modular *m = &r->modular;
    size_t most = 1;
    for (size_t v = 0; v < m->plan.sizes.count; v++)
        most = m->plan.sizes.at[v] > most ? m->plan.sizes.at[v] : most;
    r->room = memory_new(most * LANES + VECTOR_WORDS, sizeof(uint64_t));
    array_add_zeroed(&r->adjoints, r->plan->consumed.count);
    array_add_zeroed(&r->marginals, r->plan->steps.count);
    array_add_zeroed(&r->collected, m->plan.sizes.count);
    array_add_zeroed(&r->alive, r->plan->steps.count);
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        uint32_t variable = r->plan->steps.at[i].variable;
        array_push(&r->sums,
                   ((Values){.at = vector_aligned(r->room),
                             .count = variable == NO_VARIABLE ? 0 : m->plan.sizes.at[variable],
                             .wide = modular_plan_marginal_bound(&m->plan, i) > NARROW}));
    }
}

/* ---- the way back ---- */

/* The adjoint of a step's result joins the parts, unless it is one everywhere. */
static void
adjoint_add(Reverse *r, size_t step)
{
    Modular *m = &r->modular;
    Axes axes = modular_axes(m, step);
    axes.wide = m->adjoints.at[step].wide;
    if (m->plan.roots.at[step] != step)
        modular_part_add(m, &axes, &m->adjoints.at[step]);
}

/* The adjoint of what the step consumes in this place; one that is not split adds up what comes of
 * a split step. */
static bool
find_adjoint(Reverse *r, size_t step, size_t place)
{
    Modular *m = &r->modular;
    size_t at = r->plan->steps.at[step].first_factor + place;
    size_t made = r->plan->consumed.at[at] - r->network->shape.factors.count;
    Axes target = modular_axes(m, made);
    bool split = m->plan.split_step.at[step];
    bool add = split && !m->plan.split_step.at[made] && !modular_is_first(m);
    bool known = m->first > 0 && !split && !m->adjoints.at[made].wide;
    if (known || !modular_wants(m, m->plan.ends.at[made]))
        return true;
    modular_parts(m, step, place);
    adjoint_add(r, step);
    return modular_sum(m, &r->adjoints.at[at], &m->adjoints.at[made], &target, add, r->budget);
}

/* The marginal of the step's variable, from the smallest table with an adjoint, else from all. */
static bool
find_marginal(Reverse *r, size_t step, size_t smallest)
{
    static const size_t stride = 1;
    Modular *m = &r->modular;
    uint32_t variable = r->plan->steps.at[step].variable;
    Axes target = {&variable, &stride, 1, false};
    uint64_t bound = modular_plan_marginal_bound(&m->plan, step);
    if (!modular_wants(m, bound))
        return true;
    if (smallest == SIZE_MAX) {
        modular_parts(m, step, SIZE_MAX);
        adjoint_add(r, step);
    } else {
        m->axes.count = m->entries.count = m->divided = 0;
        modular_result_add(m, smallest);
        adjoint_add(r, smallest);
    }
    if (!modular_sum(m, &r->marginals.at[step], &r->sums.at[step], &target, false, r->budget))
        return false;
    size_t at = 0;
    for (size_t i = 0; i < m->plan.splits.count; i++)
        if (m->plan.splits.at[i].variable == variable)
            at = m->plan.splits.at[i].value;
    modular_collect(m, &r->collected.at[variable], r->network->shape.sizes.at[variable], at,
                    &r->sums.at[step], modular_primes(bound));
    return true;
}

static bool
step_back(Reverse *r, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    const Modular *m = &r->modular;
    size_t smallest = SIZE_MAX, first = r->network->shape.factors.count;
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor < first)
            continue;
        if (!find_adjoint(r, step, i))
            return false;
        bool whole = m->plan.split_step.at[factor - first] == m->plan.split_step.at[step];
        if (whole && (smallest == SIZE_MAX ||
                      m->results.at[factor - first].count < m->results.at[smallest].count))
            smallest = factor - first;
    }
    return s->variable == NO_VARIABLE || find_marginal(r, step, smallest);
}

static bool
run_back(Reverse *r, bool split)
{
    for (size_t i = r->plan->steps.count; i-- > 0;)
        if (r->modular.plan.split_step.at[i] == split &&
            modular_wants(&r->modular, r->modular.plan.ends.at[i]) && !step_back(r, i))
            return false;
    return true;
}

/* ---- a block ---- */

/* Is there a residue that is not zero? */
static void
check_roots(Reverse *r)
{
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        const Values *v = &r->modular.results.at[i];
        if (r->modular.plan.roots.at[i] != i ||
            !modular_wants(&r->modular, r->modular.plan.ends.at[i]))
            continue;
        if (r->modular.plan.units.at[i]) {
            r->alive.at[i] = true;
            continue;
        }
        for (size_t k = 0; k < (v->wide ? (size_t)LANES : 1); k++)
            r->alive.at[i] |= v->at[k] != 0;
    }
}

static bool
run_block(Reverse *r, size_t first)
{
    Modular *m = &r->modular;
    if (!modular_start(m, first, r->budget) || !modular_run_steps(m, false, r->budget))
        return false;
    do {
        if (!modular_run_steps(m, true, r->budget))
            return false;
        check_roots(r);
        if (!run_back(r, true))
            return false;
    } while (modular_next(m));
    return run_back(r, false);
}

static bool
is_possible(const Reverse *r)
{
    for (size_t i = 0; i < r->plan->steps.count; i++)
        if (r->modular.plan.roots.at[i] == i && !r->alive.at[i])
            return false;
    return !r->modular.plan.zero && !r->network->impossible;
}

bool
modular_reverse_run(Table *to, bool *possible, bool *fits, const Network *n, const Plan *p,
                    uint64_t limit, Budget *b)
{
    Reverse r = {.network = n, .plan = p, .budget = b};
    assert(p->late.count == 0 && p->steps.count >= n->shape.sizes.count);
    bool going = modular_init(&r.modular, n, p, true, limit, fits, b);
    if (going && *fits) {
        size_t most = modular_plan_most_primes(&r.modular.plan);
        reverse_start(&r);
        modular_expect(&r.modular, BACK_WORK, b);
        going = run_block(&r, 0);
        modular_expect(&r.modular, 0, b);
        for (size_t first = LANES; first < most && going; first += LANES)
            going = run_block(&r, first);
        *possible = going && is_possible(&r);
        for (size_t v = 0; v < n->shape.sizes.count && *possible && going; v++)
            going = modular_read(&r.modular, &to[v], &r.collected.at[v], b);
    }
    reverse_clear(&r);
    return going;
}
