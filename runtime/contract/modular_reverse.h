/* modular_reverse.h -- the marginals of all variables, from one elimination and its way back.
 *
 * Nothing is kept: a plan sums every variable out.  The answer is linear in each table made on the
 * way; how it depends on an entry is that entry's adjoint, and the adjoints of the tables that a
 * step consumes come from that of its result (reverse mode; Darwiche 2003).  What is independent of
 * a variable never reaches its marginal. */
#ifndef CATGUT_CONTRACT_MODULAR_REVERSE_H
#define CATGUT_CONTRACT_MODULAR_REVERSE_H

#include "network/network.h"

/* to[v]: for each value of variable v, what it weighs against the others.  `to` is as long as there
 * are variables, of empty tables that become the caller's.  Where the evidence is impossible they
 * stay empty, and *possible is false.  Where it would take more than so many bytes *fits is false,
 * and nothing is done.  False: the budget said stop. */
bool modular_reverse_run(Table *to, bool *possible, bool *fits, const Network *n, const Plan *p,
                         uint64_t limit, Budget *b) MUST_CHECK;

#endif
