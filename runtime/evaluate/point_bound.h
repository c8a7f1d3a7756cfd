/* point_bound.h -- how surely a random point tells two rational functions apart.
 *
 * A table's entries are quotients of polynomials in the entries of a model's tables.  A bound says
 * what the degree of a numerator is at most, and its bits: two to the bits is no less than the sum
 * of the sizes of its coefficients.  What it is divided by is a product of atoms: an atom is a
 * polynomial for each value of the variables of its scope, and has a power; one of negative power
 * is multiplied.  A sum over a variable brings an atom's polynomials for all its values to one
 * denominator, and leaves atoms without it alone.  Atoms of one number, power and scope cancel.
 *
 * A polynomial that is not zero has, at a random point modulo p, the value zero with probability at
 * most degree / p (Schwartz 1980, Zippel 1979), unless p divides all its coefficients; of its
 * coefficients no more than bits / 60 primes above 2^60 are divisors. */
#ifndef CATGUT_EVALUATE_POINT_BOUND_H
#define CATGUT_EVALUATE_POINT_BOUND_H

#include "diagram/diagram.h"

typedef struct PointAtom {
    uint64_t number; /* which polynomial: the same number, the same one */
    WireList scope;  /* its axes, in their order */
    int64_t power;
    uint64_t degree, bits; /* of one value's */
} PointAtom;

/* Figures are saturated.  {0} is the bound of the number one. */
typedef struct PointBound {
    uint64_t degree, bits;
    ARRAY(PointAtom) atoms;
} PointBound;

void point_bound_clear(PointBound *b);
/* Times a table of this bound, to a power of 1 or more.  name_of: what its variables are called in
 * the product; NULL: as they are. */
void point_bound_add(PointBound *to, const PointBound *b, uint64_t power,
                     const uint32_t *name_of);
void point_bound_add_number(PointBound *to, uint64_t degree, uint64_t bits);
/* One over a table of bound b, whose number and axes these are. */
void point_bound_add_inverse(PointBound *to, const PointBound *b, uint64_t number,
                             const WireList *scope);

/* The sum over every variable that is marked, of these sizes; bits: log2 of how many terms that
 * is, rounded up. */
void point_bound_sum(PointBound *b, const bool *summed, const uint32_t *sizes, uint64_t bits);

enum { POINT_LOG_BITS = 16 };

/* A difference of functions of these bounds that is not zero is zero at a random point modulo a
 * random prime with probability below 2^-result, the result in 1/65536 bits.  Points at which
 * something is divided by zero, which are not half of them, are drawn again. */
uint64_t point_bound_certainty(const PointBound *a, const PointBound *b);

#endif
