/* plan.c -- see plan.h.
 *
 * The interaction graph is never written out: each variable has a list of the factors it is in, and
 * its neighbours are found by walking their scopes.  Variables wait in a heap, by key; of equal
 * keys the smaller variable comes first, so that a chain is summed out from its beginning.  When
 * the neighbours of a variable change, its key must be found again.  Where its scopes are short
 * that is done at once; else it is marked stale, and the key is found when the variable comes to
 * the top of the heap.  So a hub with ten thousand leaves takes linear time.
 *
 * Weights are sums of logarithms in 1/65536 bits, as whole numbers, so that the order is the same
 * on every machine.
 *
 * A variable whose neighbours are all kept may be left to the answer, where the terms that differ
 * only in it are added up (`late`).  That is done when its table would not fit, or when it is the
 * hidden variable of a sparse box and its table would be much larger than the box. */
#include "network/plan.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum {
    EAGER = 64,            /* a variable with longer scopes is marked stale */
    FILL_WORK = 20000000,  /* the most work in looking for a plan that fits */
    FILL_VARIABLES = 4096, /* with more variables none is looked for */
    FILL_WORTH = 65536,    /* a plan that takes no more is good enough */
    START_LIMBS = 3,       /* a multiplication costs its limbs and so many more */
    FIRST_SHARE = 32,      /* a plan without noise may take one part in so many of the effort, */
    SEARCH_SHARE = 64,     /* and all plans with noise together one in so many, */
    MORE_SHARE = 8,        /* or, in plan_improve, one in so many; */
    SEARCH_WORK = 1 << 27, /* but none more than this */
    NEARLY = 8,            /* up to so many times too large, the search goes on */
    SEARCH_PLANS = 512,    /* the most plans that are tried, */
    PATIENCE = 20,         /* and the most after the last one that was better */
    WEIGHT_NOISE = 40000,  /* of a weight, in 1/65536 bits */
    FILL_NOISE = 16,       /* a fill may grow by up to a half, in so many parts */
    LONG_BITS = 1 << 15,   /* numbers that are longer may be multiplied by long ones */
    LATE_FACTOR = 4        /* a hidden variable is late when its table is so much larger */
};

typedef struct Key {
    uint64_t fill, weight;
} Key;

typedef struct Link {
    size_t factor, next; /* next is NONE at the end */
} Link;

#define NONE SIZE_MAX

/* A variable while the plan is made. */
typedef struct PlanVariable {
    Key key;
    size_t links;    /* the first Link */
    size_t place;    /* in the heap, NONE when it is not there */
    uint64_t seen;   /* the last stamp */
    uint64_t length; /* of its scopes, when last walked */
    uint32_t log;    /* of its size */
    bool stale;
} PlanVariable;

typedef struct Planner {
    Plan *plan;
    const Shape *shape;
    PlanRule rule;
    const uint32_t *places; /* of each variable: when it is summed out; NULL: as the rule has it */
    uint64_t limit, work; /* work: 0 when it is time to stop */
    uint64_t most_cost, most_entries;
    mpz_srcptr most_effort; /* NULL: any */
    uint64_t seed;          /* of the noise; 0: none */
    uint64_t spent;         /* work done so far */
    Budget *budget;
    ARRAY(PlanVariable) spots;
    ARRAY(Link) links;
    ARRAY(bool) gone; /* of each factor */
    ARRAY(uint32_t) heap;
    ARRAY(uint32_t) scope; /* what walk_scopes found */
    ARRAY(uint32_t) other; /* the same, for a second walk */
    ARRAY(bool) waits;     /* of each variable: kept, or late */
    uint64_t stamp;
    mpz_t entries, bytes; /* alive now */
    mpz_t size, room;     /* scratch */
} Planner;

void
shape_clear(Shape *s)
{
    array_clear(&s->sizes);
    array_clear(&s->roles);
    array_clear(&s->sources);
    array_clear(&s->factors);
    array_clear(&s->scopes);
    s->bytes = 0;
}

uint64_t
shape_sum_bits(const Shape *s, uint32_t variable)
{
    bool sourced = variable < s->sources.count && s->sources.at[variable] != NO_FACTOR;
    return sourced ? 0 : size_bits(s->sizes.at[variable]);
}

void
plan_init(Plan *p)
{
    *p = (Plan){0};
    mpz_inits(p->cost, p->effort, p->largest, p->entries, p->bytes, NULL);
}

