/* conditional.h -- what a BOX_CONDITIONAL computes; made in surgery/, read in network/. */
#ifndef CATGUT_DIAGRAM_CONDITIONAL_H
#define CATGUT_DIAGRAM_CONDITIONAL_H

#include "diagram/diagram.h"

/* P(heads | givens) in a diagram, for each value of its inputs.  The box reads the givens, then the
 * inputs but for the last `any` of them: on those it cannot depend where the diagram came from the
 * shape it claims, and any values with support will do. */
typedef struct Conditional {
    Diagram state; /* outputs: the givens, then the heads */
    size_t givens;
    size_t any;
} Conditional;

#endif
