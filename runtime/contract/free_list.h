/* free_list.h -- places in one long array, taken and given back as tables are made and freed.
 *
 * Places are numbers and nothing is allocated here, so that a plan knows beforehand how much memory
 * it will need. */
#ifndef CATGUT_CONTRACT_FREE_LIST_H
#define CATGUT_CONTRACT_FREE_LIST_H

#include "base/array.h"

#include <stdint.h>

typedef struct Gap {
    size_t at, count;
} Gap;

typedef struct FreeList {
    ARRAY(Gap) gaps; /* in order; no two touch */
    size_t end;      /* all is free from there on */
    size_t most;     /* the end has been as far as this */
} FreeList;
void free_list_clear(FreeList *s);

/* A place for so many, in the smallest gap that has room for them. */
size_t free_list_take(FreeList *s, size_t count);
/* Gives a place back. */
void free_list_add(FreeList *s, size_t at, size_t count);

#endif
