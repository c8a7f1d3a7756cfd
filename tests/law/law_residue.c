/* law_residue.c -- sums modulo primes are what GMP says, by each kernel; whole numbers come back
 * from their residues; primes are primes, and none is left out; nobody lies where another lies. */
#include "base/random.h"
#include "network/crt.h"
#include "network/residue.h"
#include "network/space.h"
#include "tests/run_suite.h"

#include <check.h>
#include <gmp.h>

enum { ROUNDS = 300, ENTRIES = 64, TABLES = 6 };

static uint64_t
random_word(Random *r)
{
    return (uint64_t)random_below(r, UINT32_MAX) << 32 | random_below(r, UINT32_MAX);
}

/* ---- sums ---- */

typedef struct Tables {
    PrimeList primes;
    Moduli moduli;
    void *rooms[TABLES];
    uint64_t *at[TABLES];
    bool wide[TABLES];
    uint32_t terms[TABLES][ENTRIES];
} Tables;

/* Residues, the largest ones and zeros among them, or numbers below 2^50. */
static void
fill(Random *r, Tables *t, size_t k)
{
    t->wide[k] = random_below(r, 2);
    t->rooms[k] = memory_new(2 * ENTRIES * LANES + VECTOR_WORDS, sizeof(uint64_t));
    t->at[k] = vector_aligned(t->rooms[k]);
    uint32_t zeros = random_below(r, 3) * 30;
    for (size_t i = 0; i < 2 * ENTRIES; i++)
        for (size_t lane = 0; lane < (t->wide[k] ? (size_t)LANES : 1); lane++) {
            uint64_t p = t->moduli.prime[lane], n = random_below(r, 4) ? random_word(r) % p : p - 1;
            t->at[k][i * (t->wide[k] ? LANES : 1) + lane] = n;
        }
    for (size_t i = 0; i < 2 * ENTRIES; i++)
        if (random_below(r, 100) < zeros)
            memset(t->at[k] + i * (t->wide[k] ? LANES : 1), 0,
                   sizeof(uint64_t) * (t->wide[k] ? LANES : 1));
    for (size_t i = 0; i < ENTRIES; i++)
        t->terms[k][i] = random_below(r, ENTRIES);
}

static void
tables_init(Tables *t, Random *r)
{
    size_t first = random_below(r, 300);
    *t = (Tables){0};
    primes_find(&t->primes, first + LANES);
    moduli_init(&t->moduli, t->primes.at + first);
    for (size_t k = 0; k < TABLES; k++)
        fill(r, t, k);
}

static void
tables_clear(Tables *t)
{
    for (size_t k = 0; k < TABLES; k++)
        memory_free(t->rooms[k]);
    moduli_clear(&t->moduli);
    array_clear(&t->primes);
}

static uint64_t
entry(const Operand *o, size_t words, size_t term, size_t lane)
{
    const uint64_t *at = o->at + words;
    return o->wide ? at[term * LANES + lane] : at[term];
}

/* The sum at a place, times the radix as often as it comes divided. */
static void
sum_slowly(mpz_t to, const ResidueSum *s, size_t row, size_t place, size_t lane)
{
    mpz_t product;
    mpz_init(product);
    mpz_set_ui(to, 0);
    for (size_t i = 0; i < s->terms; i++) {
        mpz_set_ui(product, 1);
        for (size_t k = 0; k < s->count; k++)
            mpz_mul_ui(product, product,
                       entry(&s->operands[k], operand_words(&s->operands[k], row, place),
                             s->operands[k].terms[i], lane));
        mpz_add(to, to, product);
    }
    for (size_t k = 0; k < s->factor_count; k++)
        mpz_mul_ui(to, to,
                   entry(&s->factors[k], operand_words(&s->factors[k], row, place), 0, lane));
    mpz_clear(product);
}

