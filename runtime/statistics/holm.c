/* holm.c -- adjusted p-values; see holm.h. */
#include "statistics/holm.h"

enum { SORT_BITS = 256, SORT_BITS_MAX = 1 << 13 };

static void
forget_values(Holm *h)
{
    for (size_t i = 0; h->p && i < h->tests.count; i++)
        real_clear(&h->p[i]);
    memory_free(h->p);
    h->p = NULL;
}

void
holm_clear(Holm *h)
{
    forget_values(h);
    array_clear(&h->tests);
}

static bool
is_same(const Real *a, const Real *b)
{
    return mpfr_equal_p(a->low, b->low) && mpfr_equal_p(a->high, b->high);
}

/* Sorts tests with their enclosures.  Was each two told apart, or are they the same? */
static bool
sort_enclosed(Holm *h)
{
    bool apart = true;
    for (size_t i = 1; i < h->tests.count; i++)
        for (size_t k = i; k > 0; k--) {
            Real x = h->p[k];
            const void *test = h->tests.at[k];
            int order = real_cmp(&h->p[k - 1], &x);
            if (order == 0 && !is_same(&h->p[k - 1], &x))
                apart = false;
            if (order <= 0)
                break;
            h->p[k] = h->p[k - 1];
            h->tests.at[k] = h->tests.at[k - 1];
            h->p[k - 1] = x;
            h->tests.at[k - 1] = test;
        }
    return apart;
}

bool
holm_sort(Holm *h)
{
    size_t count = h->tests.count;
    bool ok = true, apart = false;
    for (long bits = SORT_BITS; ok && !apart && bits <= SORT_BITS_MAX; bits *= 4) {
        forget_values(h);
        h->p = memory_new(count + 1, sizeof *h->p);
        for (size_t i = 0; i < count; i++) {
            real_init(&h->p[i], bits);
            ok = ok && h->find(&h->p[i], h->tests.at[i]);
        }
        apart = ok && sort_enclosed(h);
    }
    return ok;
}

/* The p-value of the test at this rank: the one that is known, where that has bits enough. */
static bool
find_value(Real *to, const Holm *h, size_t rank)
{
    if (mpfr_get_prec(to->low) > mpfr_get_prec(h->p[rank].low))
        return h->find(to, h->tests.at[rank]);
    real_set(to, &h->p[rank]);
    return true;
}

/* x := the larger of both. */
static void
raise_to(Real *x, const Real *y)
{
    mpfr_max(x->low, x->low, y->low, MPFR_RNDD);
    mpfr_max(x->high, x->high, y->high, MPFR_RNDU);
}

bool
holm_value(Real *to, const void *what)
{
    const HolmValue *v = what;
    size_t count = v->holm->tests.count;
    Real p, one;
    mpq_t times;
    bool ok = true;
    mpq_init(times);
    real_init(&p, mpfr_get_prec(to->low));
    real_init(&one, mpfr_get_prec(to->low));
    mpfr_set_zero(to->low, 1);
    mpfr_set_zero(to->high, 1);
    for (size_t i = 0; ok && i <= v->rank; i++) {
        ok = find_value(&p, v->holm, i);
        mpq_set_ui(times, count - i, 1);
        real_mul_q(&p, &p, times);
        raise_to(to, &p);
    }
    mpfr_set_ui(one.low, 1, MPFR_RNDD);
    mpfr_min(to->low, to->low, one.low, MPFR_RNDD);
    mpfr_min(to->high, to->high, one.low, MPFR_RNDU);
    real_clear(&one);
    real_clear(&p);
    mpq_clear(times);
    return ok;
}
