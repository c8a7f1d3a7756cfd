/* law_doubles.c -- what doubles say of a random network is within its bound of the sums over all
 * assignments, and no rounding is left out of that. */
#include "contract/double_run.h"
#include "network/join.h"
#include "tests/law/networks.h"
#include "tests/suite.h"

#include <check.h>

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

static void
check_in_doubles(int seed)
{
    Sums x;
    Plan p;
    Budget b = {0};
    DoubleRest rest;
    bool fits;
    sums_init(&x, seed);
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

START_TEST(doubles_are_near_sums_over_assignments)
{
    for (int seed = 0; seed < 3 * ROUNDS; seed++)
        check_in_doubles(seed);
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

Suite *
suite(void)
{
    Suite *s = suite_create("laws of doubles");
    TCase *c = tcase_create("laws");
    tcase_add_test(c, doubles_are_near_sums_over_assignments);
    tcase_add_loop_test(c, roundings_are_counted, 0, 10);
    tcase_add_test(c, marginals_in_doubles_are_near_sums_over_assignments);
    suite_add_tcase(s, c);
    return s;
}
