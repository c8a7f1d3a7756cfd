/* modular.c -- see modular.h.  A result lies with the variable that is summed out next fastest, so
 * that what is summed together is near. */
#include "contract/modular.h"

#include "base/saturate.h"
#include "contract/cutset.h"

#include <assert.h>

static_assert(GMP_NUMB_BITS == 64, "a limb is a number of 64 bits");

enum { SPARSE = 3 }; /* a table is sparse when less than one entry in so many is not zero */

/* ---- beginning ---- */

/* A result's variables lie in the order in which they are summed out, the first fastest. */
static void
place_result(Modular *m, const Scope *scope, const size_t *ends)
{
    const uint32_t *of = m->plan.order->scopes.at + scope->first;
    size_t *strides = m->places.at + scope->first;
    size_t stride = 1;
    for (size_t done = 0; done < scope->count; done++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < scope->count; i++)
            if (strides[i] == 0 && (best == SIZE_MAX || ends[of[i]] < ends[of[best]]))
                best = i;
        strides[best] = stride;
        stride *= m->plan.sizes.at[of[best]];
    }
}

static void
place_results(Modular *m)
{
    const Plan *p = m->plan.order;
    size_t *ends = memory_new(m->plan.sizes.count + 1, sizeof *ends);
    for (size_t v = 0; v < m->plan.sizes.count; v++)
        ends[v] = p->steps.count + v;
    for (size_t i = 0; i < p->steps.count; i++)
        if (p->steps.at[i].variable != NO_VARIABLE)
            ends[p->steps.at[i].variable] = i;
    array_add_zeroed(&m->places, p->scopes.count + 1);
    for (size_t i = 0; i < p->steps.count; i++)
        place_result(m, &p->steps.at[i].result, ends);
    memory_free(ends);
}

/* A table at its offset, or at the next free place for short numbers. */
static void
place_values(Modular *m, Values *v, size_t step, size_t offset, uint64_t bound, uint64_t **narrow)
{
    *v = (Values){.count = modular_plan_size(&m->plan, step), .wide = bound > NARROW};
    if (v->wide) {
        v->at = vector_aligned(m->arena) + offset * LANES;
    } else {
        v->at = *narrow;
        *narrow += v->count;
    }
}

static void
place_tables(Modular *m)
{
    size_t first = m->plan.network->shape.factors.count, steps = m->plan.order->steps.count;
    m->arena = memory_new(m->plan.wide_entries * LANES + m->plan.narrow_entries + VECTOR_WORDS,
                          sizeof(uint64_t));
    uint64_t *narrow = vector_aligned(m->arena) + m->plan.wide_entries * LANES;
    array_add_zeroed(&m->results, steps);
    array_add_zeroed(&m->adjoints, m->plan.back ? steps : 0);
    for (size_t i = 0; i < steps; i++)
        place_values(m, &m->results.at[i], i, m->plan.offsets.at[i], m->plan.bounds.at[first + i],
                     &narrow);
    for (size_t i = 0; i < steps && m->plan.back; i++)
        if (m->plan.roots.at[i] != i)
            place_values(m, &m->adjoints.at[i], i, m->plan.back_offsets.at[i],
                         m->plan.back_bounds.at[i], &narrow);
    for (size_t f = 0; f < first; f++)
        if (!m->plan.factors.at[f].at)
            m->wides.at[f] =
                (Values){.at = memory_new(m->plan.factors.at[f].count * LANES + VECTOR_WORDS,
                                          sizeof(uint64_t)),
                         .count = m->plan.factors.at[f].count,
                         .wide = true};
}

bool
modular_init(Modular *m, const Network *n, const Plan *order, bool back, uint64_t limit, bool *fits,
             Budget *b)
{
    *m = (Modular){.kernel = kernel_best()};
    *fits = true;
    if (!modular_plan_init(&m->plan, n, order, back, b))
        return false;
    *fits = cutset_choose(&m->plan, limit, b);
    if (!*fits || b->stop != STOP_NOT)
        return b->stop == STOP_NOT;
    m->once = m->plan.splits.count == 0 && modular_plan_most_primes(&m->plan) <= LANES;
    array_add_zeroed(&m->wides, n->shape.factors.count);
    place_results(m);
    place_tables(m);
    array_add_zeroed(&m->steps, order->steps.count);
    return true;
}

