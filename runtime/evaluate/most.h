/* most.h -- the most probable values of some outputs, given conditions: exact, with all ties.
 *
 * Where the outputs asked for are all there is this is a most probable explanation (MPE; Pearl
 * 1988), one elimination with the greatest in the place of sums.  Else it is marginal MAP: all
 * others are summed out first, which may take larger tables than any order would (Park & Darwiche
 * 2004). */
#ifndef CATGUT_EVALUATE_MOST_H
#define CATGUT_EVALUATE_MOST_H

#include "network/outcome.h"
#include "network/query.h"
#include "num/matrix.h"

typedef struct Most {
    bool undefined;  /* the conditions have probability zero, or an undefined row is reached */
    mpq_t joint;     /* of the values with the conditions */
    mpq_t given;     /* of the conditions */
    mpz_t count;     /* how many values of the heads are equally probable */
    size_t listed;   /* of them */
    WireList labels; /* of each listed one: a label for each head; in increasing order if all are
                        listed */
    size_t width;    /* OUTCOME_TOO_LARGE: the most variables of a table, or 0 */
} Most;

void most_init(Most *m);
void most_clear(Most *m);

/* Of q's heads, where all events are conditions and there are no rows.  At most `limit` of equally
 * probable values are listed. */
Outcome evaluate_most(Most *to, const Query *q, size_t limit, Meaning *meaning, Budget *b,
                      Trouble *t) MUST_CHECK;

#endif
