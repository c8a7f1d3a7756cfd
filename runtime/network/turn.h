/* turn.h -- a plan turned round: the same tables, in another order.
 *
 * The cliques of an elimination make a chordal graph, and each order in which a search by maximum
 * cardinality numbers a chordal graph is, read backwards, one of elimination that adds no edge
 * (Tarjan & Yannakakis 1984). */
#ifndef CATGUT_NETWORK_TURN_H
#define CATGUT_NETWORK_TURN_H

#include "network/plan.h"

/* A plan with p's cliques, for p without late variables.  Of variables that may be numbered next
 * way 0 takes the first of the diagram, so that its end is summed out first; way 1 the last, and
 * any other way as chance has it.  False: the budget said stop. */
bool plan_turn(Plan *to, const Plan *p, const Shape *s, uint64_t limit, uint32_t way,
               Budget *b) MUST_CHECK;

#endif
