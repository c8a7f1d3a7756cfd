/* residue_ifma.c -- see residue.h.  The kernel for AVX-512 IFMA, whose instruction multiplies eight
 * pairs of numbers of 52 bits and adds the lower, or the upper, half of each product to a sum.
 *
 * Sums of lower and of upper halves are kept apart and brought together once at the end. */
#include "contract/residue.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define IFMA __attribute__((target("avx512f,avx512ifma"), always_inline)) static inline
#define IFMA_ENTRY __attribute__((target("avx512f,avx512ifma"))) static

__extension__ typedef unsigned __int128 Wide;

enum { FEW = 11 }; /* so many upper halves of products of residues add up to less than 3 2^50 */

/* What is known of eight primes. */
typedef struct Vectors {
    __m512i prime, twice, inverse, quotient;
} Vectors;

/* Sums of lower and upper halves. */
typedef struct Halves {
    __m512i low, high;
} Halves;

IFMA Vectors
vectors_of(const Moduli *m)
{
    __m512i prime = _mm512_load_si512(m->prime);
    return (Vectors){prime, _mm512_add_epi64(prime, prime), _mm512_load_si512(m->inverse),
                     _mm512_load_si512(m->quotient)};
}

/* a, or a - b where that is not negative. */
IFMA __m512i
less(__m512i a, __m512i b)
{
    return _mm512_min_epu64(a, _mm512_sub_epi64(a, b));
}

IFMA __m512i
times_low(__m512i a, __m512i b)
{
    return _mm512_madd52lo_epu64(_mm512_setzero_si512(), a, b);
}

IFMA __m512i
times_high(__m512i a, __m512i b)
{
    return _mm512_madd52hi_epu64(_mm512_setzero_si512(), a, b);
}

IFMA void
halves_add(Halves *h, __m512i a, __m512i b)
{
    h->low = _mm512_madd52lo_epu64(h->low, a, b);
    h->high = _mm512_madd52hi_epu64(h->high, a, b);
}

/* The sum of halves over 2^52, modulo the primes; `few`: of at most FEW products. */
IFMA __m512i
halves_reduce(Halves h, const Vectors *v, bool few)
{
    __m512i high = _mm512_add_epi64(h.high, _mm512_srli_epi64(h.low, RADIX_BITS));
    __m512i q = times_low(h.low, v->inverse);
    __m512i r = _mm512_sub_epi64(_mm512_add_epi64(high, v->prime), times_high(q, v->prime));
    if (!few) {
        __m512i mask = _mm512_set1_epi64((1LL << RADIX_BITS) - 1);
        __m512i whole = times_high(_mm512_srli_epi64(r, 10), v->quotient);
        r = _mm512_and_si512(_mm512_sub_epi64(r, times_low(whole, v->prime)), mask);
    }
    return less(less(r, v->twice), v->prime);
}

IFMA __m512i
times(__m512i a, __m512i b, const Vectors *v)
{
    __m512i q = times_low(times_low(a, b), v->inverse), high = times_high(a, b);
    return less(_mm512_sub_epi64(_mm512_add_epi64(high, v->prime), times_high(q, v->prime)),
                v->prime);
}

IFMA __m512i
read(const Operand *o, size_t words)
{
    return o->wide ? _mm512_load_si512(o->at + words) : _mm512_set1_epi64((long long)o->at[words]);
}

/* ---- the sum at a place ---- */

IFMA Halves
halves_of(Wide sum)
{
    return (Halves){_mm512_set1_epi64((long long)(sum & ((UINT64_C(1) << RADIX_BITS) - 1))),
                    _mm512_set1_epi64((long long)(sum >> RADIX_BITS))};
}

/* Narrow operands alone: the same for all lanes. */
IFMA Halves
sum_narrow(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *at = o->at + operand_words(o, row, place);
    Wide sum = 0;
    for (size_t i = 0; i < terms; i++)
        sum += at[o->terms[i]];
    return halves_of(sum);
}

