/* double_run.c -- see double_run.h.  Sums are contractions (contraction.h) of tables with one
 * double for each entry. */
#include "contract/double_run.h"

#include "base/saturate.h"
#include "contract/contraction.h"
#include "contract/double_sums.h"

#include <float.h>
#include <math.h>

enum {
    READ_ROUNDS = 3,       /* of a number that is read: it is cut off after 53 bits */
    LEAST_EXPONENT = -960, /* of a product of entries that are not zero */
    BACK_WORK = 3          /* there and back is about so many times there */
};

/* Entries times 2^power; none is larger than one. */
typedef struct Doubles {
    double *at;
    size_t count;
    double least;    /* of those that are not zero */
    int64_t power;
    uint64_t rounds; /* that have gone into an entry, at most */
} Doubles;

typedef struct DoubleRun {
    const Network *network;
    const Plan *plan;
    ARRAY(Doubles) tables;  /* of the network */
    ARRAY(Doubles) results; /* of each step */
    ARRAY(Doubles) adjoints;
    ARRAY(size_t) strides;  /* of results and adjoints, beside plan->scopes */
    ARRAY(bool) consumed;   /* of each factor and result */
    Contraction scratch;
    ARRAY(Axes) axes; /* of the product in hand */
    ARRAY(Entries) entries;
    double single;   /* the product of its parts that are one number, */
    double least;    /* that of the other parts' least entries, */
    int64_t power;   /* times two to this, */
    uint64_t rounds; /* and how often what went into it was rounded */
    bool fits;
    Budget *budget;
} DoubleRun;

static void
doubles_clear(Doubles *d)
{
    memory_free(d->at);
    *d = (Doubles){0};
}

/* ---- reading and writing ---- */

/* The largest entry becomes one half at least, and less than one. */
static void
scale(Doubles *d)
{
    double most = 0, least = INFINITY;
    int exponent;
    for (size_t i = 0; i < d->count; i++) {
        double x = d->at[i];
        most = x > most ? x : most;
        least = x > 0 && x < least ? x : least;
    }
    d->least = 1;
    if (most == 0)
        return;
    (void)frexp(most, &exponent);
    d->least = ldexp(least, -exponent);
    d->power += exponent;
    double factor = ldexp(1, -exponent);
    for (size_t i = 0; i < d->count && exponent != 0; i++)
        d->at[i] *= factor;
}

/* Entry i of a table, times 2^-power. */
static double
read_long_entry(const Table *t, size_t i, int64_t power)
{
    mpz_t z;
    long exponent;
    Limbs entry = table_entry(t, i);
    if (entry.count == 0)
        return 0;
    double x = mpz_get_d_2exp(&exponent, mpz_roinit_n(z, entry.at, (mp_size_t)entry.count));
    return exponent - power < LEAST_EXPONENT - 53 ? ldexp(1, LEAST_EXPONENT - 53)
                                                  : ldexp(x, (int)(exponent - power));
}

static bool
read_table(DoubleRun *r, const Table *t)
{
    Doubles d = {.count = t->count, .rounds = t->bit ? 0 : READ_ROUNDS};
    d.power = t->bit ? 0 : (int64_t)t->width;
    d.at = memory_new(t->count, sizeof *d.at);
    double unit = ldexp(1, t->limbs == 1 ? -(int)d.power : 0);
    for (size_t i = 0; i < t->count; i++)
        d.at[i] = t->bit              ? t->bit[i]
                  : t->limbs == 1 ? (double)t->limb[i] * unit
                                  : read_long_entry(t, i, d.power);
    scale(&d);
    array_push(&r->tables, d);
    return budget_step(r->budget, 1 + t->count / 32);
}

/* The entries as whole numbers, times 2^-*power. */
static bool
write_table(Table *to, int64_t *power, const Doubles *d, Budget *b)
{
    int exponent;
    (void)frexp(d->least, &exponent);
    int shift = DBL_MANT_DIG - exponent;
    table_init_whole(to, d->count, (uint64_t)shift + 1);
    for (size_t i = 0; i < d->count; i++) {
        mp_limb_t mantissa = (mp_limb_t)ldexp(frexp(d->at[i], &exponent), DBL_MANT_DIG);
        if (mantissa == 0)
            continue;
        size_t bit = (size_t)(exponent + shift - DBL_MANT_DIG);
        mp_limb_t *at = to->limb + i * to->limbs + bit / LIMB_BITS;
        bit %= LIMB_BITS;
        at[0] = mantissa << bit;
        if (bit > LIMB_BITS - DBL_MANT_DIG)
            at[1] = mantissa >> (LIMB_BITS - bit);
    }
    *power = shift - d->power;
    return table_finish(to, b);
}

