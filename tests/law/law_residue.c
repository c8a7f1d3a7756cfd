/* law_residue.c -- sums and contractions modulo primes are what slow sums are, by each kernel;
 * whole numbers come back from their residues; primes are primes, and none is left out; nobody lies
 * where another lies. */
#include "base/random.h"
#include "contract/contraction.h"
#include "contract/double_sums.h"
#include "contract/crt.h"
#include "contract/residue.h"
#include "contract/free_list.h"
#include "tests/suite.h"

#include <check.h>
#include <gmp.h>

__extension__ typedef unsigned __int128 Wide;

enum { ROUNDS = 300, ENTRIES = 64, TABLES = 6 };

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
fill(Random *r, Tables *t, size_t k, bool wide)
{
    t->wide[k] = wide;
    t->rooms[k] = memory_new(2 * ENTRIES * LANES + VECTOR_WORDS, sizeof(uint64_t));
    t->at[k] = vector_aligned(t->rooms[k]);
    uint32_t zeros = random_below(r, 3) * 30;
    for (size_t i = 0; i < 2 * ENTRIES; i++)
        for (size_t lane = 0; lane < (t->wide[k] ? (size_t)LANES : 1); lane++) {
            uint64_t p = t->moduli.prime[lane], n = random_below(r, 4) ? random_next(r) % p : p - 1;
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
    bool narrow = random_below(r, 4) == 0; /* all of them */
    *t = (Tables){0};
    primes_find(&t->primes, first + LANES);
    moduli_init(&t->moduli, t->primes.at + first);
    for (size_t k = 0; k < TABLES; k++)
        fill(r, t, k, !narrow && random_below(r, 2));
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

/* All that this processor can run. */
static void
check_kernels(ResidueSum *s, const Moduli *m)
{
    const Kernel *const kernels[] = {kernel_plain(), kernel_ifma(), kernel_avx2(), kernel_neon()};
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
        if (kernels[i])
            check_kernel(kernels[i], s, m);
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
                    .rows = 1 + random_below(&r, random_below(&r, 2) ? 4 : 20),
                    .add = random_below(&r, 2)};
    check_kernels(&s, &t.moduli);
    tables_clear(&t);
}
END_TEST

/* As many as there may be, and about as many as take less work. */
static const size_t term_counts[] = {1, 7, 8, 9, 11, 12, 15, 16, MOST_TERMS};
enum { TERM_COUNTS = sizeof term_counts / sizeof *term_counts };

/* Terms as large as can be. */
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
                        .terms = term_counts[_i],
                        .places = 1,
                        .rows = 1,
                        .add = true};
        check_kernels(&s, &t.moduli);
    }
    memory_free(room);
    tables_clear(&t);
}
END_TEST

