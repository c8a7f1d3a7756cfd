/* cutset.c -- see cutset.h.  Variables are split one by one; of a few candidates the one is taken
 * that makes the whole cheapest.  A split pays when the tables in use at once then fit into faster
 * memory, and when the steps that are repeated for each value are small. */
#include "contract/cutset.h"

#include "base/saturate.h"
#include "contract/arena_layout.h"
#include "contract/contraction.h"

enum {
    CANDIDATES = 8,
    MOST_SPLITS = 12,
    MOST_TIMES = 16,      /* no split where tables exceed the memory by more than this */
    NEAR_BYTES = 1 << 19, /* tables of so many bytes are in the fastest memory: */
    NEAR_COST = 16,       /* a product takes so long; */
    FAR_COST = 5,         /* and so much longer for each doubling */
    STEP_COST = 4800,     /* to begin a contraction, in the same unit */
    MOST_STEPS = 20000    /* the most steps that are repeated */
};

/* The variables of the tables that a step consumes, and its own. */
typedef ARRAY(uint32_t) Clique;

static const uint32_t *
scope_of(const ModularPlan *m, size_t factor, size_t *count)
{
    size_t first = m->network->shape.factors.count;
    const Scope *s = factor < first ? &m->network->shape.factors.at[factor]
                                    : &m->order->steps.at[factor - first].result;
    *count = s->count;
    return (factor < first ? m->network->shape.scopes.at : m->order->scopes.at) + s->first;
}

static void
find_clique(const ModularPlan *m, Clique *to, size_t step)
{
    const PlanStep *p = &m->order->steps.at[step];
    to->count = 0;
    for (size_t i = 0; i < p->result.count; i++)
        array_push(to, m->order->scopes.at[p->result.first + i]);
    if (p->variable != NO_VARIABLE)
        array_push(to, p->variable);
}

/* ---- what splitting does ---- */

static bool
is_split(const ModularPlan *m, uint32_t variable)
{
    for (size_t i = 0; i < m->splits.count; i++)
        if (m->splits.at[i].variable == variable)
            return true;
    return false;
}

static bool
has_split(const ModularPlan *m, size_t step)
{
    const PlanStep *p = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count, count;
    for (size_t k = 0; k < p->factors; k++) {
        size_t factor = m->order->consumed.at[p->first_factor + k];
        const uint32_t *scope = scope_of(m, factor, &count);
        if (factor >= first && m->split_step.at[factor - first])
            return true;
        for (size_t i = 0; i < count; i++)
            if (is_split(m, scope[i]))
                return true;
    }
    return p->variable != NO_VARIABLE && is_split(m, p->variable);
}

/* The sizes that variables have with these splits, and which steps the splits concern. */
static void
mark_splits(ModularPlan *m)
{
    for (size_t v = 0; v < m->sizes.count; v++)
        m->sizes.at[v] = m->network->shape.sizes.at[v];
    for (size_t i = 0; i < m->splits.count; i++)
        m->sizes.at[m->splits.at[i].variable] = 1;
    for (size_t i = 0; i < m->order->steps.count; i++)
        m->split_step.at[i] = m->splits.count && has_split(m, i);
}

/* ---- what it costs ---- */

static uint64_t
entries_of(const ModularPlan *m, const uint32_t *scope, size_t count)
{
    uint64_t entries = 1;
    for (size_t i = 0; i < count; i++)
        entries = saturate_times(entries, m->sizes.at[scope[i]]);
    return entries;
}

/* How many entries of tables a step reads, with its way back. */
static uint64_t
step_entries(const ModularPlan *m, size_t step)
{
    const PlanStep *p = &m->order->steps.at[step];
    uint64_t entries = entries_of(m, m->order->scopes.at + p->result.first, p->result.count);
    for (size_t k = 0; k < p->factors; k++) {
        size_t count;
        const uint32_t *scope = scope_of(m, m->order->consumed.at[p->first_factor + k], &count);
        entries = saturate_plus(entries, entries_of(m, scope, count));
    }
    return entries;
}

static size_t
count_contractions(const ModularPlan *m, size_t step)
{
    const PlanStep *p = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count, results = 0;
    for (size_t k = 0; k < p->factors; k++)
        results += m->order->consumed.at[p->first_factor + k] >= first;
    return m->back ? results + 2 : 1;
}

/* What the step costs: the entries of its clique, times how often they are gone through. */
static uint64_t
step_cost(const ModularPlan *m, Clique *clique, size_t step)
{
    uint64_t bytes = saturate_times(step_entries(m, step), LANES * sizeof(uint64_t));
    uint64_t each = NEAR_COST + FAR_COST * size_bits(1 + bytes / NEAR_BYTES);
    find_clique(m, clique, step);
    uint64_t products = saturate_times(entries_of(m, clique->at, clique->count), each);
    return saturate_times(saturate_times(modular_plan_runs(m, step), count_contractions(m, step)),
                          saturate_plus(products, STEP_COST));
}

static uint64_t
cost_of(const ModularPlan *m)
{
    Clique clique = {0};
    uint64_t cost = 0;
    for (size_t i = 0; i < m->order->steps.count; i++)
        cost = saturate_plus(cost, step_cost(m, &clique, i));
    array_clear(&clique);
    return cost;
}

/* Bytes of the residues and numbers that are wanted at the end: of all variables, or of what is
 * left. */
