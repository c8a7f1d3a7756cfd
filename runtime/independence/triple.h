/* triple.h -- statements of independence among a few variables, as bit masks.
 *
 * "a is independent of b given c", of three disjoint sets of variables, a and b not empty; a and b
 * may be exchanged (symmetry), and none of the functions here tells the two forms apart. */
#ifndef CATGUT_INDEPENDENCE_TRIPLE_H
#define CATGUT_INDEPENDENCE_TRIPLE_H

#include "base/array.h"
#include "base/budget.h"

#include <stdint.h>

typedef uint32_t Mask; /* bit v: variable v is in the set */

typedef struct Triple {
    Mask a, b, given;
} Triple;
typedef ARRAY(Triple) TripleList;

/* Of `count` variables: these hold, these do not. */
typedef struct Claims {
    uint32_t count;
    TripleList hold, fail;
} Claims;
void claims_clear(Claims *c);

#endif
