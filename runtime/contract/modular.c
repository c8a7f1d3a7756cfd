/* modular.c -- see modular.h.  A result lies with the variable that is summed out next fastest, so
 * that what is summed together is near. */
#include "contract/modular.h"

#include "base/saturate.h"

#include <assert.h>

static_assert(GMP_NUMB_BITS == 64, "a limb is a number of 64 bits");

enum { SPARSE = 3 }; /* a table is sparse when less than one entry in so many is not zero */

/* ---- beginning ---- */

static bool
read_factors(Modular *m, Budget *b)
{
    const Shape *s = &m->network->shape;
    array_add_zeroed(&m->strides, s->scopes.count + 1);
    array_add_zeroed(&m->wides, s->factors.count);
    for (size_t f = 0; f < s->factors.count; f++) {
        Compact c;
        bool going = compact_make(&c, m->strides.at + s->factors.at[f].first, m->network, f, b);
        array_push(&m->compacts, c);
        array_push(&m->bounds, c.bound);
        m->zero |= c.zero;
        if (!going)
            return false;
    }
    return true;
}

static void
find_roots(Modular *m)
{
    const Plan *p = m->plan;
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

/* A result's variables lie in the order in which they are summed out, the first fastest. */
static void
place_result(Modular *m, const Scope *scope, const size_t *ends)
{
    const uint32_t *of = m->plan->scopes.at + scope->first;
    size_t *strides = m->places.at + scope->first;
    size_t stride = 1;
    for (size_t done = 0; done < scope->count; done++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < scope->count; i++)
            if (strides[i] == 0 && (best == SIZE_MAX || ends[of[i]] < ends[of[best]]))
                best = i;
        strides[best] = stride;
        stride *= m->sizes.at[of[best]];
    }
}

static void
place_results(Modular *m)
{
    const Plan *p = m->plan;
    size_t *ends = memory_new(m->sizes.count + 1, sizeof *ends);
    for (size_t v = 0; v < m->sizes.count; v++)
        ends[v] = p->steps.count + v;
    for (size_t i = 0; i < p->steps.count; i++)
        if (p->steps.at[i].variable != NO_VARIABLE)
            ends[p->steps.at[i].variable] = i;
    array_add_zeroed(&m->places, p->scopes.count + 1);
    for (size_t i = 0; i < p->steps.count; i++)
        place_result(m, &p->steps.at[i].result, ends);
    memory_free(ends);
}

size_t
modular_size(const Modular *m, size_t step)
{
    const Scope *scope = &m->plan->steps.at[step].result;
    size_t size = 1;
    for (size_t i = 0; i < scope->count; i++)
        size *= m->sizes.at[m->plan->scopes.at[scope->first + i]];
    return size;
}

/* A table at its seat, or at the next free place for short numbers. */
static void
place_values(Modular *m, Values *v, size_t step, size_t seat, uint64_t bound, uint64_t **narrow)
{
    *v = (Values){.count = modular_size(m, step), .wide = bound > NARROW};
    if (v->wide) {
        v->at = vector_aligned(m->arena) + seat * LANES;
    } else {
        v->at = *narrow;
        *narrow += v->count;
    }
}

