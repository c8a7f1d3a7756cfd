/* modular.c -- see modular.h.  A result lies with the variable that is summed out next fastest, so
 * that what is summed together is near. */
#include "contract/modular.h"

#include "base/saturate.h"
#include "contract/cutset.h"

#include <assert.h>

static_assert(GMP_NUMB_BITS == 64, "a limb is a number of 64 bits");

enum {
    SPARSE = 3, /* a table is sparse when less than one entry in so many is not zero */

    LARGE = 50, /* what is worth a thread, divided by so much, is worth help, */
    PARTS = 2   /* in so many parts for each who helps */
};

/* ---- beginning ---- */

/* The values of the variable that has the most. */
static size_t
most_values(const Modular *m)
{
    size_t most = 1;
    for (size_t v = 0; v < m->plan.sizes.count; v++)
        most = m->plan.sizes.at[v] > most ? m->plan.sizes.at[v] : most;
    return most;
}

static size_t
arena_words(const Modular *m)
{
    return (m->plan.wide_entries + most_values(m)) * LANES + m->plan.narrow_entries;
}

uint64_t *
modular_room(const Worker *w)
{
    return w->arena + w->all->plan.wide_entries * LANES;
}

/* A table at its offset, or at the next free place for short numbers. */
static void
place_values(const Worker *w, Values *v, size_t step, size_t offset, uint64_t bound,
             uint64_t **narrow)
{
    v->count = modular_plan_size(&w->all->plan, step);
    v->wide = bound > NARROW;
    if (v->wide) {
        v->at = w->arena + offset * LANES;
    } else {
        v->at = *narrow;
        *narrow += v->count;
    }
}

/* All tables, in this arena. */
static void
place_tables(Worker *w, uint64_t *arena)
{
    const ModularPlan *p = &w->all->plan;
    size_t first = p->network->shape.factors.count;
    w->arena = arena;
    uint64_t *narrow = modular_room(w) + most_values(w->all) * LANES;
    for (size_t i = 0; i < p->order->steps.count; i++)
        place_values(w, &w->results.at[i], i, p->offsets.at[i], p->bounds.at[first + i], &narrow);
    for (size_t i = 0; i < p->order->steps.count && p->back; i++)
        if (p->roots.at[i] != i)
            place_values(w, &w->adjoints.at[i], i, p->back_offsets.at[i], p->back_bounds.at[i],
                         &narrow);
}

/* In the thread that needs it. */
static void
take_arena(Worker *w)
{
    if (!w->own)
        w->own = memory_new(arena_words(w->all) + VECTOR_WORDS, sizeof(uint64_t));
    if (w->arena == vector_aligned(w->own))
        return;
    place_tables(w, vector_aligned(w->own));
    w->begun = false; /* it may have helped with another's */
}

static void
make_ready(Worker *w)
{
    const ModularPlan *p = &w->all->plan;
    size_t steps = p->order->steps.count;
    array_add_zeroed(&w->results, steps);
    array_add_zeroed(&w->adjoints, p->back ? steps : 0);
    array_add_zeroed(&w->steps, steps);
    array_add_zeroed(&w->values, p->splits.count + 1);
    array_add_zeroed(&w->wides, p->factors.count);
    for (size_t f = 0; f < p->factors.count; f++)
        if (!p->factors.at[f].at)
            w->wides.at[f] =
                (Values){.at = memory_new(p->factors.at[f].count * LANES + VECTOR_WORDS,
                                          sizeof(uint64_t)),
                         .count = p->factors.at[f].count,
                         .wide = true};
}

static void
worker_clear(Worker *w)
{
    for (size_t f = 0; f < w->wides.count; f++)
        memory_free(w->wides.at[f].at);
    for (size_t i = 0; i < w->steps.count; i++)
        contraction_clear(&w->steps.at[i]);
    for (size_t i = 0; i < w->powers.count; i++)
        memory_free(w->powers.at[i]);
    contraction_clear(&w->scratch);
    array_clear(&w->wides);
    array_clear(&w->results);
    array_clear(&w->adjoints);
    array_clear(&w->powers);
    array_clear(&w->steps);
    array_clear(&w->axes);
    array_clear(&w->entries);
    array_clear(&w->values);
    memory_free(w->own);
    memory_free(w->basis);
    moduli_clear(&w->moduli);
}

