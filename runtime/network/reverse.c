/* reverse.c -- see reverse.h.  A table and its adjoint end as soon as the way back has passed the
 * step that reads the table. */
#include "network/reverse.h"

#include "network/run.h"
#include "network/sweep.h"

#include <assert.h>

typedef struct Reverse {
    const Network *network;
    const Plan *plan;
    Budget *budget;
    Run run;
    Table *marginals;
    ARRAY(Table) adjoints; /* of the results of steps; without limbs: the same for all entries */
    ARRAY(size_t) strides; /* theirs, beside plan->scopes */
    Sweep sweep;
    ARRAY(View) parts; /* of the sum in hand, those of long numbers first */
    ARRAY(uint32_t) order;
    ARRAY(size_t) seen; /* of each variable: the sum that met it last */
    size_t stamp;
} Reverse;

static void
reverse_clear(Reverse *r)
{
    for (size_t i = 0; i < r->adjoints.count; i++)
        table_clear(&r->adjoints.at[i]);
    array_clear(&r->adjoints);
    array_clear(&r->strides);
    array_clear(&r->parts);
    array_clear(&r->order);
    array_clear(&r->seen);
    sweep_clear(&r->sweep);
    run_clear(&r->run);
}

static void
reverse_init(Reverse *r, Table *to, const Network *n, const Plan *p, Budget *b)
{
    *r = (Reverse){.network = n, .plan = p, .budget = b, .marginals = to};
    run_init(&r->run, n, p);
    r->run.keep = true;
    for (size_t i = 0; i < p->steps.count; i++)
        array_push(&r->adjoints, (Table){.whole = true});
    array_add_zeroed(&r->strides, p->scopes.count + 1);
    array_add_zeroed(&r->seen, n->shape.sizes.count + 1);
}

/* ---- one sum ---- */

static uint64_t
view_width(const View *v)
{
    return v->table->bit ? 0 : v->table->width;
}

static void
part_add(Reverse *r, View v)
{
    size_t at = r->parts.count;
    array_push(&r->parts, v);
    for (; at > 0 && view_width(&r->parts.at[at - 1]) < view_width(&v); at--)
        r->parts.at[at] = r->parts.at[at - 1];
    r->parts.at[at] = v;
}

static void
order_add(Reverse *r, const View *v)
{
    for (size_t i = 0; i < v->count; i++) {
        if (r->seen.at[v->scope[i]] == r->stamp)
            continue;
        r->seen.at[v->scope[i]] = r->stamp;
        array_push(&r->order, v->scope[i]);
    }
}

/* All the same, and not zero? */
static bool
is_constant(const Table *t)
{
    size_t bytes = t->limbs * sizeof *t->limb;
    if (table_entry(t, 0).count == 0)
        return false;
    for (size_t i = 1; i < t->count; i++)
        if (memcmp(t->limb, t->limb + i * t->limbs, bytes) != 0)
            return false;
    return true;
}

/* The parts, summed over what is not in the target's scope. */
static bool
sum_parts(Reverse *r, Table *to, View target, size_t *strides)
{
    const Shape *s = &r->network->shape;
    r->order.count = 0;
    r->stamp++;
    for (size_t i = 0; i < r->parts.count; i++)
        order_add(r, &r->parts.at[i]);
    order_add(r, &target);
    target.table = NULL;
    Step step = {.target = target,
                 .strides = strides,
                 .parts = r->parts.at,
                 .count = r->parts.count,
                 .order = r->order.at,
                 .order_count = r->order.count,
                 .sizes = s->sizes.at,
                 .size_count = s->sizes.count};
    return sweep_run(&r->sweep, to, &step, r->budget) && table_reduce(to, r->budget);
}

/* ---- the way back ---- */

/* The adjoint of a step's result joins the parts, where it says anything. */
static void
adjoint_add(Reverse *r, size_t step)
{
    const Scope *scope = &r->plan->steps.at[step].result;
    const Table *t = &r->adjoints.at[step];
    if (t->limb)
        part_add(r, (View){t, 0, r->plan->scopes.at + scope->first, r->strides.at + scope->first,
                           scope->count});
}

/* The parts: the adjoint of the step's result and all it consumes but one. */
static void
find_parts(Reverse *r, size_t step, size_t but)
{
    const PlanStep *s = &r->plan->steps.at[step];
    r->parts.count = 0;
    adjoint_add(r, step);
    for (size_t i = 0; i < s->factors; i++)
        if (i != but)
            part_add(r, run_view(&r->run, r->plan->consumed.at[s->first_factor + i]));
}

/* The adjoint of what the step consumes in this place. */
static bool
find_adjoint(Reverse *r, size_t step, size_t place)
{
    const PlanStep *s = &r->plan->steps.at[step];
    size_t factor = r->plan->consumed.at[s->first_factor + place];
    size_t made = factor - r->network->shape.factors.count;
    find_parts(r, step, place);
    if (r->parts.count == 0)
        return true;
    Table *to = &r->adjoints.at[made];
    size_t *strides = r->strides.at + r->plan->steps.at[made].result.first;
    bool going = sum_parts(r, to, run_view(&r->run, factor), strides);
    if (going && is_constant(to))
        table_clear(to);
    return going;
}