void
plan_clear(Plan *p)
{
    array_clear(&p->steps);
    array_clear(&p->consumed);
    array_clear(&p->scopes);
    array_clear(&p->late);
    mpz_clears(p->cost, p->effort, p->largest, p->entries, p->bytes, NULL);
    p->too_large = false;
}

uint64_t
plan_figure(const mpz_t n)
{
    return mpz_fits_ulong_p(n) ? mpz_get_ui(n) : UINT64_MAX;
}

uint64_t
entry_bytes(uint64_t bits)
{
    return 8 * (bits / 64 + 1);
}

uint64_t
size_bits(uint64_t n)
{
    uint64_t bits = 0;
    while (bits < 64 && n > (uint64_t)1 << bits)
        bits++;
    return bits;
}

/* Squaring the mantissa gives one bit at a time. */
uint64_t
size_log(uint64_t n)
{
    assert(n > 0);
    uint64_t log = 0;
    while (n >> log > 1)
        log++;
    uint64_t mantissa = log > 31 ? n >> (log - 31) : n << (31 - log); /* 2^31 ... 2^32 */
    for (int bit = 0; bit < 16; bit++) {
        mantissa = (mantissa * mantissa) >> 31;
        log <<= 1;
        if (mantissa >> 32) {
            mantissa >>= 1;
            log |= 1;
        }
    }
    return log;
}

static const uint32_t *
factor_scope(const Planner *p, size_t factor, size_t *count)
{
    size_t first = p->shape->factors.count;
    if (factor < first) {
        const Scope *s = &p->shape->factors.at[factor];
        *count = s->count;
        return p->shape->scopes.at + s->first;
    }
    const Scope *s = &p->plan->steps.at[factor - first].result;
    *count = s->count;
    return p->plan->scopes.at + s->first;
}

static uint64_t
factor_bits(const Planner *p, size_t factor)
{
    size_t first = p->shape->factors.count;
    return factor < first ? p->shape->factors.at[factor].bits
                          : p->plan->steps.at[factor - first].result.bits;
}

static void
link_add(Planner *p, uint32_t variable, size_t factor)
{
    Link link = {factor, p->spots.at[variable].links};
    p->spots.at[variable].links = p->links.count;
    array_push(&p->links, link);
}

/* Counts work that was done.  When the budget says stop, no work is left. */
static void
count_work(Planner *p, uint64_t work)
{
    p->spent += work;
    p->work -= work < p->work ? work : p->work;
    if (!budget_step(p->budget, 1 + work / 16))
        p->work = 0;
}

/* Writes the variables that share a factor with v to p->scope, v first, and removes factors that
 * are gone from v's list.  The result is the sum of the logarithms of their sizes. */
static uint64_t
walk_scopes(Planner *p, uint32_t v)
{
    PlanVariable *spot = &p->spots.at[v];
    uint64_t weight = spot->log;
    p->stamp++;
    spot->seen = p->stamp;
    spot->length = 0;
    p->scope.count = 0;
    array_push(&p->scope, v);
    for (size_t *at = &spot->links; *at != NONE;) {
        Link *link = &p->links.at[*at];
        if (p->gone.at[link->factor]) {
            *at = link->next;
            continue;
        }
        size_t count;
        const uint32_t *scope = factor_scope(p, link->factor, &count);
        spot->length += count;
        for (size_t i = 0; i < count; i++) {
            PlanVariable *u = &p->spots.at[scope[i]];
            if (u->seen == p->stamp)
                continue;
            u->seen = p->stamp;
            weight += u->log;
            array_push(&p->scope, scope[i]);
        }
        at = &link->next;
    }
    count_work(p, spot->length);
    return weight;
}

/* Of the pairs of v's neighbours (p->scope) that are not neighbours of each other: how many there
 * are, or the sum of the products of their sizes. */
static uint64_t
scope_fill(Planner *p)
{
    bool light = p->rule == PLAN_LIGHT_FILL;
    const uint32_t *sizes = p->shape->sizes.at;
    array_set(&p->other, &p->scope);
    uint64_t pairs = 0;
    for (size_t i = 1; i < p->other.count && p->work; i++) {
        uint64_t mine = light ? sizes[p->other.at[i]] : 1, sum = 0;
        walk_scopes(p, p->other.at[i]);
        for (size_t j = 1; j < p->other.count; j++)
            if (p->spots.at[p->other.at[j]].seen != p->stamp)
                sum += light ? sizes[p->other.at[j]] : 1;
        pairs = sum > (UINT64_MAX / 4 - pairs) / mine ? UINT64_MAX / 4 : pairs + mine * sum;
        count_work(p, p->other.count);
    }
    array_set(&p->scope, &p->other);
    return pairs / 2;
}