/* ---- workers ---- */

/* One also where all numbers are narrow. */
static size_t
count_blocks(const Modular *m)
{
    size_t primes = modular_plan_most_primes(&m->plan);
    return primes > LANES ? (primes + LANES - 1) / LANES : 1;
}

/* As many as there is work and memory for. */
static size_t
count_workers(const Modular *m, uint64_t limit, const Budget *b)
{
    uint64_t work = saturate_times(count_blocks(m), plan_figure(m->plan.order->cost));
    uint64_t room = limit / (m->plan.bytes + 1);
    size_t worth = team_worth(b, work);
    return worth <= room ? worth : room > 1 ? (size_t)room : 1;
}

static bool
find_primes(Modular *m, Budget *b)
{
    enum { PART = 256, STEPS = 32 };
    bool going = true;
    for (size_t all = m->blocks.to * LANES; going && m->primes.count < all;) {
        size_t left = all - m->primes.count;
        primes_find(&m->primes, m->primes.count + (left < PART ? left : PART));
        going = budget_step(b, PART * STEPS);
    }
    return going;
}

bool
modular_init(Modular *m, const Network *n, const Plan *order, bool back, uint64_t limit, bool *fits,
             Budget *b)
{
    *m = (Modular){.kernel = kernel_best(), .limit = limit};
    *fits = true;
    if (!modular_plan_init(&m->plan, n, order, back, b))
        return false;
    *fits = cutset_choose(&m->plan, limit, b);
    if (!*fits || b->stop != STOP_NOT)
        return b->stop == STOP_NOT;
    m->blocks.to = count_blocks(m);
    m->once = m->plan.splits.count == 0 && m->blocks.to == 1;
    array_add_zeroed(&m->places, m->plan.order->scopes.count + 1);
    plan_lay(m->places.at, m->plan.order, m->plan.sizes.at, m->plan.sizes.count);
    array_add_zeroed(&m->workers, count_workers(m, limit, b));
    extension_choose(&m->plan, m->workers.count, m->blocks.to > 1 && !b->blocks ? limit : 0);
    return find_primes(m, b);
}

void
modular_clear(Modular *m)
{
    for (size_t i = 0; i < m->workers.count; i++)
        worker_clear(&m->workers.at[i]);
    for (size_t i = 0; i < m->extensions.count; i++)
        extension_clear(&m->extensions.at[i]);
    array_clear(&m->extensions);
    array_clear(&m->workers);
    array_clear(&m->places);
    array_clear(&m->primes);
    modular_plan_clear(&m->plan);
}

/* Is the block among the first so many primes?  The first one always is. */
static bool
is_among(const Worker *w, size_t primes)
{
    return w->first == 0 || w->first < primes;
}

bool
modular_wants(const Worker *w, uint64_t bound)
{
    return is_among(w, modular_primes(bound));
}

/* ---- a block ---- */

static bool
start_block(Worker *w, size_t first)
{
    const Modular *m = w->all;
    w->first = first;
    moduli_clear(&w->moduli);
    moduli_init(&w->moduli, m->primes.at + first);
    for (size_t i = 0; i < w->powers.count; i++)
        memory_free(w->powers.at[i]);
    w->powers.count = 0;
    for (size_t f = 0; f < w->wides.count; f++)
        for (size_t i = 0; i < LANES && w->wides.at[f].at; i++)
            if (!word_factor_residues(vector_aligned(w->wides.at[f].at) + i, LANES,
                                      m->plan.network, f, w->moduli.prime[i], w->budget))
                return false;
    return true;
}

/* How many are run here. */
static size_t
blocks_here(const Modular *m)
{
    return m->blocks.to - m->blocks.from;
}

/* The run of these blocks, of which some do not depend on one another. */
typedef struct ModularTask {
    Modular *m;
    BlockRange some;
    ModularRun *run;
    void *who;
    atomic_size_t next;
    Pieces *pieces; /* of each leader */
} ModularTask;

