/* max_sum.h -- a plan carried out with the greatest of products in the place of their sums.
 *
 * Maximal products do not pass through residues modulo primes, and long numbers are slow to
 * multiply.  So products are sums here: of logarithms, in whole parts of a bit, each rounded down
 * once, when its table is read.  Sums of whole numbers are exact; so the logarithm of a product is
 * the sum that stands for it, or more, by less than the error of the view.  What cannot be
 * distinguished within the error is compared as whole numbers afterwards (peak.h): nothing is
 * decided by a rounded number. */
#ifndef CATGUT_CONTRACT_MAX_SUM_H
#define CATGUT_CONTRACT_MAX_SUM_H

#include "contract/walk.h"
#include "network/plan.h"

/* The logarithm of 0, and all that is below 0: logarithms of whole numbers are not. */
#define LOG_NEVER (-(INT64_C(1) << 61))

/* A table of logarithms and how its index moves with variables. */
typedef struct LogView {
    const int64_t *at;
    size_t offset;
    const uint32_t *scope;
    const size_t *strides;
    size_t count;
    int64_t error;
} LogView;

/* The factors of the shape, which are the tables, then the results of the steps, as the plan counts
 * them. Results are dense, their last variable the fastest, and all stay. */
typedef struct MaxSum {
    const Shape *shape;
    const Plan *plan;
    ARRAY(LogView) views;
    ARRAY(int64_t *) made; /* the tables of logarithms */
    ARRAY(size_t) strides; /* beside plan->scopes */
} MaxSum;

/* tables[i] is factor i of the shape.  False: the budget said stop.  To be cleared in any case; the
 * shape, the plan and the tables must outlive it. */
bool max_sum_run(MaxSum *m, const Shape *s, const Plan *p, const View *tables,
                 Budget *b) MUST_CHECK;
void max_sum_clear(MaxSum *m);

/* Where the view is read, each variable having this value. */
size_t log_view_index(const LogView *v, const uint32_t *values);

/* How many entries all results have together. */
void max_sum_entries(mpz_t to, const Shape *s, const Plan *p);

#endif
