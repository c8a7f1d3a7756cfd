/* peak.h -- the greatest product of tables, and all assignments where it is reached: exact.
 *
 * Max-product elimination (Dechter 1999; most probable explanations, Pearl 1988) in logarithms
 * (max_sum.h), then a second look from the last step to the first: which entries can a greatest
 * product go through, if the logarithms are off by as much as they can be?  Those, few as a rule,
 * are multiplied out as whole numbers and compared, so that the value is exact, ties are ties, and
 * their number is known without listing them. */
#ifndef CATGUT_CONTRACT_PEAK_H
#define CATGUT_CONTRACT_PEAK_H

#include "contract/walk.h"
#include "network/plan.h"

typedef struct Peak {
    mpz_t value;            /* the greatest product; 0: none is above 0 */
    mpz_t count;            /* how many assignments have it */
    size_t listed;          /* of them */
    ARRAY(uint32_t) values; /* of each listed one: a value for every variable of the shape */
    bool too_large; /* nothing was found: so many `entries`, or more, are to be looked at again */
    mpz_t entries;
} Peak;

void peak_init(Peak *p);
void peak_clear(Peak *p);

/* Of tables[i], factor i of the shape, which has a variable, under all assignments of the variables
 * that the plan eliminates.  At most `most` of the best assignments are listed, always the same
 * ones.  More than `limit` bytes are not taken.  False: the budget said stop. */
bool peak_find(Peak *to, const Shape *s, const Plan *p, const View *tables, size_t most,
               uint64_t limit, Budget *b) MUST_CHECK;

#endif
