/* law_extension.c -- residues that are extended are those of the number, by each kernel; and what a
 * long chain leaves is the same modulo primes, where results are extended, split and shared among
 * threads, as with limbs. */
#include "contract/extension.h"
#include "contract/modular.h"
#include "contract/modular_reverse.h"
#include "evaluate/eliminate.h"
#include "network/join.h"
#include "tests/law/networks.h"
#include "tests/suite.h"

#include <check.h>

enum {
    NUMBERS = 40,
    RUNS = 200 /* more would take too long */
};

/* ---- numbers ---- */

/* Numbers below a quarter of a product of primes. */
typedef struct Known {
    Random r;
    PrimeList primes;
    size_t count, runs, known; /* of numbers in a run; runs; the primes that determine them */
    mpz_t product, numbers[NUMBERS];
} Known;

/* The least and the largest are among them, and some between. */
static void
random_below_quarter(Known *g, mpz_t to)
{
    mpz_t most;
    mpz_init(most);
    mpz_sub_ui(most, g->product, 1);
    mpz_fdiv_q_2exp(most, most, 2);
    uint32_t kind = random_below(&g->r, 5);
    random_number(&g->r, to, (uint32_t)(g->known * MODULUS_BITS));
    if (kind < 2)
        mpz_sub_ui(to, most, random_below(&g->r, 3));
    else if (kind == 2)
        mpz_set_ui(to, random_below(&g->r, 3));
    mpz_fdiv_r(to, to, most);
    if (kind == 0)
        mpz_set(to, most);
    mpz_clear(most);
}

static void
known_init(Known *g, int seed)
{
    *g = (Known){.r = random_start((uint64_t)seed)};
    g->known = 1 + random_below(&g->r, seed % 2 ? 20 : 120);
    g->runs = 1 + random_below(&g->r, 3);
    g->count = 1 + random_below(&g->r, NUMBERS / 3);
    size_t blocks = modular_plan_blocks(g->known) + 3;
    primes_find(&g->primes, blocks * LANES);
    mpz_init_set_ui(g->product, 1);
    for (size_t i = 0; i < g->known; i++)
        mpz_mul_ui(g->product, g->product, g->primes.at[i]);
    for (size_t i = 0; i < NUMBERS; i++) {
        mpz_init(g->numbers[i]);
        random_below_quarter(g, g->numbers[i]);
    }
}

static void
known_clear(Known *g)
{
    for (size_t i = 0; i < NUMBERS; i++)
        mpz_clear(g->numbers[i]);
    mpz_clear(g->product);
    array_clear(&g->primes);
}

/* 2^(RADIX_BITS count) modulo the block's primes. */
static void
radix_power(uint64_t *to, size_t count, const uint64_t *primes)
{
    mpz_t power;
    mpz_init_set_ui(power, 1);
    mpz_mul_2exp(power, power, RADIX_BITS * count);
    for (size_t i = 0; i < LANES; i++)
        to[i] = mpz_fdiv_ui(power, primes[i]);
    mpz_clear(power);
}

