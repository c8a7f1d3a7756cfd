/* rounded.c -- see rounded.h.  Masses are off by a factor of 1 + t, where |t| is at most
 * k u / (1 - k u) after k roundings (u = 2^-53), and quotients of them as after three times as many
 * (Higham, Accuracy and Stability of Numerical Algorithms, lemmas 3.1 and 3.3). */
#define MPFR_USE_INTMAX_T
#include "evaluate/rounded.h"

#include "evaluate/conditionals.h"
#include "num/real.h"

#include <string.h>

#define UNIT (UINT64_C(1) << 53) /* 1 / u */

/* 1 - t to 1 + t. */
static void
find_error(Real *to, uint64_t rounds)
{
    mpfr_t t;
    mpfr_init2(t, REAL_BITS_MIN);
    mpfr_set_uj(t, UNIT - rounds, MPFR_RNDD);
    mpfr_set_uj(to->high, rounds, MPFR_RNDU);
    mpfr_div(t, to->high, t, MPFR_RNDU);
    mpfr_ui_sub(to->low, 1, t, MPFR_RNDD);
    mpfr_add_ui(to->high, t, 1, MPFR_RNDU);
    mpfr_clear(t);
}

/* 0.DIGITS * 10^exponent. */
static void
read_digits(mpq_t to, const Digits *d)
{
    mpz_t power;
    mpz_init(power);
    long shift = (long)d->exponent - (long)strlen(d->text);
    mpz_ui_pow_ui(power, 10, (unsigned long)(shift < 0 ? -shift : shift));
    mpz_set_str(mpq_numref(to), d->text, 10);
    mpz_set_ui(mpq_denref(to), 1);
    if (shift < 0)
        mpz_set(mpq_denref(to), power);
    else
        mpz_mul(mpq_numref(to), mpq_numref(to), power);
    mpq_canonicalize(to);
    mpz_clear(power);
}

bool
rounded_settle(Matrix *m, int digits, uint64_t rounds, Budget *b)
{
    if (rounds >= UNIT / 8)
        return false;
    Real error, x;
    mpq_t q;
    mpq_init(q);
    real_init(&error, REAL_BITS_MIN);
    real_init(&x, REAL_BITS_MIN);
    find_error(&error, 3 * rounds);
    bool certain = true;
    for (size_t e = 0; e < m->weight.count && certain; e++) {
        Digits low, high;
        real_set_q(&x, &m->weight.at[e]);
        real_mul(&x, &x, &error);
        digits_round(&low, x.low, digits);
        digits_round(&high, x.high, digits);
        certain = digits_equal(&low, &high) && budget_step(b, 32);
        if (certain) {
            read_digits(q, &low);
            matrix_set_weight(m, e, q);
        }
    }
    real_clear(&x);
    real_clear(&error);
    mpq_clear(q);
    return certain;
}

Outcome
rounded_evaluate(Matrix *to, const Query *q, const Tools *w)
{
    uint64_t rounds = 0;
    Tools tools = *w;
    tools.rounds = tools_may_round(w) ? &rounds : NULL;
    Outcome outcome = evaluate_with(to, q, &tools);
    if (outcome != OUTCOME_DONE || rounds == 0 || rounded_settle(to, w->digits, rounds, w->budget))
        return outcome;
    tools.rounds = NULL;
    return evaluate_with(to, q, &tools);
}
