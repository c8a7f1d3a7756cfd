/* elimination.c -- see elimination.h.  Bits go as numbers of one word.  What is read may come from
 * anybody: it is looked through before it is used. */
#include "contract/elimination.h"

#include "base/saturate.h"
#include "contract/moduli.h"

/* More entries of all tables, and longer numbers, than any machine has. */
enum { MOST_BITS = 1 << 30 };
#define MOST_ENTRIES ((uint64_t)1 << 56)

/* ---- writing ---- */

#define PUT_LIST(to, list)                                                                         \
    do {                                                                                           \
        array_push(to, (list).count);                                                              \
        for (size_t put_ = 0; put_ < (list).count; put_++)                                         \
            array_push(to, (list).at[put_]);                                                       \
    } while (0)

/* Lists of scopes may have gaps, which are left out. */
static void
put_scope(Words *to, const Scope *s, const uint32_t *scopes)
{
    array_push(to, s->count);
    for (size_t i = 0; i < s->count; i++)
        array_push(to, scopes[s->first + i]);
}

static void
put_factor(Words *to, const Network *n, size_t factor)
{
    const Scope *s = &n->shape.factors.at[factor];
    put_scope(to, s, n->shape.scopes.at);
    for (size_t i = 0; i < s->count; i++)
        array_push(to, n->strides.at[s->first + i]);
    array_push(to, s->bits);
    array_push(to, n->factors.at[factor].table);
    array_push(to, n->factors.at[factor].offset);
}

static void
put_table(Words *to, const Table *t)
{
    array_push(to, t->count);
    array_push(to, t->bit ? 1 : t->limbs);
    array_push(to, t->bit ? 1 : t->width);
    for (size_t i = 0; i < t->count && t->bit; i++)
        array_push(to, t->bit[i]);
    for (size_t i = 0; i < t->count * t->limbs && !t->bit; i++)
        array_push(to, t->limb[i]);
}

/* The lengths of results are for planning alone. */
static void
put_step(Words *to, const Plan *p, const PlanStep *s)
{
    array_push(to, s->variable);
    array_push(to, s->factors);
    for (size_t k = 0; k < s->factors; k++)
        array_push(to, p->consumed.at[s->first_factor + k]);
    put_scope(to, &s->result, p->scopes.at);
}

void
elimination_write(Words *to, const Network *n, const Plan *p, bool back, uint64_t limit)
{
    array_push(to, back);
    array_push(to, limit);
    array_push(to, n->impossible);
    PUT_LIST(to, n->shape.sizes);
    PUT_LIST(to, n->shape.sources);
    array_push(to, n->tables.count);
    for (size_t i = 0; i < n->tables.count; i++)
        put_table(to, &n->tables.at[i]);
    array_push(to, n->factors.count);
    for (size_t f = 0; f < n->factors.count; f++)
        put_factor(to, n, f);
    array_push(to, plan_figure(p->cost));
    array_push(to, p->steps.count);
    for (size_t i = 0; i < p->steps.count; i++)
        put_step(to, p, &p->steps.at[i]);
}

/* ---- reading ---- */

typedef struct Reading {
    const uint64_t *at, *end;
    bool ok;
} Reading;

static uint64_t
take(Reading *r)
{
    r->ok = r->ok && r->at < r->end;
    return r->ok ? *r->at++ : 0;
}

static uint64_t
take_below(Reading *r, uint64_t end)
{
    uint64_t word = take(r);
    r->ok = r->ok && word < end;
    return r->ok ? word : 0;
}

/* How many things of so many words follow. */
static size_t
take_count(Reading *r, size_t each)
{
    return (size_t)take_below(r, (uint64_t)(r->end - r->at) / each + 1);
}

/* Adds what follows; each element is `taken`. */
#define TAKE_LIST(r, list, taken)                                                                  \
    do {                                                                                           \
        for (size_t left_ = take_count(r, 1); left_ > 0; left_--)                                  \
            array_push(list, taken);                                                               \
    } while (0)

/* Of so many variables, to the end of the list. */
#define TAKE_SCOPE(r, scope, list, variables)                                                      \
    do {                                                                                           \
        (scope)->first = (list)->count;                                                            \
        TAKE_LIST(r, list, (uint32_t)take_below(r, variables));                                    \
        (scope)->count = (list)->count - (scope)->first;                                           \
    } while (0)

