/* bench_kernels.c -- the kernels of residue.h that this processor can run: nanoseconds a product
 * and block of eight primes, and how many times that of the fastest.  A sum over the product of two
 * tables, as in eliminating a variable of so many values: both wide; the first narrow; both. */
#include "base/random.h"
#include "contract/residue.h"

#include <stdio.h>
#include <time.h>

enum { PLACES = 64, ROWS = 16, VALUES = 64, SHAPES = 6 };

static const struct {
    const char *name;
    size_t terms, narrow;
} shapes[SHAPES] = {{"4 wide", 4, 0},  {"64 wide", VALUES, 0}, {"4 narrow", 4, 1},
                    {"64 narrow", VALUES, 1}, {"4 both", 4, 2}, {"64 both", VALUES, 2}};

typedef struct Bench {
    Moduli moduli;
    uint64_t *first, *second, *to;
    uint32_t steps[2][VALUES];
} Bench;

static double
processor_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t *
random_table(Bench *b, Random *r, size_t entries)
{
    uint64_t *at = vector_aligned(memory_new(entries * LANES + VECTOR_WORDS, sizeof(uint64_t)));
    for (size_t i = 0; i < entries * LANES; i++)
        at[i] = ((uint64_t)random_below(r, UINT32_MAX) << 18) % b->moduli.prime[i % LANES];
    return at;
}

/* first(row, term), second(term, place): as matrices are multiplied. */
static double
nanoseconds(const Bench *b, const Kernel *k, size_t shape)
{
    size_t narrow = shapes[shape].narrow, terms = shapes[shape].terms;
    size_t first = narrow > 0 ? 1 : LANES, second = narrow > 1 ? 1 : LANES;
    Operand operands[2] = {
        {b->first, b->steps[0], 0, VALUES * first, narrow == 0, false},
        {b->second, b->steps[1], second, 0, narrow < 2, false},
    };
    ResidueSum s = {.operands = operands, .count = 2, .terms = terms, .places = PLACES,
                    .rows = ROWS};
    double best = 1e9;
    for (int again = 0; again < 15; again++) {
        double start = processor_seconds();
        size_t runs = 1 + 4000000 / (terms * PLACES * ROWS) / 10;
        for (size_t i = 0; i < runs; i++)
            k->sum(b->to, &s, &b->moduli);
        double took = (processor_seconds() - start) / (double)(runs * terms * PLACES * ROWS) * 1e9;
        best = took < best ? took : best;
    }
    return best;
}

int
main(void)
{
    static const char *const names[] = {"ifma", "avx2", "neon", "plain"};
    Bench b;
    PrimeList primes = {0};
    Random r = random_start(1);
    double fastest[SHAPES] = {0};
    primes_find(&primes, LANES);
    moduli_init(&b.moduli, primes.at);
    b.first = random_table(&b, &r, (size_t)ROWS * VALUES);
    b.second = random_table(&b, &r, (size_t)VALUES * PLACES);
    b.to = random_table(&b, &r, (size_t)ROWS * PLACES);
    for (uint32_t i = 0; i < VALUES; i++) {
        b.steps[0][i] = i;
        b.steps[1][i] = i * PLACES;
    }
    printf("%-6s", "ns");
    for (size_t shape = 0; shape < SHAPES; shape++)
        printf(" %16s", shapes[shape].name);
    printf("\n");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const Kernel *k = kernel_named(names[i]);
        if (!k)
            continue;
        printf("%-6s", names[i]);
        for (size_t shape = 0; shape < SHAPES; shape++) {
            double took = nanoseconds(&b, k, shape);
            fastest[shape] = fastest[shape] > 0 ? fastest[shape] : took;
            printf("  %6.2f %6.2f x", took, took / fastest[shape]);
        }
        printf("\n");
    }
    array_clear(&primes);
    return 0;
}
