/* block.h -- diagrams with named wires: blocks, and applications f(x, y). */
#ifndef CATGUT_ELABORATE_BLOCK_H
#define CATGUT_ELABORATE_BLOCK_H

#include "lang/elaborate/elaborate.h"

typedef struct Block {
    Diagram diagram;
    Map local_of; /* name -> wire */
} Block;

void block_clear(Block *b);
void block_add(Block *b, Name name, uint32_t wire);
/* An expression over named wires: the wires it gives. */
bool elaborate_wires(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint);
/* Has every wire a type, now that `out` leaves and takes what it does not say from the hint (NULL:
 * there is none)?  If not, complains at n. */
bool block_known(Session *s, Block *b, const WireList *out, const Node *n, const Hint *hint);
bool elaborate_block(Session *s, Diagram *to, const Node *n);

#endif
