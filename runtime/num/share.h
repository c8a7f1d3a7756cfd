/* share.h -- shares of a whole: weights divided by their sum, as reduced fractions. */
#ifndef CATGUT_NUM_SHARE_H
#define CATGUT_NUM_SHARE_H

#include <gmp.h>
#include <stddef.h>

/* to[i] = weights[i] / the sum of all, reduced; the weights, none of which is negative, are written
 * over.  Their sum is not zero. */
void shares_find(mpq_t *to, mpz_t *weights, size_t count);

#endif
