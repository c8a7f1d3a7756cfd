/* law_elimination.c -- limbs are the numbers GMP has, and the marginals of a random network,
 * reduced, joined, carried out and back, with variables split where memory is short, are the sums
 * over all of its assignments. */
#include "base/random.h"
#include "contract/cutset.h"
#include "contract/double_run.h"
#include "network/join.h"
#include "network/limb.h"
#include "network/reduce.h"
#include "contract/modular_reverse.h"
#include "evaluate/eliminate.h"
#include "num/share.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 200, VALUES = 4 };

/* ---- limbs ---- */

/* So many random bits, in runs of ones and zeros, so that carries go far. */
static void
random_number(Random *r, mpz_t to, uint32_t bits)
{
    mpz_set_ui(to, 0);
    for (uint32_t at = 0; at < bits;) {
        uint32_t run = 1 + random_below(r, 70);
        mpz_mul_2exp(to, to, run);
        if (random_below(r, 2)) {
            mpz_t ones;
            mpz_init_set_ui(ones, 1);
            mpz_mul_2exp(ones, ones, run);
            mpz_sub_ui(ones, ones, 1);
            mpz_add(to, to, ones);
            mpz_clear(ones);
        }
        at += run;
    }
    mpz_add_ui(to, to, 1);
}

static Limbs
limbs_of(const mpz_t n)
{
    return (Limbs){mpz_limbs_read(n), mpz_size(n)};
}

START_TEST(limbs_are_numbers)
{
    Random r = random_start((uint64_t)_i);
    mpz_t a, b, sum, product, got;
    LimbList room = {0};
    mpz_inits(a, b, sum, product, got, NULL);
    random_number(&r, a, 1 + random_below(&r, 2500));
    random_number(&r, b, 1 + random_below(&r, _i % 2 ? 2500 : 60));
    random_number(&r, sum, 1 + random_below(&r, 5000));
    mpz_mul(product, a, b);
    limbs_read(got, limbs_product(&room, limbs_of(a), limbs_of(b)));
    ck_assert_int_eq(mpz_cmp(got, product), 0);
    ck_assert_uint_eq(limbs_bits(mpz_limbs_read(a), mpz_size(a)), mpz_sizeinbase(a, 2));

    size_t count = 2 + (mpz_size(sum) > mpz_size(product) ? mpz_size(sum) : mpz_size(product));
    mp_limb_t *to = memory_new(count, sizeof *to);
    memcpy(to, mpz_limbs_read(sum), mpz_size(sum) * sizeof *to);
    mpz_add(sum, sum, product);
    limbs_add_product(to, count, limbs_of(a), limbs_of(b));
    limbs_read(got, (Limbs){to, limbs_length(to, count)});
    ck_assert_int_eq(mpz_cmp(got, sum), 0);
    mpz_add(sum, sum, a);
    limbs_add_product(to, count, (Limbs){NULL, 0}, limbs_of(a));
    limbs_read(got, (Limbs){to, limbs_length(to, count)});
    ck_assert_int_eq(mpz_cmp(got, sum), 0);
    memory_free(to);
    array_clear(&room);
    mpz_clears(a, b, sum, product, got, NULL);
}
END_TEST

/* A table gets wider as its entries do. */
START_TEST(tables_grow)
{
    Random r = random_start((uint64_t)_i);
    mpz_t denominator, scratch, sums[3];
    mpq_t q;
    Table t;
    mpz_inits(scratch, sums[0], sums[1], sums[2], NULL);
    mpz_init_set_ui(denominator, 1);
    mpq_init(q);
    table_init(&t, 3, denominator);
    for (int i = 0; i < 12; i++) {
        uint32_t at = random_below(&r, 3);
        mpz_set_ui(mpq_numref(q), 1);
        mpz_mul_2exp(mpq_numref(q), mpq_numref(q), 64 * random_below(&r, 4));
        mpz_sub_ui(mpq_numref(q), mpq_numref(q), random_below(&r, 2));
        mpz_add(sums[at], sums[at], mpq_numref(q));
        table_add(&t, at, q, scratch);
    }
    ck_assert(table_finish(&t, NULL));
    for (size_t i = 0; i < 3; i++) {
        table_read(scratch, &t, i);
        ck_assert_int_eq(mpz_cmp(scratch, sums[i]), 0);
        ck_assert(mpz_sgn(sums[i]) == 0 || mpz_sizeinbase(sums[i], 2) <= t.width);
        mpz_clear(sums[i]);
    }
    table_clear(&t);
    mpq_clear(q);
    mpz_clears(denominator, scratch, NULL);
}
END_TEST

