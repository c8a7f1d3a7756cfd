/* residue_ifma.c -- see residue.h.  The kernel for AVX-512 IFMA, whose instruction multiplies eight
 * pairs of numbers of 52 bits and adds the lower, or the upper, half of each product to a sum.
 *
 * Sums of lower and of upper halves are kept apart and brought together once at the end. */
#include "contract/residue.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

/* Tuned, so that what registers lack room for goes to memory: through those of vectors it waits for
 * the products there. */
#define INSTRUCTIONS __attribute__((target("avx512f,avx512ifma,tune=skylake-avx512")))
#define VECTORED INSTRUCTIONS __attribute__((always_inline)) static inline

enum { FEW = 11 }; /* of so many products, the part above 2^52 is below 3 2^50 */
#define TOGETHER 4

typedef __m512i Vector;
typedef __m512i Factor;

typedef struct Primes {
    Vector prime, twice, inverse, quotient;
} Primes;

/* Sums of lower and upper halves. */
typedef struct Sums {
    Vector low, high;
    bool few; /* a constant */
} Sums;

VECTORED Primes
primes_of(const Moduli *m)
{
    Vector prime = _mm512_load_si512(m->prime);
    return (Primes){prime, _mm512_add_epi64(prime, prime), _mm512_load_si512(m->inverse),
                    _mm512_load_si512(m->quotient)};
}

/* ---- vectors ---- */

VECTORED Vector
vector_load(const uint64_t *at)
{
    return _mm512_load_si512(at);
}

VECTORED Vector
vector_set(uint64_t word)
{
    return _mm512_set1_epi64((long long)word);
}

VECTORED void
vector_store(uint64_t *to, Vector x)
{
    _mm512_store_si512(to, x);
}

/* Words that follow one another, not aligned. */
VECTORED Vector
vector_near(const uint64_t *at)
{
    return _mm512_loadu_si512(at);
}

VECTORED __m128i
two_collect(const uint64_t *at, const size_t *words)
{
    return _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(at + words[0])),
                              _mm_loadl_epi64((const __m128i *)(const void *)(at + words[1])));
}

VECTORED __m256i
four_collect(const uint64_t *at, const size_t *words)
{
    return _mm256_set_m128i(two_collect(at, words + 2), two_collect(at, words));
}

/* The words in these places. */
VECTORED Vector
vector_collect(const uint64_t *at, const size_t *words)
{
    __m512i low = _mm512_castsi256_si512(four_collect(at, words));
    return _mm512_inserti64x4(low, four_collect(at, words + 4), 1);
}

/* a, or a - b where that is not negative. */
VECTORED Vector
less(Vector a, Vector b)
{
    return _mm512_min_epu64(a, _mm512_sub_epi64(a, b));
}

VECTORED Vector
vector_plus(Vector a, Vector b, const Primes *v)
{
    return less(_mm512_add_epi64(a, b), v->prime);
}

VECTORED Factor
factor_of(Vector x)
{
    return x;
}

VECTORED Factor
factor_load(const uint64_t *at)
{
    return vector_load(at);
}

VECTORED Factor
factor_set(uint64_t word)
{
    return vector_set(word);
}

VECTORED bool
vector_is_zero(Vector x)
{
    return _mm512_test_epi64_mask(x, x) == 0;
}

VECTORED Vector
times_low(Vector a, Vector b)
{
    return _mm512_madd52lo_epu64(_mm512_setzero_si512(), a, b);
}

VECTORED Vector
times_high(Vector a, Vector b)
{
    return _mm512_madd52hi_epu64(_mm512_setzero_si512(), a, b);
}

/* ---- sums ---- */

VECTORED Sums
sums_zero(bool few)
{
    return (Sums){_mm512_setzero_si512(), _mm512_setzero_si512(), few};
}

VECTORED void
sums_add_word(Sums *h, uint64_t sum)
{
    h->low = vector_set(sum);
}

/* One lane's in all of them. */
VECTORED Sums
sums_lane(const Sums *h, size_t lane)
{
    return (Sums){vector_set((uint64_t)h->low[lane]), vector_set((uint64_t)h->high[lane]), h->few};
}

VECTORED void
sums_add(Sums *h, Factor a, Factor b)
{
    __asm__("" : "+v"(b)); /* else it is read twice */
    h->low = _mm512_madd52lo_epu64(h->low, a, b);
    h->high = _mm512_madd52hi_epu64(h->high, a, b);
}

VECTORED void
sums_add_one(Sums *h, Vector x)
{
    h->low = _mm512_add_epi64(h->low, x);
}

VECTORED Vector
sums_reduce(const Sums *h, const Primes *v)
{
    Vector high = _mm512_add_epi64(h->high, _mm512_srli_epi64(h->low, RADIX_BITS));
    Vector q = times_low(h->low, v->inverse);
    Vector r = _mm512_sub_epi64(_mm512_add_epi64(high, v->prime), times_high(q, v->prime));
    if (!h->few) {
        Vector mask = _mm512_set1_epi64((1LL << RADIX_BITS) - 1);
        Vector whole = times_high(_mm512_srli_epi64(r, 10), v->quotient);
        r = _mm512_and_si512(_mm512_sub_epi64(r, times_low(whole, v->prime)), mask);
    }
    return less(less(r, v->twice), v->prime);
}

VECTORED Vector
vector_times(Vector a, Vector b, const Primes *v)
{
    Vector q = times_low(times_low(a, b), v->inverse), high = times_high(a, b);
    return less(_mm512_sub_epi64(_mm512_add_epi64(high, v->prime), times_high(q, v->prime)),
                v->prime);
}

/* ---- the kernel ---- */

#include "contract/residue_sums.inc"

const Kernel *
kernel_ifma(void)
{
    static const Kernel kernel = {.name = "ifma", .sum = sum_vectored};
    bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512ifma");
    return has ? &kernel : NULL;
}

#else

const Kernel *
kernel_ifma(void)
{
    return NULL;
}

#endif
