/* reverse.h -- the marginals of all variables, from one elimination and its way back.
 *
 * Nothing is kept: a plan sums every variable out.  The answer is linear in each table made on the
 * way; how it depends on an entry is that entry's adjoint, and the adjoints of the tables that a
 * step consumes come from that of its result (reverse mode; Darwiche 2003).  Tables are known up
 * to a factor, so each is divided by what divides all its entries; what is independent of a
 * variable never reaches its marginal. */
#ifndef CATGUT_REVERSE_H
#define CATGUT_REVERSE_H

#include "network/network.h"

/* to[v]: for each value of variable v, what it weighs against the others.  `to` is as long as there
 * are variables, of empty tables that become the caller's.  Where the evidence is impossible they
 * stay empty, and *possible is false.  False: the budget said stop. */
bool reverse_run(Table *to, bool *possible, const Network *n, const Plan *p, Budget *b) MUST_CHECK;

/* How many bytes that takes at the worst moment, at most; it is known from the plan. */
uint64_t reverse_bytes(const Network *n, const Plan *p);

#endif