/* Keeps what is known of all numbers in this block. */
static void
keep_block(const Known *g, Extension *e, size_t first, const Kernel *kernel)
{
    Moduli m;
    Budget b = {0};
    void *room = memory_new((g->count + 3) * LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *weights = vector_aligned(room), *power = weights + LANES, *at = power + LANES;
    size_t here = g->known - first < LANES ? g->known - first : LANES;
    moduli_init(&m, g->primes.at + first);
    radix_power(power, g->known - here, m.prime);
    extension_weights(weights, power, g->primes.at, g->known, first, kernel, &m);
    radix_power(power, 1, m.prime); /* the product with them is divided by it */
    for (size_t i = 0; i < LANES; i++)
        weights[i] = times_modulo(weights[i], power[i], m.prime[i]);
    for (size_t run = 0; run < g->runs; run++) {
        for (size_t i = 0; i < g->count * LANES; i++)
            at[i] = mpz_fdiv_ui(g->numbers[run * g->count + i / LANES], m.prime[i % LANES]);
        ck_assert(extension_keep(e, run, at, first, weights, kernel, &m, &b));
    }
    memory_free(room);
    moduli_clear(&m);
}

/* Are those modulo a later block the numbers', if they are found in so many parts? */
static void
check_block(const Known *g, const Extension *e, size_t first, size_t parts, const Kernel *kernel)
{
    Moduli m;
    Budget b = {0};
    size_t vectors = g->known + 1 + g->count + 1;
    void *room = memory_new(vectors * LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *basis = vector_aligned(room), *to = basis + (g->known + 1) * LANES;
    uint64_t *power = to + g->count * LANES;
    moduli_init(&m, g->primes.at + first);
    extension_basis(basis, g->primes.at, g->known, kernel, &m);
    radix_power(power, g->known + 1, m.prime);
    for (size_t run = 0; run < g->runs; run++) {
        for (size_t part = 0; part < parts; part++)
            ck_assert(extension_run(to, e, run, basis, (Share){part, parts}, kernel, &m, &b));
        for (size_t i = 0; i < g->count * LANES; i++) {
            uint64_t p = m.prime[i % LANES], got = times_modulo(to[i], power[i % LANES], p);
            ck_assert_uint_lt(to[i], p);
            ck_assert(got == mpz_fdiv_ui(g->numbers[run * g->count + i / LANES], p));
        }
    }
    memory_free(room);
    moduli_clear(&m);
}

START_TEST(residues_are_the_numbers)
{
    const Kernel *const kernels[] = {kernel_plain(), kernel_ifma(), kernel_avx2(), kernel_neon()};
    Known g;
    known_init(&g, _i);
    size_t blocks = modular_plan_blocks(g.known);
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        Extension e;
        if (!kernels[k])
            continue;
        extension_init(&e, g.count, g.known, g.runs);
        for (size_t i = 0; i < blocks; i++)
            keep_block(&g, &e, (blocks - 1 - i) * LANES, kernels[k]);
        Budget b = {0};
        ck_assert(extension_end(&e, &b));
        for (size_t i = blocks; i < blocks + 3; i++)
            check_block(&g, &e, i * LANES, 1 + random_below(&g.r, 4), kernels[k]);
        extension_clear(&e);
    }
    known_clear(&g);
}
END_TEST

/* ---- chains ---- */

/* Each variable with those before it, and now and then with one alone. */
static void
random_chain(Random *r, Network *n, uint32_t steps)
{
    uint32_t first = (uint32_t)n->shape.sizes.count, end = first + steps;
    uint32_t reach = 1 + random_below(r, 2);
    for (uint32_t v = first; v < end; v++) {
        random_variables(r, n, 1);
        n->shape.sizes.at[v] = 5 + random_below(r, reach == 1 ? 12 : 4);
        n->heads.at[v].size = n->shape.sizes.at[v];
    }
    for (uint32_t v = first + 1; v < end; v++) {
        uint32_t from = v > first + reach ? v - reach : first;
        uint32_t far = random_below(r, 6) ? from : first + (from - first) / 2;
        random_factor(r, n, 1u << v | 1u << (v - 1) | 1u << far, 0, random_below(r, 2) * 8, true);
        if (random_below(r, 3) == 0)
            random_factor(r, n, 1u << v, 0, 0, true);
    }
}

/* One chain, or two that have nothing to do with each other. */
static void
random_chains(Random *r, Network *n)
{
    uint32_t all = 12 + random_below(r, 14), some = random_below(r, 3) ? all : all / 2;
    random_chain(r, n, some);
    if (some < all)
        random_chain(r, n, all - some);
    n->shape.roles.at[all - 1] = n->shape.roles.at[random_below(r, all)] = ROLE_KEPT;
}

/* The result of a run: the product of what is left at each assignment of what is kept. */
typedef ARRAY(__mpz_struct) NumberList;

static void
list_left(NumberList *to, const Run *r)
{
    const Shape *s = &r->network->shape;
    uint32_t *value = memory_new(s->sizes.count, sizeof *value);
    size_t v;
    do {
        mpz_t number;
        mpz_init(number);
        left_at(r, value, number);
        array_push(to, *number);
        for (v = 0; v < s->sizes.count; v++) {
            if (s->roles.at[v] == ROLE_KEPT && ++value[v] < s->sizes.at[v])
                break;
            value[v] = 0;
        }
    } while (v < s->sizes.count);
    memory_free(value);
}

static void
list_clear(NumberList *l)
{
    for (size_t i = 0; i < l->count; i++)
        mpz_clear(&l->at[i]);
    array_clear(l);
}

static void
run_chain(NumberList *to, const Network *n, const Plan *p, RunWay way, Budget b)
{
    Run r;
    run_init(&r, n, p);
    r.way = way;
    ck_assert(eliminate_run(&r, &b));
    list_left(to, &r);
    run_clear(&r);
}

static void
check_chain(const NumberList *want, const Network *n, const Plan *p, RunWay way, Budget b)
{
    NumberList got = {0};
    run_chain(&got, n, p, way, b);
    ck_assert_uint_eq(got.count, want->count);
    for (size_t i = 0; i < got.count; i++)
        ck_assert_int_eq(mpz_cmp(&got.at[i], &want->at[i]), 0);
    list_clear(&got);
}

/* How a chain is carried out: how many of its results are extended, of those that are not split
 * and of those that are; in how many bytes; and for how many values of the split variables. */
typedef struct Way {
    size_t extended[2];
    uint64_t bytes, runs;
    bool apart; /* they are of several roots */
} Way;

static Way
find_way(const Network *n, const Plan *p, bool back, uint64_t limit)
{
    Modular m;
    Way way = {.runs = 1};
    Budget b = {0};
    bool fits;
    ck_assert(modular_init(&m, n, p, back, limit, &fits, &b));
    for (size_t i = 0; i < p->steps.count && fits; i++)
        way.extended[m.plan.split_step.at[i]] += m.plan.extended.at[i] > 0;
    for (size_t i = 0; i < m.plan.splits.count; i++) {
        way.runs *= m.plan.splits.at[i].size;
        way.apart |= m.plan.splits.at[i].root != m.plan.splits.at[0].root;
    }
    way.bytes = m.plan.bytes;
    modular_clear(&m);
    return way;
}

/* The weights of all variables, there and back. */
static Table *
run_back(const Network *n, const Plan *p, uint64_t limit, Budget b)
{
    bool possible, fits;
    Table *all = memory_new(n->shape.sizes.count, sizeof *all);
    ck_assert(modular_reverse_run(all, &possible, &fits, n, p, limit, &b));
    ck_assert(fits && possible);
    return all;
}

static void
clear_tables(Table *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        table_clear(&all[i]);
    memory_free(all);
}

/* Those of one variable are in proportion to what limbs give. */
static void
check_proportion(Network *n, size_t variable, const Table *weights)
{
    Plan p;
    NumberList want = {0};
    Budget alone = {0};
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    plan_init(&p);
    n->shape.roles.at[variable] = ROLE_KEPT;
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &alone));
    plan_join(&p, &n->shape, UINT64_MAX, false);
    run_chain(&want, n, &p, WAY_LIMBS, alone);
    for (size_t i = 1; i < want.count; i++) {
        table_read(a, weights, i);
        mpz_mul(a, a, &want.at[0]);
        table_read(b, weights, 0);
        mpz_mul(b, b, &want.at[i]);
        ck_assert_int_eq(mpz_cmp(a, b), 0);
    }
    mpz_clears(a, b, NULL);
    list_clear(&want);
    plan_clear(&p);
}

