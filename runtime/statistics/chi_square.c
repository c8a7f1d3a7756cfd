/* chi_square.c -- the upper tail of chi-square as a finite sum; see chi_square.h.
 *
 * With h = x / 2:  k even: e^-h (1 + h + h^2 / 2! + ... up to h^(k/2 - 1) / (k/2 - 1)!);
 * k odd: erfc(sqrt(h)) + e^-h sqrt(h / pi) (1/(1/2) + h/(1/2 3/2) + ... , (k - 1) / 2 terms). */
#include "statistics/chi_square.h"

/* to := first (1 + h / d + h^2 / (d (d + 1)) + ...), so many terms, d = twice / 2. */
static bool
add_terms(Real *to, const Real *h, const mpq_t first, uint64_t twice, uint64_t terms,
          Budget *b)
{
    enum { STEPS = 8 };
    mpq_t by;
    Real term;
    bool ok = true;
    mpq_init(by);
    real_init(&term, mpfr_get_prec(to->low));
    real_set_q(&term, first);
    mpfr_set_zero(to->low, 1);
    mpfr_set_zero(to->high, 1);
    for (uint64_t i = 0; ok && i < terms; i++) {
        real_add(to, to, &term);
        mpq_set_ui(by, 2, twice + 2 * i);
        mpq_canonicalize(by);
        real_mul(&term, &term, h);
        real_mul_q(&term, &term, by);
        ok = budget_step(b, STEPS);
    }
    real_clear(&term);
    mpq_clear(by);
    return ok;
}

/* to := to e^-h; odd: also times sqrt(h / pi). */
static void
scale(Real *to, const Real *h, bool odd)
{
    Real one;
    real_init(&one, mpfr_get_prec(to->low));
    real_exp_minus(&one, h);
    real_mul(to, to, &one);
    if (odd) {
        real_sqrt(&one, h);
        real_mul(to, to, &one);
        real_root_pi(&one);
        real_div(to, to, &one);
    }
    real_clear(&one);
}

bool
chi_square_above(Real *to, const Real *x, uint64_t k, Budget *b)
{
    bool odd = k % 2;
    Real h, tail;
    mpq_t first;
    mpq_init(first);
    mpq_set_ui(first, odd ? 2 : 1, 1);
    real_init(&h, mpfr_get_prec(to->low));
    real_init(&tail, mpfr_get_prec(to->low));
    mpfr_div_2ui(h.low, x->low, 1, MPFR_RNDD);
    mpfr_div_2ui(h.high, x->high, 1, MPFR_RNDU);
    bool ok = add_terms(to, &h, first, odd ? 3 : 2, odd ? (k - 1) / 2 : k / 2, b);
    scale(to, &h, odd);
    if (odd) {
        real_sqrt(&tail, &h);
        real_erfc(&tail, &tail);
        real_add(to, to, &tail);
    }
    real_clear(&tail);
    real_clear(&h);
    mpq_clear(first);
    return ok;
}
