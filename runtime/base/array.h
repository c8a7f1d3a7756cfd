/* array.h -- the one growable array.
 *
 *     ARRAY(uint32_t) list = {0};
 *     array_push(&list, 7);
 *     for (size_t i = 0; i < list.count; i++) use(list.at[i]);
 *     array_clear(&list);
 *
 * {0} is an empty array.  Elements move when it grows: keep indices, not pointers. */
#ifndef CATGUT_BASE_ARRAY_H
#define CATGUT_BASE_ARRAY_H

#include "base/memory.h"

#include <string.h>

#define ARRAY(T)                                                                                   \
    struct {                                                                                       \
        T *at;                                                                                     \
        size_t count, space;                                                                       \
    }

/* Room for n more elements. */
#define array_reserve(a, n)                                                                        \
    ((a)->at = memory_reserve((a)->at, &(a)->space, (a)->count + (n), sizeof *(a)->at))

/* One more element, with this value. */
#define array_push(a, value) (array_reserve(a, 1), (void)((a)->at[(a)->count++] = (value)))

/* n more zeroed elements. */
#define array_add_zeroed(a, n)                                                                     \
    (array_reserve(a, n),                                                                          \
     (n) != 0 ? (void)memset((a)->at + (a)->count, 0, (n) * sizeof *(a)->at) : (void)0,            \
     (void)((a)->count += (n)))

/* A copy of b's elements in a, whose old ones are forgotten; both are arrays of the same T. */
#define array_set(a, b)                                                                            \
    ((a)->count = 0, array_reserve(a, (b)->count),                                                 \
     (b)->count ? (void)memcpy((a)->at, (b)->at, (b)->count * sizeof *(a)->at) : (void)0,          \
     (void)((a)->count = (b)->count))

#define array_clear(a) (memory_free((a)->at), (a)->at = NULL, (void)((a)->count = (a)->space = 0))

#endif
