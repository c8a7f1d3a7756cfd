/* residue.c -- see residue.h.  The kernel in plain C goes lane by lane. */
#include "network/residue.h"

__extension__ typedef unsigned __int128 Wide;

#define RADIX_MASK ((UINT64_C(1) << RADIX_BITS) - 1)

uint32_t
residue_divided(size_t count, size_t factor_count)
{
    return (uint32_t)((count > 1 ? count - 1 : 1) + factor_count);
}

/* n / 2^52 modulo the prime, n below 2^113. */
static uint64_t
reduce(Wide n, const Moduli *m, size_t lane)
{
    uint64_t p = m->prime[lane], q = ((uint64_t)n & RADIX_MASK) * m->inverse[lane] & RADIX_MASK;
    uint64_t high = (uint64_t)(n >> RADIX_BITS) + p - (uint64_t)((Wide)q * p >> RADIX_BITS);
    return high % p;
}

static uint64_t
entry_at(const Operand *o, size_t words, size_t term, size_t lane)
{
    const uint64_t *at = o->at + words;
    size_t entry = o->terms ? o->terms[term] : 0;
    return o->wide ? at[entry * LANES + lane] : at[entry];
}

static uint64_t
operand_at(const ResidueSum *s, size_t k, size_t row, size_t place, size_t term, size_t lane)
{
    return entry_at(&s->operands[k], operand_words(&s->operands[k], row, place), term, lane);
}

static uint64_t
sum_terms(const ResidueSum *s, size_t row, size_t place, const Moduli *m, size_t lane)
{
    Wide sum = 0;
    for (size_t i = 0; i < s->terms; i++) {
        uint64_t product = operand_at(s, 0, row, place, i, lane);
        for (size_t k = 1; k + 1 < s->count && product; k++)
            product = reduce((Wide)product * operand_at(s, k, row, place, i, lane), m, lane);
        uint64_t last = s->count > 1 ? operand_at(s, s->count - 1, row, place, i, lane) : 1;
        sum += (Wide)product * last;
    }
    return reduce(sum, m, lane);
}

static uint64_t
sum_lane(const ResidueSum *s, size_t row, size_t place, const Moduli *m, size_t lane)
{
    uint64_t result = sum_terms(s, row, place, m, lane);
    for (size_t k = 0; k < s->factor_count; k++) {
        const Operand *o = &s->factors[k];
        result = reduce((Wide)result * o->at[operand_words(o, row, place) + (o->wide ? lane : 0)],
                        m, lane);
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
                to[lane] = sum < m->prime[lane] ? sum : sum - m->prime[lane];
            }
}

const Kernel *
kernel_plain(void)
{
    static const Kernel kernel = {sum_plain};
    return &kernel;
}
