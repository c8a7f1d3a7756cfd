/* rounded.h -- questions whose answer is wanted in decimals: in doubles, where these prove each
 * digit, else exactly. */
#ifndef CATGUT_EVALUATE_ROUNDED_H
#define CATGUT_EVALUATE_ROUNDED_H

#include "evaluate/eliminate.h"

/* Each entry becomes the nearest decimal with so many digits, halves to even, to the number that it
 * stands for: a quotient of two masses that were rounded so many times.  False: that of some entry
 * is not certain, or the budget said stop; the entries are of no use. */
bool rounded_settle(Matrix *m, int digits, uint64_t rounds, Budget *b);

/* As evaluate_with in conditionals.h; entries that w->digits allow to be rounded may be. */
Outcome rounded_evaluate(Matrix *to, const Query *q, const Tools *w) MUST_CHECK;

#endif