static void
check_kernel(const Kernel *kernel, ResidueSum *s, const Moduli *m)
{
    void *room = memory_new(s->rows * s->places * LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *to = vector_aligned(room), before = s->add ? 1 : 0;
    mpz_t want, got;
    mpz_inits(want, got, NULL);
    for (size_t i = 0; i < s->rows * s->places * LANES; i++)
        to[i] = 1;
    kernel->sum(to, s, m);
    uint32_t divided = residue_divided(s->count, s->factor_count);
    for (size_t i = 0; i < s->rows * s->places * LANES; i++) {
        size_t row = i / LANES / s->places, place = i / LANES % s->places, lane = i % LANES;
        uint64_t p = m->prime[lane], at = to[i];
        sum_slowly(want, s, row, place, lane);
        ck_assert_uint_lt(at, p);
        mpz_set_ui(got, at + p - before);
        mpz_mul_2exp(got, got, RADIX_BITS * divided);
        ck_assert(mpz_fdiv_ui(got, p) == mpz_fdiv_ui(want, p));
    }
    mpz_clears(want, got, NULL);
    memory_free(room);
}

START_TEST(kernels_sum)
{
    Random r = random_start((uint64_t)_i);
    Tables t;
    tables_init(&t, &r);
    Operand operands[TABLES];
    size_t count = 0, wanted = 1 + random_below(&r, 3), factors = random_below(&r, 3);
    for (size_t part = 0; part < 2; part++) {
        size_t first = count, more = part ? factors : wanted;
        for (int wide = 0; wide < 2; wide++)
            for (size_t k = part * 3; k < part * 3 + more; k++)
                if (t.wide[k] == wide)
                    operands[count++] = (Operand){t.at[k],
                                                  t.terms[k],
                                                  random_below(&r, 3) * (wide ? LANES : 1),
                                                  random_below(&r, 3) * (wide ? LANES : 1),
                                                  wide,
                                                  random_below(&r, 2)};
        ck_assert_uint_eq(count - first, more);
    }
    ResidueSum s = {.operands = operands,
                    .count = wanted,
                    .terms = 1 + random_below(&r, random_below(&r, 2) ? 4 : ENTRIES),
                    .factors = operands + wanted,
                    .factor_count = factors,
                    .places = 1 + random_below(&r, 9),
                    .rows = 1 + random_below(&r, 4),
                    .add = random_below(&r, 2)};
    check_kernel(kernel_plain(), &s, &t.moduli);
    check_kernel(kernel_best(), &s, &t.moduli);
    tables_clear(&t);
}
END_TEST

/* As many terms as there may be, each as large as can be. */
START_TEST(kernels_sum_the_largest)
{
    Random r = random_start(1);
    Tables t;
    tables_init(&t, &r);
    static uint32_t terms[MOST_TERMS];
    void *room = memory_new(LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *most = vector_aligned(room), narrow = (UINT64_C(1) << MODULUS_BITS) - 1;
    for (size_t i = 0; i < LANES; i++)
        most[i] = t.moduli.prime[i] - 1;
    Operand n = {&narrow, terms, 0, 0, false, false}, w = {most, terms, 0, 0, true, false};
    Operand pairs[5][2] = {{n, n}, {n, w}, {w, w}, {n, n}, {w, w}};
    for (size_t k = 0; k < 5; k++) {
        ResidueSum s = {.operands = pairs[k],
                        .count = k < 3 ? 2 : 1,
                        .terms = MOST_TERMS,
                        .places = 1,
                        .rows = 1,
                        .add = true};
        check_kernel(kernel_plain(), &s, &t.moduli);
        check_kernel(kernel_best(), &s, &t.moduli);
    }
    memory_free(room);
    tables_clear(&t);
}
END_TEST

/* ---- whole numbers ---- */

START_TEST(numbers_come_back)
{
    Random r = random_start((uint64_t)_i);
    PrimeList primes = {0};
    Crt c = {0};
    mpz_t n, got;
    size_t count = 1 + random_below(&r, 70);
    mpz_inits(n, got, NULL);
    primes_find(&primes, count);
    crt_make(&c, primes.at, count);
    uint64_t *residues = memory_new(count, sizeof *residues);
    for (int k = 0; k < 3; k++) {
        mpz_set_ui(n, 1);
        for (size_t i = 0; i < count; i++)
            mpz_mul_ui(n, n, k ? random_word(&r) % primes.at[i] + (k == 1) : primes.at[i]);
        mpz_sub_ui(n, n, mpz_sgn(n) > 0 && k == 0);
        for (size_t i = 0; i < count; i++)
            residues[i] = mpz_fdiv_ui(n, primes.at[i]);
        const mp_limb_t *limbs = crt_read(&c, residues);
        limbs_read(got, (Limbs){limbs, limbs_length(limbs, c.limbs - 1)});
        ck_assert_int_eq(mpz_cmp(got, n), 0);
    }
    memory_free(residues);
    crt_clear(&c);
    array_clear(&primes);
    mpz_clears(n, got, NULL);
}
END_TEST

/* From the top down, by another test of primality. */
START_TEST(primes_are_all_primes)
{
    PrimeList primes = {0};
    mpz_t n;
    mpz_init(n);
    primes_find(&primes, 10);
    primes_find(&primes, 400);
    uint64_t next = UINT64_C(1) << MODULUS_BITS;
    for (size_t i = 0; i < primes.count; i++) {
        do
            mpz_set_ui(n, --next);
        while (!mpz_probab_prime_p(n, 30));
        ck_assert_uint_eq(primes.at[i], next);
    }
    mpz_clear(n);
    array_clear(&primes);
}
END_TEST

/* ---- seats ---- */

START_TEST(seats_are_apart)
{
    enum { SEATS = 40, LENGTH = 4000 };
    Random r = random_start((uint64_t)_i);
    bool taken[LENGTH] = {false};
    Gap seats[SEATS] = {{0}};
    Space s = {0};
    for (int round = 0; round < 400; round++) {
        Gap *g = &seats[random_below(&r, SEATS)];
        bool comes = g->count == 0;
        if (comes)
            *g = (Gap){0, 1 + random_below(&r, 90)};
        if (comes)
            g->at = space_take(&s, g->count);
        ck_assert_uint_le(g->at + g->count, s.most);
        for (size_t i = g->at; i < g->at + g->count; i++) {
            ck_assert(taken[i] != comes);
            taken[i] = comes;
        }
        if (comes)
            continue;
        space_add(&s, g->at, g->count);
        g->count = 0;
    }
    for (size_t k = 0; k < SEATS; k++)
        space_add(&s, seats[k].at, seats[k].count);
    ck_assert_uint_eq(s.end, 0);
    ck_assert_uint_eq(s.gaps.count, 0);
    space_clear(&s);
}
END_TEST

static Suite *
suite(void)
{
    Suite *s = suite_create("residue laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, kernels_sum, 0, ROUNDS);
    tcase_add_test(c, kernels_sum_the_largest);
    tcase_add_loop_test(c, numbers_come_back, 0, 70);
    tcase_add_test(c, primes_are_all_primes);
    tcase_add_loop_test(c, seats_are_apart, 0, 50);
    suite_add_tcase(s, c);
    return s;
}

int
main(void)
{
    return run_suite(suite());
}
