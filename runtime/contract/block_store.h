/* block_store.h -- blocks of primes that are reckoned elsewhere.
 *
 * Blocks do not depend on one another where nothing is extended (extension.h), as nothing is with a
 * store; so machines that know nothing of each other may take some each.  A budget may have a store
 * (Budget.blocks), which belongs to whoever keeps the residues, in files or otherwise: it is asked
 * before each elimination modulo primes what is to be done with it, and gives and takes what such a
 * run collects, as words.  The words of a block depend on the elimination alone: not on threads,
 * nor on the kind of processor. */
#ifndef CATGUT_CONTRACT_BLOCK_STORE_H
#define CATGUT_CONTRACT_BLOCK_STORE_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

typedef ARRAY(uint64_t) Words;

/* The blocks from one on to another, which is not among them. */
typedef struct BlockRange {
    size_t from, to;
} BlockRange;

/* What is to be done with an elimination. */
typedef enum BlockOrder {
    BLOCKS_ALL,  /* what is done without a store */
    BLOCKS_NONE, /* nothing: the budget stops with STOP_PUT_OFF */
    BLOCKS_SOME, /* some blocks: what they collect is written, and the budget stops the same */
    BLOCKS_READ  /* what all blocks have collected is read */
} BlockOrder;

typedef struct BlockStore BlockStore;
struct BlockStore {
    /* Of an elimination (elimination.h) of more than one block, each of which takes about so many
     * multiplications; of one whose tables nearly fill the budget nothing is asked.  `some`, for
     * BLOCKS_SOME: which. */
    BlockOrder (*order)(BlockStore *s, const Words *elimination, size_t blocks, uint64_t work,
                        BlockRange *some);
    /* What these blocks have collected. */
    void (*write)(BlockStore *s, const Words *collected);
    /* The same of those from r->from on; r->to is set.  False: it is not there, and then all is
     * reckoned here. */
    bool (*read)(BlockStore *s, BlockRange *r, Words *collected);
};

#endif