/* ---- a product ---- */

static void
product_begin(DoubleRun *r)
{
    r->axes.count = r->entries.count = 0;
    r->single = r->least = 1;
    r->power = 0;
    r->rounds = 0;
}

static void
add_part(DoubleRun *r, Axes axes, const double *at)
{
    array_push(&r->axes, axes);
    array_push(&r->entries, ((Entries){(const uint64_t *)(const void *)at, false}));
}

/* Single numbers are multiplied at once, as many of them may be very small. */
static void
product_add(DoubleRun *r, Axes axes, const Doubles *d, size_t offset)
{
    int exponent;
    r->power += d->power;
    r->rounds += d->rounds + 1;
    if (axes.count == 0) {
        double x = d->at[offset];
        r->fits = r->fits && (x == 0 || x >= ldexp(1, LEAST_EXPONENT));
        r->single = frexp(r->single * x, &exponent);
        r->power += exponent;
        return;
    }
    add_part(r, axes, d->at + offset);
    r->least = r->least < ldexp(1, LEAST_EXPONENT) ? 0 : r->least * d->least;
}

static Axes
result_axes(const DoubleRun *r, size_t step)
{
    const Scope *s = &r->plan->steps.at[step].result;
    return (Axes){r->plan->scopes.at + s->first, r->strides.at + s->first, s->count, false};
}

static void
product_add_result(DoubleRun *r, size_t step)
{
    product_add(r, result_axes(r, step), &r->results.at[step], 0);
}

static void
product_add_factor(DoubleRun *r, size_t factor)
{
    const Shape *s = &r->network->shape;
    if (factor >= s->factors.count) {
        product_add_result(r, factor - s->factors.count);
        return;
    }
    const Scope *scope = &s->factors.at[factor];
    const Factor *f = &r->network->factors.at[factor];
    Axes axes = {s->scopes.at + scope->first, r->network->strides.at + scope->first, scope->count,
                 false};
    product_add(r, axes, &r->tables.at[f->table], f->offset);
}

/* What a step consumes, except in the place `but`; where that is nothing its variable is summed all
 * the same. */
static void
product_of_step(DoubleRun *r, size_t step, size_t but)
{
    static const size_t still = 0;
    static const double one = 1;
    const PlanStep *s = &r->plan->steps.at[step];
    product_begin(r);
    for (size_t i = 0; i < s->factors; i++)
        if (i != but)
            product_add_factor(r, r->plan->consumed.at[s->first_factor + i]);
    if (s->factors == 0 && s->variable != NO_VARIABLE)
        add_part(r, (Axes){&s->variable, &still, 1, false}, &one);
}

static size_t
axes_size(const DoubleRun *r, const Axes *a)
{
    size_t size = 1;
    for (size_t i = 0; i < a->count; i++)
        size *= r->network->shape.sizes.at[a->scope[i]];
    return size;
}

/* The product in hand, summed over what the target does not have.  False: doubles do not serve, or
 * the budget said stop. */
static bool
product_sum(DoubleRun *r, Doubles *to, const Axes *target)
{
    static const Share all = {0, 1};
    const uint32_t *sizes = r->network->shape.sizes.at;
    if (r->axes.count == 0 || r->single != 1)
        add_part(r, (Axes){0}, &r->single);
    r->fits = r->fits && r->least >= ldexp(1, LEAST_EXPONENT);
    if (!r->fits)
        return false;
    Contraction *c = &r->scratch;
    to->count = axes_size(r, target);
    to->at = memory_new(to->count, sizeof *to->at);
    contraction_make(c, target, r->axes.at, r->axes.count, sizes);
    to->rounds = r->rounds + 1 + double_sums_rounds(c->terms) +
                 contraction_products(c) / to->count / c->terms;
    to->power = r->power;
    bool going = contraction_run(c, (uint64_t *)(void *)to->at, false, r->entries.at, all,
                                 kernel_doubles(), NULL, r->budget);
    scale(to);
    return going && r->fits;
}

/* ---- there ---- */

/* Of the result and, where there is a way back, its adjoint. */
static uint64_t
run_bytes(const DoubleRun *r, bool back)
{
    uint64_t bytes = r->network->shape.bytes;
    for (size_t i = 0; i < r->network->tables.count; i++)
        bytes = saturate_plus(bytes, r->network->tables.at[i].count * sizeof(double));
    for (size_t i = 0; i < r->plan->steps.count; i++) {
        Axes axes = result_axes(r, i);
        uint64_t entries = 1;
        for (size_t k = 0; k < axes.count; k++)
            entries = saturate_times(entries, r->network->shape.sizes.at[axes.scope[k]]);
        bytes = saturate_plus(bytes, saturate_times(entries, (back ? 2 : 1) * sizeof(double)));
    }
    return bytes;
}

