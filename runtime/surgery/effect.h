/* effect.h -- what is asked of a shape: P(y | do(x), z). */
#ifndef CATGUT_SURGERY_EFFECT_H
#define CATGUT_SURGERY_EFFECT_H

#include "graph/graph.h"

/* P(y | do(x), z): observed vertices, the three lists disjoint, y not empty.  The vertices `drawn`
 * of x are not set to given values, but each is drawn from a state of its own.  Their values are
 * not given, so z may depend on them, and no step may be used that is licensed only when they are
 * given. */
typedef struct Effect {
    WireList y, x, z, drawn;
} Effect;
void effect_clear(Effect *e);
void effect_set(Effect *to, const Effect *e);

#endif
