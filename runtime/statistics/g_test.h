/* g_test.h -- is one variable independent of another within each stratum?  The likelihood ratio
 * test, G^2 (Wilks 1938; Bishop, Fienberg & Holland 1975, chapter 4).
 *
 * G^2 = 2 sum O ln(O N / (R C)) over the cells that are not empty: O is the count of a cell, R and
 * C the counts of its row and of its column in its stratum, N that of the stratum.  Counts are
 * whole numbers, so G^2 is a sum of whole multiples of logarithms of whole numbers, and is known to
 * as many digits as are asked.
 *
 * Degrees of freedom: the sum over the strata of (rows that occur - 1) (columns that occur - 1).
 * What does not occur in a stratum could not differ there: strata that are empty, or in which one
 * of the variables has a single value, add nothing. */
#ifndef CATGUT_STATISTICS_G_TEST_H
#define CATGUT_STATISTICS_G_TEST_H

#include "base/array.h"
#include "num/real.h"

typedef struct GCell {
    uint64_t stratum, row, column; /* any numbers */
    uint64_t count;
} GCell;
typedef ARRAY(GCell) GCellList;

/* times * ln(of) */
typedef struct GTerm {
    uint64_t of;
    int64_t times;
} GTerm;

typedef struct GTest {
    ARRAY(GTerm) terms; /* half of G^2 is their sum */
    uint64_t freedom;   /* degrees of freedom */
    uint64_t rows;      /* how many were counted */
    uint64_t strata;    /* that are not empty */
    bool exact;         /* G^2 is zero: in each stratum O N = R C */
    Budget *budget;     /* borrowed; of who asks for its digits */
} GTest;
void g_test_clear(GTest *g);

/* The cells, of which no two are the same place, are sorted.  Their sum is below 2^63.  False: the
 * budget says stop. */
bool g_test_make(GTest *to, GCellList *cells, Budget *b) MUST_CHECK;

/* G^2, and its p-value: the chance of a larger one if the independence holds and strata are large.
 * Where there are no degrees of freedom, p is one.  They are RealFind: `what` is a GTest. */
bool g_test_statistic(Real *to, const void *what) MUST_CHECK;
bool g_test_p_value(Real *to, const void *what) MUST_CHECK;

#endif
