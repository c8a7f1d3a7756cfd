/* g_test.c -- G^2 from exact counts; see g_test.h. */
#include "statistics/g_test.h"

#include "statistics/chi_square.h"

#include <stdlib.h>

void
g_test_clear(GTest *g)
{
    array_clear(&g->terms);
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int
by_column(const void *a, const void *b)
{
    const GCell *x = a, *y = b;
    int order = compare_numbers(x->stratum, y->stratum);
    return order ? order : compare_numbers(x->column, y->column);
}

static int
by_row(const void *a, const void *b)
{
    const GCell *x = a, *y = b;
    int order = compare_numbers(x->stratum, y->stratum);
    order = order ? order : compare_numbers(x->row, y->row);
    return order ? order : compare_numbers(x->column, y->column);
}

static void
add_term(GTest *g, uint64_t of, int sign)
{
    if (of > 1)
        array_push(&g->terms, ((GTerm){of, sign < 0 ? -(int64_t)of : (int64_t)of}));
}

/* A term for each line (row or column) of the cells of one stratum; returns how many there are. */
static uint64_t
add_lines(GTest *g, const GCell *c, size_t count, bool rows)
{
    uint64_t lines = 0;
    for (size_t i = 0, next; i < count; i = next) {
        uint64_t sum = 0;
        for (next = i; next < count && (rows ? c[next].row == c[i].row
                                             : c[next].column == c[i].column);
             next++)
            sum += c[next].count;
        add_term(g, sum, -1);
        lines++;
    }
    return lines;
}

/* Sorted by rows: is each row a multiple of the first, with cells in the same columns?  Then
 * O N = R C everywhere. */
static bool
is_exact(const GCell *c, size_t count)
{
    size_t width = 0;
    mpz_t left, right;
    mpz_inits(left, right, NULL);
    while (width < count && c[width].row == c[0].row)
        width++;
    bool exact = count % width == 0;
    for (size_t i = 0; exact && i < count; i++) {
        size_t column = i % width, first = i - column;
        exact = c[i].row == c[first].row && c[i].column == c[column].column;
        mpz_set_ui(left, c[i].count);
        mpz_mul_ui(left, left, c[0].count);
        mpz_set_ui(right, c[first].count);
        mpz_mul_ui(right, right, c[column].count);
        exact = exact && mpz_cmp(left, right) == 0;
    }
    mpz_clears(left, right, NULL);
    return exact;
}

/* The cells of one stratum, not empty. */
static void
add_stratum(GTest *g, GCell *c, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += c[i].count;
        add_term(g, c[i].count, 1);
    }
    add_term(g, sum, 1);
    qsort(c, count, sizeof *c, by_column);
    uint64_t columns = add_lines(g, c, count, false);
    qsort(c, count, sizeof *c, by_row);
    uint64_t rows = add_lines(g, c, count, true);
    g->exact = g->exact && is_exact(c, count);
    g->freedom += (rows - 1) * (columns - 1);
    g->rows += sum;
    g->strata++;
}

static int
by_number(const void *a, const void *b)
{
    return compare_numbers(((const GTerm *)a)->of, ((const GTerm *)b)->of);
}

/* Equal logarithms become one term. */
static void
merge_terms(GTest *g)
{
    size_t kept = 0;
    qsort(g->terms.at, g->terms.count, sizeof *g->terms.at, by_number);
    for (size_t i = 0; i < g->terms.count; i++) {
        GTerm t = g->terms.at[i];
        if (kept && g->terms.at[kept - 1].of == t.of)
            g->terms.at[kept - 1].times += t.times;
        else
            g->terms.at[kept++] = t;
    }
    g->terms.count = kept;
}

bool
g_test_make(GTest *to, GCellList *cells, Budget *b)
{
    enum { STEPS = 16 };
    size_t kept = 0;
    *to = (GTest){.exact = true, .budget = b};
    for (size_t i = 0; i < cells->count; i++)
        if (cells->at[i].count)
            cells->at[kept++] = cells->at[i];
    cells->count = kept;
    if (!budget_allows(b, 4 * (uint64_t)kept * sizeof(GTerm)) ||
        !budget_step(b, STEPS * (uint64_t)kept))
        return false;
    if (kept)
        qsort(cells->at, kept, sizeof *cells->at, by_row);
    for (size_t i = 0, next; i < kept; i = next) {
        for (next = i; next < kept && cells->at[next].stratum == cells->at[i].stratum;)
            next++;
        add_stratum(to, cells->at + i, next - i);
    }
    if (to->terms.count)
        merge_terms(to);
    return true;
}

bool
g_test_statistic(Real *to, const void *what)
{
    enum { STEPS = 32 };
    const GTest *g = what;
    mpq_t of, times;
    Real one;
    bool ok = true;
    mpq_inits(of, times, NULL);
    real_init(&one, mpfr_get_prec(to->low));
    mpfr_set_zero(to->low, 1);
    mpfr_set_zero(to->high, 1);
    for (size_t i = 0; ok && !g->exact && i < g->terms.count; i++) {
        const GTerm *t = &g->terms.at[i];
        mpz_set_ui(mpq_numref(of), t->of);
        mpz_set_si(mpq_numref(times), t->times);
        mpz_mul_2exp(mpq_numref(times), mpq_numref(times), 1);
        real_log(&one, of);
        real_mul_q(&one, &one, times);
        real_add(to, to, &one);
        ok = budget_step(g->budget, STEPS);
    }
    if (mpfr_sgn(to->low) < 0)
        mpfr_set_zero(to->low, 1); /* G^2 >= 0 */
    real_clear(&one);
    mpq_clears(of, times, NULL);
    return ok;
}

bool
g_test_p_value(Real *to, const void *what)
{
    const GTest *g = what;
    Real x;
    if (!g->freedom || g->exact) {
        mpfr_set_ui(to->low, 1, MPFR_RNDD);
        mpfr_set_ui(to->high, 1, MPFR_RNDU);
        return true;
    }
    real_init(&x, mpfr_get_prec(to->low) + 32);
    bool ok = g_test_statistic(&x, g) && chi_square_above(to, &x, g->freedom, g->budget);
    real_clear(&x);
    return ok;
}