/* The first so many blocks are a worker's each. */
static bool
run_whole(ModularTask *t, Worker *w, size_t blocks)
{
    for (size_t at; (at = atomic_fetch_add(&t->next, 1)) < blocks; w->begun = true) {
        take_arena(w);
        if (!start_block(w, (t->some.from + at) * LANES) || !t->run(t->who, w))
            return false;
        if (!w->begun) /* the others take no more than its first */
            w->budget->total = saturate_times(blocks_here(t->m), w->budget->done);
    }
    return true;
}

static bool
do_nothing(void *who, size_t part, size_t parts)
{
    (void)who;
    (void)part;
    (void)parts;
    return true;
}

/* The blocks that are left have a leader each, in whose arena so many helpers reckon.  The first
 * piece is that it is there. */
static bool
run_helped(ModularTask *t, Worker *w, size_t first, size_t left, size_t workers)
{
    Worker *leader = &t->m->workers.at[w->number % left];
    w->pieces = &t->pieces[leader->number];
    w->helps = w != leader;
    w->piece = 1;
    w->parts = (uint32_t)(workers > 1 ? workers * PARTS : 0);
    if (!w->helps)
        take_arena(w);
    if (w->helps ? !pieces_help(w->pieces, w->piece, 0, do_nothing, w, w->budget)
                 : !pieces_lead(w->pieces, w->piece, 0, do_nothing, w, w->budget))
        return false;
    if (w->helps) {
        place_tables(w, leader->arena);
        w->begun = leader->begun;
    }
    size_t at = t->some.from + first + leader->number;
    return start_block(w, at * LANES) && t->run(t->who, w);
}

static bool
run_blocks(void *task, size_t worker, size_t workers, Budget *b)
{
    ModularTask *t = task;
    Worker *w = &t->m->workers.at[worker];
    size_t blocks = t->some.to - t->some.from, left = blocks % workers;
    w->budget = b;
    w->helps = false; /* as it may have before */
    w->parts = 0;
    if (!run_whole(t, w, blocks - left))
        return false;
    size_t each = left ? workers / left : 0;
    return worker >= left * each || run_helped(t, w, blocks - left, left, each);
}

/* The blocks that a block needs come before it: until the next table is extended. */
static size_t
next_end(const Modular *m, size_t from)
{
    const ModularPlan *p = &m->plan;
    size_t end = m->blocks.to;
    for (size_t i = 0; i < p->order->steps.count; i++) {
        size_t blocks = modular_plan_blocks(p->computed.at[i]);
        end = p->extended.at[i] && blocks > from && blocks < end ? blocks : end;
    }
    return end;
}

static bool
end_extensions(Modular *m, size_t blocks, Budget *b)
{
    const ModularPlan *p = &m->plan;
    bool going = true;
    for (size_t i = 0; i < p->order->steps.count && going; i++)
        if (p->extended.at[i] && modular_plan_blocks(p->computed.at[i]) == blocks)
            going = extension_end(&m->extensions.at[i], b);
    return going;
}

static void
start_extensions(Modular *m)
{
    const ModularPlan *p = &m->plan;
    array_add_zeroed(&m->extensions, p->order->steps.count);
    for (size_t i = 0; i < p->order->steps.count; i++)
        if (p->extended.at[i])
            extension_init(&m->extensions.at[i], modular_plan_size(p, i), p->extended.at[i],
                           modular_plan_runs(p, i));
}

bool
modular_run(Modular *m, ModularRun *run, void *who, uint64_t times, Budget *b)
{
    size_t workers = m->workers.count;
    bool going = true;
    start_extensions(m);
    for (size_t i = 0; i < workers; i++) {
        m->workers.at[i].all = m;
        m->workers.at[i].number = i;
        make_ready(&m->workers.at[i]);
    }
    b->done = 0;
    b->total = saturate_times(blocks_here(m),
                              saturate_times(times, plan_figure(m->plan.order->cost)));
    for (size_t from = m->blocks.from, to; from < m->blocks.to && going; from = to) {
        to = next_end(m, from);
        ModularTask t = {.m = m, .some = {from, to}, .run = run, .who = who};
        t.pieces = memory_new(workers, sizeof *t.pieces);
        going = team_run(run_blocks, &t, workers, b);
        memory_free(t.pieces);
        going = going && end_extensions(m, to, b);
    }
    return going;
}

