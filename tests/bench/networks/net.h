/* net.h -- a network in BIF as the engine takes it: a diagram with meanings, each vertex an output.
 *
 * A net may have a twin: the same network with its variables in another order, so that the same
 * question is interpreted, planned and carried out in another order.
 *
 * Rows that do not sum to one are repaired.  Each vertex has a depth, and a label that a forward
 * sample gives it: the same on every machine for one seed. */
#ifndef CATGUT_BENCH_NET_H
#define CATGUT_BENCH_NET_H

#include "diagram/diagram.h"
#include "network/table.h"

typedef struct NetVertex {
    const Type *type;
    const Box *box;
    WireList parents; /* vertices */
    uint32_t depth, sample, file; /* its place in the file */
    bool inner; /* somebody's parent */
} NetVertex;

typedef struct Net {
    Names names;
    Signature signature;
    Meaning meaning;
    TableStore tables; /* are kept from one question to the next, as in a session */
    ARRAY(NetVertex) vertices; /* output i of the diagram is vertex i */
    Diagram diagram;
} Net;

/* It stays where it is.  False: *to is empty, as the file cannot be read or is no network. */
bool net_read(Net *to, const char *path, uint64_t seed) MUST_CHECK;
/* The same with the variables shuffled; `like` has the samples. */
bool net_read_twin(Net *to, const char *path, const Net *like, uint64_t seed) MUST_CHECK;
void net_clear(Net *n);

#endif
