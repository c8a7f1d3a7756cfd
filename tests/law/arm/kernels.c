/* kernels.c -- random sums by every kernel that this processor can run, word by word those of the
 * plain one, which law_residue.c holds against whole numbers.  Needs no library, so that it can be
 * built for a processor that is not there. */
#include "base/random.h"
#include "contract/residue.h"

#include <stdio.h>
#include <stdlib.h>

enum { ENTRIES = 64, TABLES = 6, MOST_PLACES = 9, MOST_ROWS = 4 };

typedef struct Case {
    Moduli moduli;
    uint64_t *tables[TABLES];
    uint32_t terms[TABLES][MOST_TERMS];
    Operand operands[TABLES];
    ResidueSum sum;
} Case;

static uint64_t *
words(size_t count)
{
    void *room = memory_new(count + VECTOR_WORDS, sizeof(uint64_t)); /* the system takes it back */
    return vector_aligned(room);
}

/* Below a prime, in one of four the largest there is, and at times many zeros. */
static void
fill(Case *c, Random *r, size_t k, bool wide, size_t terms)
{
    uint32_t zeros = random_below(r, 3) * 30;
    for (size_t i = 0; i < 2 * ENTRIES; i++) {
        bool zero = random_below(r, 100) < zeros;
        for (size_t lane = 0; lane < (wide ? (size_t)LANES : 1); lane++) {
            uint64_t p = c->moduli.prime[lane], n = random_next(r);
            c->tables[k][i * (wide ? LANES : 1) + lane] =
                zero ? 0 : random_below(r, 4) ? n % p : p - 1;
        }
    }
    for (size_t i = 0; i < terms; i++)
        c->terms[k][i] = random_below(r, ENTRIES);
    size_t step = wide ? LANES : 1;
    c->operands[k] = (Operand){c->tables[k], c->terms[k], random_below(r, 3) * step,
                               random_below(r, 3) * step, wide, random_below(r, 2)};
}

static void
draw(Case *c, Random *r)
{
    size_t counts[2] = {1 + random_below(r, 3), random_below(r, 3)}, k = 0;
    size_t most = random_below(r, 20) ? ENTRIES : MOST_TERMS;
    size_t terms = 1 + random_below(r, random_below(r, 2) ? 12 : (uint32_t)most);
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0, narrow = random_below(r, (uint32_t)counts[part] + 1); i < counts[part];
             i++)
            fill(c, r, k++, i >= narrow, terms);
    c->sum = (ResidueSum){.operands = c->operands,
                          .count = counts[0],
                          .terms = terms,
                          .factors = c->operands + counts[0],
                          .factor_count = counts[1],
                          .places = 1 + random_below(r, MOST_PLACES),
                          .rows = 1 + random_below(r, MOST_ROWS),
                          .add = random_below(r, 2)};
}

static bool
agree(const Case *c, const Kernel *k, uint64_t *got, uint64_t *want)
{
    size_t count = c->sum.places * c->sum.rows * LANES;
    for (size_t i = 0; i < count; i++)
        got[i] = want[i] = 1;
    k->sum(got, &c->sum, &c->moduli);
    kernel_plain()->sum(want, &c->sum, &c->moduli);
    return memcmp(got, want, count * sizeof *got) == 0;
}

int
main(int argc, char **argv)
{
    const Kernel *const kernels[] = {kernel_ifma(), kernel_avx2(), kernel_neon()};
    unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000, passed = 0, failed = 0;
    static Case c;
    PrimeList primes = {0};
    uint64_t *got = words(MOST_PLACES * MOST_ROWS * LANES),
             *want = words(MOST_PLACES * MOST_ROWS * LANES);
    primes_find(&primes, 200 + LANES);
    for (size_t k = 0; k < TABLES; k++)
        c.tables[k] = words(2 * ENTRIES * LANES);
    for (unsigned long i = 0; i < rounds; i++) {
        Random r = random_start(i);
        moduli_init(&c.moduli, primes.at + random_below(&r, 200));
        draw(&c, &r);
        for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
            if (!kernels[k])
                continue;
            bool good = agree(&c, kernels[k], got, want);
            *(good ? &passed : &failed) += 1;
            if (!good)
                printf("round %lu: %s differs\n", i, kernels[k]->name);
        }
        moduli_clear(&c.moduli);
    }
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++)
        if (kernels[k])
            printf("%s was run\n", kernels[k]->name);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed > 0;
}