/* Shares are what reducing each fraction gives. */
START_TEST(shares_are_reduced)
{
    enum { MOST = 9 };
    Random r = random_start((uint64_t)_i);
    size_t count = 1 + random_below(&r, MOST);
    mpz_t weights[MOST], sum, factor;
    mpq_t shares[MOST], want[MOST];
    mpz_inits(sum, factor, NULL);
    random_number(&r, factor, 1 + random_below(&r, _i % 2 ? 300 : 3));
    for (size_t i = 0; i < count; i++) {
        mpz_init(weights[i]);
        mpq_inits(shares[i], want[i], NULL);
        if (i == 0 || random_below(&r, 4))
            random_number(&r, weights[i], 1 + random_below(&r, 500));
        mpz_mul_ui(weights[i], weights[i], 1 + random_below(&r, 12));
        mpz_mul(weights[i], weights[i], factor);
        mpz_add(sum, sum, weights[i]);
    }
    for (size_t i = 0; i < count; i++) {
        mpz_set(mpq_numref(want[i]), weights[i]);
        mpz_set(mpq_denref(want[i]), sum);
        mpq_canonicalize(want[i]);
    }
    shares_find(shares, weights, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert(mpq_equal(shares[i], want[i]));
        mpz_clear(weights[i]);
        mpq_clears(shares[i], want[i], NULL);
    }
    mpz_clears(sum, factor, NULL);
}
END_TEST

/* ---- networks ---- */

/* All is written: one factor reads it; what it was written with goes. */
static void
finish_table(Table *t, mpz_t denominator, mpz_t scratch, mpq_t q)
{
    ck_assert(table_finish(t, NULL));
    t->zeros = table_has_zero(t);
    t->uses = 1;
    mpz_clears(denominator, scratch, NULL);
    mpq_clear(q);
}

/* zeros: so many in a hundred entries.  alike: all others have the same length, which random tables
 * may have anyhow. */
static void
random_table(Random *r, Table *t, size_t count, uint32_t zeros, bool alike)
{
    mpz_t denominator, scratch;
    mpq_t q;
    mpz_inits(denominator, scratch, NULL);
    mpq_init(q);
    mpz_set_ui(denominator, 1);
    table_init(t, count, denominator);
    alike = random_below(r, 3) > 0 || alike; /* then sums are as long as they can be */
    for (size_t i = 0; i < count; i++) {
        if (!alike || i == 0)
            random_number(r, mpq_numref(q), 1 + random_below(r, random_below(r, 4) ? 20 : 200));
        else if (i == 1) /* and no number divides all of them */
            mpz_add_ui(mpq_numref(q), mpq_numref(q), 1);
        if (random_below(r, 100) >= zeros)
            table_add(t, i, q, scratch);
    }
    finish_table(t, denominator, scratch, q);
}

/* Over these variables and some of those, both as bits. */
static void
random_factor(Random *r, Network *n, uint32_t these, uint32_t some, uint32_t zeros, bool alike)
{
    Shape *s = &n->shape;
    Scope scope = {.first = s->scopes.count};
    Factor factor = {.table = n->tables.count};
    size_t count = 1;
    for (uint32_t v = 0; v < s->sizes.count; v++) {
        if (!(these >> v & 1) && (!(some >> v & 1) || random_below(r, 100) >= 40))
            continue;
        array_push(&s->scopes, v);
        array_push(&n->strides, count);
        count *= s->sizes.at[v];
        scope.count++;
    }
    Table t;
    random_table(r, &t, count, zeros, alike);
    scope.bits = t.width;
    array_push(&n->tables, t);
    array_push(&n->factors, factor);
    array_push(&s->factors, scope);
}

static void
random_variables(Random *r, Network *n, uint32_t variables)
{
    array_reserve(&n->shape.scopes, 1);
    array_reserve(&n->strides, 1);
    for (uint32_t v = 0; v < variables; v++) {
        uint32_t size = 2 + random_below(r, VALUES - 1);
        array_push(&n->shape.sizes, size);
        array_push(&n->shape.roles, ROLE_SUMMED);
        array_push(&n->shape.sources, NO_FACTOR);
        array_push(&n->wires, v);
        array_push(&n->heads, ((Place){.at = v, .size = size}));
    }
}

