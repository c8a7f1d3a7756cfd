/* repair.h -- which arrow or common cause, if it were in a model, would take implications away.
 *
 * A model with an arrow or a hidden cause more implies no more than before.  Where data contradict
 * an independence, what they may speak for is a model that does not imply it: each candidate here
 * is the model with one more arrow, without a cycle, or one more hidden cause of two variables, in
 * which the two sides of the independence are not separated any more. */
#ifndef CATGUT_GRAPH_REPAIR_H
#define CATGUT_GRAPH_REPAIR_H

#include "graph/markov.h"

typedef struct Repair {
    bool cause;    /* from <-> to, with from < to; else from -> to */
    uint32_t from, to;
    size_t stay;   /* how many of the statements that hold are still implied */
} Repair;
typedef ARRAY(Repair) RepairList;

/* All candidates that take away each of `failed`, not empty, of the model's independences: those
 * that leave the most of `held` first, then arrows before causes, by the numbers of the vertices.
 * The model is sorted.  False: the budget says stop. */
bool repairs_find(RepairList *to, const Model *m, const IndependenceList *failed,
                  const IndependenceList *held, Budget *b) MUST_CHECK;

#endif
