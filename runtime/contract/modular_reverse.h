/* modular_reverse.h -- the marginals of all variables, from one elimination and its way back.
 *
 * The plan keeps no variable: it sums every one out.  The answer is linear in the entries of each
 * table made on the way; the factor of an entry is its adjoint, and the adjoints of the tables that
 * a step consumes follow from the adjoint of its result (reverse mode; Darwiche 2003).  So what is
 * independent of a variable never enters its marginal. */
#ifndef CATGUT_CONTRACT_MODULAR_REVERSE_H
#define CATGUT_CONTRACT_MODULAR_REVERSE_H

#include "network/network.h"

/* to[v]: for each value of variable v its weight, relative to the others.  `to` has an empty table
 * for each variable; they become the caller's.  Where the evidence is impossible they stay empty,
 * and *possible is false.  Where it would take more than so many bytes *fits is false, and nothing
 * is done.  False: the budget said stop. */
bool modular_reverse_run(Table *to, bool *possible, bool *fits, const Network *n, const Plan *p,
                         uint64_t limit, Budget *b) MUST_CHECK;

#endif