void
modular_clear(Modular *m)
{
    for (size_t f = 0; f < m->wides.count; f++)
        memory_free(m->wides.at[f].at);
    for (size_t i = 0; i < m->steps.count; i++)
        contraction_clear(&m->steps.at[i]);
    for (size_t i = 0; i < m->powers.count; i++)
        memory_free(m->powers.at[i]);
    contraction_clear(&m->scratch);
    array_clear(&m->wides);
    array_clear(&m->results);
    array_clear(&m->adjoints);
    array_clear(&m->places);
    array_clear(&m->primes);
    array_clear(&m->powers);
    array_clear(&m->steps);
    array_clear(&m->axes);
    array_clear(&m->entries);
    memory_free(m->arena);
    moduli_clear(&m->moduli);
    crt_clear(&m->crt);
    modular_plan_clear(&m->plan);
}

bool
modular_wants(const Modular *m, uint64_t bound)
{
    return m->first == 0 || m->first < modular_primes(bound);
}

void
modular_expect(const Modular *m, uint64_t times, Budget *b)
{
    uint64_t blocks = modular_plan_most_primes(&m->plan) / LANES + 1;
    b->done = times ? 0 : b->done;
    b->total = saturate_times(
        blocks, times ? saturate_times(times, plan_figure(m->plan.order->cost)) : b->done);
}

/* ---- a block ---- */

bool
modular_start(Modular *m, size_t first, Budget *b)
{
    m->first = first;
    primes_find(&m->primes, first + LANES);
    moduli_clear(&m->moduli);
    moduli_init(&m->moduli, m->primes.at + first);
    for (size_t i = 0; i < m->powers.count; i++)
        memory_free(m->powers.at[i]);
    m->powers.count = 0;
    for (size_t f = 0; f < m->wides.count; f++)
        for (size_t i = 0; i < LANES && m->wides.at[f].at; i++)
            if (!word_factor_residues(vector_aligned(m->wides.at[f].at) + i, LANES, m->plan.network,
                                      f, m->moduli.prime[i], b))
                return false;
    return true;
}

bool
modular_is_first(const Modular *m)
{
    for (size_t i = 0; i < m->plan.splits.count; i++)
        if (m->plan.splits.at[i].value)
            return false;
    return true;
}

bool
modular_next(Modular *m)
{
    for (size_t i = m->plan.splits.count; i-- > 0;) {
        Split *s = &m->plan.splits.at[i];
        if (++s->value < s->size)
            return true;
        s->value = 0;
    }
    return false;
}

/* ---- a contraction ---- */

void
modular_part_add(Modular *m, const Axes *axes, const Values *v)
{
    array_push(&m->axes, *axes);
    array_push(&m->entries, ((Entries){v->at, v->sparse}));
    m->divided += v->divided;
}

Axes
modular_axes(const Modular *m, size_t step)
{
    const Scope *scope = &m->plan.order->steps.at[step].result;
    return (Axes){m->plan.order->scopes.at + scope->first, m->places.at + scope->first,
                  scope->count, m->results.at[step].wide};
}

void
modular_result_add(Modular *m, size_t step)
{
    Axes axes = modular_axes(m, step);
    if (!m->plan.units.at[step])
        modular_part_add(m, &axes, &m->results.at[step]);
}

/* A factor of the network, at the values of the split variables. */
static void
factor_add(Modular *m, size_t f)
{
    const Scope *scope = &m->plan.network->shape.factors.at[f];
    const WordFactor *c = &m->plan.factors.at[f];
    Axes axes = {.scope = m->plan.network->shape.scopes.at + scope->first,
                 .strides = m->plan.strides.at + scope->first,
                 .count = scope->count,
                 .wide = !c->at};
    size_t at = 0;
    for (size_t i = 0; i < m->plan.splits.count; i++)
        for (size_t k = 0; k < scope->count; k++)
            if (axes.scope[k] == m->plan.splits.at[i].variable)
                at += axes.strides[k] * m->plan.splits.at[i].value;
    const uint64_t *entries = c->at ? c->at + at : vector_aligned(m->wides.at[f].at) + at * LANES;
    array_push(&m->axes, axes);
    array_push(&m->entries, ((Entries){entries, false}));
}

