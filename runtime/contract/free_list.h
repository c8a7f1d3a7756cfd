/* free_list.h -- who lies where in one long array, while tables come and go.
 *
 * Nothing is allocated here: places are numbers, so what a plan will need is known beforehand. */
#ifndef CATGUT_CONTRACT_FREE_LIST_H
#define CATGUT_CONTRACT_FREE_LIST_H

#include "base/array.h"

#include <stdint.h>

typedef struct Gap {
    size_t at, count;
} Gap;

typedef struct Space {
    ARRAY(Gap) gaps; /* in order; no two touch */
    size_t end;      /* nobody lies there or beyond */
    size_t most;     /* the end has been as far as this */
} Space;
void space_clear(Space *s);

/* A place for so many, in the smallest gap that has room for them. */
size_t space_take(Space *s, size_t count);
/* They are gone. */
void space_add(Space *s, size_t at, size_t count);

#endif
