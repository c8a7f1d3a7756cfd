/* modular_reverse.c -- see modular_reverse.h.  All is done block of primes by block of primes
 * (modular.h).  Blocks of primes beyond the bound of all that comes of a number are not needed for
 * it. */
#include "contract/modular_reverse.h"

#include "contract/block_run.h"

#include <assert.h>

enum { BACK_WORK = 3 }; /* an elimination and its way back are about so many eliminations */

/* What a worker has for itself, besides its tables. */
typedef struct Back {
    ARRAY(Contraction) adjoints;  /* beside plan->consumed */
    ARRAY(Contraction) marginals; /* of each step's variable */
    ARRAY(Values) sums;           /* the marginals */
    Crt crt;
} Back;

typedef struct Reverse {
    const Network *network;
    const Plan *plan;
    Modular modular;
    ARRAY(Back) backs;          /* of each worker */
    ARRAY(atomic_bool) alive;   /* of each root: not zero */
    ARRAY(Residues) collected;  /* of each variable */
    Table *to;
} Reverse;

static void
back_clear(Back *r)
{
    for (size_t i = 0; i < r->adjoints.count; i++)
        contraction_clear(&r->adjoints.at[i]);
    for (size_t i = 0; i < r->marginals.count; i++)
        contraction_clear(&r->marginals.at[i]);
    array_clear(&r->adjoints);
    array_clear(&r->marginals);
    array_clear(&r->sums);
    crt_clear(&r->crt);
}

static void
reverse_clear(Reverse *r)
{
    for (size_t i = 0; i < r->backs.count; i++)
        back_clear(&r->backs.at[i]);
    for (size_t v = 0; v < r->collected.count; v++)
        residues_clear(&r->collected.at[v]);
    array_clear(&r->backs);
    array_clear(&r->alive);
    array_clear(&r->collected);
    modular_clear(&r->modular);
}

static void
back_start(const Reverse *r, Back *back)
{
    const Modular *m = &r->modular;
    array_add_zeroed(&back->adjoints, r->plan->consumed.count);
    array_add_zeroed(&back->marginals, r->plan->steps.count);
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        uint32_t variable = r->plan->steps.at[i].variable;
        array_push(&back->sums,
                   ((Values){.count = variable == NO_VARIABLE ? 0 : m->plan.sizes.at[variable],
                             .wide = modular_plan_marginal_bound(&m->plan, i) > NARROW}));
    }
}

static void
reverse_start(Reverse *r)
{
    const Modular *m = &r->modular;
    array_add_zeroed(&r->collected, m->plan.sizes.count);
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        uint32_t variable = r->plan->steps.at[i].variable;
        if (variable != NO_VARIABLE)
            residues_init(&r->collected.at[variable], r->network->shape.sizes.at[variable],
                          modular_primes(modular_plan_marginal_bound(&m->plan, i)));
    }
    array_add_zeroed(&r->alive, r->plan->steps.count);
    array_add_zeroed(&r->backs, m->workers.count);
    for (size_t i = 0; i < r->backs.count; i++)
        back_start(r, &r->backs.at[i]);
}

/* ---- the way back ---- */

/* The adjoint of a step's result joins the parts, unless it is one everywhere. */
static void
adjoint_add(Worker *w, size_t step)
{
    Axes axes = modular_axes(w->all, step);
    axes.wide = w->adjoints.at[step].wide;
    if (w->all->plan.roots.at[step] != step)
        modular_part_add(w, &axes, &w->adjoints.at[step]);
}

/* The adjoint of what the step consumes in this place; one that is not split adds up what comes of
 * a split step. */
static bool
find_adjoint(Reverse *r, Worker *w, size_t step, size_t place)
{
    const ModularPlan *p = &r->modular.plan;
    size_t at = r->plan->steps.at[step].first_factor + place;
    size_t made = r->plan->consumed.at[at] - r->network->shape.factors.count;
    Axes target = modular_axes(&r->modular, made);
    bool split = p->split_step.at[step];
    bool add = split && !p->split_step.at[made] && !modular_is_first(w);
    bool known = w->begun && !split && !w->adjoints.at[made].wide;
    if (known || !modular_wants(w, p->ends.at[made]))
        return true;
    modular_parts(w, step, place);
    adjoint_add(w, step);
    return modular_sum(w, &r->backs.at[w->number].adjoints.at[at], &w->adjoints.at[made], &target,
                       add);
}

