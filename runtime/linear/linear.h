/* linear.h -- exact linear programs: the least and the most of c.q where A q = b and q >= 0.
 *
 * What sharp bounds are made of.  The unknowns q are the weights of the response types of a model
 * (columns, there may be very many), the rows of A what was observed (few), b the observed
 * probabilities, c the question.  Everything is a fraction, and no double has any part in it.
 *
 *     Linear p;
 *     linear_init(&p, rows);                     all sides 0, no columns
 *     linear_set_side(&p, i, b_i);               each row
 *     linear_add_column(&p, c_j);                a column, then its entries that are not 0:
 *     linear_add_one(&p, i);                         1 in row i
 *     linear_add_entry(&p, i, a);                    a in row i
 *     LinearEnd least;
 *     linear_end_init(&least);
 *     switch (linear_solve(&least, &p, LINEAR_LEAST, budget)) ...
 *     linear_end_clear(&least);
 *     linear_clear(&p);
 *
 * Sides and costs may be changed between two calls (several questions about the same data, several
 * vertices of another component): what was found out about A is kept, and the search begins with
 * the columns of the last q.
 *
 * How: only the dual is solved, max b.y where A^T y <= c with free y, with cutting planes (Kelley
 * 1960): at first |y| <= 1000 and no columns; the 12 columns that are violated most are added until
 * none is.  By strong duality the y that is found proves the bound, whatever b is: c.q >= y.b for
 * every q >= 0 with A q = b.  The library that solves the small programs is seen by solver.c only.
 */
#ifndef CATGUT_LINEAR_LINEAR_H
#define CATGUT_LINEAR_LINEAR_H

#include "base/array.h"
#include "base/budget.h"
#include "num/rational.h"

/* What a call comes to.  All evidence below was checked by exact arithmetic, against all rows and
 * columns, before it is handed over. */
typedef enum LinearResult {
    LINEAR_SOLVED,     /* and attained, by a vertex */
    LINEAR_INFEASIBLE, /* no q at all: `y` is a Farkas vector */
    LINEAR_UNBOUNDED,  /* there are q, but no least (most) c.q: `q` is a ray along which it falls
                        * (grows) for ever.  Cannot be where a row or a sum of rows is positive in
                        * all columns, as where weights sum to one */
    LINEAR_STOPPED,    /* the budget says why */
    LINEAR_MANY,       /* only when listing vertices: more than `most` had to be held */
    LINEAR_ABSENT,     /* Catgut was built without a solver (`make CDD=no`) */
    LINEAR_MISSING, /* built with it, but this machine has no libcddgmp.so.0 (Debian: libcdd0d) */
    LINEAR_UNPROVED /* the library answered something that is not so: a defect, report it */
} LinearResult;

typedef enum LinearSense { LINEAR_LEAST, LINEAR_MOST } LinearSense;

typedef ARRAY(__mpq_struct) LinearNumbers; /* owned, initialised */

void linear_numbers_init(LinearNumbers *l, size_t count); /* zeros */
void linear_numbers_clear(LinearNumbers *l);
bool linear_numbers_equal(const LinearNumbers *a, const LinearNumbers *b);

/* ---- the problem */

enum { NUMBER_ONE = 1 }; /* the first two numbers are 0 and 1 */

typedef struct LinearEntry {
    uint32_t row, number;
} LinearEntry;

/* From `start` up to the start of the next one are a column's entries. */
typedef struct LinearColumn {
    size_t start;
    uint32_t cost; /* which number */
    bool plain;    /* whole numbers that are small, and few of them */
} LinearColumn;

/* Its members are this folder's own: use the functions. */
typedef struct Linear {
    uint32_t rows;
    LinearNumbers side;   /* b */
    LinearNumbers number; /* coefficients and costs; equal ones are mostly shared */
    ARRAY(LinearEntry) entry;
    ARRAY(LinearColumn) column;
    bool ranked;            /* the next two are known */
    ARRAY(uint32_t) kept;   /* rows that are independent; the others follow from them */
    ARRAY(uint32_t) point;  /* the columns of the last q */
    LinearNumbers relation; /* for each other row, `rows` numbers L with L^T A = 0 */
} Linear;

void linear_init(Linear *p, uint32_t rows);
void linear_clear(Linear *p);
void linear_set_side(Linear *p, uint32_t row, const mpq_t side);
/* A column without entries yet; its number is how many there were before. */
void linear_add_column(Linear *p, const mpq_t cost);
/* An entry of the column that was added last; a row has one at most. */
void linear_add_one(Linear *p, uint32_t row);
void linear_add_entry(Linear *p, uint32_t row, const mpq_t number);
void linear_set_cost(Linear *p, size_t column, const mpq_t cost);
/* What so many columns with so many entries in all take: for the budget, before they are added. */
uint64_t linear_bytes(uint64_t columns, uint64_t entries);

