/* sums.h -- small states in which given independences hold and others fail: counterexamples.
 *
 * Sums: each variable is a fair bit of its own, or the sum modulo 2 of some that come before it (of
 * none: it is always 0).  Sets a and b are independent given c where
 *   rank(a c) + rank(b c) = rank(a b c) + rank(c),
 * ranks over the field of two elements.  Among them are `C = A xor B`, where any two are
 * independent and all three are not, and copies, where intersection does not hold.
 * Leaning: all variables are bits, and the sum modulo 2 of a set of them is 0 with probability 3/4;
 * otherwise all is fair.  It has no zeros; a and b are independent given c unless the set lies in
 * all of them together and meets both a and b. */
#ifndef CATGUT_INDEPENDENCE_SUMS_H
#define CATGUT_INDEPENDENCE_SUMS_H

#include "independence/triple.h"

enum { SUMS_MAX = 8 };

typedef struct Sums {
    uint32_t count;
    bool fair[SUMS_MAX]; /* a bit of its own */
    Mask of[SUMS_MAX];   /* else the sum of these, each fair */
} Sums;

/* The first with these claims; false: the budget.  At most SUMS_MAX variables. */
bool sums_find(Sums *to, bool *found, const Claims *c, Budget *b) MUST_CHECK;
/* A set that leans with these claims, none of whose subsets would do; 0: there is none. */
Mask leaning_find(const Claims *c);

#endif
