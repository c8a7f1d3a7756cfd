/* solver.h -- small exact programs over free variables, and the corners of what encloses them: all
 * that this folder wants of a library.  Another library is another solver.c.
 *
 * Today it is cddlib by Fukuda, with GMP's fractions, loaded when it is first asked for. */
#ifndef CATGUT_LINEAR_SOLVER_H
#define CATGUT_LINEAR_SOLVER_H

#include "linear/linear.h"

/* Inequalities a.y <= s, or equations, in `width` variables. */
typedef struct Halfspaces {
    uint32_t width;
    LinearNumbers number; /* for each: s, then a */
    size_t count;
    size_t equal; /* the first so many are equations */
} Halfspaces;

void halfspaces_init(Halfspaces *h, uint32_t width);
void halfspaces_clear(Halfspaces *h);
/* One more, all zeros: its 1 + width numbers, until the next one is added. */
__mpq_struct *halfspaces_add(Halfspaces *h);
__mpq_struct *halfspaces_at(const Halfspaces *h, size_t i);

/* The y of the largest `objective`.y, a vertex, and the multiplier of each inequality, >= 0: they
 * show that no y has more.  All are initialised: width of objective and y, count of multipliers.
 * There are no equations, and bounds on all of y among the inequalities.  INFEASIBLE: no y. */
LinearResult solver_maximise(mpq_t *y, mpq_t *multiplier, const Halfspaces *h,
                             const mpq_t *objective, Budget *b) MUST_CHECK;

/* Given to solver_corners' taker: 1 + width numbers, up to a positive factor; the first is 0 for a
 * ray, and a point is what the others are over the first. */
typedef void SolverTaker(void *to, const mpq_t *corner);

/* All vertices and extreme rays of a polyhedron that has a point and holds no line.  The equations
 * are independent. */
LinearResult solver_corners(SolverTaker *take, void *to, const Halfspaces *h, uint32_t most,
                            Budget *b) MUST_CHECK;

/* After memory was refused in the middle of either (memory_guard in base/): other threads may call
 * again. */
void solver_release(void);

#endif