static void
place_tables(Modular *m)
{
    size_t first = m->network->shape.factors.count, steps = m->plan->steps.count;
    m->arena = memory_new(m->seated * LANES + m->narrow + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *narrow = vector_aligned(m->arena) + m->seated * LANES;
    array_add_zeroed(&m->results, steps);
    array_add_zeroed(&m->adjoints, m->back ? steps : 0);
    for (size_t i = 0; i < steps; i++)
        place_values(m, &m->results.at[i], i, m->seats.at[i], m->bounds.at[first + i], &narrow);
    for (size_t i = 0; i < steps && m->back; i++)
        if (m->roots.at[i] != i)
            place_values(m, &m->adjoints.at[i], i, m->back_seats.at[i], modular_adjoint_bound(m, i),
                         &narrow);
    for (size_t f = 0; f < first; f++)
        if (!m->compacts.at[f].at)
            m->wides.at[f] = (Values){
                .at = memory_new(m->compacts.at[f].count * LANES + VECTOR_WORDS, sizeof(uint64_t)),
                .count = m->compacts.at[f].count,
                .wide = true};
}

bool
modular_init(Modular *m, const Network *n, const Plan *p, bool back, uint64_t limit, bool *fits,
             Budget *b)
{
    size_t steps = p->steps.count;
    *m = (Modular){.network = n, .plan = p, .back = back, .kernel = kernel_best()};
    *fits = true;
    if (!read_factors(m, b))
        return false;
    bounds_add_steps(&m->bounds, &n->shape, p);
    find_roots(m);
    array_add_zeroed(&m->sizes, n->shape.sizes.count);
    array_add_zeroed(&m->split_step, steps);
    array_add_zeroed(&m->seats, steps);
    array_add_zeroed(&m->back_seats, steps);
    *fits = modular_split(m, limit, b);
    if (!*fits || b->stop != STOP_NOT)
        return b->stop == STOP_NOT;
    m->once = m->splits.count == 0 && modular_most_primes(m) <= LANES;
    place_results(m);
    place_tables(m);
    array_add_zeroed(&m->steps, steps);
    return true;
}

void
modular_clear(Modular *m)
{
    for (size_t f = 0; f < m->compacts.count; f++)
        compact_clear(&m->compacts.at[f]);
    for (size_t f = 0; f < m->wides.count; f++)
        memory_free(m->wides.at[f].at);
    for (size_t i = 0; i < m->steps.count; i++)
        contraction_clear(&m->steps.at[i]);
    for (size_t i = 0; i < m->powers.count; i++)
        memory_free(m->powers.at[i]);
    contraction_clear(&m->scratch);
    array_clear(&m->compacts);
    array_clear(&m->strides);
    array_clear(&m->wides);
    array_clear(&m->bounds);
    array_clear(&m->roots);
    array_clear(&m->splits);
    array_clear(&m->sizes);
    array_clear(&m->split_step);
    array_clear(&m->results);
    array_clear(&m->adjoints);
    array_clear(&m->places);
    array_clear(&m->seats);
    array_clear(&m->back_seats);
    array_clear(&m->primes);
    array_clear(&m->powers);
    array_clear(&m->steps);
    array_clear(&m->axes);
    array_clear(&m->entries);
    memory_free(m->arena);
    moduli_clear(&m->moduli);
    crt_clear(&m->crt);
}

/* ---- lengths ---- */

size_t
modular_primes(uint64_t bound)
{
    /* a prime is longer than 50 bits less a unit, and one bit is for what is cut off */
    return bound <= NARROW ? 0 : (size_t)((bound + BOUND_ONE) / (MODULUS_BITS * BOUND_ONE - 1)) + 1;
}

uint64_t
modular_root_bound(const Modular *m, size_t step)
{
    return m->bounds.at[m->network->shape.factors.count + m->roots.at[step]];
}

uint64_t
modular_adjoint_bound(const Modular *m, size_t step)
{
    return modular_root_bound(m, step) - m->bounds.at[m->network->shape.factors.count + step];
}

size_t
modular_most_primes(const Modular *m)
{
    uint64_t most = 0;
    for (size_t i = 0; i < m->plan->steps.count; i++)
        most = modular_root_bound(m, i) > most ? modular_root_bound(m, i) : most;
    return modular_primes(most);
}

bool
modular_wants(const Modular *m, size_t step)
{
    return m->first == 0 || m->first < modular_primes(modular_root_bound(m, step));
}

void
modular_expect(const Modular *m, uint64_t times, Budget *b)
{
    uint64_t blocks = modular_most_primes(m) / LANES + 1;
    b->done = times ? 0 : b->done;
    b->total =
        saturate_times(blocks, times ? saturate_times(times, plan_figure(m->plan->cost)) : b->done);
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
            if (!compact_residues(vector_aligned(m->wides.at[f].at) + i, LANES, m->network, f,
                                  m->moduli.prime[i], b))
                return false;
    return true;
}

bool
modular_is_first(const Modular *m)
{
    for (size_t i = 0; i < m->splits.count; i++)
        if (m->splits.at[i].value)
            return false;
    return true;
}

bool
modular_next(Modular *m)
{
    for (size_t i = m->splits.count; i-- > 0;) {
        Split *s = &m->splits.at[i];
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

/* A factor of the network, at the values of the split variables. */
static void
factor_add(Modular *m, size_t f)
{
    const Scope *scope = &m->network->shape.factors.at[f];
    const Compact *c = &m->compacts.at[f];
    Axes axes = {.scope = m->network->shape.scopes.at + scope->first,
                 .strides = m->strides.at + scope->first,
                 .count = scope->count,
                 .wide = !c->at};
    size_t at = 0;
    for (size_t i = 0; i < m->splits.count; i++)
        for (size_t k = 0; k < scope->count; k++)
            if (axes.scope[k] == m->splits.at[i].variable)
                at += axes.strides[k] * m->splits.at[i].value;
    const uint64_t *entries = c->at ? c->at + at : vector_aligned(m->wides.at[f].at) + at * LANES;
    array_push(&m->axes, axes);
    array_push(&m->entries, ((Entries){entries, false}));
}

Axes
modular_axes(const Modular *m, size_t step)
{
    const Scope *scope = &m->plan->steps.at[step].result;
    return (Axes){m->plan->scopes.at + scope->first, m->places.at + scope->first, scope->count,
                  m->results.at[step].wide};
}

void
modular_parts(Modular *m, size_t step, size_t but)
{
    static const uint64_t one = 1;
    static const size_t still = 0;
    const PlanStep *s = &m->plan->steps.at[step];
    size_t first = m->network->shape.factors.count;
    m->axes.count = m->entries.count = m->divided = 0;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = m->plan->consumed.at[s->first_factor + k];
        if (k == but)
            continue;
        if (factor < first) {
            factor_add(m, factor);
        } else {
            Axes axes = modular_axes(m, factor - first);
            modular_part_add(m, &axes, &m->results.at[factor - first]);
        }
    }
    if (s->factors == 0 && s->variable != NO_VARIABLE) {
        array_push(&m->axes, ((Axes){&s->variable, &still, 1, false}));
        array_push(&m->entries, ((Entries){&one, false}));
    }
}

/* Are most entries zero?  The first two residues tell.  (A few are found faster by reckoning with
 * them than by looking for them.) */
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
    if (fresh) {
        Axes axes = *target;
        axes.wide = to->wide;
        contraction_make(c, &axes, m->axes.at, m->axes.count, m->sizes.at);
        to->divided = to->wide ? contraction_divided(c) + m->divided : 0;
    }
    if (!contraction_run(c, to->at, add, m->entries.at, m->kernel, &m->moduli, b))
        return false;
    if (fresh && to->wide)
        to->sparse = is_sparse(to);
    return true;
}

bool
modular_steps(Modular *m, bool split, Budget *b)
{
    for (size_t i = 0; i < m->plan->steps.count; i++) {
        if (m->split_step.at[i] != split || !modular_wants(m, i))
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
harvest_clear(Harvest *h)
{
    memory_free(h->at);
    *h = (Harvest){0};
}

static void
harvest_wide(Modular *m, Harvest *to, size_t at, const Values *v)
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
modular_harvest(Modular *m, Harvest *to, size_t count, size_t at, const Values *v, size_t primes)
{
    if (!to->at)
        *to = (Harvest){memory_new(count * (primes ? primes : 1), sizeof *to->at), count, primes};
    if (primes)
        harvest_wide(m, to, at, v);
    else if (m->first == 0)
        for (size_t i = 0; i < v->count; i++)
            to->at[i + at] += v->at[i];
}

bool
modular_read(Modular *m, Table *to, const Harvest *h, Budget *b)
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