bool
modular_is_first(const Worker *w)
{
    for (size_t i = 0; i < w->values.count; i++)
        if (w->values.at[i])
            return false;
    return true;
}

bool
modular_is_due(const Worker *w, size_t step)
{
    const ModularPlan *p = &w->all->plan;
    for (size_t i = 0; i < p->splits.count && p->split_step.at[step]; i++)
        if (w->values.at[i] && p->splits.at[i].root != p->roots.at[step])
            return false;
    return true;
}

bool
modular_next(Worker *w)
{
    for (size_t i = w->all->plan.splits.count; i-- > 0;) {
        if (++w->values.at[i] < w->all->plan.splits.at[i].size)
            return true;
        w->values.at[i] = 0;
    }
    return false;
}

uint32_t
modular_value(const Worker *w, uint32_t variable)
{
    for (size_t i = 0; i < w->all->plan.splits.count; i++)
        if (w->all->plan.splits.at[i].variable == variable)
            return w->values.at[i];
    return 0;
}

/* ---- a contraction ---- */

void
modular_part_add(Worker *w, const Axes *axes, const Values *v)
{
    array_push(&w->axes, *axes);
    array_push(&w->entries, ((Entries){v->at, v->sparse}));
    w->divided += v->divided;
}

Axes
modular_axes(const Modular *m, size_t step)
{
    const Scope *scope = &m->plan.order->steps.at[step].result;
    return (Axes){m->plan.order->scopes.at + scope->first, m->places.at + scope->first,
                  scope->count,
                  m->plan.bounds.at[m->plan.network->shape.factors.count + step] > NARROW};
}

void
modular_result_add(Worker *w, size_t step)
{
    Axes axes = modular_axes(w->all, step);
    if (!w->all->plan.units.at[step])
        modular_part_add(w, &axes, &w->results.at[step]);
}

/* A factor of the network, at the values of the split variables. */
static void
factor_add(Worker *w, size_t f)
{
    const ModularPlan *p = &w->all->plan;
    const Scope *scope = &p->network->shape.factors.at[f];
    const WordFactor *c = &p->factors.at[f];
    Axes axes = {.scope = p->network->shape.scopes.at + scope->first,
                 .strides = p->strides.at + scope->first,
                 .count = scope->count,
                 .wide = !c->at};
    size_t at = 0;
    for (size_t k = 0; k < scope->count && p->splits.count; k++)
        at += axes.strides[k] * modular_value(w, axes.scope[k]);
    const uint64_t *entries = c->at ? c->at + at : vector_aligned(w->wides.at[f].at) + at * LANES;
    array_push(&w->axes, axes);
    array_push(&w->entries, ((Entries){entries, false}));
}

void
modular_parts(Worker *w, size_t step, size_t but)
{
    static const uint64_t one = 1;
    static const size_t still = 0;
    const Plan *order = w->all->plan.order;
    const PlanStep *s = &order->steps.at[step];
    size_t first = w->all->plan.network->shape.factors.count;
    w->axes.count = w->entries.count = w->divided = 0;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = order->consumed.at[s->first_factor + k];
        if (k == but)
            continue;
        if (factor < first) {
            factor_add(w, factor);
        } else {
            modular_result_add(w, factor - first);
        }
    }
    if (w->axes.count == 0 && s->variable != NO_VARIABLE) {
        array_push(&w->axes, ((Axes){&s->variable, &still, 1, false}));
        array_push(&w->entries, ((Entries){&one, false}));
    }
}

/* Are most entries zero?  Only the first two residues of each are looked at.  (Where only a few
 * entries are zero, it is faster to multiply by them than to look for them.) */
static bool
is_sparse(const Values *v)
{
    size_t zeros = 0;
    for (size_t i = 0; i < v->count; i++)
        zeros += (v->at[i * LANES] | v->at[i * LANES + 1]) == 0;
    return v->count - zeros < v->count / SPARSE;
}

