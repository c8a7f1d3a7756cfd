/* doubles.h -- the order of figures, for qsort. */
#ifndef CATGUT_BENCH_DOUBLES_H
#define CATGUT_BENCH_DOUBLES_H

static inline int
compare_doubles(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

#endif
