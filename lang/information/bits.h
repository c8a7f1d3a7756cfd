/* bits.h -- amounts of information as values: a rational one is a number; any other is an answer
 * that is printed as a decimal, in bits, and can be compared. */
#ifndef CATGUT_INFORMATION_BITS_H
#define CATGUT_INFORMATION_BITS_H

#include "lang/session/session.h"
#include "num/log_sum.h"

/* What the sum is, which is emptied.  False: it has complained at n. */
bool value_set_bits(Session *s, Value *to, LogSum *sum, const Node *n);
/* More than any number; why: what it owes that to. */
void value_set_infinite(Session *s, Value *to, const Sink *why);

#endif
