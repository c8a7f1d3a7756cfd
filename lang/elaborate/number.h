/* number.h -- numbers: exact arithmetic on what is written. */
#ifndef CATGUT_ELABORATE_NUMBER_H
#define CATGUT_ELABORATE_NUMBER_H

#include "lang/elaborate/elaborate.h"

bool elaborate_number(Session *s, mpq_t to, const Node *n);
/* Is this expression a number by its form?  (a look at the outside only) */
bool looks_like_number(const Session *s, const Node *n);
bool elaborate_literal(Session *s, Value *to, const Node *n, const Hint *hint);
/* A number that is not zero. */
bool elaborate_divisor(Session *s, mpq_t to, const Node *n);
/* A whole number. */
bool elaborate_exponent(Session *s, mpq_t to, const Node *n);
/* base ^ (a whole number); the exponent may be negative. */
bool elaborate_number_power(Session *s, Value *to, const Node *n);
/* A whole number from 1 to `most`, `a number of rows`; NULL leaves it as it is. */
bool elaborate_count(Session *s, uint64_t *to, const Node *n, const char *what, uint64_t most);
bool fold_numbers(Session *s, Value *to, const Node *n, bool product);

#endif