/* No variable is an output of a box; few factors, or many that all have the first variable. */
static void
random_network(Random *r, Network *n)
{
    uint32_t variables = 1 + random_below(r, 6), zeros = random_below(r, 3) * 12;
    uint32_t factors = random_below(r, 3) ? 1 + random_below(r, 8) : 30 + random_below(r, 30);
    random_variables(r, n, variables);
    for (uint32_t f = 0; f < factors; f++)
        random_factor(r, n, factors >= 30, UINT32_MAX, factors < 30 ? zeros : zeros / 12, false);
}

/* Each variable is an output of a box of one or two that reads some before it; the numbers of a box
 * are alike, so that its rows sum to as much as they can.  And some factors more. */
static void
random_boxes(Random *r, Network *n)
{
    Shape *s = &n->shape;
    uint32_t variables = 2 + random_below(r, 5), zeros = random_below(r, 3) ? 0 : 12;
    random_variables(r, n, variables);
    for (uint32_t v = 0; v < variables;) {
        uint32_t outputs = v + 1 < variables ? 1 + random_below(r, 2) : 1, before = (1u << v) - 1;
        random_factor(r, n, ((1u << outputs) - 1) << v, before, zeros, true);
        for (uint32_t end = v + outputs; v < end; v++) {
            s->sources.at[v] = n->factors.count - 1;
            s->factors.at[n->factors.count - 1].bits += size_bits(s->sizes.at[v]);
        }
    }
    for (uint32_t more = random_below(r, 3); more > 0; more--)
        random_factor(r, n, 0, UINT32_MAX, zeros, false);
}

/* Numbers below 2^bits; those that are `rows` apart sum to one number, the same for each row.  No
 * rows: nothing is known of sums. */
static void
even_table(Random *r, Table *t, size_t count, size_t rows, uint32_t bits)
{
    mpz_t denominator, scratch;
    mpq_t q;
    mpz_inits(denominator, scratch, NULL);
    mpq_init(q);
    mpz_set_ui(denominator, 1);
    table_init(t, count, denominator);
    uint64_t most = UINT64_C(1) << bits, sum = 1 + random_next(r) % (most - 1);
    for (size_t i = 0; i < count; i++) {
        uint64_t left = rows ? sum : 1 + random_next(r) % (most - 1);
        for (size_t k = i % (rows ? rows : 1); rows && k < i; k += rows) {
            table_read(scratch, t, k);
            left -= mpz_get_ui(scratch);
        }
        bool last = !rows || i + rows >= count;
        mpq_set_ui(q, last ? left : random_next(r) % (left + 1), 1);
        table_add(t, i, q, scratch);
    }
    finish_table(t, denominator, scratch, q);
}

static void
even_factor(Random *r, Network *n, const uint32_t *scope, size_t count, bool source, uint32_t bits)
{
    Shape *s = &n->shape;
    size_t entries = 1, rows = 1;
    Table t;
    array_push(&s->factors, ((Scope){.first = s->scopes.count, .count = count}));
    array_push(&n->factors, ((Factor){.table = n->tables.count}));
    for (size_t i = 0; i < count; i++) {
        rows = entries;
        array_push(&s->scopes, scope[i]);
        array_push(&n->strides, entries);
        entries *= s->sizes.at[scope[i]];
    }
    even_table(r, &t, entries, source ? rows : 0, bits);
    s->factors.at[s->factors.count - 1].bits = t.width + (source ? 2 : 0);
    if (source)
        s->sources.at[scope[count - 1]] = n->factors.count - 1;
    array_push(&n->tables, t);
}

/* As a model without evidence but a few likelihoods has it: distributions, each of one variable
 * given one before, and variables that are uniform, without a factor; some are stars around a
 * uniform one.  The numbers of a likelihood may be about as long as narrow ones are. */
static void
random_distributions(Random *r, Network *n)
{
    uint32_t variables = 3 + random_below(r, 4);
    bool star = random_below(r, 2);
    random_variables(r, n, variables);
    for (uint32_t v = star; v < variables; v++) {
        uint32_t scope[] = {v && !star ? random_below(r, v) : 0, v};
        bool child = v && (star || random_below(r, 6));
        if (child || random_below(r, 2))
            even_factor(r, n, child ? scope : scope + 1, child ? 2 : 1, true,
                        2 + random_below(r, 20));
    }
    for (uint32_t more = star ? 1 : random_below(r, 3); more > 0; more--) {
        uint32_t at = star ? 0 : random_below(r, variables);
        even_factor(r, n, &at, 1, false, random_below(r, 4) ? 47 + random_below(r, 3) : 20);
    }
}

