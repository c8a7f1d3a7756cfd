/* wald.c -- Wald's test with exact numbers; see wald.h.
 *
 * Each term is multiplied by a number that makes its value and its derivatives whole; that changes
 * neither the rank nor the statistic.  With counts c and whole numbers t and g in the place of
 * shares and quantities the matrix is A_ij = n sum c g_i g_j - (sum c g_i) (sum c g_j), n^3 times
 * the covariance, and the statistic is n^3 t' A^-1 t. */
#include "statistics/wald.h"

#include "statistics/chi_square.h"

WaldTerm *
wald_terms_add(WaldTerms *l, size_t entries)
{
    WaldTerm t = {.by = memory_new(entries + 1, sizeof *t.by)};
    mpq_init(t.value);
    for (size_t e = 0; e < entries; e++)
        mpq_init(t.by[e]);
    array_push(l, t);
    return &l->at[l->count - 1];
}

void
wald_terms_clear(WaldTerms *l, size_t entries)
{
    for (size_t i = 0; i < l->count; i++) {
        mpq_clear(l->at[i].value);
        for (size_t e = 0; e < entries; e++)
            mpq_clear(l->at[i].by[e]);
        memory_free(l->at[i].by);
    }
    array_clear(l);
}

void
wald_init(Wald *w, Budget *b)
{
    *w = (Wald){.budget = b};
    mpq_init(w->statistic);
}

void
wald_clear(Wald *w)
{
    mpq_clear(w->statistic);
}

/* ---- whole numbers ---- */

typedef struct Whole {
    size_t terms, entries;
    mpz_t *count;  /* of each entry */
    mpz_t *by;     /* term i, entry e: at i * entries + e */
    mpz_t *value;  /* of each term */
    mpz_t *matrix; /* i <= j: at i * terms + j; the others are not used */
    mpz_t last, scratch;
} Whole;

static mpz_t *
whole_new(size_t count)
{
    mpz_t *n = memory_new(count + 1, sizeof *n);
    for (size_t i = 0; i < count; i++)
        mpz_init(n[i]);
    return n;
}

static void
whole_free(mpz_t *n, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mpz_clear(n[i]);
    memory_free(n);
}

static void
whole_clear(Whole *w)
{
    whole_free(w->count, w->entries);
    whole_free(w->by, w->terms * w->entries);
    whole_free(w->value, w->terms);
    whole_free(w->matrix, w->terms * w->terms);
    mpz_clears(w->last, w->scratch, NULL);
}

/* to := q * times, a whole number */
static void
multiply(mpz_t to, const mpq_t q, const mpz_t times)
{
    mpz_divexact(to, times, mpq_denref(q));
    mpz_mul(to, to, mpq_numref(q));
}

static bool
take_term(Whole *w, size_t i, const WaldTerm *t, Budget *b)
{
    mpz_set(w->scratch, mpq_denref(t->value));
    for (size_t e = 0; e < w->entries; e++)
        mpz_lcm(w->scratch, w->scratch, mpq_denref(t->by[e]));
    multiply(w->value[i], t->value, w->scratch);
    for (size_t e = 0; e < w->entries; e++)
        multiply(w->by[i * w->entries + e], t->by[e], w->scratch);
    return budget_step(b, w->entries * (1 + mpz_size(w->scratch) / 8));
}

static bool
whole_make(Whole *w, const WaldTerms *l, const Matrix *state, uint64_t rows, Budget *b)
{
    *w = (Whole){.terms = l->count, .entries = state->weight.count};
    mpz_inits(w->last, w->scratch, NULL);
    w->count = whole_new(w->entries);
    w->by = whole_new(w->terms * w->entries);
    w->value = whole_new(w->terms);
    w->matrix = whole_new(w->terms * w->terms);
    mpz_set_ui(w->scratch, rows);
    for (size_t e = 0; e < w->entries; e++)
        multiply(w->count[e], &state->weight.at[e], w->scratch);
    bool ok = true;
    for (size_t i = 0; ok && i < w->terms; i++)
        ok = take_term(w, i, &l->at[i], b);
    return ok;
}

/* ---- the matrix ---- */

/* to := sum c g_i */
static void
add_derivatives(mpz_t to, Whole *w, size_t i)
{
    for (size_t e = 0; e < w->entries; e++)
        mpz_addmul(to, w->by[i * w->entries + e], w->count[e]);
}

/* to := sum c g_i g_j */
static void
add_products(mpz_t to, Whole *w, size_t i, size_t j)
{
    for (size_t e = 0; e < w->entries; e++) {
        mpz_mul(w->scratch, w->by[i * w->entries + e], w->by[j * w->entries + e]);
        mpz_addmul(to, w->scratch, w->count[e]);
    }
}