/* What a contraction is run with. */
typedef struct Sum {
    Worker *worker;
    Contraction *contraction;
    uint64_t *to;
    bool add;
} Sum;

static bool
sum_part(void *sum, size_t part, size_t parts)
{
    Sum *s = sum;
    Worker *w = s->worker;
    return contraction_run(s->contraction, s->to, s->add, w->entries.at, (Share){part, parts},
                           w->all->kernel, &w->moduli, w->budget);
}

/* In parts, where others help and it is worth it. */
static bool
run_parts(Worker *w, PiecePart *part, void *who, uint64_t products)
{
    if (!w->parts || products < team_grain(w->budget) / LARGE)
        return w->helps || part(who, 0, 1);
    w->piece++;
    return w->helps ? pieces_help(w->pieces, w->piece, w->parts, part, who, w->budget)
                    : pieces_lead(w->pieces, w->piece, w->parts, part, who, w->budget);
}

bool
modular_sum(Worker *w, Contraction *c, Values *to, const Axes *target, bool add)
{
    bool fresh = w->all->once || c->operands.count == 0;
    c = w->all->once ? &w->scratch : c;
    for (size_t i = 0; i < w->axes.count && !to->wide; i++)
        assert(!w->axes.at[i].wide); /* short numbers are sums of short ones */
    if (fresh) {
        Axes axes = *target;
        axes.wide = to->wide;
        contraction_make(c, &axes, w->axes.at, w->axes.count, w->all->plan.sizes.at);
    }
    to->divided = to->wide ? contraction_divided(c) + w->divided : 0;
    if (!run_parts(w, sum_part, &(Sum){w, c, to->at, add}, contraction_products(c)))
        return false;
    if (fresh && to->wide && !w->helps)
        to->sparse = is_sparse(to);
    return true;
}

/* ---- whole numbers ---- */

/* The product of two vectors, divided by a radix. */
static void
multiply(const Worker *w, uint64_t *to, const uint64_t *a, const uint64_t *b)
{
    kernel_multiply(w->all->kernel, to, (Operand){.at = a, .wide = true},
                    (Operand){.at = b, .wide = true}, 1, &w->moduli);
}

/* The vector of this power of the radix: 2^52 times the one before is its product with 2^104, which
 * comes divided. */
static const uint64_t *
find_power(Worker *w, size_t power)
{
    while (w->powers.count <= power) {
        size_t k = w->powers.count;
        uint64_t *next = memory_new(LANES + VECTOR_WORDS, sizeof *next);
        array_push(&w->powers, next);
        if (k == 0) {
            for (size_t i = 0; i < LANES; i++)
                vector_aligned(next)[i] = 1;
            continue;
        }
        multiply(w, vector_aligned(next), vector_aligned(w->powers.at[k - 1]), w->moduli.square);
    }
    return vector_aligned(w->powers.at[power]);
}

/* ---- steps ---- */

/* What a table is extended with. */
typedef struct Extending {
    Worker *worker;
    const Extension *from;
    size_t run;
    const uint64_t *basis;
    uint64_t *to;
} Extending;

/* The number of the run, of all that there are in each block. */
static size_t
run_number(const Worker *w, size_t step)
{
    const ModularPlan *p = &w->all->plan;
    size_t run = 0;
    for (size_t i = 0; i < p->splits.count && p->split_step.at[step]; i++)
        if (p->splits.at[i].root == p->roots.at[step])
            run = run * p->splits.at[i].size + w->values.at[i];
    return run;
}

static bool
extend_part(void *extending, size_t part, size_t parts)
{
    const Extending *e = extending;
    const Worker *w = e->worker;
    return extension_run(e->to, e->from, e->run, e->basis, (Share){part, parts}, w->all->kernel,
                         &w->moduli, w->budget);
}