/* The marginal of the step's variable, from the smallest table with an adjoint, else from all. */
static bool
find_marginal(Reverse *r, size_t step, size_t smallest)
{
    uint32_t variable = r->plan->steps.at[step].variable;
    View target = {.scope = &r->plan->steps.at[step].variable, .count = 1};
    size_t stride, first = r->network->shape.factors.count;
    if (smallest == SIZE_MAX) {
        find_parts(r, step, SIZE_MAX);
    } else {
        r->parts.count = 0;
        adjoint_add(r, smallest);
        part_add(r, run_view(&r->run, first + smallest));
    }
    return sum_parts(r, &r->marginals[variable], target, &stride);
}

static bool
step_back(Reverse *r, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    size_t smallest = SIZE_MAX, first = r->network->shape.factors.count;
    bool going = true;
    for (size_t i = 0; i < s->factors && going; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor < first)
            continue;
        going = find_adjoint(r, step, i);
        if (smallest == SIZE_MAX ||
            r->run.results.at[factor - first].count < r->run.results.at[smallest].count)
            smallest = factor - first;
    }
    if (s->variable != NO_VARIABLE)
        going = going && find_marginal(r, step, smallest);
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor >= first)
            table_clear(&r->run.results.at[factor - first]);
    }
    table_clear(&r->adjoints.at[step]);
    return going;
}

bool
reverse_run(Table *to, bool *possible, const Network *n, const Plan *p, Budget *b)
{
    Reverse r;
    reverse_init(&r, to, n, p, b);
    assert(p->late.count == 0 && p->steps.count >= n->shape.sizes.count);
    bool going = run_steps(&r.run, b);
    for (size_t i = p->steps.count; i-- > 0 && going && mpz_sgn(r.run.scale);)
        going = step_back(&r, i);
    *possible = mpz_sgn(r.run.scale) != 0;
    reverse_clear(&r);
    return going;
}

/* ---- what it takes ---- */

typedef struct Estimate {
    const Network *network;
    const Plan *plan;
    uint64_t *bits; /* of the adjoint of each step's result */
    uint64_t alive, most;
} Estimate;

static uint64_t
scope_entries(const Estimate *e, const Scope *scope)
{
    uint64_t size = 1;
    for (size_t i = 0; i < scope->count; i++) {
        uint64_t of = e->network->shape.sizes.at[e->plan->scopes.at[scope->first + i]];
        size = size > UINT64_MAX / of ? UINT64_MAX : size * of;
    }
    return size;
}

static uint64_t
scope_bytes(const Estimate *e, const Scope *scope, uint64_t bits)
{
    uint64_t size = scope_entries(e, scope), each = entry_bytes(bits);
    return size > UINT64_MAX / 4 / each ? UINT64_MAX / 4 : size * each;
}

static void
alive_add(Estimate *e, uint64_t bytes)
{
    e->alive = bytes > UINT64_MAX / 2 - e->alive ? UINT64_MAX / 2 : e->alive + bytes;
    e->most = e->alive > e->most ? e->alive : e->most;
}

static void
alive_end(Estimate *e, uint64_t bytes)
{
    e->alive -= bytes < e->alive ? bytes : e->alive;
}

/* The adjoints that a step's way back makes, then what ends with it. */
static void
estimate_back(Estimate *e, size_t step)
{
    const PlanStep *s = &e->plan->steps.at[step];
    size_t first = e->network->shape.factors.count;
    uint64_t log = 0;
    for (size_t i = 0; i < s->result.count; i++)
        log += shape_sum_bits(&e->network->shape, e->plan->scopes.at[s->result.first + i]);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < s->factors; i++) {
            size_t factor = e->plan->consumed.at[s->first_factor + i];
            if (factor < first)
                continue;
            const Scope *scope = &e->plan->steps.at[factor - first].result;
            e->bits[factor - first] = e->bits[step] + s->result.bits - scope->bits + log;
            if (pass == 0)
                alive_add(e, scope_bytes(e, scope, e->bits[factor - first]));
            else
                alive_end(e, scope_bytes(e, scope, scope->bits));
        }
    alive_end(e, scope_bytes(e, &s->result, e->bits[step]));
}

uint64_t
reverse_bytes(const Network *n, const Plan *p)
{
    Estimate e = {.network = n, .plan = p};
    e.bits = memory_new(p->steps.count + 1, sizeof *e.bits);
    e.alive = n->shape.bytes;
    for (size_t i = 0; i < p->steps.count; i++)
        alive_add(&e, scope_bytes(&e, &p->steps.at[i].result, p->steps.at[i].result.bits));
    for (size_t i = p->steps.count; i-- > 0;)
        estimate_back(&e, i);
    memory_free(e.bits);
    return e.most;
}