IFMA Halves
sum_two_narrow(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *a = o[0].at + operand_words(o, row, place),
                   *b = o[1].at + operand_words(o + 1, row, place);
    Wide sum = 0;
    for (size_t i = 0; i < terms; i++)
        sum += (Wide)a[o[0].terms[i]] * b[o[1].terms[i]];
    return halves_of(sum);
}

IFMA Halves
sum_wide(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *at = o->at + operand_words(o, row, place);
    Halves h = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < terms; i++)
        h.low = _mm512_add_epi64(h.low, _mm512_load_si512(at + (size_t)o->terms[i] * LANES));
    return h;
}

IFMA Halves
sum_narrow_wide(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *a = o[0].at + operand_words(o, row, place),
                   *b = o[1].at + operand_words(o + 1, row, place);
    Halves h = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < terms; i++) {
        uint64_t factor = a[o[0].terms[i]];
        if (factor)
            halves_add(&h, _mm512_set1_epi64((long long)factor),
                       _mm512_load_si512(b + (size_t)o[1].terms[i] * LANES));
    }
    return h;
}

IFMA bool
is_zero(__m512i x)
{
    return _mm512_test_epi64_mask(x, x) == 0;
}

/* Two sums take turns, as an addition waits for the one before it. */
IFMA Halves
sum_two_wide(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *a = o[0].at + operand_words(o, row, place);
    const uint64_t *b = o[1].at + operand_words(o + 1, row, place);
    Halves h = {_mm512_setzero_si512(), _mm512_setzero_si512()}, other = h;
    size_t i = 0;
    for (; i + 2 <= terms; i += 2) {
        halves_add(&h, _mm512_load_si512(a + (size_t)o[0].terms[i] * LANES),
                   _mm512_load_si512(b + (size_t)o[1].terms[i] * LANES));
        halves_add(&other, _mm512_load_si512(a + (size_t)o[0].terms[i + 1] * LANES),
                   _mm512_load_si512(b + (size_t)o[1].terms[i + 1] * LANES));
    }
    if (i < terms)
        halves_add(&h, _mm512_load_si512(a + (size_t)o[0].terms[i] * LANES),
                   _mm512_load_si512(b + (size_t)o[1].terms[i] * LANES));
    return (Halves){_mm512_add_epi64(h.low, other.low), _mm512_add_epi64(h.high, other.high)};
}

/* Many of the first operand's entries are zero, and then the second is not read. */
IFMA Halves
sum_sparse_wide(const Operand *o, size_t row, size_t place, size_t terms)
{
    const uint64_t *a = o[0].at + operand_words(o, row, place);
    const uint64_t *b = o[1].at + operand_words(o + 1, row, place);
    Halves h = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < terms; i++) {
        __m512i x = _mm512_load_si512(a + (size_t)o[0].terms[i] * LANES);
        if (!is_zero(x))
            halves_add(&h, x, _mm512_load_si512(b + (size_t)o[1].terms[i] * LANES));
    }
    return h;
}

IFMA Halves
sum_many(const ResidueSum *s, size_t row, size_t place, const Vectors *v)
{
    const Operand *first = s->operands, *last = first + s->count - 1;
    Halves h = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < s->terms; i++) {
        if (!first->wide && first->at[operand_words(first, row, place) + first->terms[i]] == 0)
            continue;
        __m512i x = _mm512_setzero_si512();
        for (const Operand *o = first; o <= last; o++) {
            size_t words =
                operand_words(o, row, place) + (size_t)o->terms[i] * (o->wide ? LANES : 1);
            __m512i y = read(o, words);
            if (o == last)
                halves_add(&h, x, y);
            else
                x = o == first ? y : times(x, y, v);
        }
    }
    return h;
}

/* ---- what kind of sum it is ---- */

typedef enum Kind {
    KIND_NARROW,
    KIND_WIDE,
    KIND_TWO_NARROW,
    KIND_NARROW_WIDE,
    KIND_TWO_WIDE,
    KIND_SPARSE_WIDE,
    KIND_MANY
} Kind;

