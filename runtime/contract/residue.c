/* residue.c -- see residue.h.  The kernel in plain C goes lane by lane. */
#include "contract/residue.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

#define RADIX_MASK ((UINT64_C(1) << RADIX_BITS) - 1)

void
kernel_multiply(const Kernel *k, uint64_t *to, Operand a, Operand b, size_t places,
                const Moduli *m)
{
    static const uint32_t only; /* the one term */
    Operand both[2] = {a, b};
    both[0].terms = both[1].terms = &only;
    ResidueSum s = {.operands = both, .count = 2, .terms = 1, .places = places, .rows = 1};
    k->sum(to, &s, m);
}

uint32_t
residue_divided(size_t count, size_t factor_count)
{
    return (uint32_t)((count > 1 ? count - 1 : 1) + factor_count);
}

static uint64_t
less(uint64_t a, uint64_t b)
{
    return a < b ? a : a - b;
}

/* n / 2^52 modulo the prime, n below 2^113. */
static uint64_t
reduce(Wide n, const Moduli *m, size_t lane)
{
    uint64_t p = m->prime[lane], q = ((uint64_t)n & RADIX_MASK) * m->inverse[lane] & RADIX_MASK;
    uint64_t high = (uint64_t)(n >> RADIX_BITS) + p - (uint64_t)((Wide)q * p >> RADIX_BITS);
    uint64_t whole = (uint64_t)((Wide)(high >> 10) * m->quotient[lane] >> RADIX_BITS);
    return less(less(high - whole * p, 2 * p), p);
}

/* An operand's entries of one lane: at[terms[i] * step]. */
typedef struct Column {
    const uint64_t *at;
    const uint32_t *terms;
    size_t step;
} Column;

static Column
column_of(const Operand *o, size_t row, size_t place, size_t lane)
{
    return (Column){o->at + operand_words(o, row, place) + (o->wide ? lane : 0), o->terms,
                    o->wide ? LANES : 1};
}

static uint64_t
column_at(Column c, size_t term)
{
    return c.at[c.terms[term] * c.step];
}

static Wide
sum_one(Column a, size_t terms)
{
    Wide sum = 0;
    for (size_t i = 0; i < terms; i++)
        sum += column_at(a, i);
    return sum;
}

static Wide
sum_two(Column a, Column b, size_t terms)
{
    Wide sum = 0;
    for (size_t i = 0; i < terms; i++)
        sum += (Wide)column_at(a, i) * column_at(b, i);
    return sum;
}

static Wide
sum_many(const ResidueSum *s, size_t row, size_t place, const Moduli *m, size_t lane)
{
    Wide sum = 0;
    for (size_t i = 0; i < s->terms; i++) {
        uint64_t product = column_at(column_of(s->operands, row, place, lane), i);
        for (size_t k = 1; k + 1 < s->count && product; k++) {
            Column c = column_of(&s->operands[k], row, place, lane);
            product = reduce((Wide)product * column_at(c, i), m, lane);
        }
        Column last = column_of(&s->operands[s->count - 1], row, place, lane);
        sum += (Wide)product * column_at(last, i);
    }
    return sum;
}

static uint64_t
sum_lane(const ResidueSum *s, size_t row, size_t place, const Moduli *m, size_t lane)
{
    Column first = column_of(s->operands, row, place, lane);
    Wide sum = s->count == 1 ? sum_one(first, s->terms)
               : s->count == 2
                   ? sum_two(first, column_of(s->operands + 1, row, place, lane), s->terms)
                   : sum_many(s, row, place, m, lane);
    uint64_t result = reduce(sum, m, lane);
    for (size_t k = 0; k < s->factor_count; k++) {
        const Operand *o = &s->factors[k];
        size_t words = operand_words(o, row, place) + (o->wide ? lane : 0);
        result = reduce((Wide)result * o->at[words], m, lane);
    }
    return result;
}

static void
sum_plain(uint64_t *to, const ResidueSum *s, const Moduli *m)
{
    for (size_t row = 0; row < s->rows; row++)
        for (size_t place = 0; place < s->places; place++, to += LANES)
            for (size_t lane = 0; lane < LANES; lane++) {
                uint64_t sum = sum_lane(s, row, place, m, lane) + (s->add ? to[lane] : 0);
                to[lane] = less(sum, m->prime[lane]);
            }
}

const Kernel *
kernel_plain(void)
{
    static const Kernel kernel = {.name = "plain", .sum = sum_plain};
    return &kernel;
}

/* The fastest first. */
static const Kernel *(*const kernels[])(void) = {kernel_ifma, kernel_avx2, kernel_neon,
                                                 kernel_plain};

const Kernel *
kernel_named(const char *name)
{
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        const Kernel *k = kernels[i]();
        if (k && strcmp(k->name, name) == 0)
            return k;
    }
    return NULL;
}

const Kernel *
kernel_best(void)
{
    const char *wanted = getenv("CATGUT_KERNEL");
    const Kernel *best = wanted ? kernel_named(wanted) : NULL;
    for (size_t i = 0; !best; i++)
        best = kernels[i]();
    return best;
}
