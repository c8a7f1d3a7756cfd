/* reduce.h -- a network without the values that its zeros rule out.
 *
 * A value of a variable counts only where each factor over it has an entry with that value that is
 * not zero, at values of its other variables that count.  Summed variables lose all other values
 * (generalised arc consistency; Mackworth 1977), one that is left with a single value is no
 * variable any more, and factors that change get tables of their own.  The network means what it
 * meant, its denominator included. */
#ifndef CATGUT_NETWORK_REDUCE_H
#define CATGUT_NETWORK_REDUCE_H

#include "network/network.h"

/* With tables of at most `limit` bytes together; what would be larger stays as it is.  False: the
 * budget said stop, and the network has not changed. */
bool network_reduce(Network *n, uint64_t limit, Budget *b) MUST_CHECK;

#endif
