/* residue_neon.c -- see residue.h.  The kernel for 64-bit ARM, which always has NEON with doubles:
 * two in a register. */
#include "contract/residue.h"

#if defined(__aarch64__) && defined(__GNUC__)

#include <arm_neon.h>

#define INSTRUCTIONS
#define VECTORED __attribute__((always_inline)) static inline
#define PARTS 4

typedef uint64x2_t Part;
typedef float64x2_t Real;

VECTORED Part
part_load(const uint64_t *at, size_t i)
{
    return vld1q_u64(at + 2 * i);
}

VECTORED Part
part_near(const uint64_t *at, size_t i)
{
    return part_load(at, i);
}

VECTORED Part
part_collect(const uint64_t *at, const size_t *words, size_t i)
{
    return vcombine_u64(vld1_u64(at + words[2 * i]), vld1_u64(at + words[2 * i + 1]));
}

VECTORED Part
part_set(uint64_t word)
{
    return vdupq_n_u64(word);
}

VECTORED void
part_store(uint64_t *to, size_t i, Part x)
{
    vst1q_u64(to + 2 * i, x);
}

VECTORED Part
part_add(Part a, Part b)
{
    return vaddq_u64(a, b);
}

VECTORED Part
part_sub(Part a, Part b)
{
    return vsubq_u64(a, b);
}

VECTORED Part
part_or(Part a, Part b)
{
    return vorrq_u64(a, b);
}

VECTORED Part
part_right(Part x, int bits)
{
    return vshlq_u64(x, vdupq_n_s64(-bits));
}

VECTORED Part
part_left(Part x, int bits)
{
    return vshlq_u64(x, vdupq_n_s64(bits));
}

/* Of the lower 32 bits of both. */
VECTORED Part
part_times32(Part a, Part b)
{
    return vmull_u32(vmovn_u64(a), vmovn_u64(b));
}

/* a, or a - b where that is not negative; both are below 2^63. */
VECTORED Part
part_less(Part a, Part b)
{
    return vbslq_u64(vcltq_u64(a, b), a, vsubq_u64(a, b));
}

VECTORED bool
part_is_zero(Part x)
{
    return (vgetq_lane_u64(x, 0) | vgetq_lane_u64(x, 1)) == 0;
}

VECTORED Part
real_bits(Real x)
{
    return vreinterpretq_u64_f64(x);
}

VECTORED Real
real_set(double x)
{
    return vdupq_n_f64(x);
}

VECTORED Real
real_plus(Real a, Real b)
{
    return vaddq_f64(a, b);
}

VECTORED Real
real_minus(Real a, Real b)
{
    return vsubq_f64(a, b);
}

VECTORED Real
real_times(Real a, Real b)
{
    return vmulq_f64(a, b);
}

VECTORED Real
real_divide(Real a, Real b)
{
    return vdivq_f64(a, b);
}

VECTORED Real
real_round(Real x)
{
    return vrndnq_f64(x);
}

/* a - b c */
VECTORED Real
real_less_times(Real a, Real b, Real c)
{
    return vfmsq_f64(a, b, c);
}

VECTORED Real
real_fma(Real a, Real b, Real c)
{
    return vfmaq_f64(c, a, b);
}

/* A whole number below 2^52. */
VECTORED Real
real_of(Part x)
{
    return vcvtq_f64_u64(x);
}

#include "contract/residue_fma.inc"

#include "contract/residue_sums.inc"

const Kernel *
kernel_neon(void)
{
    static const Kernel kernel = {.name = "neon", .sum = sum_vectored};
    return &kernel;
}

#else

const Kernel *
kernel_neon(void)
{
    return NULL;
}

#endif