/* Each operation rounds once, to the nearest. */
static bool
rounds_once(void)
{
    volatile double one = 1, little = DBL_EPSILON / 4;
    return FLT_EVAL_METHOD == 0 && DBL_MANT_DIG == 53 && one + little == one && one - little == one;
}

static void
run_start(DoubleRun *r, bool back, uint64_t limit)
{
    const Plan *p = r->plan;
    array_add_zeroed(&r->strides, p->scopes.count + 1);
    r->fits = rounds_once() && !r->network->impossible && run_bytes(r, back) <= limit;
    array_add_zeroed(&r->results, p->steps.count + 1);
    array_add_zeroed(&r->adjoints, p->steps.count + 1);
    array_add_zeroed(&r->consumed, r->network->shape.factors.count + p->steps.count + 1);
    for (size_t i = 0; i < p->consumed.count; i++)
        r->consumed.at[p->consumed.at[i]] = true;
    plan_lay(r->strides.at, p, r->network->shape.sizes.at, r->network->shape.sizes.count);
    r->budget->total = saturate_times(plan_figure(p->cost), back ? BACK_WORK : 1);
    r->budget->done = 0;
}

static void
run_end(DoubleRun *r)
{
    for (size_t i = 0; i < r->tables.count; i++)
        doubles_clear(&r->tables.at[i]);
    for (size_t i = 0; i < r->results.count; i++)
        doubles_clear(&r->results.at[i]);
    for (size_t i = 0; i < r->adjoints.count; i++)
        doubles_clear(&r->adjoints.at[i]);
    array_clear(&r->tables);
    array_clear(&r->results);
    array_clear(&r->adjoints);
    array_clear(&r->strides);
    array_clear(&r->consumed);
    array_clear(&r->axes);
    array_clear(&r->entries);
    contraction_clear(&r->scratch);
}

static void
release(DoubleRun *r, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor >= r->network->shape.factors.count)
            doubles_clear(&r->results.at[factor - r->network->shape.factors.count]);
    }
}

static bool
run_steps(DoubleRun *r, bool keep)
{
    bool going = r->fits;
    for (size_t i = 0; i < r->network->tables.count && going; i++)
        going = read_table(r, &r->network->tables.at[i]);
    for (size_t i = 0; i < r->plan->steps.count && going; i++) {
        Axes target = result_axes(r, i);
        product_of_step(r, i, SIZE_MAX);
        going = product_sum(r, &r->results.at[i], &target);
        if (!keep)
            release(r, i);
    }
    return going;
}

/* ---- what is left ---- */

void
double_rest_clear(DoubleRest *r)
{
    table_clear(&r->table);
    array_clear(&r->scope);
    array_clear(&r->strides);
}

/* Divides by all denominators, but for the power of two that d gets. */
static void
divide_out(const Network *n, Doubles *d)
{
    double product = 1;
    for (size_t i = 0; i < n->tables.count; i++) {
        const Table *t = &n->tables.at[i];
        long exponent;
        int shift;
        if (t->whole)
            continue;
        double x = mpz_get_d_2exp(&exponent, t->denominator);
        for (size_t k = 0; k < t->uses; k++) {
            product = frexp(product * x, &shift);
            d->power -= exponent + shift;
            d->rounds += READ_ROUNDS + 1;
        }
    }
    d->rounds += 2;
    for (size_t i = 0; i < d->count; i++)
        d->at[i] /= product;
}

/* The entries for all values of the kept variables; 0: more than fit. */
static size_t
find_scope(DoubleRest *to, const Network *n, uint64_t most)
{
    uint64_t entries = 1;
    for (uint32_t v = 0; v < n->shape.sizes.count; v++) {
        if (n->shape.roles.at[v] != ROLE_KEPT)
            continue;
        array_push(&to->scope, v);
        array_push(&to->strides, (size_t)entries);
        entries = saturate_times(entries, n->shape.sizes.at[v]);
    }
    return entries > most ? 0 : (size_t)entries;
}