/* They are the same in less memory, alone and in a team. */
static void
check_back(Network *n, Random *r, Budget team)
{
    Plan p;
    Budget alone = {0};
    size_t variables = n->shape.sizes.count;
    for (size_t v = 0; v < variables; v++)
        n->shape.roles.at[v] = ROLE_SUMMED;
    plan_init(&p);
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &alone));
    plan_join(&p, &n->shape, UINT64_MAX, true);
    uint64_t all = find_way(n, &p, true, UINT64_MAX).bytes;
    uint64_t some = all / 100 * (30 + random_below(r, 60));
    Table *much = run_back(n, &p, UINT64_MAX, alone);
    for (int k = 0; k < 2 && find_way(n, &p, true, some).runs <= RUNS; k++) {
        Table *little = run_back(n, &p, some, k ? team : alone);
        for (size_t v = 0; v < variables; v++)
            ck_assert(much[v].count == little[v].count && much[v].limbs == little[v].limbs &&
                      memcmp(much[v].limb, little[v].limb,
                             much[v].count * much[v].limbs * sizeof *much[v].limb) == 0);
        clear_tables(little, variables);
    }
    size_t one = random_below(r, (uint32_t)variables);
    check_proportion(n, one, &much[one]);
    clear_tables(much, variables);
    plan_clear(&p);
}

/* How often it was as it has to be now and then. */
typedef struct Seen {
    size_t extended[2], apart;
} Seen;

/* Alone and in a team; and with less memory, so that variables are split, where these are few. */
static void
check_chains(int seed, Seen *seen)
{
    Random r = random_start((uint64_t)seed);
    Network n = {0};
    Plan p;
    Budget alone = {0}, team = {.threads = 2 + random_below(&r, 4), .grain = 1};
    NumberList want = {0};
    random_chains(&r, &n);
    plan_init(&p);
    ck_assert(plan_make(&p, &n.shape, UINT64_MAX, &alone));
    plan_join(&p, &n.shape, UINT64_MAX, false);
    Way much = find_way(&n, &p, false, UINT64_MAX);
    Way little = find_way(&n, &p, false, much.bytes / 100 * (30 + random_below(&r, 60)));
    run_chain(&want, &n, &p, WAY_LIMBS, alone);
    check_chain(&want, &n, &p, WAY_MODULAR, alone);
    check_chain(&want, &n, &p, WAY_MODULAR, team);
    check_chain(&want, &n, &p, WAY_BEST, team);
    alone.bytes = team.bytes = little.bytes;
    for (int k = 0; k < 2; k++)
        seen->extended[k] += much.extended[k] + (little.runs <= RUNS ? little.extended[k] : 0);
    if (little.runs <= RUNS) {
        check_chain(&want, &n, &p, WAY_MODULAR, alone);
        check_chain(&want, &n, &p, WAY_MODULAR, team);
        seen->apart += little.apart;
    }
    check_back(&n, &r, (Budget){.threads = team.threads, .grain = 1});
    list_clear(&want);
    plan_clear(&p);
    network_clear(&n);
}

START_TEST(chains_leave_the_same)
{
    enum { CHAINS = 50 };
    Seen seen = {0};
    for (int i = 0; i < CHAINS; i++)
        check_chains(_i * CHAINS + i, &seen);
    ck_assert_uint_ge(seen.extended[0], 60);
    ck_assert_uint_ge(seen.extended[1], 1);
    ck_assert_uint_ge(seen.apart, 1);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("extension laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, residues_are_the_numbers, 0, 60);
    tcase_add_loop_test(c, chains_leave_the_same, 0, 5);
    suite_add_tcase(s, c);
    return s;
}
