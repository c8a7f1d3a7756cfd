/* solve.h -- linear_solve for any sign of the costs, for this folder. */
#ifndef CATGUT_LINEAR_SOLVE_H
#define CATGUT_LINEAR_SOLVE_H

#include "linear/linear.h"

/* The least sign * c.q, for a sign of 1, -1, or 0: then costs are not looked at.  `end` has the
 * value and the y of that. */
LinearResult solve_signed(LinearEnd *end, Linear *p, int sign, Budget *b) MUST_CHECK;

/* Is there a y with A^T y <= sign * c?  SOLVED: yes.  UNBOUNDED: no, and end->q is a ray. */
LinearResult solve_prices(LinearEnd *end, const Linear *p, int sign, Budget *b) MUST_CHECK;

/* times * A_j, added to numbers over the kept rows. */
void solve_add_column(__mpq_struct *to, const Linear *p, size_t column, const mpq_t times);

/* Is A q = b (for a ray: 0) and q >= 0?  And what is sign * c.q? */
bool solve_check_point(mpq_t value, const Linear *p, const LinearWeights *q, bool ray, int sign);

void weights_add(LinearWeights *q, size_t index, const mpq_t weight);
/* q divided by what its weights have in common. */
void weights_reduce(LinearWeights *q);
void weights_clear(LinearWeights *q);

#endif
