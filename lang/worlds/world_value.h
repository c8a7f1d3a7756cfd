/* world_value.h -- the number of a counterfactual's formula over data.
 *
 * Each factor is a table of the data.  As a box of two labels that is 1 with the table's number as
 * its probability it takes its place in a diagram, so that a sum of products is a question like any
 * other and is evaluated as one. */
#ifndef CATGUT_WORLDS_WORLD_VALUE_H
#define CATGUT_WORLDS_WORLD_VALUE_H

#include "lang/worlds/world_table.h"

/* The row's answer, where it is identified: heads are its atoms without an event, in their order;
 * undefined where it needs an undefined conditional, or would divide by zero. */
Outcome world_value(Matrix *to, const WorldSource *from, const WorldRow *row,
                    Trouble *t) MUST_CHECK;

#endif