/* weights[v][x]: the sum over all assignments where variable v is x. */
static void
enumerate(const Network *n, mpz_t weights[][VALUES])
{
    const Shape *s = &n->shape;
    uint32_t value[8] = {0};
    mpz_t product, entry;
    mpz_inits(product, entry, NULL);
    size_t v;
    do {
        mpz_set_ui(product, 1);
        for (size_t f = 0; f < n->factors.count && mpz_sgn(product); f++) {
            const Scope *scope = &s->factors.at[f];
            size_t at = 0;
            for (size_t i = 0; i < scope->count; i++)
                at += n->strides.at[scope->first + i] * value[s->scopes.at[scope->first + i]];
            table_read(entry, &n->tables.at[n->factors.at[f].table], at);
            mpz_mul(product, product, entry);
        }
        for (v = 0; v < s->sizes.count; v++)
            mpz_add(weights[v][value[v]], weights[v][value[v]], product);
        for (v = 0; v < s->sizes.count && ++value[v] == s->sizes.at[v]; v++)
            value[v] = 0;
    } while (v < s->sizes.count);
    mpz_clears(product, entry, NULL);
}

/* Is what the network says of a head, up to a factor, what the weights say? */
static void
check_head(const Network *n, const Place *p, const Table *marginals, bool possible,
           mpz_t weights[VALUES])
{
    mpz_t got[VALUES], sum, other, x, y;
    mpz_inits(sum, other, x, y, NULL);
    for (uint32_t i = 0; i < VALUES; i++)
        mpz_init(got[i]);
    if (possible && p->fixed)
        mpz_set_ui(got[p->at], 1);
    for (size_t i = 0; possible && !p->fixed && i < marginals[p->at].count; i++)
        table_read(got[p->some ? n->labels.at[p->first + i] : i], &marginals[p->at], i);
    for (uint32_t i = 0; i < VALUES; i++) {
        mpz_add(sum, sum, got[i]);
        mpz_add(other, other, weights[i]);
    }
    ck_assert_int_eq(mpz_sgn(sum), mpz_sgn(other));
    for (uint32_t i = 0; i < VALUES; i++) {
        mpz_mul(x, got[i], other);
        mpz_mul(y, weights[i], sum);
        ck_assert_int_eq(mpz_cmp(x, y), 0);
        mpz_clear(got[i]);
    }
    mpz_clears(sum, other, x, y, NULL);
}

static void
check_network(Network *n, mpz_t weights[][VALUES], bool reduced, uint64_t limit, Budget b)
{
    Plan p;
    plan_init(&p);
    if (reduced)
        ck_assert(network_reduce(n, UINT64_MAX, &b));
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &b));
    plan_join(&p, &n->shape, UINT64_MAX, true);
    size_t variables = n->shape.sizes.count;
    Table *marginals = memory_new(variables + 1, sizeof *marginals);
    bool possible = false, fits;
    ck_assert(modular_reverse_run(marginals, &possible, &fits, n, &p, limit, &b));
    ck_assert(fits || limit < UINT64_MAX);
    if (fits && b.threads == 0)
        ck_assert_uint_le(b.done, b.total);
    for (size_t v = 0; v < n->heads.count && fits; v++)
        check_head(n, &n->heads.at[v], marginals, possible, weights[v]);
    for (size_t v = 0; v < variables; v++)
        if (marginals[v].limb)
            table_clear(&marginals[v]);
    memory_free(marginals);
    plan_clear(&p);
}

/* A network and its marginals, as they are by enumeration. */
typedef struct Sums {
    Random r;
    Network n;
    mpz_t weights[8][VALUES];
} Sums;

/* Networks of boxes come after the others, then those of distributions. */
static void
sums_init(Sums *x, int seed)
{
    *x = (Sums){.r = random_start((uint64_t)seed)};
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_init(x->weights[i / VALUES][i % VALUES]);
    if (seed < ROUNDS)
        random_network(&x->r, &x->n);
    else if (seed < 2 * ROUNDS)
        random_boxes(&x->r, &x->n);
    else
        random_distributions(&x->r, &x->n);
}