static bool
fill_matrix(Whole *w, uint64_t rows, Budget *b)
{
    mpz_t *sum = whole_new(w->terms);
    bool ok = true;
    for (size_t i = 0; i < w->terms; i++)
        add_derivatives(sum[i], w, i);
    for (size_t i = 0; ok && i < w->terms; i++)
        for (size_t j = i; ok && j < w->terms; j++) {
            mpz_t *to = &w->matrix[i * w->terms + j];
            add_products(*to, w, i, j);
            mpz_mul_ui(*to, *to, rows);
            mpz_submul(*to, sum[i], sum[j]);
            ok = budget_step(b, w->entries * (1 + mpz_size(*to) / 16));
        }
    whole_free(sum, w->terms);
    return ok;
}

/* to := (pivot to - a b) / last, which is whole */
static void
eliminate(Whole *w, mpz_t to, const mpz_t pivot, const mpz_t a, const mpz_t b)
{
    mpz_mul(to, to, pivot);
    mpz_submul(to, a, b);
    mpz_divexact(to, to, w->last);
}

/* Takes term k out of those after it. */
static bool
eliminate_term(Whole *w, size_t k, Budget *b)
{
    enum { WORDS = 32 };
    mpz_t *row = &w->matrix[k * w->terms];
    bool ok = true;
    for (size_t i = k + 1; ok && i < w->terms; i++) {
        for (size_t j = i; j < w->terms; j++)
            eliminate(w, w->matrix[i * w->terms + j], row[k], row[i], row[j]);
        eliminate(w, w->value[i], row[k], row[i], w->value[k]);
        uint64_t words = 1 + mpz_size(row[k]) / WORDS;
        ok = budget_step(b, (w->terms - i) * words * words);
    }
    return ok;
}

/* The statistic without its n^3, the rank, and what is not seen. */
static bool
add_terms(Wald *to, Whole *w)
{
    mpq_t more;
    bool ok = true;
    mpq_init(more);
    mpz_set_ui(w->last, 1);
    for (size_t k = 0; ok && k < w->terms; k++) {
        mpz_t *pivot = &w->matrix[k * w->terms + k];
        if (mpz_sgn(*pivot) == 0) { /* and so is its row: the matrix is positive semidefinite */
            to->blind += mpz_sgn(w->value[k]) != 0;
            continue;
        }
        ok = eliminate_term(w, k, to->budget);
        mpz_mul(mpq_numref(more), w->value[k], w->value[k]);
        mpz_mul(mpq_denref(more), w->last, *pivot);
        mpq_canonicalize(more);
        mpq_add(to->statistic, to->statistic, more);
        mpz_set(w->last, *pivot);
        to->freedom++;
    }
    mpq_clear(more);
    return ok;
}

/* Numbers grow by the size of one entry with each term. */
static bool
fits(const Whole *w, Budget *b)
{
    size_t most = 0;
    for (size_t i = 0; i < w->terms; i++) {
        size_t size = mpz_size(w->matrix[i * w->terms + i]);
        most = size > most ? size : most;
    }
    uint64_t places = (uint64_t)w->terms * w->terms / 2;
    return !w->terms || budget_allows(b, places * most * sizeof(mp_limb_t) * w->terms);
}

bool
wald_make(Wald *to, const WaldTerms *l, const Matrix *state, uint64_t rows)
{
    Whole w;
    uint64_t numbers = (uint64_t)l->count * (l->count + state->weight.count);
    mpq_set_ui(to->statistic, 0, 1);
    to->freedom = to->blind = 0;
    if (!budget_allows(to->budget, numbers * 4 * sizeof(mpz_t)))
        return false;
    bool ok = whole_make(&w, l, state, rows, to->budget) && fill_matrix(&w, rows, to->budget) &&
              fits(&w, to->budget) && add_terms(to, &w);
    mpz_ui_pow_ui(w.scratch, rows, 3);
    mpz_mul(mpq_numref(to->statistic), mpq_numref(to->statistic), w.scratch);
    mpq_canonicalize(to->statistic);
    whole_clear(&w);
    return ok;
}

bool
wald_p_value(Real *to, const void *what)
{
    const Wald *w = what;
    Real x;
    real_init(&x, mpfr_get_prec(to->low) + 32);
    real_set_q(&x, w->statistic);
    bool ok = chi_square_above(to, &x, w->freedom, w->budget);
    real_clear(&x);
    return ok;
}