static Kind
kind_of(const ResidueSum *s)
{
    const Operand *o = s->operands;
    if (s->count == 1)
        return o->wide ? KIND_WIDE : KIND_NARROW;
    if (s->count > 2)
        return KIND_MANY;
    if (!o[0].wide)
        return o[1].wide ? KIND_NARROW_WIDE : KIND_TWO_NARROW;
    return o[0].sparse ? KIND_SPARSE_WIDE : KIND_TWO_WIDE;
}

IFMA Halves
sum_of(Kind kind, const ResidueSum *s, size_t row, size_t place, const Vectors *v)
{
    switch (kind) {
    case KIND_NARROW:
        return sum_narrow(s->operands, row, place, s->terms);
    case KIND_WIDE:
        return sum_wide(s->operands, row, place, s->terms);
    case KIND_TWO_NARROW:
        return sum_two_narrow(s->operands, row, place, s->terms);
    case KIND_NARROW_WIDE:
        return sum_narrow_wide(s->operands, row, place, s->terms);
    case KIND_TWO_WIDE:
        return sum_two_wide(s->operands, row, place, s->terms);
    case KIND_SPARSE_WIDE:
        return sum_sparse_wide(s->operands, row, place, s->terms);
    default:
        return sum_many(s, row, place, v);
    }
}

IFMA __m512i
times_factors(__m512i r, const ResidueSum *s, size_t row, size_t place, const Vectors *v)
{
    for (const Operand *o = s->factors; o < s->factors + s->factor_count; o++)
        r = times(r, read(o, operand_words(o, row, place)), v);
    return r;
}

/* The sum at a place becomes its residues. */
IFMA void
write(uint64_t *to, Halves h, const ResidueSum *s, size_t row, size_t place, const Vectors *v,
      bool few)
{
    __m512i r = times_factors(halves_reduce(h, v, few), s, row, place, v);
    if (s->add)
        r = less(_mm512_add_epi64(r, _mm512_load_si512(to)), v->prime);
    _mm512_store_si512(to, r);
}

/* ---- four places at once ---- */

/* Two operands, of which the first stands still from place to place: each of its entries is read
 * once for all four.  Which of them are wide is constant where this is called. */
typedef struct Pair {
    const uint64_t *still, *moving;
    const uint32_t *still_terms, *moving_terms;
    size_t move;
    bool sparse;
} Pair;

IFMA __m512i
entry(const uint64_t *at, bool wide)
{
    return wide ? _mm512_load_si512(at) : _mm512_set1_epi64((long long)*at);
}

IFMA void
sum_four(Halves h[4], const Pair *p, size_t terms, bool still_wide, bool moving_wide)
{
    const __m512i zero = _mm512_setzero_si512();
    Halves a = {zero, zero}, b = a, c = a, d = a;
    for (size_t i = 0; i < terms; i++) {
        const uint64_t *still = p->still + (size_t)p->still_terms[i] * (still_wide ? LANES : 1);
        const uint64_t *at = p->moving + (size_t)p->moving_terms[i] * (moving_wide ? LANES : 1);
        if (!still_wide && *still == 0)
            continue;
        __m512i x = entry(still, still_wide);
        if (p->sparse && is_zero(x))
            continue;
        halves_add(&a, x, entry(at, moving_wide));
        halves_add(&b, x, entry(at + p->move, moving_wide));
        halves_add(&c, x, entry(at + 2 * p->move, moving_wide));
        halves_add(&d, x, entry(at + 3 * p->move, moving_wide));
    }
    h[0] = a;
    h[1] = b;
    h[2] = c;
    h[3] = d;
}

IFMA Pair
pair_at(const ResidueSum *s, size_t still, size_t row, size_t place)
{
    const Operand *x = &s->operands[still], *y = &s->operands[1 - still];
    return (Pair){.still = x->at + operand_words(x, row, place),
                  .moving = y->at + operand_words(y, row, place),
                  .still_terms = x->terms,
                  .moving_terms = y->terms,
                  .move = y->move,
                  .sparse = x->wide && x->sparse};
}