static uint64_t
collected_bytes(const ModularPlan *m)
{
    uint64_t entries = 0;
    for (size_t v = 0; v < m->network->shape.sizes.count && m->back; v++)
        entries = saturate_plus(entries, m->network->shape.sizes.at[v]);
    for (size_t i = 0; i < m->order->steps.count && !m->back; i++) {
        const Scope *scope = &m->order->steps.at[i].result;
        if (m->roots.at[i] == i)
            entries = saturate_plus(
                entries, entries_of(m, m->order->scopes.at + scope->first, scope->count));
    }
    return saturate_times(2 * sizeof(uint64_t) * (modular_plan_most_primes(m) + 1), entries);
}

/* The lists of terms of all contractions. */
static uint64_t
list_bytes(const ModularPlan *m)
{
    Clique clique = {0};
    uint64_t bytes = 0;
    for (size_t i = 0; i < m->order->steps.count; i++) {
        find_clique(m, &clique, i);
        uint64_t terms = entries_of(m, clique.at, clique.count);
        uint64_t lists = count_contractions(m, i) * (m->order->steps.at[i].factors + 1);
        terms = terms > MOST_TERMS ? MOST_TERMS : terms;
        bytes = saturate_plus(bytes, lists * terms * sizeof(uint32_t));
    }
    array_clear(&clique);
    return bytes;
}

/* A factor's own numbers, or its residues. */
static uint64_t
factor_words(const WordFactor *c)
{
    if (!c->at)
        return saturate_times(LANES, c->count);
    return c->own ? c->count : 0;
}

static uint64_t
plan_bytes(const ModularPlan *m)
{
    uint64_t bytes = saturate_times(m->wide_entries, LANES * sizeof(uint64_t));
    for (size_t f = 0; f < m->factors.count; f++)
        bytes =
            saturate_plus(bytes, saturate_times(factor_words(&m->factors.at[f]), sizeof(uint64_t)));
    bytes = saturate_plus(bytes, saturate_times(m->narrow_entries, sizeof(uint64_t)));
    return saturate_plus(bytes, saturate_plus(collected_bytes(m), list_bytes(m)));
}

/* ---- choosing ---- */

/* The summed variables of the largest cliques, those in most entries first; the result is how many.
 */
static size_t
find_candidates(const ModularPlan *m, uint32_t *to)
{
    size_t variables = m->sizes.count, count = 0;
    uint64_t *weights = memory_new(variables + 1, sizeof *weights);
    Clique clique = {0};
    bool *summed = memory_new(variables + 1, sizeof *summed);
    for (size_t i = 0; i < m->order->steps.count; i++) {
        uint64_t size = 1;
        if (m->order->steps.at[i].variable != NO_VARIABLE)
            summed[m->order->steps.at[i].variable] = true;
        find_clique(m, &clique, i);
        for (size_t k = 0; k < clique.count; k++)
            size = saturate_times(size, m->sizes.at[clique.at[k]]);
        for (size_t k = 0; k < clique.count; k++)
            weights[clique.at[k]] = saturate_plus(weights[clique.at[k]], size);
    }
    for (; count < CANDIDATES; count++) {
        uint32_t best = NO_VARIABLE;
        for (uint32_t v = 0; v < variables; v++)
            if (summed[v] && m->sizes.at[v] > 1 && weights[v] &&
                (best == NO_VARIABLE || weights[v] > weights[best]))
                best = v;
        if (best == NO_VARIABLE)
            break;
        weights[best] = 0;
        to[count] = best;
    }
    array_clear(&clique);
    memory_free(summed);
    memory_free(weights);
    return count;
}

typedef struct Choice {
    uint64_t bytes, cost;
} Choice;

static Choice
measure(ModularPlan *m)
{
    mark_splits(m);
    modular_plan_bound(m);
    arena_layout(m);
    m->bytes = plan_bytes(m);
    return (Choice){m->bytes, cost_of(m)};
}

static bool
is_better(Choice a, Choice b, uint64_t limit)
{
    if ((a.bytes > limit) != (b.bytes > limit))
        return b.bytes > limit;
    return a.bytes > limit ? a.bytes < b.bytes : a.cost < b.cost;
}

static Split
split_of(const ModularPlan *m, uint32_t variable)
{
    size_t step = 0;
    while (m->order->steps.at[step].variable != variable)
        step++;
    return (Split){variable, m->network->shape.sizes.at[variable], m->roots.at[step]};
}

/* Adds the best split, if one makes the whole cheaper.  False: none does. */
static bool
split_once(ModularPlan *m, Choice *now, uint64_t limit, Budget *b)
{
    uint32_t candidates[CANDIDATES], chosen = NO_VARIABLE;
    size_t count = find_candidates(m, candidates);
    for (size_t i = 0; i < count && budget_step(b, m->order->steps.count); i++) {
        uint32_t v = candidates[i];
        array_push(&m->splits, split_of(m, v));
        Choice then = measure(m);
        if (is_better(then, *now, limit)) {
            *now = then;
            chosen = v;
        }
        m->splits.count--;
    }
    if (chosen != NO_VARIABLE)
        array_push(&m->splits, split_of(m, chosen));
    (void)measure(m);
    return chosen != NO_VARIABLE && b->stop == STOP_NOT;
}

bool
cutset_choose(ModularPlan *m, uint64_t limit, Budget *b)
{
    Choice now = measure(m);
    if (b->shared && !budget_allows(b, now.bytes))
        return false;
    if (now.bytes / MOST_TIMES > limit)
        return false; /* it could be made to fit, but would take ages */
    bool more = m->order->steps.count <= MOST_STEPS;
    while (more && m->splits.count < MOST_SPLITS &&
           (now.bytes > limit || m->wide_entries > NEAR_BYTES / (LANES * sizeof(uint64_t))))
        more = split_once(m, &now, limit, b);
    return now.bytes <= limit;
}
