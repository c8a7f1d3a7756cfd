/* log_sum.c -- sums of logarithms; see log_sum.h.
 *
 * With the powers of two taken out of all arguments, what they give is the only rational that the
 * sum can be.  Most sums are seen not to be it by their decimals.  Else the rest, odd whole
 * numbers, is refined into numbers that share no factor, by greatest common divisors (Bach,
 * Driscoll & Shallit 1993, Factor refinement): the sum is rational when each of these is taken
 * zero times. */
#include "num/log_sum.h"

#include <stdlib.h>

void
log_sum_clear(LogSum *s)
{
    for (size_t i = 0; i < s->terms.count; i++)
        mpq_clears(s->terms.at[i].times, s->terms.at[i].of, NULL);
    array_clear(&s->terms);
}

void
log_sum_add(LogSum *s, const mpq_t times, const mpq_t of)
{
    if (mpq_sgn(times) == 0 || mpq_cmp_ui(of, 1, 1) == 0)
        return;
    LogTerm t;
    mpq_inits(t.times, t.of, NULL);
    mpq_set(t.times, times);
    mpq_set(t.of, of);
    array_push(&s->terms, t);
}

static int
compare_terms(const void *x, const void *y)
{
    return mpq_cmp(((const LogTerm *)x)->of, ((const LogTerm *)y)->of);
}

void
log_sum_collect(LogSum *s)
{
    size_t kept = 0;
    if (s->terms.count)
        qsort(s->terms.at, s->terms.count, sizeof *s->terms.at, compare_terms);
    for (size_t i = 0; i < s->terms.count; i++) {
        LogTerm *t = &s->terms.at[i], *last = kept ? &s->terms.at[kept - 1] : NULL;
        bool same = last && mpq_equal(last->of, t->of) && rational_fits_sum(last->times, t->times);
        if (same) {
            mpq_add(last->times, last->times, t->times);
            mpq_clears(t->times, t->of, NULL);
        } else {
            s->terms.at[kept++] = *t;
        }
    }
    s->terms.count = kept;
}

void
log_sum_subtract(LogSum *to, const LogSum *s)
{
    mpq_t minus;
    mpq_init(minus);
    for (size_t i = 0; i < s->terms.count; i++) {
        mpq_neg(minus, s->terms.at[i].times);
        log_sum_add(to, minus, s->terms.at[i].of);
    }
    mpq_clear(minus);
}

/* ---- decimals ---- */

enum { LOG_STEPS = 50 }; /* of the budget, for a logarithm of few bits */

bool
log_sum_find(Real *to, const void *sum)
{
    const LogSum *s = sum;
    long bits = mpfr_get_prec(to->low);
    Real sum_so_far, one;
    mpq_t two;
    real_init(&sum_so_far, bits);
    real_init(&one, bits);
    mpq_init(two);
    mpq_set_ui(two, 2, 1);
    bool ok = true;
    for (size_t i = 0; ok && i < s->terms.count; i++) {
        ok = !s->budget || budget_step(s->budget, LOG_STEPS * (uint64_t)(1 + bits / 512));
        real_log(&one, s->terms.at[i].of);
        real_mul_q(&one, &one, s->terms.at[i].times);
        real_add(&sum_so_far, &sum_so_far, &one);
    }
    real_log(&one, two);
    real_div(to, &sum_so_far, &one);
    mpq_clear(two);
    real_clear(&one);
    real_clear(&sum_so_far);
    return ok;
}

/* ---- is it rational? ---- */

/* An odd whole number greater than one, and how many times its logarithm is taken. */
typedef struct Base {
    mpz_t of;
    mpq_t times;
} Base;

typedef ARRAY(Base) BaseList;

static void
push_base(BaseList *l, const mpz_t of, const mpq_t times)
{
    Base b;
    mpz_init_set(b.of, of);
    mpq_init(b.times);
    mpq_set(b.times, times);
    array_push(l, b);
}

static void
drop_base(Base *b)
{
    mpz_clear(b->of);
    mpq_clear(b->times);
}

