/* reduce.h -- a network without the values that its zeros rule out.
 *
 * A value of a variable stays only if each factor over the variable has a non-zero entry with that
 * value, at values of its other variables that stay as well.  All other values are removed from
 * summed variables (generalised arc consistency; Mackworth 1977).  A variable with one value left
 * is no variable any more, and factors that change get tables of their own.  The network means what
 * it meant before; its denominator is unchanged. */
#ifndef CATGUT_NETWORK_REDUCE_H
#define CATGUT_NETWORK_REDUCE_H

#include "network/network.h"

/* The new tables take at most `limit` bytes together; a factor whose table would exceed that keeps
 * the old one.  False: the budget said stop, and the network has not changed. */
bool network_reduce(Network *n, uint64_t limit, Budget *b) MUST_CHECK;

#endif
