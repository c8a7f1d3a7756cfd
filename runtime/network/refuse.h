/* refuse.h -- saying that something is too large, before it is made. */
#ifndef CATGUT_REFUSE_H
#define CATGUT_REFUSE_H

#include "network/evaluate.h"

/* How many bytes may be taken: the budget's, or what can be addressed at all. */
uint64_t limit_bytes(const Budget *b);

/* OUTCOME_TOO_LARGE, written to the trouble: so many entries, of so many bytes each. */
Outcome refuse(Trouble *t, const Budget *b, const mpz_t entries, const mpz_t bytes_each);

/* The same, refused only where so many entries of so many bytes do not fit beside what is taken;
 * else OUTCOME_DONE. */
Outcome refuse_entries(Trouble *t, const Budget *b, const mpz_t entries, uint64_t bytes_each,
                       uint64_t taken) MUST_CHECK;

#endif