void
modular_parts(Modular *m, size_t step, size_t but)
{
    static const uint64_t one = 1;
    static const size_t still = 0;
    const PlanStep *s = &m->plan.order->steps.at[step];
    size_t first = m->plan.network->shape.factors.count;
    m->axes.count = m->entries.count = m->divided = 0;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = m->plan.order->consumed.at[s->first_factor + k];
        if (k == but)
            continue;
        if (factor < first) {
            factor_add(m, factor);
        } else {
            modular_result_add(m, factor - first);
        }
    }
    if (m->axes.count == 0 && s->variable != NO_VARIABLE) {
        array_push(&m->axes, ((Axes){&s->variable, &still, 1, false}));
        array_push(&m->entries, ((Entries){&one, false}));
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

bool
modular_sum(Modular *m, Contraction *c, Values *to, const Axes *target, bool add, Budget *b)
{
    bool fresh = m->once || c->operands.count == 0;
    c = m->once ? &m->scratch : c;
    for (size_t i = 0; i < m->axes.count && !to->wide; i++)
        assert(!m->axes.at[i].wide); /* short numbers are sums of short ones */
    if (fresh) {
        Axes axes = *target;
        axes.wide = to->wide;
        contraction_make(c, &axes, m->axes.at, m->axes.count, m->plan.sizes.at);
        to->divided = to->wide ? contraction_divided(c) + m->divided : 0;
    }
    if (!contraction_run(c, to->at, add, m->entries.at, m->kernel, &m->moduli, b))
        return false;
    if (fresh && to->wide)
        to->sparse = is_sparse(to);
    return true;
}

bool
modular_run_steps(Modular *m, bool split, Budget *b)
{
    for (size_t i = 0; i < m->plan.order->steps.count; i++) {
        if (m->plan.split_step.at[i] != split || m->plan.units.at[i] ||
            !modular_wants(m, modular_plan_root_bound(&m->plan, i)))
            continue;
        Values *to = &m->results.at[i];
        if (!to->wide && !split && m->first > 0)
            continue;
        Axes target = modular_axes(m, i);
        modular_parts(m, i, SIZE_MAX);
        if (!modular_sum(m, &m->steps.at[i], to, &target, false, b))
            return false;
    }
    return true;
}

/* ---- whole numbers ---- */

/* The vector of this power of the radix: 2^52 times the one before is its product with 2^104, which
 * comes divided. */
static const uint64_t *
find_power(Modular *m, size_t power)
{
    static const uint32_t first = 0;
    while (m->powers.count <= power) {
        size_t k = m->powers.count;
        uint64_t *next = memory_new(LANES + VECTOR_WORDS, sizeof *next);
        array_push(&m->powers, next);
        if (k == 0) {
            for (size_t i = 0; i < LANES; i++)
                vector_aligned(next)[i] = 1;
            continue;
        }
        Operand both[2] = {{vector_aligned(m->powers.at[k - 1]), &first, 0, 0, true, false},
                           {m->moduli.square, &first, 0, 0, true, false}};
        ResidueSum s = {.operands = both, .count = 2, .terms = 1, .places = 1, .rows = 1};
        m->kernel->sum(vector_aligned(next), &s, &m->moduli);
    }
    return vector_aligned(m->powers.at[power]);
}

void
residues_clear(Residues *h)
{
    memory_free(h->at);
    *h = (Residues){0};
}

static void
collect_wide(Modular *m, Residues *to, size_t at, const Values *v)
{
    static const uint32_t first = 0;
    size_t here = to->primes > m->first + LANES ? LANES : to->primes - m->first;
    void *room = memory_new(LANES + VECTOR_WORDS, sizeof(uint64_t));
    Operand both[2] = {{v->at, &first, LANES, 0, true, false},
                       {find_power(m, v->divided + 1), &first, 0, 0, true, false}};
    ResidueSum s = {.operands = both, .count = 2, .terms = 1, .places = 1, .rows = 1};
    for (size_t i = 0; i < v->count; i++, both[0].at += LANES) {
        uint64_t *residues = vector_aligned(room);
        uint64_t *sums = to->at + (i + at) * to->primes + m->first;
        m->kernel->sum(residues, &s, &m->moduli);
        for (size_t k = 0; k < here; k++) {
            sums[k] += residues[k];
            sums[k] -= sums[k] < m->moduli.prime[k] ? 0 : m->moduli.prime[k];
        }
    }
    memory_free(room);
}

void
modular_collect(Modular *m, Residues *to, size_t count, size_t at, const Values *v, size_t primes)
{
    if (!to->at)
        *to = (Residues){memory_new(count * (primes ? primes : 1), sizeof *to->at), count, primes};
    if (primes)
        collect_wide(m, to, at, v);
    else if (m->first == 0)
        for (size_t i = 0; i < v->count; i++)
            to->at[i + at] += v->at[i];
}

bool
modular_read(Modular *m, Table *to, const Residues *h, Budget *b)
{
    bool going = true;
    if (h->primes && m->crt.count != h->primes)
        crt_make(&m->crt, m->primes.at, h->primes);
    size_t limbs = h->primes ? m->crt.limbs - 1 : 1;
    table_init_whole(to, h->count, limbs * LIMB_BITS);
    for (size_t i = 0; i < h->count && going; i++) {
        const mp_limb_t *from = h->primes ? crt_read(&m->crt, h->at + i * h->primes) : &h->at[i];
        memcpy(to->limb + i * limbs, from, limbs * sizeof *from);
        going = budget_step(b, 1 + limbs * h->primes / 256);
    }
    return going && table_finish(to, b);
}
