/* limb.h -- whole numbers that are not negative, as rows of limbs, least first.
 *
 * A Limbs borrows its limbs.  Its last one is not zero; no limbs at all (NULL) stand for one, so
 * that a product that has no factor yet costs nothing. */
#ifndef CATGUT_NETWORK_LIMB_H
#define CATGUT_NETWORK_LIMB_H

#include "base/array.h"

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

enum { LIMB_BITS = GMP_NUMB_BITS };

typedef ARRAY(mp_limb_t) LimbList;

typedef struct Limbs {
    const mp_limb_t *at;
    size_t count;
} Limbs;

/* So many limbs hold numbers of so many bits; at least one. */
static inline size_t
limbs_for(uint64_t bits)
{
    return bits > LIMB_BITS ? (size_t)((bits + LIMB_BITS - 1) / LIMB_BITS) : 1;
}

/* How many of the limbs are left without the zeros at the upper end. */
static inline size_t
limbs_length(const mp_limb_t *at, size_t count)
{
    while (count > 0 && at[count - 1] == 0)
        count--;
    return count;
}

/* How many bits the number has; 0 has none. */
uint64_t limbs_bits(const mp_limb_t *at, size_t count);

/* a * b, neither of them NULL, written to the list's room (which is neither's). */
Limbs limbs_product(LimbList *room, Limbs a, Limbs b);

/* to += a * b, either may be NULL; there is room for it in `to`. */
void limbs_add_product(mp_limb_t *to, size_t count, Limbs a, Limbs b);

/* The number as a mpz_t; 1 for NULL. */
void limbs_read(mpz_t to, Limbs a);

#endif