static void
sums_clear(Sums *x)
{
    network_clear(&x->n);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_clear(x->weights[i / VALUES][i % VALUES]);
}

/* Two to five threads, for work of any size. */
static Budget
random_team(Random *r, uint64_t bytes)
{
    return (Budget){.bytes = bytes, .threads = 2 + random_below(r, 4), .grain = 1};
}

START_TEST(marginals_are_sums_over_assignments)
{
    Sums x;
    sums_init(&x, _i);
    enumerate(&x.n, x.weights);
    Budget alone = {0}, team = random_team(&x.r, 0);
    check_network(&x.n, x.weights, false, UINT64_MAX, alone);
    check_network(&x.n, x.weights, false, UINT64_MAX, team);
    check_network(&x.n, x.weights, false, 4000 + random_below(&x.r, 20000), alone);
    check_network(&x.n, x.weights, true, UINT64_MAX, alone);
    check_network(&x.n, x.weights, true, 2000 + random_below(&x.r, 8000), team);
    sums_clear(&x);
}
END_TEST

/* What a run leaves at an assignment: the product of its tables and its scale. */
static void
left_at(const Run *r, const uint32_t *value, mpz_t to)
{
    mpz_t entry;
    mpz_init(entry);
    mpz_set(to, r->scale);
    for (size_t i = 0; i < r->left.count && mpz_sgn(to); i++) {
        const View *v = &r->left.at[i];
        size_t at = v->offset;
        for (size_t k = 0; k < v->count; k++)
            at += v->strides[k] * value[v->scope[k]];
        table_read(entry, v->table, at);
        mpz_mul(to, to, entry);
    }
    mpz_clear(entry);
}

/* Do the entries of what is left, summed over its other variables, weigh what they should? */
static void
check_left(const Run *r, mpz_t weights[][VALUES])
{
    const Shape *s = &r->network->shape;
    uint32_t value[8] = {0};
    mpz_t sums[8 * VALUES], product;
    size_t v;
    mpz_init(product);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_init(sums[i]);
    do {
        left_at(r, value, product);
        for (v = 0; v < s->sizes.count; v++)
            mpz_add(sums[v * VALUES + value[v]], sums[v * VALUES + value[v]], product);
        for (v = 0; v < s->sizes.count; v++) {
            if (s->roles.at[v] == ROLE_KEPT && ++value[v] < s->sizes.at[v])
                break;
            value[v] = 0;
        }
    } while (v < s->sizes.count);
    for (v = 0; v < s->sizes.count; v++)
        for (size_t x = 0; x < VALUES && s->roles.at[v] == ROLE_KEPT; x++)
            ck_assert_int_eq(mpz_cmp(sums[v * VALUES + x], weights[v][x]), 0);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_clear(sums[i]);
    mpz_clear(product);
}

static void
check_run(const Network *n, mpz_t weights[][VALUES], RunWay way, Budget b)
{
    Plan p;
    Run r;
    plan_init(&p);
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &b));
    plan_join(&p, &n->shape, UINT64_MAX, false);
    run_init(&r, n, &p);
    r.way = way;
    ck_assert(eliminate_run(&r, &b));
    check_left(&r, weights);
    run_clear(&r);
    plan_clear(&p);
}

START_TEST(runs_are_sums_over_assignments)
{
    Sums x;
    sums_init(&x, _i);
    for (size_t v = 0; v < x.n.shape.sizes.count; v++)
        x.n.shape.roles.at[v] = random_below(&x.r, 3) ? ROLE_SUMMED : ROLE_KEPT;
    enumerate(&x.n, x.weights);
    Budget alone = {0}, little = {.bytes = 2000 + random_below(&x.r, 20000)};
    check_run(&x.n, x.weights, WAY_BEST, alone);
    check_run(&x.n, x.weights, WAY_LIMBS, alone);
    check_run(&x.n, x.weights, WAY_MODULAR, random_team(&x.r, 0));
    check_run(&x.n, x.weights, WAY_MODULAR, random_team(&x.r, little.bytes));
    check_run(&x.n, x.weights, WAY_MODULAR, little);
    sums_clear(&x);
}
END_TEST

/* ---- in doubles ---- */

