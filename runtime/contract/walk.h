/* walk.h -- all assignments of some variables under which a product of tables is not zero.
 *
 * The variables stand in an order, slowest first.  A table is read as soon as its last variable has
 * a value.  The product of the tables read so far is kept for each variable, so it is not computed
 * again while only later variables change; where it is zero, all values of the later variables are
 * skipped. */
#ifndef CATGUT_CONTRACT_WALK_H
#define CATGUT_CONTRACT_WALK_H

#include "network/table.h"

/* A table and how its index moves with variables. */
typedef struct View {
    const Table *table; /* NULL: only the index is wanted */
    size_t offset;
    const uint32_t *scope;
    const size_t *strides;
    size_t count;
} View;

typedef struct Level {
    uint32_t size, value;
    size_t moves, reads;         /* ends of this level's moves and reads */
    Limbs product;               /* of all read up to here */
    LimbList here, other, sofar; /* room for products */
} Level;

typedef struct Move {
    size_t view, stride;
} Move;

typedef struct Walk {
    ARRAY(Level) levels; /* [0] has no variable */
    ARRAY(Move) moves;
    ARRAY(size_t) reads;   /* views */
    ARRAY(size_t) index;   /* of each view, now */
    ARRAY(uint32_t) level; /* of each variable of the network; only those of the walk count */
    const View *views;
    size_t depth;
    Limbs left, right; /* the weight of this assignment is their product */
    bool begun, stopped;
} Walk;

void walk_clear(Walk *w);

/* Starts over these variables; `sizes` are all the network's.  The views stay the caller's until
 * the walk ends.  scale (NULL: 1) is a factor of every product. */
void walk_start(Walk *w, const uint32_t *variables, size_t count, const uint32_t *sizes,
                size_t size_count, const View *views, size_t view_count, mpz_srcptr scale);

/* The next assignment whose product is not zero.  False: that was all, or w->stopped. */
bool walk_next(Walk *w, Budget *b);

/* The value of a variable of the walk. */
uint32_t walk_value(const Walk *w, uint32_t variable);

/* to = left * right. */
void walk_set(mpz_t to, const Walk *w);

#endif
