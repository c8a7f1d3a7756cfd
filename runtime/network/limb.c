/* limb.c -- see limb.h.  Short numbers are multiplied in place; from SHORT limbs on GMP does it. */
#include "network/limb.h"

#include <assert.h>

enum { SHORT = 6, SCHOOL = 24 };

__extension__ typedef unsigned __int128 Wide;

uint64_t
limbs_bits(const mp_limb_t *at, size_t count)
{
    count = limbs_length(at, count);
    return count ? mpn_sizeinbase(at, (mp_size_t)count, 2) : 0;
}

Limbs
limbs_product(LimbList *room, Limbs a, Limbs b)
{
    room->count = 0;
    array_reserve(room, a.count + b.count);
    if (a.count == 1 && b.count == 1) {
        Wide w = (Wide)a.at[0] * b.at[0];
        room->at[0] = (mp_limb_t)w;
        room->at[1] = (mp_limb_t)(w >> LIMB_BITS);
    } else if (b.count == 1) {
        room->at[a.count] = mpn_mul_1(room->at, a.at, (mp_size_t)a.count, b.at[0]);
    } else if (a.count >= b.count) {
        mpn_mul(room->at, a.at, (mp_size_t)a.count, b.at, (mp_size_t)b.count);
    } else {
        mpn_mul(room->at, b.at, (mp_size_t)b.count, a.at, (mp_size_t)a.count);
    }
    return (Limbs){room->at, limbs_length(room->at, a.count + b.count)};
}

/* to += a * b for one limb b; what is carried out of a's limbs comes back. */
static inline mp_limb_t
add_multiple(mp_limb_t *to, const mp_limb_t *a, size_t count, mp_limb_t b)
{
    if (count >= SHORT)
        return mpn_addmul_1(to, a, (mp_size_t)count, b);
    mp_limb_t carry = 0;
    for (size_t i = 0; i < count; i++) {
        Wide w = (Wide)a[i] * b + to[i] + carry;
        to[i] = (mp_limb_t)w;
        carry = (mp_limb_t)(w >> LIMB_BITS);
    }
    return carry;
}

static inline void
add_carry(mp_limb_t *to, size_t at, size_t count, mp_limb_t carry)
{
    for (; carry; at++) {
        assert(at < count);
        (void)count;
        to[at] += carry;
        carry = to[at] < carry;
    }
}

static void
add_long_product(mp_limb_t *to, size_t count, Limbs a, Limbs b)
{
    LimbList room = {0};
    Limbs product = limbs_product(&room, a, b);
    add_carry(to, product.count, count, mpn_add_n(to, to, product.at, (mp_size_t)product.count));
    array_clear(&room);
}

void
limbs_add_product(mp_limb_t *to, size_t count, Limbs a, Limbs b)
{
    static const mp_limb_t one = 1;
    if (!a.at || (b.at && a.count < b.count)) {
        Limbs c = a;
        a = b;
        b = c;
    }
    if (!a.at)
        a = (Limbs){&one, 1};
    if (!b.at)
        b = (Limbs){&one, 1};
    assert(a.count + b.count <= count + 1);
    if (b.count > SCHOOL) {
        add_long_product(to, count, a, b);
        return;
    }
    for (size_t i = 0; i < b.count; i++)
        add_carry(to, i + a.count, count, add_multiple(to + i, a.at, a.count, b.at[i]));
}

void
limbs_read(mpz_t to, Limbs a)
{
    if (!a.at) {
        mpz_set_ui(to, 1);
        return;
    }
    mp_limb_t *limbs = mpz_limbs_write(to, (mp_size_t)a.count);
    memcpy(limbs, a.at, a.count * sizeof *limbs);
    mpz_limbs_finish(to, (mp_size_t)a.count);
}
