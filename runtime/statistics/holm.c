/* holm.c -- adjusted p-values; see holm.h. */
#include "statistics/holm.h"

enum { SORT_BITS = 256, SORT_BITS_MAX = 1 << 13 };

void
holm_clear(Holm *h)
{
    array_clear(&h->tests);
}

static bool
is_same(const Real *a, const Real *b)
{
    return mpfr_equal_p(a->low, b->low) && mpfr_equal_p(a->high, b->high);
}

/* Sorts tests with their enclosures; *apart: each two were told apart, or are the same. */
static void
sort_enclosed(Holm *h, Real *p, bool *apart)
{
    *apart = true;
    for (size_t i = 1; i < h->tests.count; i++)
        for (size_t k = i; k > 0; k--) {
            int order = real_cmp(&p[k - 1], &p[k]);
            if (order == 0 && !is_same(&p[k - 1], &p[k]))
                *apart = false;
            if (order <= 0)
                break;
            Real x = p[k];
            const void *test = h->tests.at[k];
            p[k] = p[k - 1];
            h->tests.at[k] = h->tests.at[k - 1];
            p[k - 1] = x;
            h->tests.at[k - 1] = test;
        }
}

bool
holm_sort(Holm *h)
{
    size_t count = h->tests.count;
    Real *p = memory_new(count + 1, sizeof *p);
    bool ok = true, apart = false;
    for (long bits = SORT_BITS; ok && !apart && bits <= SORT_BITS_MAX; bits *= 4) {
        for (size_t i = 0; i < count; i++) {
            real_init(&p[i], bits);
            ok = ok && h->find(&p[i], h->tests.at[i]);
        }
        if (ok)
            sort_enclosed(h, p, &apart);
        for (size_t i = 0; i < count; i++)
            real_clear(&p[i]);
    }
    memory_free(p);
    return ok;
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
        ok = v->holm->find(&p, v->holm->tests.at[i]);
        mpq_set_ui(times, (unsigned long)(count - i), 1);
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