/* No number is longer than is said. */
static void
take_table(Reading *r, Table *t)
{
    uint64_t left = (uint64_t)(r->end - r->at);
    size_t count = (size_t)take_below(r, left + 1), limbs = (size_t)take_below(r, left + 1);
    uint64_t width = take_below(r, MOST_BITS);
    r->ok = r->ok && limbs >= limbs_for(width) && count <= left / limbs;
    if (!r->ok)
        return;
    table_init_whole(t, count, (uint64_t)limbs * LIMB_BITS);
    t->width = width;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < limbs; k++)
            t->limb[i * limbs + k] = (mp_limb_t)take(r);
        r->ok = r->ok && limbs_bits(t->limb + i * limbs, limbs) <= width;
    }
}

/* The factor has no more entries than its table, the last is there, and long ones are no longer
 * than is said. */
static void
check_view(Reading *r, const Network *n, size_t factor)
{
    const Scope *s = &n->shape.factors.at[factor];
    const Table *t = &n->tables.at[n->factors.at[factor].table];
    uint64_t last = n->factors.at[factor].offset, entries = 1;
    for (size_t i = s->first; i < s->first + s->count; i++) {
        uint64_t size = n->shape.sizes.at[n->shape.scopes.at[i]];
        entries = saturate_times(entries, size);
        last = saturate_plus(last, saturate_times(size - 1, n->strides.at[i]));
    }
    r->ok = r->ok && entries > 0 && entries <= t->count && last < t->count &&
            (s->bits >= t->width || (t->limbs == 1 && t->width < MODULUS_BITS));
}

/* The tables are there. */
static void
take_factor(Reading *r, Network *n)
{
    Scope scope;
    Factor factor = {0};
    TAKE_SCOPE(r, &scope, &n->shape.scopes, n->shape.sizes.count);
    array_add_zeroed(&n->strides, scope.count);
    for (size_t i = 0; i < scope.count; i++)
        n->strides.at[scope.first + i] = (size_t)take(r);
    scope.bits = take_below(r, MOST_BITS);
    factor.table = (size_t)take_below(r, n->tables.count);
    factor.offset = (size_t)take(r);
    array_push(&n->shape.factors, scope);
    array_push(&n->factors, factor);
    if (r->ok)
        check_view(r, n, n->factors.count - 1);
}

static void
check_shape(Reading *r, const Shape *s)
{
    for (size_t v = 0; v < s->sizes.count; v++)
        r->ok = r->ok && s->sizes.at[v] > 0;
    for (size_t v = 0; v < s->sources.count; v++)
        r->ok = r->ok && (s->sources.at[v] == NO_FACTOR || s->sources.at[v] < s->factors.count);
}

static void
take_network(Reading *r, Network *n)
{
    n->impossible = take_below(r, 2);
    TAKE_LIST(r, &n->shape.sizes, (uint32_t)take_below(r, UINT32_MAX));
    TAKE_LIST(r, &n->shape.sources, (size_t)take(r));
    size_t tables = take_count(r, 3);
    for (size_t i = 0; i < tables && r->ok; i++) {
        array_push(&n->tables, (Table){.whole = true});
        take_table(r, &n->tables.at[i]);
    }
    size_t factors = take_count(r, 4);
    for (size_t f = 0; f < factors && r->ok; f++)
        take_factor(r, n);
    check_shape(r, &n->shape);
}

static void
take_plan(Reading *r, Plan *p, const Shape *s)
{
    mpz_set_ui(p->cost, (unsigned long)take(r));
    size_t steps = take_count(r, 3);
    for (size_t i = 0; i < steps && r->ok; i++) {
        PlanStep step = {.variable = (uint32_t)take_below(r, (uint64_t)NO_VARIABLE + 1)};
        r->ok = r->ok && (step.variable == NO_VARIABLE || step.variable < s->sizes.count);
        step.first_factor = p->consumed.count;
        TAKE_LIST(r, &p->consumed, (size_t)take(r));
        step.factors = p->consumed.count - step.first_factor;
        TAKE_SCOPE(r, &step.result, &p->scopes, s->sizes.count);
        array_push(&p->steps, step);
    }
}

/* ---- is the plan one of this network? ---- */

typedef struct Looking {
    const Shape *shape;
    const Plan *plan;
    ARRAY(bool) gone;     /* of each factor: a step has consumed it */
    ARRAY(bool) summed;   /* of each variable */
    ARRAY(size_t) seen;   /* of each variable: the scope that had it last, numbered from 1 */
    size_t scopes;        /* that were looked at */
    uint64_t entries;     /* of all results */
} Looking;

