/* spread.c -- variance, standard error, interval; see spread.h. */
#include "statistics/spread.h"

#include <stdlib.h>

bool
spread_variance(mpq_t to, const Matrix *state, const mpq_t *by, uint64_t rows, const mpq_t weight,
                const mpq_t added, Budget *b)
{
    mpq_t squares, sum, one, all;
    mpq_inits(squares, sum, one, all, NULL);
    mpz_set_ui(mpq_numref(all), rows);
    bool ok = true;
    for (size_t e = 0; ok && e < state->weight.count; e++) {
        mpq_mul(one, &state->weight.at[e], weight);
        mpq_sub(one, one, added);
        mpq_div(one, one, all);
        mpq_mul(one, one, by[e]);
        mpq_add(sum, sum, one);
        mpq_mul(one, one, by[e]);
        mpq_add(squares, squares, one);
        ok = budget_step(b, 1 + rational_bytes(squares) / 64);
    }
    mpq_mul(sum, sum, sum);
    mpq_sub(to, squares, sum);
    mpq_div(one, all, weight);
    mpq_div(one, one, weight);
    mpq_mul(to, to, one);
    mpq_clears(squares, sum, one, all, NULL);
    return ok;
}

bool
spread_find(Real *to, const void *what)
{
    const Spread *s = what;
    Real value;
    real_init(&value, mpfr_get_prec(to->low));
    real_set_q(&value, s->variance);
    real_sqrt(to, &value);
    if (s->side) {
        mpq_t below;
        mpq_init(below);
        mpq_set_ui(below, 39, 40);
        real_normal_quantile(&value, below);
        real_mul(to, to, &value);
        real_set_q(&value, s->value);
        (s->side > 0 ? real_add : real_sub)(to, &value, to);
        mpq_clear(below);
    }
    real_clear(&value);
    return true;
}

static bool
is_square(const mpq_t q)
{
    return mpz_perfect_square_p(mpq_numref(q)) && mpz_perfect_square_p(mpq_denref(q));
}

RealWrite
spread_write(const Spread *s, int digits, Sink *out)
{
    mpq_t exact;
    bool known = mpq_sgn(s->variance) == 0 || (!s->side && is_square(s->variance));
    if (!known)
        return real_write(spread_find, s, digits, out);
    mpq_init(exact);
    mpz_sqrt(mpq_numref(exact), mpq_numref(s->variance));
    mpz_sqrt(mpq_denref(exact), mpq_denref(s->variance));
    decimal_write(s->side ? s->value : exact, digits, out);
    mpq_clear(exact);
    return REAL_WRITTEN;
}

static int
compare_values(const void *a, const void *b)
{
    const __mpq_struct *x = a, *y = b;
    return mpq_cmp(x, y);
}

/* ceil(count * over / 40), from 1. */
static size_t
rank(size_t count, size_t over)
{
    enum { PARTS = 40 };
    return count / PARTS * over + (count % PARTS * over + PARTS - 1) / PARTS;
}

void
spread_of_values(mpq_t variance, mpq_t low, mpq_t high, mpq_t *values, size_t count)
{
    mpq_t mean, one;
    mpq_inits(mean, one, NULL);
    qsort(values, count, sizeof *values, compare_values);
    for (size_t i = 0; i < count; i++)
        mpq_add(mean, mean, values[i]);
    mpq_set_ui(one, count, 1);
    mpq_div(mean, mean, one);
    mpq_set_ui(variance, 0, 1);
    for (size_t i = 0; i < count; i++) {
        mpq_sub(one, values[i], mean);
        mpq_mul(one, one, one);
        mpq_add(variance, variance, one);
    }
    mpq_set_ui(one, count - 1, 1);
    mpq_div(variance, variance, one);
    mpq_set(low, values[rank(count, 1) - 1]);
    mpq_set(high, values[rank(count, 39) - 1]);
    mpq_clears(mean, one, NULL);
}
