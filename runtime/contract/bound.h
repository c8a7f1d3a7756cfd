/* bound.h -- how long the numbers of an elimination can get.
 *
 * Lengths are binary logarithms in 1/65536 bits, rounded up.  A factor that contains outputs of its
 * box is bounded by the largest sum over these outputs.  A product of factors, summed over
 * variables each of which is an output of one of them, is bounded by the product of these bounds:
 * sum the variables out against the order of the arrows.  A variable that is no output multiplies
 * the bound by its size. */
#ifndef CATGUT_CONTRACT_BOUND_H
#define CATGUT_CONTRACT_BOUND_H

#include "network/network.h"

enum { BOUND_ONE = 65536 }; /* a bit */

/* An upper bound of log2 n; n > 0. */
uint64_t bound_of(uint64_t n);

typedef ARRAY(uint64_t) BoundList;

#endif