/* to += times v, where 2^v is in n; n becomes odd. */
static void
take_twos(mpq_t to, mpz_t n, const mpq_t times)
{
    mp_bitcnt_t v = mpz_scan1(n, 0);
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(part, v, 1);
    mpq_mul(part, part, times);
    mpq_add(to, to, part);
    mpz_tdiv_q_2exp(n, n, v);
    mpq_clear(part);
}

/* The rational that it is, if it is one; work: its odd parts. */
static void
split_twos(mpq_t to, BaseList *work, const LogSum *s)
{
    mpq_t times;
    mpz_t n;
    mpq_init(times);
    mpz_init(n);
    mpq_set_ui(to, 0, 1);
    for (size_t i = 0; i < s->terms.count; i++)
        for (int under = 0; under < 2; under++) {
            const LogTerm *t = &s->terms.at[i];
            mpz_set(n, under ? mpq_denref(t->of) : mpq_numref(t->of));
            mpq_set(times, t->times);
            if (under)
                mpq_neg(times, times);
            take_twos(to, n, times);
            if (mpz_cmp_ui(n, 1) != 0)
                push_base(work, n, times);
        }
    mpz_clear(n);
    mpq_clear(times);
}

/* x meets one that shares no factor with the others of its list.  All of that in x goes over; where
 * it has only a part in common, that part and the rest are numbers to be looked at again.  True:
 * nothing of x is left. */
static bool
meet(Base *x, Base *old, BaseList *work)
{
    mpz_t common;
    mpz_init(common);
    mpz_gcd(common, x->of, old->of);
    while (mpz_cmp_ui(common, 1) != 0 && mpz_cmp(common, old->of) == 0) {
        mpq_add(old->times, old->times, x->times);
        mpz_divexact(x->of, x->of, common);
        mpz_gcd(common, x->of, old->of);
    }
    if (mpz_cmp_ui(common, 1) != 0) {
        push_base(work, common, old->times);
        mpz_divexact(old->of, old->of, common);
        push_base(work, old->of, old->times);
        mpz_set_ui(old->of, 1); /* it is gone */
    }
    mpz_clear(common);
    return mpz_cmp_ui(x->of, 1) == 0;
}

/* Do all odd parts cancel?  The work is used up. */
static LogSumKind
refine(BaseList *work, Budget *b)
{
    BaseList done = {0};
    LogSumKind kind = LOG_SUM_RATIONAL;
    while (kind == LOG_SUM_RATIONAL && work->count) {
        Base x = work->at[--work->count];
        bool none = false;
        for (size_t i = 0; !none && i < done.count; i++)
            if (mpz_cmp_ui(done.at[i].of, 1) != 0)
                none = meet(&x, &done.at[i], work);
        if (b && !budget_step(b, 1 + done.count))
            kind = LOG_SUM_STOPPED;
        if (none)
            drop_base(&x);
        else
            array_push(&done, x);
    }
    for (size_t i = 0; i < done.count; i++) {
        bool cancels = mpq_sgn(done.at[i].times) == 0 || mpz_cmp_ui(done.at[i].of, 1) == 0;
        if (kind == LOG_SUM_RATIONAL && !cancels)
            kind = LOG_SUM_IRRATIONAL;
        drop_base(&done.at[i]);
    }
    array_clear(&done);
    return kind;
}

LogSumKind
log_sum_rational(mpq_t to, const LogSum *s, Budget *b)
{
    BaseList work = {0};
    Real x;
    real_init(&x, REAL_BITS_MIN);
    split_twos(to, &work, s);
    LogSumKind kind = LOG_SUM_STOPPED;
    if (log_sum_find(&x, s))
        kind = real_cmp_q(&x, to) == 0 ? refine(&work, b) : LOG_SUM_IRRATIONAL;
    for (size_t i = 0; i < work.count; i++)
        drop_base(&work.at[i]);
    array_clear(&work);
    real_clear(&x);
    return kind;
}
