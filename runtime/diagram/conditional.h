/* conditional.h -- what a box of kind BOX_CONDITIONAL computes.  Such boxes are made in surgery/
 * and evaluated in evaluate/. */
#ifndef CATGUT_DIAGRAM_CONDITIONAL_H
#define CATGUT_DIAGRAM_CONDITIONAL_H

#include "diagram/diagram.h"

/* P(heads | givens) in a diagram, for each value of its inputs.  The box reads the givens, then the
 * inputs except the last `any`.  Where the diagram came from a state that has the independences of
 * its model, the result does not depend on those, and any values with support give it. */
typedef struct Conditional {
    Diagram state; /* outputs: the givens, then the heads */
    size_t givens;
    size_t any;
} Conditional;

#endif