/* Is got / whole what want / all is, but for so many roundings? */
static void
check_rounded(mpz_srcptr got, mpz_srcptr whole, mpz_srcptr want, mpz_srcptr all, uint64_t rounds)
{
    mpz_t off, most;
    mpz_inits(off, most, NULL);
    mpz_mul(off, got, all);
    mpz_mul(most, want, whole);
    mpz_sub(off, off, most);
    mpz_abs(off, off);
    mpz_mul_ui(most, most, (unsigned long)rounds);
    mpz_mul_2exp(off, off, 52); /* 2^53 - rounds is more */
    ck_assert(mpz_cmp(off, most) <= 0);
    ck_assert_int_eq(mpz_sgn(got) == 0, mpz_sgn(want) == 0);
    mpz_clears(off, most, NULL);
}

/* What is left of a variable that is kept, times two to the rest's power. */
static void
check_rest(const DoubleRest *rest, const uint32_t *sizes, mpz_t weights[][VALUES])
{
    mpz_t sums[VALUES], entry, one, unit;
    mpz_inits(entry, NULL);
    mpz_init_set_ui(one, 1);
    mpz_init_set_ui(unit, 1);
    for (size_t i = 0; i < VALUES; i++)
        mpz_init(sums[i]);
    mpz_mul_2exp(one, one, (mp_bitcnt_t)(rest->power > 0 ? rest->power : 0));
    mpz_mul_2exp(unit, unit, (mp_bitcnt_t)(rest->power < 0 ? -rest->power : 0));
    for (size_t k = 0; k < rest->scope.count; k++) {
        for (size_t i = 0; i < VALUES; i++)
            mpz_set_ui(sums[i], 0);
        for (size_t i = 0; i < rest->table.count; i++) {
            size_t x = i / rest->strides.at[k] % sizes[rest->scope.at[k]];
            table_read(entry, &rest->table, i);
            mpz_addmul(sums[x], unit, entry);
        }
        for (size_t x = 0; x < VALUES; x++) {
            mpz_set_ui(entry, 1);
            check_rounded(sums[x], one, weights[rest->scope.at[k]][x], entry, rest->rounds);
        }
    }
    for (size_t i = 0; i < VALUES; i++)
        mpz_clear(sums[i]);
    mpz_clears(entry, one, unit, NULL);
}

START_TEST(doubles_are_near_sums_over_assignments)
{
    Sums x;
    Plan p;
    Budget b = {0};
    DoubleRest rest;
    bool fits;
    sums_init(&x, _i);
    for (size_t v = 0; v < x.n.shape.sizes.count; v++)
        x.n.shape.roles.at[v] = random_below(&x.r, 3) ? ROLE_SUMMED : ROLE_KEPT;
    enumerate(&x.n, x.weights);
    plan_init(&p);
    ck_assert(plan_make(&p, &x.n.shape, UINT64_MAX, &b));
    plan_join(&p, &x.n.shape, UINT64_MAX, false);
    ck_assert(double_forward(&rest, &fits, &x.n, &p, UINT64_MAX, &b));
    if (fits) /* each factor and denominator is read, in three roundings, and multiplied */
        ck_assert_uint_ge(rest.rounds, 8 * x.n.factors.count);
    if (fits)
        check_rest(&rest, x.n.shape.sizes.at, x.weights);
    double_rest_clear(&rest);
    ck_assert(double_forward(&rest, &fits, &x.n, &p, 1, &b));
    ck_assert(!fits);
    double_rest_clear(&rest);
    plan_clear(&p);
    sums_clear(&x);
}
END_TEST

/* A sum of so many products of two numbers: each is read, in three roundings; they are multiplied,
 * in one; and added up in blocks of 64, of which there are as many sums. */
START_TEST(roundings_are_counted)
{
    Random r = random_start((uint64_t)_i);
    Network n = {0};
    Plan p;
    Budget b = {0};
    DoubleRest rest;
    bool fits;
    uint64_t terms = 1 + random_below(&r, 1000), block = terms < 64 ? terms : 64;
    random_variables(&r, &n, 1);
    n.shape.sizes.at[0] = (uint32_t)terms;
    random_factor(&r, &n, 1, 1, 0, true);
    random_factor(&r, &n, 1, 1, 0, true);
    plan_init(&p);
    ck_assert(plan_make(&p, &n.shape, UINT64_MAX, &b));
    ck_assert(double_forward(&rest, &fits, &n, &p, UINT64_MAX, &b));
    ck_assert(fits);
    ck_assert_uint_ge(rest.rounds, 2 * 3 + 1 + block + (terms + 63) / 64);
    ck_assert_uint_le(rest.rounds, 2 * 3 + 1 + block + (terms + 63) / 64 + 20);
    double_rest_clear(&rest);
    plan_clear(&p);
    network_clear(&n);
}
END_TEST

