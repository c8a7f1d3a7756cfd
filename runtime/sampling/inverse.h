/* inverse.h -- one of several labels, with exactly these chances.
 *
 * Inverse transform on a real number U that is uniform in [0, 1): label k is drawn when U lies
 * between the (k - 1)-th and the k-th running sum of the weights, over their total.  U is never
 * made: its binary digits are those of random_next (base/random.h), 64 at a time, the highest
 * first, and there are as many as decide between the sums; none where there is one label.  So the
 * chances are the weights, whatever their denominators (Knuth & Yao 1976 on digits that are drawn
 * as they are needed). */
#ifndef CATGUT_SAMPLING_INVERSE_H
#define CATGUT_SAMPLING_INVERSE_H

#include "base/array.h"
#include "base/budget.h"
#include "base/random.h"
#include "num/rational.h"

typedef struct Inverse {
    const __mpq_struct *weight; /* borrowed */
    size_t count;
    mpq_t total;
    uint64_t *cut; /* the first 64 digits of each running sum over the total, but of the last */
    bool *more;    /* has it more digits? */
} Inverse;

enum { INVERSE_BYTES = 9 }; /* of each label */

/* The weights are positive, and there is at least one.  False: the budget says stop. */
bool inverse_init(Inverse *i, const __mpq_struct *weight, size_t count, Budget *b) MUST_CHECK;
void inverse_clear(Inverse *i);
size_t inverse_draw(const Inverse *i, Random *random);

#endif
