/* conditional.h -- what a BOX_CONDITIONAL computes; made in surgery/, read in network/. */
#ifndef CATGUT_CONDITIONAL_H
#define CATGUT_CONDITIONAL_H

#include "diagram/diagram.h"

/* P(heads | givens) in a closed diagram. */
typedef struct Conditional {
    Diagram state; /* outputs: the givens, then the heads */
    size_t givens;
} Conditional;

#endif
