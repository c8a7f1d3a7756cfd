/* residue_avx2.c -- see residue.h.  The kernel for processors with AVX2 and FMA: four doubles in a
 * register. */
#include "contract/residue.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define INSTRUCTIONS __attribute__((target("avx2,fma")))
#define VECTORED INSTRUCTIONS __attribute__((always_inline)) static inline
#define PARTS 2

typedef __m256i Part;
typedef __m256d Real;

VECTORED Part
part_load(const uint64_t *at, size_t i)
{
    return _mm256_load_si256((const __m256i *)(const void *)at + i);
}

VECTORED Part
part_near(const uint64_t *at, size_t i)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)(at + 4 * i));
}

VECTORED __m128i
two_collect(const uint64_t *at, const size_t *words)
{
    return _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(at + words[0])),
                              _mm_loadl_epi64((const __m128i *)(const void *)(at + words[1])));
}

VECTORED Part
part_collect(const uint64_t *at, const size_t *words, size_t i)
{
    words += 4 * i;
    return _mm256_set_m128i(two_collect(at, words + 2), two_collect(at, words));
}

VECTORED Part
part_set(uint64_t word)
{
    return _mm256_set1_epi64x((long long)word);
}

VECTORED void
part_store(uint64_t *to, size_t i, Part x)
{
    _mm256_store_si256((__m256i *)(void *)to + i, x);
}

VECTORED Part
part_add(Part a, Part b)
{
    return _mm256_add_epi64(a, b);
}

VECTORED Part
part_sub(Part a, Part b)
{
    return _mm256_sub_epi64(a, b);
}

VECTORED Part
part_or(Part a, Part b)
{
    return _mm256_or_si256(a, b);
}

VECTORED Part
part_right(Part x, int bits)
{
    return _mm256_srli_epi64(x, bits);
}

VECTORED Part
part_left(Part x, int bits)
{
    return _mm256_slli_epi64(x, bits);
}

/* Of the lower 32 bits of both. */
VECTORED Part
part_times32(Part a, Part b)
{
    return _mm256_mul_epu32(a, b);
}

/* a, or a - b where that is not negative; both are below 2^63. */
VECTORED Part
part_less(Part a, Part b)
{
    __m256d rest = _mm256_castsi256_pd(_mm256_sub_epi64(a, b));
    return _mm256_castpd_si256(_mm256_blendv_pd(rest, _mm256_castsi256_pd(a), rest));
}

VECTORED bool
part_is_zero(Part x)
{
    return _mm256_testz_si256(x, x);
}

VECTORED Part
real_bits(Real x)
{
    return _mm256_castpd_si256(x);
}

VECTORED Real
real_set(double x)
{
    return _mm256_set1_pd(x);
}

VECTORED Real
real_plus(Real a, Real b)
{
    return _mm256_add_pd(a, b);
}

VECTORED Real
real_minus(Real a, Real b)
{
    return _mm256_sub_pd(a, b);
}

VECTORED Real
real_times(Real a, Real b)
{
    return _mm256_mul_pd(a, b);
}

VECTORED Real
real_divide(Real a, Real b)
{
    return _mm256_div_pd(a, b);
}

VECTORED Real
real_round(Real x)
{
    return _mm256_round_pd(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

/* a - b c */
VECTORED Real
real_less_times(Real a, Real b, Real c)
{
    return _mm256_fnmadd_pd(b, c, a);
}

VECTORED Real
real_fma(Real a, Real b, Real c)
{
    return _mm256_fmadd_pd(a, b, c);
}

/* A whole number below 2^52: with the exponent of 2^52 in front it is that much too large. */
VECTORED Real
real_of(Part x)
{
    Part bits = part_or(x, part_set(UINT64_C(0x4330000000000000)));
    return real_minus(_mm256_castsi256_pd(bits), real_set(0x1p52));
}

#include "contract/residue_fma.inc"

#include "contract/residue_sums.inc"

const Kernel *
kernel_avx2(void)
{
    static const Kernel kernel = {.name = "avx2", .sum = sum_vectored};
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernel : NULL;
}

#else

const Kernel *
kernel_avx2(void)
{
    return NULL;
}

#endif
