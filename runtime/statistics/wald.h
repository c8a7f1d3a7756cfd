/* wald.h -- are several quantities of the shares of rows zero, all together?  Wald's test (Wald
 * 1943), with the covariance that the delta method gives (spread.h).
 *
 * For quantities t with derivatives g by the shares p of n rows the covariance of t_i and t_j is
 * (sum p g_i g_j - (sum p g_i) (sum p g_j)) / n, and the statistic is t' C^-1 t.  If all are zero
 * and n is large it is chi-square with as many degrees of freedom as C has rank.  Shares are
 * counts over n, so C, its rank and the statistic are exact: found by elimination without
 * fractions (Bareiss 1968).
 *
 * A quantity of which C shows no spread beside those before it adds nothing.  Where it differs from
 * what they say of it, the test is blind to that: it is counted, and somebody has to be told. */
#ifndef CATGUT_STATISTICS_WALD_H
#define CATGUT_STATISTICS_WALD_H

#include "num/matrix.h"
#include "num/real.h"

/* A quantity, and its derivatives by the entries of the state. */
typedef struct WaldTerm {
    mpq_t value;
    mpq_t *by;
} WaldTerm;
typedef ARRAY(WaldTerm) WaldTerms;
/* One more, zero. */
WaldTerm *wald_terms_add(WaldTerms *l, size_t entries);
void wald_terms_clear(WaldTerms *l, size_t entries);

typedef struct Wald {
    mpq_t statistic;
    uint64_t freedom;
    uint64_t blind; /* differences that the test does not see */
    Budget *budget; /* borrowed; of who asks for the p-value */
} Wald;
void wald_init(Wald *w, Budget *b);
void wald_clear(Wald *w);

/* The entries of the state are counts over `rows`.  About n^3 steps for n terms, and their numbers
 * grow with n.  False: the budget says stop. */
bool wald_make(Wald *to, const WaldTerms *l, const Matrix *state, uint64_t rows) MUST_CHECK;

/* A RealFind: `what` is a Wald that has degrees of freedom. */
bool wald_p_value(Real *to, const void *what) MUST_CHECK;

#endif