/* Terms as far above, and as far below, a multiple of 2^51 as can be, small ones and large ones. */
START_TEST(kernels_sum_the_farthest)
{
    Random r = random_start(1);
    Tables t;
    tables_init(&t, &r);
    static uint32_t terms[MOST_TERMS];
    void *room = memory_new(LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *far = vector_aligned(room);
    static const uint64_t factors[] = {1, (UINT64_C(1) << 25) - 1, (UINT64_C(1) << 25) - 3};
    for (size_t k = 0; k < sizeof factors / sizeof *factors; k++)
        for (uint64_t odd = 1; odd < 4; odd += 2) {
            uint64_t narrow = factors[k] << 25;
            for (size_t i = 0; i < LANES; i++)
                far[i] = (((UINT64_C(1) << 25) - odd) << 25) + (k == 2 ? odd - 2 : 0);
            Operand pair[2] = {{&narrow, terms, 0, 0, false, false},
                               {far, terms, 0, 0, true, false}};
            ResidueSum s = {.operands = pair, .count = 2, .terms = term_counts[_i], .places = 5,
                            .rows = 1};
            check_kernels(&s, &t.moduli);
        }
    memory_free(room);
    tables_clear(&t);
}
END_TEST

/* ---- contractions ---- */

enum { VARIABLES = 5, PARTS = 4, LARGEST = 20000 };

typedef struct Part {
    uint32_t scope[VARIABLES];
    size_t strides[VARIABLES], count, entries;
    Axes axes;
    void *room;
    uint64_t *at;
} Part;

/* Over some variables, in a random order. */
static void
part_init(Part *p, Random *r, const uint32_t *sizes, uint32_t chance, bool wide)
{
    *p = (Part){.entries = 1};
    for (uint32_t v = 0; v < VARIABLES; v++) {
        if (random_below(r, 100) >= chance)
            continue;
        size_t at = random_below(r, (uint32_t)p->count + 1);
        memmove(p->scope + at + 1, p->scope + at, (p->count++ - at) * sizeof *p->scope);
        p->scope[at] = v;
    }
    for (size_t i = 0; i < p->count; i++) {
        p->strides[i] = p->entries;
        p->entries *= sizes[p->scope[i]];
    }
    p->axes = (Axes){p->scope, p->strides, p->count, wide};
    p->room = memory_new(p->entries * LANES + VECTOR_WORDS, sizeof(uint64_t));
    p->at = vector_aligned(p->room);
}

/* Over the target's variables, as it lies, and one more. */
static void
part_like(Part *p, const Part *target, const uint32_t *sizes, bool wide)
{
    bool has[VARIABLES] = {false};
    memory_free(p->room);
    *p = *target;
    for (size_t i = 0; i < target->count; i++)
        has[target->scope[i]] = true;
    for (uint32_t v = 0; v < VARIABLES && p->count == target->count; v++)
        if (!has[v]) {
            p->scope[p->count] = v;
            p->strides[p->count++] = p->entries;
            p->entries *= sizes[v];
        }
    p->axes = (Axes){p->scope, p->strides, p->count, wide};
    p->room = memory_new(p->entries * LANES + VECTOR_WORDS, sizeof(uint64_t));
    p->at = vector_aligned(p->room);
}

static size_t
part_place(const Part *p, const uint32_t *value)
{
    size_t at = 0;
    for (size_t i = 0; i < p->count; i++)
        at += p->strides[i] * value[p->scope[i]];
    return at;
}

/* The target by brute force, in one lane; numbers come with so many radices too few. */
static void
contract_slowly(uint64_t *to, const Part *target, const Part *parts, size_t count,
                const uint32_t *sizes, uint64_t p, size_t lane)
{
    uint32_t value[VARIABLES] = {0};
    bool used[VARIABLES] = {false};
    for (size_t k = 0; k <= count; k++)
        for (size_t i = 0; i < (k < count ? parts[k].count : target->count); i++)
            used[k < count ? parts[k].scope[i] : target->scope[i]] = true;
    size_t v;
    do {
        Wide product = 1;
        for (size_t k = 0; k < count; k++) {
            size_t at = part_place(&parts[k], value);
            product = product * parts[k].at[parts[k].axes.wide ? at * LANES + lane : at] % p;
        }
        uint64_t *sum = &to[part_place(target, value)];
        *sum = (uint64_t)((*sum + product) % p);
        for (v = 0; v < VARIABLES && (!used[v] || ++value[v] == sizes[v]); v++)
            value[v] = 0;
    } while (v < VARIABLES);
}

static void
check_target(const Part *target, const Part *parts, size_t count, const uint32_t *sizes,
             uint32_t divided, const Moduli *m)
{
    uint64_t *slow = memory_new(target->entries, sizeof *slow);
    mpz_t got;
    mpz_init(got);
    for (size_t lane = 0; lane < (target->axes.wide ? (size_t)LANES : 1); lane++) {
        uint64_t p = m->prime[lane];
        memset(slow, 0, target->entries * sizeof *slow);
        contract_slowly(slow, target, parts, count, sizes, p, lane);
        for (size_t i = 0; i < target->entries; i++) {
            mpz_set_ui(got, target->at[target->axes.wide ? i * LANES + lane : i]);
            mpz_mul_2exp(got, got, RADIX_BITS * divided);
            ck_assert_uint_eq(mpz_fdiv_ui(got, p), slow[i]);
        }
    }
    mpz_clear(got);
    memory_free(slow);
}

/* Short numbers are what doubles hold exactly: as them the parts have the target's sums. */
static void
check_doubles(Contraction *c, const Part *target, const Part *parts, size_t count, Share share)
{
    double *copies[PARTS], *sums = memory_new(target->entries, sizeof *sums);
    Entries entries[PARTS];
    Budget b = {0};
    for (size_t k = 0; k < count; k++) {
        copies[k] = memory_new(parts[k].entries, sizeof **copies);
        for (size_t i = 0; i < parts[k].entries; i++)
            copies[k][i] = (double)parts[k].at[i];
        entries[k] = (Entries){(const uint64_t *)(const void *)copies[k], false};
    }
    for (; share.part < share.of; share.part++)
        ck_assert(contraction_run(c, (uint64_t *)(void *)sums, false, entries, share,
                                  kernel_doubles(), NULL, &b));
    for (size_t i = 0; i < target->entries; i++)
        ck_assert(sums[i] == (double)target->at[i]);
    for (size_t k = 0; k < count; k++)
        memory_free(copies[k]);
    memory_free(sums);
}

START_TEST(contractions_are_sums)
{
    Random r = random_start((uint64_t)_i);
    Tables t;
    tables_init(&t, &r);
    uint32_t sizes[VARIABLES], most = random_below(&r, 3) ? 6 : 22;
    Part target, parts[PARTS];
    Entries entries[PARTS];
    Axes axes[PARTS];
    size_t count = random_below(&r, PARTS + 1), all = 1;
    bool wide = random_below(&r, 4);
    for (size_t v = 0; v < VARIABLES; v++) {
        sizes[v] = 1 + random_below(&r, most);
        if (all * sizes[v] > LARGEST)
            sizes[v] = 1;
        all *= sizes[v];
    }
    part_init(&target, &r, sizes, most > 6 ? 20 : 50, wide);
    for (size_t k = 0; k < count; k++) {
        bool mine = wide && random_below(&r, 2);
        part_init(&parts[k], &r, sizes, 60, mine);
        if (random_below(&r, 3) == 0)
            part_like(&parts[k], &target, sizes, mine);
        for (size_t i = 0; i < parts[k].entries * (mine ? LANES : 1); i++)
            parts[k].at[i] = random_below(&r, 5) == 0 ? 0
                             : wide                   ? random_next(&r) % t.moduli.prime[i % LANES]
                                                      : random_below(&r, 9);
        axes[k] = parts[k].axes;
        entries[k] = (Entries){parts[k].at, random_below(&r, 2)};
    }
    Contraction c = {0};
    Budget b = {0};
    contraction_make(&c, &target.axes, axes, count, sizes);
    const Kernel *const kernels[] = {kernel_plain(), kernel_ifma(), kernel_avx2(), kernel_neon()};
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        if (!kernels[i])
            continue;
        size_t of = 1 + random_below(&r, 4);
        for (size_t k = 0; k < of; k++)
            ck_assert(contraction_run(&c, target.at, false, entries, (Share){k, of},
                                      kernels[i], &t.moduli, &b));
        check_target(&target, parts, count, sizes, contraction_divided(&c), &t.moduli);
    }
    if (!wide && count > 0)
        check_doubles(&c, &target, parts, count, (Share){0, 1 + random_below(&r, 4)});
    contraction_clear(&c);
    memory_free(target.room);
    for (size_t k = 0; k < count; k++)
        memory_free(parts[k].room);
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
            mpz_mul_ui(n, n, k ? random_next(&r) % primes.at[i] + (k == 1) : primes.at[i]);
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
    FreeList s = {0};
    for (int round = 0; round < 400; round++) {
        Gap *g = &seats[random_below(&r, SEATS)];
        bool comes = g->count == 0;
        if (comes)
            *g = (Gap){0, 1 + random_below(&r, 90)};
        if (comes)
            g->at = free_list_take(&s, g->count);
        ck_assert_uint_le(g->at + g->count, s.most);
        for (size_t i = g->at; i < g->at + g->count; i++) {
            ck_assert(taken[i] != comes);
            taken[i] = comes;
        }
        if (comes)
            continue;
        free_list_add(&s, g->at, g->count);
        g->count = 0;
    }
    for (size_t k = 0; k < SEATS; k++)
        free_list_add(&s, seats[k].at, seats[k].count);
    ck_assert_uint_eq(s.end, 0);
    ck_assert_uint_eq(s.gaps.count, 0);
    free_list_clear(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("residue laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, kernels_sum, 0, ROUNDS);
    tcase_add_loop_test(c, kernels_sum_the_largest, 0, TERM_COUNTS);
    tcase_add_loop_test(c, kernels_sum_the_farthest, 0, TERM_COUNTS);
    tcase_add_loop_test(c, contractions_are_sums, 0, ROUNDS);
    tcase_add_loop_test(c, numbers_come_back, 0, 70);
    tcase_add_test(c, primes_are_all_primes);
    tcase_add_loop_test(c, seats_are_apart, 0, 50);
    suite_add_tcase(s, c);
    return s;
}
