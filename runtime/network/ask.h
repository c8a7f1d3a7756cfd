/* ask.h -- what is asked of a network, in terms of wires.
 *
 * A Query speaks of the ends of somebody's diagram; an Ask owns a copy of that diagram with only
 * the boxes that matter, and speaks of its wires. */
#ifndef CATGUT_NETWORK_ASK_H
#define CATGUT_NETWORK_ASK_H

#include "network/query.h"
#include "num/matrix.h"

typedef struct WireEvent {
    uint32_t wire;
    const Event *event;
} WireEvent;

/* Only assignments where a partial matrix is read at a row that is (not) undefined count: its
 * inputs are the wires masked[first ... first + of->in.count). */
typedef struct Mask {
    const Matrix *of;
    bool undefined;
    size_t first;
} Mask;

/* How boxes become tables: as costs least, or (so that tests reach them all) in one way only. */
typedef enum AskTables { TABLES_BEST, TABLES_SLICED, TABLES_HIDDEN } AskTables;

typedef struct Ask {
    Diagram diagram;
    WireList heads, givens;
    ARRAY(WireEvent) events;
    ARRAY(Mask) masks;
    WireList masked;
    bool fill; /* undefined rows are read as if anything could come of them (with some weight), not
                  as zeros */
    AskTables tables;
} Ask;
void ask_clear(Ask *a);

/* The wires of P(heads, events | givens, conditions); without what is left of the bar if !left. */
void ask_query(Ask *to, const Query *q, bool left);

/* An ask about a copy of this diagram, and about no wires yet.  Add wires, then call ask_prune,
 * which removes the boxes that reach none of them and renumbers the wires everywhere. */
void ask_diagram(Ask *to, const Diagram *d);
void ask_add_mask(Ask *a, const Matrix *of, bool undefined, const uint32_t *wires);
void ask_prune(Ask *a);

#endif