static const uint32_t *
scope_of(const Looking *l, size_t factor, size_t *count)
{
    size_t first = l->shape->factors.count;
    const Scope *s = factor < first ? &l->shape->factors.at[factor]
                                    : &l->plan->steps.at[factor - first].result;
    *count = s->count;
    return (factor < first ? l->shape->scopes.at : l->plan->scopes.at) + s->first;
}

/* Has the factor no variable twice? */
static bool
is_scope(Looking *l, size_t factor)
{
    size_t count;
    const uint32_t *scope = scope_of(l, factor, &count);
    l->scopes++;
    for (size_t i = 0; i < count; i++) {
        if (l->seen.at[scope[i]] == l->scopes)
            return false;
        l->seen.at[scope[i]] = l->scopes;
    }
    return true;
}

/* Are the variables of the result those of what is consumed, but for the one that is summed out? */
static bool
is_result(Looking *l, size_t step)
{
    const PlanStep *s = &l->plan->steps.at[step];
    const uint32_t *result = l->plan->scopes.at + s->result.first;
    size_t count, distinct = 0, stamp = ++l->scopes;
    uint64_t entries = 1;
    for (size_t k = 0; k < s->factors; k++) {
        const uint32_t *scope = scope_of(l, l->plan->consumed.at[s->first_factor + k], &count);
        for (size_t i = 0; i < count; i++) {
            distinct += scope[i] != s->variable && l->seen.at[scope[i]] != stamp;
            l->seen.at[scope[i]] = stamp;
        }
    }
    for (size_t i = 0; i < s->result.count; i++) {
        if (result[i] == s->variable || l->seen.at[result[i]] != stamp)
            return false;
        entries = saturate_times(entries, l->shape->sizes.at[result[i]]);
    }
    l->entries = saturate_plus(l->entries, entries);
    return distinct == s->result.count && l->entries < MOST_ENTRIES;
}

static bool
is_step(Looking *l, size_t step)
{
    const PlanStep *s = &l->plan->steps.at[step];
    if (s->factors == 0 && s->variable == NO_VARIABLE)
        return false;
    for (size_t k = 0; k < s->factors; k++) {
        size_t factor = l->plan->consumed.at[s->first_factor + k];
        if (factor >= l->shape->factors.count + step || l->gone.at[factor])
            return false;
        l->gone.at[factor] = true;
    }
    if (s->variable != NO_VARIABLE) {
        if (l->summed.at[s->variable])
            return false;
        l->summed.at[s->variable] = true;
    }
    return is_result(l, step) && is_scope(l, l->shape->factors.count + step);
}

/* All has been summed out, of all factors: then there is a way back. */
static bool
is_whole(const Looking *l)
{
    for (size_t v = 0; v < l->shape->sizes.count; v++)
        if (!l->summed.at[v])
            return false;
    for (size_t f = 0; f < l->shape->factors.count + l->plan->steps.count; f++) {
        size_t count;
        (void)scope_of(l, f, &count);
        if (!l->gone.at[f] && count)
            return false;
    }
    return true;
}

static bool
is_plan(const Elimination *e)
{
    Looking l = {.shape = &e->network.shape, .plan = &e->plan};
    bool is = true;
    array_add_zeroed(&l.gone, l.shape->factors.count + l.plan->steps.count + 1);
    array_add_zeroed(&l.summed, l.shape->sizes.count + 1);
    array_add_zeroed(&l.seen, l.shape->sizes.count + 1);
    for (size_t f = 0; f < l.shape->factors.count && is; f++)
        is = is_scope(&l, f);
    for (size_t i = 0; i < l.plan->steps.count && is; i++)
        is = is_step(&l, i);
    is = is && (!e->back || is_whole(&l));
    array_clear(&l.gone);
    array_clear(&l.summed);
    array_clear(&l.seen);
    return is;
}

bool
elimination_read(Elimination *to, const Words *from)
{
    Reading r = {from->at, from->at + from->count, true};
    *to = (Elimination){0};
    plan_init(&to->plan);
    to->back = take_below(&r, 2);
    to->limit = take(&r);
    take_network(&r, &to->network);
    if (r.ok)
        take_plan(&r, &to->plan, &to->network.shape);
    return r.ok && r.at == r.end && is_plan(to);
}

void
elimination_clear(Elimination *e)
{
    network_clear(&e->network);
    plan_clear(&e->plan);
}
