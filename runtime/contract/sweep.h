/* sweep.h -- one step of an elimination: a product of tables, summed over variables.
 *
 * The loops over the outer variables are a Walk, which skips zeros.  The inner variables are as
 * many as can be gone through in one loop: those along which each table moves by one stride.  That
 * loop multiplies a run of entries by the product of what was read so far, and adds it to a run of
 * sums. */
#ifndef CATGUT_CONTRACT_SWEEP_H
#define CATGUT_CONTRACT_SWEEP_H

#include "contract/walk.h"

typedef struct Inner {
    const Table *table;
    size_t view, stride;
} Inner;

typedef struct Sweep {
    Walk walk;
    ARRAY(View) views;      /* [0] is the target; what moves with inner variables has no table */
    ARRAY(uint32_t) outer;  /* the variables of the walk */
    ARRAY(uint32_t) inner;  /* the fastest first */
    ARRAY(Inner) runs;      /* the tables read in the inner loop, those of narrow numbers first */
    size_t narrow;          /* so many of them have a product of one limb */
    size_t size, stride;    /* of the inner loop; its step in the target */
    ARRAY(uint32_t) scopes; /* of the views, without inner variables */
    ARRAY(size_t) strides;
    LimbList rooms[2];
} Sweep;

void sweep_clear(Sweep *s);

/* parts[0 ... count) are the tables; `order` all variables of theirs and of the target, in the
 * order of a walk.  The target is a view without a table, whose strides are written to `strides`.
 */
typedef struct Step {
    View target;
    size_t *strides; /* beside target.scope */
    const View *parts;
    size_t count;
    const uint32_t *order;
    size_t order_count;
    const uint32_t *sizes; /* all the network's */
    size_t size_count;
} Step;

/* The sums of the product of the parts over all variables that the target does not have.  False:
 * the budget said stop. */
bool sweep_run(Sweep *s, Table *to, const Step *step, Budget *b) MUST_CHECK;

#endif