/* The marginal of the step's variable, from the smallest table with an adjoint, else from all.  All
 * marginals lie in the same place, one after the other: it is collected at once. */
static bool
find_marginal(Reverse *r, Worker *w, size_t step, size_t smallest)
{
    static const size_t stride = 1;
    Back *back = &r->backs.at[w->number];
    uint32_t variable = r->plan->steps.at[step].variable;
    Axes target = {&variable, &stride, 1, false};
    Values *sum = &back->sums.at[step];
    if (!modular_wants(w, modular_plan_marginal_bound(&r->modular.plan, step)))
        return true;
    if (smallest == SIZE_MAX) {
        modular_parts(w, step, SIZE_MAX);
        adjoint_add(w, step);
    } else {
        w->axes.count = w->entries.count = w->divided = 0;
        modular_result_add(w, smallest);
        adjoint_add(w, smallest);
    }
    sum->at = modular_room(w);
    if (!modular_sum(w, &back->marginals.at[step], sum, &target, false))
        return false;
    modular_collect(w, &r->collected.at[variable], modular_value(w, variable), sum);
    return true;
}

static bool
step_back(Reverse *r, Worker *w, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    const ModularPlan *p = &r->modular.plan;
    size_t smallest = SIZE_MAX, first = r->network->shape.factors.count;
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor < first)
            continue;
        if (!find_adjoint(r, w, step, i))
            return false;
        bool whole = p->split_step.at[factor - first] == p->split_step.at[step];
        if (whole && (smallest == SIZE_MAX ||
                      w->results.at[factor - first].count < w->results.at[smallest].count))
            smallest = factor - first;
    }
    return s->variable == NO_VARIABLE || find_marginal(r, w, step, smallest);
}

static bool
run_back(Reverse *r, Worker *w, bool split)
{
    const ModularPlan *p = &r->modular.plan;
    for (size_t i = r->plan->steps.count; i-- > 0;)
        if (p->split_step.at[i] == split && modular_is_due(w, i) &&
            modular_wants(w, p->ends.at[i]) && !step_back(r, w, i))
            return false;
    return true;
}

/* ---- a block ---- */

/* Is there a residue that is not zero? */
static void
check_roots(Reverse *r, const Worker *w)
{
    const ModularPlan *p = &r->modular.plan;
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        const Values *v = &w->results.at[i];
        if (p->roots.at[i] != i || !modular_wants(w, p->ends.at[i]))
            continue;
        bool alive = p->units.at[i];
        for (size_t k = 0; k < (v->wide ? (size_t)LANES : 1) && !alive; k++)
            alive = v->at[k] != 0;
        if (alive)
            r->alive.at[i] = true;
    }
}

static bool
run_block(void *reverse, Worker *w)
{
    Reverse *r = reverse;
    if (!modular_run_steps(w, false))
        return false;
    do {
        if (!modular_run_steps(w, true))
            return false;
        if (!w->helps)
            check_roots(r, w);
        if (!run_back(r, w, true))
            return false;
    } while (modular_next(w));
    return run_back(r, w, false);
}

static bool
is_possible(const Reverse *r)
{
    for (size_t i = 0; i < r->plan->steps.count; i++)
        if (r->modular.plan.roots.at[i] == i && !r->alive.at[i])
            return false;
    return !r->modular.plan.zero && !r->network->impossible;
}

static bool
read_variable(void *reverse, size_t variable, size_t worker, Budget *b)
{
    Reverse *r = reverse;
    return modular_read(&r->modular, &r->backs.at[worker].crt, &r->to[variable],
                        &r->collected.at[variable], b);
}

bool
modular_reverse_run(Table *to, bool *possible, bool *fits, const Network *n, const Plan *p,
                    uint64_t limit, Budget *b)
{
    Reverse r = {.network = n, .plan = p, .to = to};
    assert(p->late.count == 0 && p->steps.count >= n->shape.sizes.count);
    bool going = modular_init(&r.modular, n, p, true, limit, fits, b);
    if (going && *fits) {
        reverse_start(&r);
        Collected c = {r.collected.at, r.collected.count, r.alive.at, r.alive.count};
        going = block_run(&r.modular, &c, run_block, &r, BACK_WORK, b);
        *possible = going && is_possible(&r);
        if (*possible)
            going = team_each(read_variable, &r, n->shape.sizes.count, r.modular.workers.count, b);
    }
    reverse_clear(&r);
    return going;
}
