/* crt.c -- see crt.h. */
#include "contract/crt.h"

#include "contract/moduli.h"

#include <assert.h>

__extension__ typedef unsigned __int128 Wide;

void
crt_clear(Crt *c)
{
    array_clear(&c->product);
    array_clear(&c->parts);
    array_clear(&c->weights);
    array_clear(&c->sum);
    array_clear(&c->left);
    *c = (Crt){0};
}

static void
find_product(Crt *c)
{
    size_t used = 1;
    array_add_zeroed(&c->product, c->limbs);
    c->product.at[0] = 1;
    for (size_t i = 0; i < c->count; i++) {
        mp_limb_t carry = mpn_mul_1(c->product.at, c->product.at, (mp_size_t)used, c->primes[i]);
        if (carry)
            c->product.at[used++] = carry;
    }
    assert(used + 1 == c->limbs);
}

void
crt_make(Crt *c, const uint64_t *primes, size_t count)
{
    crt_clear(c);
    c->count = count;
    c->primes = primes;
    c->limbs = limbs_for((uint64_t)count * 50) + 1;
    find_product(c);
    array_add_zeroed(&c->parts, count * c->limbs);
    array_add_zeroed(&c->weights, count);
    array_add_zeroed(&c->sum, c->limbs);
    array_add_zeroed(&c->left, c->limbs);
    for (size_t i = 0; i < count; i++) {
        mp_limb_t *part = c->parts.at + i * c->limbs;
        mpn_divrem_1(part, 0, c->product.at, (mp_size_t)c->limbs, primes[i]);
        c->weights.at[i] =
            inverse_modulo(mpn_mod_1(part, (mp_size_t)c->limbs, primes[i]), primes[i]);
    }
}

const mp_limb_t *
crt_read(Crt *c, const uint64_t *residues)
{
    mp_limb_t quotient[2];
    size_t used = c->limbs - 1;
    memset(c->sum.at, 0, c->limbs * sizeof *c->sum.at);
    for (size_t i = 0; i < c->count; i++) {
        uint64_t factor = (uint64_t)((Wide)residues[i] * c->weights.at[i] % c->primes[i]);
        c->sum.at[used] +=
            mpn_addmul_1(c->sum.at, c->parts.at + i * c->limbs, (mp_size_t)used, factor);
    }
    mpn_tdiv_qr(quotient, c->left.at, 0, c->sum.at, (mp_size_t)c->limbs, c->product.at,
                (mp_size_t)used);
    return c->left.at;
}