/* The product of all that no step has consumed. */
static bool
find_rest(DoubleRun *r, DoubleRest *to)
{
    Doubles d = {0};
    Axes target = {to->scope.at, to->strides.at, to->scope.count, false};
    product_begin(r);
    for (size_t f = 0; f < r->network->shape.factors.count + r->plan->steps.count; f++)
        if (!r->consumed.at[f])
            product_add_factor(r, f);
    bool going = product_sum(r, &d, &target);
    if (going) {
        divide_out(r->network, &d);
        scale(&d);
        to->rounds = d.rounds;
        going = write_table(&to->table, &to->power, &d, r->budget);
    }
    doubles_clear(&d);
    return going;
}

bool
double_forward(DoubleRest *to, bool *fits, const Network *n, const Plan *p, uint64_t limit,
               Budget *b)
{
    enum { ENTRY_BYTES = 160, MOST_ENTRIES = 1 << 20 }; /* of what may be nearly all zeros */
    uint64_t most = limit / ENTRY_BYTES < MOST_ENTRIES ? limit / ENTRY_BYTES : MOST_ENTRIES;
    DoubleRun r = {.network = n, .plan = p, .budget = b};
    *to = (DoubleRest){.table = {.whole = true}};
    run_start(&r, false, limit);
    r.fits = r.fits && p->late.count == 0 && find_scope(to, n, most) > 0;
    if (run_steps(&r, false) && !find_rest(&r, to))
        table_clear(&to->table);
    *fits = r.fits && b->stop == STOP_NOT;
    run_end(&r);
    return b->stop == STOP_NOT;
}

/* ---- and back ---- */

/* Has anything else to do with the result of the step? */
static bool
is_root(const DoubleRun *r, size_t step)
{
    return !r->consumed.at[r->network->shape.factors.count + step];
}

static void
product_add_adjoint(DoubleRun *r, size_t step)
{
    if (!is_root(r, step))
        product_add(r, result_axes(r, step), &r->adjoints.at[step], 0);
}

/* The marginal of the step's variable, from the smallest table with an adjoint, else from all. */
static bool
find_marginal(DoubleRun *r, Table *to, uint64_t *rounds, size_t step, size_t smallest)
{
    static const size_t stride = 1;
    uint32_t variable = r->plan->steps.at[step].variable;
    Axes target = {&variable, &stride, 1, false};
    Doubles d = {0};
    int64_t power;
    if (smallest == SIZE_MAX) {
        product_of_step(r, step, SIZE_MAX);
        product_add_adjoint(r, step);
    } else {
        product_begin(r);
        product_add_result(r, smallest);
        product_add_adjoint(r, smallest);
    }
    bool going = product_sum(r, &d, &target) && write_table(to, &power, &d, r->budget);
    *rounds = d.rounds;
    doubles_clear(&d);
    return going;
}

static bool
step_back(DoubleRun *r, Table *to, uint64_t *rounds, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    size_t smallest = SIZE_MAX, first = r->network->shape.factors.count;
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        if (factor < first)
            continue;
        size_t made = factor - first;
        Axes target = result_axes(r, made);
        product_of_step(r, step, i);
        product_add_adjoint(r, step);
        if (!product_sum(r, &r->adjoints.at[made], &target))
            return false;
        if (smallest == SIZE_MAX || r->results.at[made].count < r->results.at[smallest].count)
            smallest = made;
    }
    if (s->variable != NO_VARIABLE &&
        !find_marginal(r, &to[s->variable], &rounds[s->variable], step, smallest))
        return false;
    doubles_clear(&r->adjoints.at[step]);
    return true;
}

/* Neither a factor over nothing nor a last result is zero. */
static bool
is_possible(const DoubleRun *r)
{
    const Network *n = r->network;
    bool possible = true;
    for (size_t i = 0; i < r->plan->steps.count; i++)
        possible = possible && (!is_root(r, i) || r->results.at[i].at[0] > 0);
    for (size_t f = 0; f < n->factors.count; f++) {
        const Factor *x = &n->factors.at[f];
        possible = possible && (r->consumed.at[f] || r->tables.at[x->table].at[x->offset] > 0);
    }
    return possible;
}

bool
double_reverse(Table *to, uint64_t *rounds, bool *possible, bool *fits, const Network *n,
               const Plan *p, uint64_t limit, Budget *b)
{
    DoubleRun r = {.network = n, .plan = p, .budget = b};
    run_start(&r, true, limit);
    bool going = run_steps(&r, true);
    *possible = going && is_possible(&r);
    for (size_t i = p->steps.count; i-- > 0 && *possible && going;)
        going = step_back(&r, to, rounds, i);
    *fits = r.fits && b->stop == STOP_NOT;
    run_end(&r);
    return b->stop == STOP_NOT;
}
