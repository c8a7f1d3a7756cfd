/* gmp.h -- for WebAssembly, where `unsigned long` has 32 bits: the calls with a small number take
 * 64 bits of it, as they do elsewhere.  Such a number is a single limb. */
#ifndef CATGUT_WEB_GMP_H
#define CATGUT_WEB_GMP_H

#include_next <gmp.h>

#include <stdbool.h>
#include <stdint.h>

/* z stands for n, and is only read. */
#define CATGUT_SMALL(z, n)                                                                         \
    mpz_t z;                                                                                       \
    const mp_limb_t z##_limb = (n);                                                                \
    mpz_roinit_n(z, &z##_limb, 1)

static inline void
web_set_ui(mpz_t to, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_set(to, z);
}

static inline void
web_init_set_ui(mpz_t to, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_init_set(to, z);
}

static inline void
web_set_si(mpz_t to, int64_t n)
{
    web_set_ui(to, n < 0 ? -(uint64_t)n : (uint64_t)n);
    if (n < 0)
        mpz_neg(to, to);
}

static inline void
web_add_ui(mpz_t to, const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_add(to, a, z);
}

static inline void
web_sub_ui(mpz_t to, const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_sub(to, a, z);
}

static inline void
web_mul_ui(mpz_t to, const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_mul(to, a, z);
}

static inline void
web_addmul_ui(mpz_t to, const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_addmul(to, a, z);
}

static inline void
web_submul_ui(mpz_t to, const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_submul(to, a, z);
}

static inline int
web_cmp_ui(const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    return mpz_cmp(a, z);
}

static inline int
web_cmpabs_ui(const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    return mpz_cmpabs(a, z);
}

static inline bool
web_divisible_ui_p(const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    return mpz_divisible_p(a, z);
}

/* The lowest 64 bits of the absolute value. */
static inline uint64_t
web_get_ui(const mpz_t a)
{
    return mpz_size(a) ? mpz_getlimbn(a, 0) : 0;
}

static inline int64_t
web_get_si(const mpz_t a)
{
    uint64_t n = web_get_ui(a);
    return (int64_t)(mpz_sgn(a) < 0 ? -n : n);
}

static inline bool
web_fits_ulong_p(const mpz_t a)
{
    return mpz_sgn(a) >= 0 && mpz_size(a) <= 1;
}

static inline bool
web_fits_slong_p(const mpz_t a)
{
    uint64_t most = (uint64_t)INT64_MAX + (mpz_sgn(a) < 0);
    return mpz_size(a) <= 1 && web_get_ui(a) <= most;
}

static inline uint64_t
web_fdiv_ui(const mpz_t a, uint64_t n)
{
    CATGUT_SMALL(z, n);
    mpz_t rest;
    mpz_init(rest);
    mpz_fdiv_r(rest, a, z);
    uint64_t r = web_get_ui(rest);
    mpz_clear(rest);
    return r;
}

/* What has so large a power and fits is -1, 0 or 1. */
static inline void
web_pow_ui(mpz_t to, const mpz_t a, uint64_t power)
{
    mpz_pow_ui(to, a, (unsigned long)(power >> 32 ? 2 + power % 2 : power));
}

static inline void
web_ui_pow_ui(mpz_t to, uint64_t base, uint64_t power)
{
    CATGUT_SMALL(z, base);
    web_pow_ui(to, z, power);
}

static inline void
web_q_set_ui(mpq_t to, uint64_t n, uint64_t d)
{
    web_set_ui(mpq_numref(to), n);
    web_set_ui(mpq_denref(to), d);
}

static inline void
web_q_set_si(mpq_t to, int64_t n, uint64_t d)
{
    web_set_si(mpq_numref(to), n);
    web_set_ui(mpq_denref(to), d);
}

static inline int
web_q_cmp_si(const mpq_t a, int64_t n, uint64_t d)
{
    mpq_t b;
    mpq_init(b);
    web_q_set_si(b, n, d);
    int sign = mpq_cmp(a, b);
    mpq_clear(b);
    return sign;
}

static inline int
web_q_cmp_ui(const mpq_t a, uint64_t n, uint64_t d)
{
    mpq_t b;
    mpq_init(b);
    web_q_set_ui(b, n, d);
    int sign = mpq_cmp(a, b);
    mpq_clear(b);
    return sign;
}

#undef mpz_add_ui
#undef mpz_addmul_ui
#undef mpz_cmp_ui
#undef mpz_cmpabs_ui
#undef mpz_divisible_ui_p
#undef mpz_fdiv_ui
#undef mpz_fits_slong_p
#undef mpz_fits_ulong_p
#undef mpz_get_si
#undef mpz_get_ui
#undef mpz_init_set_ui
#undef mpz_mul_ui
#undef mpz_pow_ui
#undef mpz_set_si
#undef mpz_set_ui
#undef mpz_sub_ui
#undef mpz_submul_ui
#undef mpz_ui_pow_ui
#undef mpq_cmp_si
#undef mpq_cmp_ui
#undef mpq_set_si
#undef mpq_set_ui

#define mpz_add_ui web_add_ui
#define mpz_addmul_ui web_addmul_ui
#define mpz_cmp_ui web_cmp_ui
#define mpz_cmpabs_ui web_cmpabs_ui
#define mpz_divisible_ui_p web_divisible_ui_p
#define mpz_fdiv_ui web_fdiv_ui
#define mpz_fits_slong_p web_fits_slong_p
#define mpz_fits_ulong_p web_fits_ulong_p
#define mpz_get_si web_get_si
#define mpz_get_ui web_get_ui
#define mpz_init_set_ui web_init_set_ui
#define mpz_mul_ui web_mul_ui
#define mpz_pow_ui web_pow_ui
#define mpz_set_si web_set_si
#define mpz_set_ui web_set_ui
#define mpz_sub_ui web_sub_ui
#define mpz_submul_ui web_submul_ui
#define mpz_ui_pow_ui web_ui_pow_ui
#define mpq_cmp_si web_q_cmp_si
#define mpq_cmp_ui web_q_cmp_ui
#define mpq_set_si web_q_set_si
#define mpq_set_ui web_q_set_ui

#endif