/* Makes a key a little larger, at random (xorshift64*, after Vigna). */
static void
add_noise(Planner *p, Key *key)
{
    p->seed ^= p->seed >> 12;
    p->seed ^= p->seed << 25;
    p->seed ^= p->seed >> 27;
    uint64_t noise = p->seed * UINT64_C(0x2545f4914f6cdd1d);
    key->weight += (noise >> 16) % WEIGHT_NOISE;
    key->fill += key->fill / FILL_NOISE * ((noise >> 48) % (FILL_NOISE / 2));
}

static bool
comes_before(const Planner *p, uint32_t a, uint32_t b)
{
    const Key *x = &p->spots.at[a].key, *y = &p->spots.at[b].key;
    if (x->fill != y->fill)
        return x->fill < y->fill;
    if (x->weight != y->weight)
        return x->weight < y->weight;
    return a < b;
}

static void
heap_put(Planner *p, size_t place, uint32_t v)
{
    p->heap.at[place] = v;
    p->spots.at[v].place = place;
}

static void
heap_rise(Planner *p, size_t place)
{
    uint32_t v = p->heap.at[place];
    while (place > 0 && comes_before(p, v, p->heap.at[(place - 1) / 2])) {
        heap_put(p, place, p->heap.at[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    heap_put(p, place, v);
}

static void
heap_sink(Planner *p, size_t place)
{
    uint32_t v = p->heap.at[place];
    for (size_t child; (child = 2 * place + 1) < p->heap.count; place = child) {
        if (child + 1 < p->heap.count && comes_before(p, p->heap.at[child + 1], p->heap.at[child]))
            child++;
        if (!comes_before(p, p->heap.at[child], v))
            break;
        heap_put(p, place, p->heap.at[child]);
    }
    heap_put(p, place, v);
}

static void
heap_remove_first(Planner *p)
{
    p->spots.at[p->heap.at[0]].place = NONE;
    uint32_t last = p->heap.at[--p->heap.count];
    if (p->heap.count == 0)
        return;
    heap_put(p, 0, last);
    heap_sink(p, 0);
}

/* Where the last factor over v has its largest variable. */
static uint64_t
last_place(Planner *p, uint32_t v)
{
    uint64_t last = v, work = 1;
    for (size_t at = p->spots.at[v].links; at != NONE; at = p->links.at[at].next) {
        size_t count;
        const uint32_t *scope = factor_scope(p, p->links.at[at].factor, &count);
        for (size_t i = 0; i < count; i++)
            last = scope[i] > last ? scope[i] : last;
        work += count;
    }
    count_work(p, work);
    return last;
}

/* Of the product of the factors over v. */
static uint64_t
product_bits(const Planner *p, uint32_t v)
{
    uint64_t bits = 0;
    for (size_t at = p->spots.at[v].links; at != NONE; at = p->links.at[at].next)
        bits += factor_bits(p, p->links.at[at].factor);
    return bits;
}

static void
find_key(Planner *p, uint32_t v)
{
    if (p->places || p->rule == PLAN_IN_ORDER) {
        p->spots.at[v].key = (Key){p->places ? p->places[v] : last_place(p, v), v};
        return;
    }
    Key key = {0, walk_scopes(p, v)};
    if (p->rule == PLAN_SHORT_FIRST)
        key.fill = product_bits(p, v);
    else if (p->rule != PLAN_LEAST_WORK)
        key.fill = scope_fill(p);
    if (p->seed)
        add_noise(p, &key);
    p->spots.at[v].key = key;
    p->spots.at[v].stale = false;
}

/* The neighbours of v have changed: finds its key again, or marks it stale. */
static void
refresh_key(Planner *p, uint32_t v)
{
    PlanVariable *spot = &p->spots.at[v];
    if (spot->place == NONE || p->places || p->rule == PLAN_IN_ORDER)
        return;
    if (p->rule == PLAN_LEAST_WORK && spot->length > EAGER) {
        spot->stale = true;
        return;
    }
    find_key(p, v);
    heap_rise(p, spot->place);
    heap_sink(p, spot->place);
}

static void
start_variables(Planner *p)
{
    const Shape *s = p->shape;
    array_add_zeroed(&p->spots, s->sizes.count);
    array_add_zeroed(&p->waits, s->sizes.count);
    array_add_zeroed(&p->gone, s->factors.count);
    for (size_t v = 0; v < s->sizes.count; v++) {
        p->spots.at[v].links = p->spots.at[v].place = NONE;
        p->spots.at[v].log = (uint32_t)size_log(s->sizes.at[v]);
        p->waits.at[v] = s->roles.at[v] == ROLE_KEPT;
    }
    for (size_t f = 0; f < s->factors.count; f++) {
        const Scope *scope = &s->factors.at[f];
        for (size_t i = 0; i < scope->count; i++)
            link_add(p, s->scopes.at[scope->first + i], f);
    }
}

static void
start(Planner *p)
{
    start_variables(p);
    for (uint32_t v = 0; v < p->spots.count && p->work; v++) {
        if (p->waits.at[v])
            continue;
        find_key(p, v);
        array_push(&p->heap, v);
        heap_rise(p, p->heap.count - 1);
    }
    mpz_inits(p->entries, p->bytes, p->size, p->room, NULL);
    mpz_set_ui(p->bytes, p->shape->bytes);
}

/* The variable to be summed out next, taken from the heap; its scope is in p->scope. */
static uint32_t
take_next(Planner *p)
{
    uint32_t v = p->heap.at[0];
    while (p->spots.at[v].stale) {
        find_key(p, v);
        heap_sink(p, 0);
        v = p->heap.at[0];
    }
    heap_remove_first(p);
    walk_scopes(p, v);
    return v;
}

static void
scope_size(mpz_t to, const Shape *s, const uint32_t *scope, size_t count)
{
    mpz_set_ui(to, 1);
    for (size_t i = 0; i < count; i++)
        mpz_mul_ui(to, to, s->sizes.at[scope[i]]);
}

/* Remembers how many bytes and entries are alive, if these are the most bytes so far. */
static void
note_alive(Planner *p)
{
    if (mpz_cmp(p->bytes, p->plan->bytes) < 0)
        return;
    mpz_set(p->plan->bytes, p->bytes);
    mpz_set(p->plan->entries, p->entries);
}

/* Should v be left to the answer?  Its neighbours are in p->scope. */
static bool
must_wait(Planner *p, uint32_t v)
{
    uint64_t bits = shape_sum_bits(p->shape, v) + product_bits(p, v);
    for (size_t i = 1; i < p->scope.count; i++)
        if (!p->waits.at[p->scope.at[i]])
            return false;
    scope_size(p->size, p->shape, p->scope.at + 1, p->scope.count - 1);
    if (p->shape->roles.at[v] == ROLE_HIDDEN &&
        mpz_cmp_ui(p->size, (uint64_t)LATE_FACTOR * p->shape->sizes.at[v]) > 0)
        return true;
    mpz_mul_ui(p->room, p->size, entry_bytes(bits));
    mpz_add(p->room, p->room, p->bytes);
    return mpz_cmp_ui(p->room, p->limit) > 0 && p->scope.count > 1;
}

static int
compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int
compare_factors(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* The step consumes the factors over v. */
static void
consume(Planner *p, PlanStep *step, uint32_t v)
{
    step->first_factor = p->plan->consumed.count;
    step->result.bits = shape_sum_bits(p->shape, v);
    for (size_t at = p->spots.at[v].links; at != NONE; at = p->links.at[at].next) {
        size_t factor = p->links.at[at].factor;
        array_push(&p->plan->consumed, factor);
        step->result.bits += factor_bits(p, factor);
        p->gone.at[factor] = true;
    }
    step->factors = p->plan->consumed.count - step->first_factor;
    if (step->factors > 1)
        qsort(p->plan->consumed.at + step->first_factor, step->factors, sizeof(size_t),
              compare_factors);
}

/* Tables that earlier steps made are freed by the step that consumes them. */
static void
release(Planner *p, const PlanStep *step)
{
    for (size_t i = 0; i < step->factors; i++) {
        size_t factor = p->plan->consumed.at[step->first_factor + i], count;
        if (factor < p->shape->factors.count)
            continue;
        const uint32_t *scope = factor_scope(p, factor, &count);
        scope_size(p->size, p->shape, scope, count);
        mpz_sub(p->entries, p->entries, p->size);
        mpz_submul_ui(p->bytes, p->size, entry_bytes(factor_bits(p, factor)));
    }
}

/* UINT64_MAX is no limit: figures may be larger. */
static bool
is_over(const mpz_t figure, uint64_t most)
{
    return most != UINT64_MAX && mpz_cmp_ui(figure, most) > 0;
}

static void
count_step(Planner *p, const PlanStep *step)
{
    scope_size(p->size, p->shape, p->plan->scopes.at + step->result.first, step->result.count);
    if (mpz_cmp(p->size, p->plan->largest) > 0)
        mpz_set(p->plan->largest, p->size);
    mpz_add(p->entries, p->entries, p->size);
    mpz_addmul_ui(p->bytes, p->size, entry_bytes(step->result.bits));
    note_alive(p);
    mpz_mul_ui(p->size, p->size, p->shape->sizes.at[step->variable]);
    mpz_addmul_ui(p->plan->cost, p->size, step->factors ? step->factors : 1);
    mpz_addmul_ui(p->plan->effort, p->size, START_LIMBS + step->result.bits / 64);
    release(p, step);
    if (is_over(p->plan->cost, p->most_cost) || is_over(p->plan->entries, p->most_entries) ||
        (p->most_effort && mpz_cmp(p->plan->effort, p->most_effort) > 0))
        p->work = 0;
}

/* v is summed out; its scope is in p->scope. */
static void
sum_out(Planner *p, uint32_t v)
{
    Plan *plan = p->plan;
    PlanStep step = {.variable = v};
    consume(p, &step, v);
    step.result.first = plan->scopes.count;
    step.result.count = p->scope.count - 1;
    array_reserve(&plan->scopes, step.result.count);
    for (size_t i = 1; i < p->scope.count; i++)
        array_push(&plan->scopes, p->scope.at[i]);
    if (step.result.count > 1)
        qsort(plan->scopes.at + step.result.first, step.result.count, sizeof(uint32_t),
              compare_numbers);

    size_t factor = p->shape->factors.count + plan->steps.count;
    array_push(&plan->steps, step);
    array_push(&p->gone, false);
    for (size_t i = 0; i < step.result.count; i++)
        link_add(p, plan->scopes.at[step.result.first + i], factor);
    count_step(p, &step);
    for (size_t i = 0; i < step.result.count && p->work; i++)
        refresh_key(p, plan->scopes.at[step.result.first + i]);
}

static void
planner_clear(Planner *p)
{
    array_clear(&p->spots);
    array_clear(&p->links);
    array_clear(&p->gone);
    array_clear(&p->heap);
    array_clear(&p->scope);
    array_clear(&p->other);
    array_clear(&p->waits);
    mpz_clears(p->entries, p->bytes, p->size, p->room, NULL);
}

/* Makes the planner's plan, to the end or as far as it gets. */
static bool
make(Plan *to, Planner *p)
{
    Plan made;
    plan_init(&made);
    p->plan = &made;
    array_reserve(&made.scopes, 1); /* never NULL: views point into them */
    start(p);
    note_alive(p);
    while (p->heap.count && p->work) {
        uint32_t v = take_next(p);
        if (must_wait(p, v)) {
            p->waits.at[v] = true;
            array_push(&made.late, v);
        } else {
            sum_out(p, v);
        }
    }
    made.too_large = mpz_cmp_ui(made.bytes, p->limit) > 0;
    bool done = p->work > 0;
    planner_clear(p);
    Plan old = *to;
    *to = made;
    plan_clear(&old);
    return done;
}

bool
plan_make_by(Plan *to, const Shape *s, uint64_t limit, PlanRule rule, uint64_t work, Budget *b)
{
    Planner p = {.shape = s,
                 .rule = rule,
                 .limit = limit,
                 .work = work,
                 .most_cost = UINT64_MAX,
                 .most_entries = UINT64_MAX,
                 .budget = b};
    return make(to, &p);
}

bool
plan_make_as(Plan *to, const Shape *s, uint64_t limit, const uint32_t *places, Budget *b)
{
    Planner p = {.shape = s,
                 .places = places,
                 .limit = limit,
                 .work = UINT64_MAX,
                 .most_cost = UINT64_MAX,
                 .most_entries = UINT64_MAX,
                 .budget = b};
    return make(to, &p);
}

bool
plan_estimate(Plan *to, const Shape *s, uint64_t most_cost, uint64_t most_entries, Budget *b)
{
    Planner p = {.shape = s,
                 .rule = PLAN_LEAST_WORK,
                 .limit = UINT64_MAX,
                 .work = UINT64_MAX,
                 .most_cost = most_cost,
                 .most_entries = most_entries,
                 .budget = b};
    return make(to, &p);
}

/* Is a the better plan? */
static bool
is_better(const Plan *a, const Plan *b)
{
    if (a->too_large != b->too_large)
        return b->too_large;
    if (a->too_large)
        return mpz_cmp(a->bytes, b->bytes) < 0;
    return mpz_cmp(a->effort, b->effort) < 0;
}

/* Makes one more plan, and keeps it if it is better than *best.  The result is the work that it
 * took. */
static uint64_t
try_rule(Plan *best, const Shape *s, uint64_t limit, PlanRule rule, uint64_t seed, uint64_t work,
         bool *better, Budget *b)
{
    Plan other;
    plan_init(&other);
    Planner p = {.shape = s,
                 .rule = rule,
                 .limit = limit,
                 .work = work,
                 .most_cost = UINT64_MAX,
                 .most_entries = UINT64_MAX,
                 .most_effort = best->too_large ? NULL : best->effort,
                 .seed = seed,
                 .budget = b};
    *better = make(&other, &p) && is_better(&other, best);
    if (*better) {
        Plan old = *best;
        *best = other;
        other = old;
    }
    plan_clear(&other);
    return p.spent;
}

/* How much work may be spent in looking for a plan that is better than p: one part in so many of
 * its effort, or of what it is worth. */
static uint64_t
search_work(const Plan *p, uint64_t worth, uint64_t share)
{
    uint64_t effort = p->too_large ? UINT64_MAX : plan_figure(p->effort);
    uint64_t work = (effort < worth ? effort : worth) / share;
    return work < SEARCH_WORK ? work : SEARCH_WORK;
}

/* Is a plan that does not fit so little too large that more search may find one that fits? */
static bool
is_nearly_small(const Plan *p, uint64_t limit)
{
    return mpz_cmp_ui(p->bytes, limit) < 0 || limit > UINT64_MAX / NEARLY ||
           mpz_cmp_ui(p->bytes, limit * NEARLY) < 0;
}

/* Tries plans, from number `first` on.  On each rule's plan without noise one part in own_share of
 * the effort may be spent, on all plans with noise one part in noisy_share. */
static bool
search(Plan *to, const Shape *s, uint64_t limit, uint64_t worth, uint64_t first,
       uint64_t own_share, uint64_t noisy_share, Budget *b)
{
    static const PlanRule rules[] = {PLAN_LEAST_FILL, PLAN_LIGHT_FILL, PLAN_LEAST_WORK};
    uint64_t spent = 0, found = first, end = first + SEARCH_PLANS;
    for (uint64_t i = first; i < end && i <= found + PATIENCE && b->stop == STOP_NOT; i++) {
        bool cheap = !to->too_large && mpz_cmp_ui(to->effort, FILL_WORTH) <= 0, noisy = i >= 2;
        uint64_t most = search_work(to, worth, noisy ? noisy_share : own_share);
        if (cheap || spent >= most || s->sizes.count > FILL_VARIABLES ||
            (to->too_large && b->shared))
            break;
        if (to->too_large && !is_nearly_small(to, limit) && most > FILL_WORK)
            most = FILL_WORK;
        if (spent >= most)
            break;
        bool better;
        spent += try_rule(to, s, limit, rules[i % 3], noisy ? i : 0, most - spent, &better, b);
        found = better ? i : found;
    }
    return b->stop == STOP_NOT;
}

/* Tries the order of the diagram, where the plan so far is not cheap. */
static bool
sweep(Plan *to, const Shape *s, uint64_t limit, uint64_t worth, Budget *b)
{
    bool better;
    uint64_t most = search_work(to, worth, FIRST_SHARE);
    if (to->too_large && most > FILL_WORK)
        most = FILL_WORK;
    if (to->too_large || mpz_cmp_ui(to->effort, FILL_WORTH) > 0)
        try_rule(to, s, limit, PLAN_IN_ORDER, 0, most, &better, b);
    return b->stop == STOP_NOT;
}

bool
plan_search(Plan *p, const Shape *s, uint64_t limit, uint64_t worth, Budget *b)
{
    return sweep(p, s, limit, worth, b) &&
           search(p, s, limit, worth, 0, FIRST_SHARE, SEARCH_SHARE, b);
}

bool
plan_make(Plan *to, const Shape *s, uint64_t limit, Budget *b)
{
    return plan_make_by(to, s, limit, PLAN_LEAST_WORK, UINT64_MAX, b) &&
           plan_search(to, s, limit, UINT64_MAX, b);
}

bool
plan_improve(Plan *p, const Shape *s, uint64_t limit, Budget *b)
{
    return search(p, s, limit, UINT64_MAX, 2, MORE_SHARE, MORE_SHARE, b);
}

/* ---- where results lie ---- */

static void
lay_result(size_t *strides, const uint32_t *scope, size_t count, const size_t *ends,
           const uint32_t *sizes)
{
    size_t stride = 1;
    for (size_t done = 0; done < count; done++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < count; i++)
            if (strides[i] == 0 && (best == SIZE_MAX || ends[scope[i]] < ends[scope[best]]))
                best = i;
        strides[best] = stride;
        stride *= sizes[scope[best]];
    }
}

void
plan_lay(size_t *strides, const Plan *p, const uint32_t *sizes, size_t variables)
{
    size_t *ends = memory_new(variables + 1, sizeof *ends);
    for (size_t v = 0; v < variables; v++)
        ends[v] = p->steps.count + v;
    for (size_t i = 0; i < p->steps.count; i++)
        if (p->steps.at[i].variable != NO_VARIABLE)
            ends[p->steps.at[i].variable] = i;
    for (size_t i = 0; i < p->steps.count; i++) {
        const Scope *r = &p->steps.at[i].result;
        lay_result(strides + r->first, p->scopes.at + r->first, r->count, ends, sizes);
    }
    memory_free(ends);
}

/* ---- long numbers ---- */

/* How many times longer a product of two numbers of so many limbs takes than that of such a number
 * and one limb: as GMP does. */
static uint64_t
long_factor(uint64_t limbs)
{
    enum { SCHOOL = 16, MOST = 320 };
    uint64_t root = (uint64_t)4 << size_bits(limbs) / 2;
    return limbs <= SCHOOL ? limbs : root < MOST ? root : MOST;
}

/* What a plan takes with numbers that grow, in products of limbs. */
static void
long_work(mpz_t to, const Plan *p, const Shape *s)
{
    mpz_t size;
    mpz_init(size);
    mpz_set_ui(to, 0);
    for (size_t i = 0; i < p->steps.count; i++) {
        const PlanStep *step = &p->steps.at[i];
        uint64_t all = 0, longest = 0;
        for (size_t k = 0; k < step->factors; k++) {
            size_t factor = p->consumed.at[step->first_factor + k], first = s->factors.count;
            uint64_t bits = factor < first ? s->factors.at[factor].bits
                                           : p->steps.at[factor - first].result.bits;
            all += bits;
            longest = bits > longest ? bits : longest;
        }
        scope_size(size, s, p->scopes.at + step->result.first, step->result.count);
        mpz_mul_ui(size, size, s->sizes.at[step->variable]);
        mpz_addmul_ui(to, size,
                      (START_LIMBS + all / 64) * long_factor(1 + (all - longest) / 64));
    }
    mpz_clear(size);
}

bool
plan_balance(Plan *p, const Shape *s, uint64_t limit, Budget *b)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < p->steps.count; i++)
        bits = p->steps.at[i].result.bits > bits ? p->steps.at[i].result.bits : bits;
    if (bits < LONG_BITS || p->too_large)
        return true;
    Plan other;
    mpz_t now, then;
    plan_init(&other);
    mpz_inits(now, then, NULL);
    bool made = plan_make_by(&other, s, limit, PLAN_SHORT_FIRST,
                             search_work(p, UINT64_MAX, FIRST_SHARE), b);
    long_work(now, p, s);
    long_work(then, &other, s);
    if (made && !other.too_large && mpz_cmp(then, now) < 0) {
        Plan old = *p;
        *p = other;
        other = old;
    }
    mpz_clears(now, then, NULL);
    plan_clear(&other);
    return b->stop == STOP_NOT;
}