/* The places of a row in fours; the result is how many there were. */
IFMA size_t
sum_fours(uint64_t *to, const ResidueSum *s, size_t row, size_t still, const Vectors *v, bool few,
          bool still_wide, bool moving_wide)
{
    size_t place = 0;
    for (; place + 4 <= s->places; place += 4) {
        Pair p = pair_at(s, still, row, place);
        Halves h[4];
        sum_four(h, &p, s->terms, still_wide, moving_wide);
        for (size_t k = 0; k < 4; k++)
            write(to + (place + k) * LANES, h[k], s, row, place + k, v, few);
    }
    return place;
}

/* As many places of a row as can be done in fours. */
IFMA size_t
sum_row(Kind kind, bool few, uint64_t *to, const ResidueSum *s, size_t row, const Vectors *v)
{
    const Operand *o = s->operands;
    if (kind == KIND_NARROW_WIDE && o[0].move == 0)
        return sum_fours(to, s, row, 0, v, few, false, true);
    if (kind == KIND_NARROW_WIDE && o[1].move == 0)
        return sum_fours(to, s, row, 1, v, few, true, false);
    if ((kind == KIND_TWO_WIDE || kind == KIND_SPARSE_WIDE) && (o[0].move == 0 || o[1].move == 0))
        return sum_fours(to, s, row, o[0].move ? 1 : 0, v, few, true, true);
    return 0;
}

/* ---- all places ---- */

/* The kind, and whether sums are short, are constants where this is called. */
IFMA void
sum_places(Kind kind, bool few, uint64_t *to, const ResidueSum *s, const Moduli *m)
{
    Vectors v = vectors_of(m);
    for (size_t row = 0; row < s->rows; row++, to += s->places * LANES)
        for (size_t i = sum_row(kind, few, to, s, row, &v); i < s->places; i++)
            write(to + i * LANES, sum_of(kind, s, row, i, &v), s, row, i, &v, few);
}

IFMA_ENTRY void
sum_ifma(uint64_t *to, const ResidueSum *s, const Moduli *m)
{
    Kind kind = kind_of(s);
    ResidueSum turned;
    Operand pair[2];
    if (kind == KIND_TWO_WIDE && s->operands[1].sparse) {
        pair[0] = s->operands[1];
        pair[1] = s->operands[0];
        turned = *s;
        turned.operands = pair;
        s = &turned;
        kind = KIND_SPARSE_WIDE;
    }
    bool few = s->terms <= FEW;
    if (kind == KIND_NARROW)
        sum_places(KIND_NARROW, false, to, s, m);
    else if (kind == KIND_WIDE)
        sum_places(KIND_WIDE, false, to, s, m);
    else if (kind == KIND_TWO_NARROW)
        sum_places(KIND_TWO_NARROW, false, to, s, m);
    else if (kind == KIND_NARROW_WIDE && few)
        sum_places(KIND_NARROW_WIDE, true, to, s, m);
    else if (kind == KIND_NARROW_WIDE)
        sum_places(KIND_NARROW_WIDE, false, to, s, m);
    else if (kind == KIND_TWO_WIDE && few)
        sum_places(KIND_TWO_WIDE, true, to, s, m);
    else if (kind == KIND_TWO_WIDE)
        sum_places(KIND_TWO_WIDE, false, to, s, m);
    else if (kind == KIND_SPARSE_WIDE)
        sum_places(KIND_SPARSE_WIDE, false, to, s, m);
    else
        sum_places(KIND_MANY, false, to, s, m);
}

const Kernel *
kernel_best(void)
{
    static const Kernel kernel = {sum_ifma};
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512ifma"))
        return &kernel;
    return kernel_plain();
}

#else

const Kernel *
kernel_best(void)
{
    return kernel_plain();
}

#endif