static bool
extend_step(Worker *w, size_t step)
{
    const Extension *from = &w->all->extensions.at[step];
    Values *v = &w->results.at[step];
    memory_free(w->basis);
    w->basis = memory_new((from->primes + 1) * LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *basis = vector_aligned(w->basis);
    extension_basis(basis, w->all->primes.at, from->primes, w->all->kernel, &w->moduli);
    v->divided = (uint32_t)from->primes + 1;
    if (!run_parts(w, extend_part, &(Extending){w, from, run_number(w, step), basis, v->at},
                   saturate_times(from->count, from->primes + 1)))
        return false;
    if (!w->helps)
        v->sparse = is_sparse(v);
    return true;
}

/* Keeps what later blocks extend it from. */
static bool
keep_step(Worker *w, size_t step)
{
    const Values *v = &w->results.at[step];
    Extension *e = &w->all->extensions.at[step];
    uint64_t room[2 * LANES + VECTOR_WORDS], *weights = vector_aligned(room);
    if (w->first >= e->primes || w->helps)
        return true;
    size_t here = e->primes - w->first < LANES ? e->primes - w->first : LANES;
    extension_weights(weights, find_power(w, e->primes - here), w->all->primes.at, e->primes,
                      w->first, w->all->kernel, &w->moduli);
    multiply(w, weights + LANES, weights, find_power(w, v->divided + 2));
    return extension_keep(e, run_number(w, step), v->at, w->first, weights + LANES,
                          w->all->kernel, &w->moduli, w->budget);
}

static bool
run_step(Worker *w, size_t step)
{
    if (!is_among(w, w->all->plan.computed.at[step]))
        return extend_step(w, step);
    Axes target = modular_axes(w->all, step);
    modular_parts(w, step, SIZE_MAX);
    return modular_sum(w, &w->steps.at[step], &w->results.at[step], &target, false) &&
           keep_step(w, step);
}

bool
modular_run_steps(Worker *w, bool split)
{
    const ModularPlan *p = &w->all->plan;
    for (size_t i = 0; i < p->order->steps.count; i++) {
        bool known = !w->results.at[i].wide && !split && w->begun;
        if (p->split_step.at[i] == split && modular_is_due(w, i) && !p->units.at[i] && !known &&
            is_among(w, p->present.at[i]) && !run_step(w, i))
            return false;
    }
    return true;
}

void
residues_init(Residues *r, size_t count, size_t primes)
{
    *r = (Residues){memory_new(count * (primes ? primes : 1), sizeof *r->at), count, primes};
}

void
residues_clear(Residues *r)
{
    memory_free(r->at);
    *r = (Residues){0};
}

static void
collect_wide(Worker *w, Residues *to, size_t at, const Values *v)
{
    size_t here = to->primes > w->first + LANES ? LANES : to->primes - w->first;
    uint64_t room[LANES + VECTOR_WORDS], *residues = vector_aligned(room);
    const uint64_t *power = find_power(w, v->divided + 1);
    for (size_t i = 0; i < v->count; i++) {
        uint64_t *sums = to->at + (i + at) * to->primes + w->first;
        multiply(w, residues, v->at + i * LANES, power);
        for (size_t k = 0; k < here; k++) {
            sums[k] += residues[k];
            sums[k] -= sums[k] < w->moduli.prime[k] ? 0 : w->moduli.prime[k];
        }
    }
}

void
modular_collect(Worker *w, Residues *to, size_t at, const Values *v)
{
    if (w->helps)
        return;
    if (to->primes)
        collect_wide(w, to, at, v);
    else if (w->first == 0)
        for (size_t i = 0; i < v->count; i++)
            to->at[i + at] += v->at[i];
}

bool
modular_read(const Modular *m, Crt *c, Table *to, const Residues *r, Budget *b)
{
    bool going = true;
    if (r->primes && c->count != r->primes)
        crt_make(c, m->primes.at, r->primes);
    size_t limbs = r->primes ? c->limbs - 1 : 1;
    table_init_whole(to, r->count, limbs * LIMB_BITS);
    for (size_t i = 0; i < r->count && going; i++) {
        const mp_limb_t *from = r->primes ? crt_read(c, r->at + i * r->primes) : &r->at[i];
        memcpy(to->limb + i * limbs, from, limbs * sizeof *from);
        going = budget_step(b, 1 + limbs * r->primes / 256);
    }
    return going && table_finish(to, b);
}