static void
check_rounded_head(const Table *got, mpz_t weights[VALUES], uint64_t rounds)
{
    mpz_t sum, other, entry;
    mpz_inits(sum, other, entry, NULL);
    for (size_t i = 0; i < got->count; i++) {
        table_read(entry, got, i);
        mpz_add(sum, sum, entry);
        mpz_add(other, other, weights[i]);
    }
    for (size_t i = 0; i < got->count; i++) {
        table_read(entry, got, i);
        check_rounded(entry, sum, weights[i], other, 2 * rounds);
    }
    mpz_clears(sum, other, entry, NULL);
}

/* Does what doubles say of all marginals hold? */
static bool
check_back_in_doubles(int seed)
{
    Sums x;
    Plan p;
    Budget b = {0};
    Table marginals[8] = {0};
    bool possible = false, fits;
    uint64_t rounds[8] = {0};
    sums_init(&x, seed);
    enumerate(&x.n, x.weights);
    plan_init(&p);
    ck_assert(plan_make(&p, &x.n.shape, UINT64_MAX, &b));
    plan_join(&p, &x.n.shape, UINT64_MAX, true);
    ck_assert(double_reverse(marginals, rounds, &possible, &fits, &x.n, &p, UINT64_MAX, &b));
    mpz_t all;
    mpz_init(all);
    for (size_t i = 0; i < VALUES; i++)
        mpz_add(all, all, x.weights[0][i]);
    if (fits)
        ck_assert_int_eq(possible, mpz_sgn(all) > 0);
    for (size_t v = 0; v < x.n.shape.sizes.count; v++) {
        if (fits && possible)
            check_rounded_head(&marginals[v], x.weights[v], rounds[v]);
        if (marginals[v].limb)
            table_clear(&marginals[v]);
    }
    mpz_clear(all);
    plan_clear(&p);
    sums_clear(&x);
    return fits && possible;
}

START_TEST(marginals_in_doubles_are_near_sums_over_assignments)
{
    unsigned served = 0;
    for (int seed = 0; seed < 3 * ROUNDS; seed++)
        served += check_back_in_doubles(seed);
    ck_assert_uint_gt(served, 2 * ROUNDS);
}
END_TEST

/* A share of memory holds all tables at once, or is too small: nothing is split to fit in. */
START_TEST(shares_are_not_split)
{
    Sums x;
    Plan p;
    ModularPlan m;
    Budget b = {0};
    sums_init(&x, _i);
    plan_init(&p);
    ck_assert(plan_make(&p, &x.n.shape, UINT64_MAX, &b));
    ck_assert(modular_plan_init(&m, &x.n, &p, _i % 2, &b));
    ck_assert(cutset_choose(&m, UINT64_MAX, &b));
    ck_assert_uint_eq(m.splits.count, 0);
    uint64_t bytes = m.bytes;
    for (uint64_t less = 0; less < 2 && bytes > 1; less++) {
        b = (Budget){.bytes = bytes - less, .shared = true};
        ck_assert(cutset_choose(&m, b.bytes, &b) == !less);
        ck_assert(b.stop == (less ? STOP_MEMORY : STOP_NOT));
        ck_assert_uint_eq(m.splits.count, 0);
    }
    modular_plan_clear(&m);
    plan_clear(&p);
    sums_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("elimination laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, limbs_are_numbers, 0, ROUNDS);
    tcase_add_loop_test(c, tables_grow, 0, ROUNDS);
    tcase_add_loop_test(c, shares_are_reduced, 0, ROUNDS);
    tcase_add_loop_test(c, marginals_are_sums_over_assignments, 0, 4 * ROUNDS);
    tcase_add_loop_test(c, runs_are_sums_over_assignments, 0, 3 * ROUNDS);
    tcase_add_loop_test(c, doubles_are_near_sums_over_assignments, 0, 3 * ROUNDS);
    tcase_add_loop_test(c, roundings_are_counted, 0, 10);
    tcase_add_test(c, marginals_in_doubles_are_near_sums_over_assignments);
    tcase_add_loop_test(c, shares_are_not_split, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
