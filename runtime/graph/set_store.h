/* set_store.h -- distinct sets of vertices, found again by their members.
 *
 * A store owns its sets. {0} is empty. */
#ifndef CATGUT_GRAPH_SET_STORE_H
#define CATGUT_GRAPH_SET_STORE_H

#include "base/map.h"
#include "graph/graph.h"

typedef struct SetStore {
    SetList sets;
    Map first;     /* hash -> the newest set with it */
    WireList next; /* of each set an older one with its hash, or UINT32_MAX */
} SetStore;

void set_store_clear(SetStore *s);
/* The place of the set, which is ascending; a copy is added where it is not there.  True: it is
 * new. */
bool set_store_add(SetStore *s, const WireList *set, size_t *place);

#endif