/* ---- its two ends */

typedef struct LinearWeight {
    uint32_t index;
    __mpq_struct weight; /* not zero */
} LinearWeight;
typedef ARRAY(LinearWeight) LinearWeights; /* by rising index */

/* What was found: `value` and q with y when SOLVED, y when INFEASIBLE, q when UNBOUNDED; what is
 * not said is zero or empty.
 *
 * SOLVED: value = c.q = b.y.  y has 0 for rows that follow from rows before them, and is a vertex
 * of {A^T y <= c} (LEAST) or {A^T y >= c} (MOST), so that `y.b` is a bound for all b; its numbers
 * are small and mostly whole where those of A and c are.  q is a vertex of {A q = b, q >= 0}, a
 * model that attains the bound, with at most as many weights as there are independent rows.
 * INFEASIBLE: A^T y <= 0 and b.y > 0, so y.b <= 0 holds wherever there is a q, and is violated
 * here. y is an extreme ray (no sum of two other such inequalities), or a linear relation between
 * rows that b breaks; whole numbers without a common divisor. UNBOUNDED: A q = 0, q >= 0, c.q < 0
 * (LEAST) or c.q > 0 (MOST); whole numbers likewise. */
typedef struct LinearEnd {
    mpq_t value;
    LinearNumbers y; /* a number for each row */
    LinearWeights q;
    uint32_t rounds, used; /* how often a program was solved, and how many columns the last had */
} LinearEnd;

void linear_end_init(LinearEnd *end);
void linear_end_clear(LinearEnd *end);

/* The least or the most c.q.  The budget is asked for memory before each program, and for time and
 * ^C between programs and while columns are looked through; not within a program, which has some
 * hundred columns at most where rows are few.  All costs 0 asks whether there is a q, and gives
 * one. */
LinearResult linear_solve(LinearEnd *end, Linear *p, LinearSense sense, Budget *b) MUST_CHECK;

/* Do the rows alone say what c.q is, for these costs: is there a y with A^T y = c?  Then c.q = y.b
 * for all b.  y has 0 for rows that follow from rows before them, so that there is one at most.
 * False: the budget. */
bool linear_express(LinearNumbers *y, bool *found, const Linear *p, const LinearNumbers *costs,
                    Budget *b) MUST_CHECK;

/* The same linear form in fewer words, where rows come in groups whose sides are known to sum to
 * one (P(c | pa) over c, for each pa): y[i] becomes y[i] - t_g for the rows i of group g =
 * group[i] < groups, and `constant` the sum of all t_g, so that y.b as it was is constant + y.b as
 * it is now.  Each t_g is chosen for the fewest numbers that are not zero; then for the least sum
 * of absolute values; then for the least |t_g|; then the first row becomes zero.  Rows of group
 * UINT32_MAX are left alone. */
void linear_shorten(__mpq_struct *y, mpq_t constant, const uint32_t *group, uint32_t rows,
                    uint32_t groups);

/* ---- vertices */

/* Points, and directions in which a polyhedron goes on for ever, in lexicographic order, points
 * first.  Point i has weights start.at[i] ... start.at[i + 1]; what is not listed is zero. */
typedef struct LinearCorners {
    ARRAY(LinearWeight) weight;
    ARRAY(size_t) start; /* one more than there are, or none at all */
    size_t points;       /* the others, up to start.count - 1, are rays: whole numbers, no common
                          * divisor */
} LinearCorners;

void linear_corners_clear(LinearCorners *c);

/* All vertices of {q >= 0, A q = b}, and its rays if it has any; index is a column.  INFEASIBLE
 * when there are none (linear_solve has the proof). */
LinearResult linear_corners(LinearCorners *to, Linear *p, uint32_t most, Budget *b) MUST_CHECK;

/* All vertices and extreme rays of {y : A^T y <= c} (LEAST) or {y : A^T y >= c} (MOST); index is a
 * row, and rows that follow from rows before them have 0 everywhere.  For every b for which there
 * are q, the least c.q is the greatest y.b over the vertices, the most the least: symbolic bounds.
 * The rays (LEAST) are all the inequalities y.b <= 0 that b has to satisfy, with the relations
 * between rows.  Sides do not matter.  INFEASIBLE when no y is (c.q is unbounded, or there is no q,
 * for each b).
 *
 * Both go by double description (Motzkin et al. 1953): vertices of what the first k inequalities
 * enclose, for rising k.  LINEAR_MANY when more than `most` points and rays are held on the way;
 * that may be more than there are at the end.  The budget is looked at between two inequalities,
 * and a step takes up to about most^2 operations, now and then most^3: `most` should be some
 * thousand. */
LinearResult linear_dual_corners(LinearCorners *to, Linear *p, LinearSense sense, uint32_t most,
                                 Budget *b) MUST_CHECK;

#endif
