/* arms.c -- the instrumental inequality; see arms.h. */
#include "statistics/arms.h"

#include "base/memory.h"
#include "base/saturate.h"
#include "statistics/chi_square.h"

#include <string.h>

void
arms_init(Arms *a, uint32_t z, uint32_t x, uint32_t y, Budget *b)
{
    *a = (Arms){.z = z, .x = x, .y = y, .budget = b};
    mpq_inits(a->largest, a->squared, NULL);
}

void
arms_clear(Arms *a)
{
    mpq_clears(a->largest, a->squared, NULL);
}

/* ---- one stratum ---- */

/* The arms of a stratum that are not empty, and the x of which sums are made. */
typedef struct Table {
    Arms *of;
    const uint64_t *counts;
    uint64_t stratum;
    uint32_t x;
    uint32_t *arm;    /* the z of each */
    uint64_t *rows;   /* how many are in each */
    size_t arms;
    uint32_t *choice; /* the arm for each y */
    uint64_t *chosen; /* the rows of each arm in the sum */
    bool *used;       /* is it the arm of some y? */
    mpq_t sum, widths, variance, one, other;
} Table;

static uint64_t
count_at(const Table *t, size_t arm, uint32_t x, uint32_t y)
{
    return t->counts[((size_t)t->arm[arm] * t->of->x + x) * t->of->y + y];
}

static void
find_arms(Table *t)
{
    const Arms *a = t->of;
    size_t each = (size_t)a->x * a->y;
    for (uint32_t z = 0; z < a->z; z++) {
        uint64_t rows = 0;
        for (size_t i = 0; i < each; i++)
            rows += t->counts[z * each + i];
        if (rows) {
            t->arm[t->arms] = z;
            t->rows[t->arms++] = rows;
        }
    }
}

static void
table_init(Table *t, Arms *a, uint64_t stratum, const uint64_t *counts)
{
    *t = (Table){.of = a, .counts = counts, .stratum = stratum};
    t->arm = memory_new(a->z + 1, sizeof *t->arm);
    t->rows = memory_new(a->z + 1, sizeof *t->rows);
    t->choice = memory_new(a->y + 1, sizeof *t->choice);
    t->chosen = memory_new(a->z + 1, sizeof *t->chosen);
    t->used = memory_new(a->z + 1, sizeof *t->used);
    mpq_inits(t->sum, t->widths, t->variance, t->one, t->other, NULL);
    find_arms(t);
}

static void
table_clear(Table *t)
{
    memory_free(t->arm);
    memory_free(t->rows);
    memory_free(t->choice);
    memory_free(t->chosen);
    memory_free(t->used);
    mpq_clears(t->sum, t->widths, t->variance, t->one, t->other, NULL);
}

/* to := count / the rows of an arm */
static void
set_share(mpq_t to, const Table *t, uint64_t count, size_t arm)
{
    mpz_set_ui(mpq_numref(to), count);
    mpz_set_ui(mpq_denref(to), t->rows[arm]);
    mpq_canonicalize(to);
}

/* In t->sum: sum_y max_z P(x, y | z). */
static void
find_largest(Table *t)
{
    Arms *a = t->of;
    mpq_set_ui(t->sum, 0, 1);
    for (uint32_t y = 0; y < a->y; y++) {
        mpq_set_ui(t->other, 0, 1);
        for (size_t k = 0; k < t->arms; k++) {
            set_share(t->one, t, count_at(t, k, t->x, y), k);
            if (mpq_cmp(t->one, t->other) > 0)
                mpq_set(t->other, t->one);
        }
        mpq_add(t->sum, t->sum, t->other);
    }
    if (mpq_cmp(t->sum, a->largest) > 0) {
        mpq_set(a->largest, t->sum);
        a->stratum = t->stratum;
        a->label = t->x;
    }
}

/* ---- one sum ---- */

/* The sum that was chosen, and in t->widths sum 1 / n_z of its arms. */
static void
find_sum(Table *t)
{
    memset(t->chosen, 0, t->arms * sizeof *t->chosen);
    memset(t->used, 0, t->arms * sizeof *t->used);
    mpq_set_ui(t->sum, 0, 1);
    mpq_set_ui(t->widths, 0, 1);
    for (uint32_t y = 0; y < t->of->y; y++) {
        t->chosen[t->choice[y]] += count_at(t, t->choice[y], t->x, y);
        t->used[t->choice[y]] = true;
    }
    for (size_t k = 0; k < t->arms; k++) {
        if (!t->used[k])
            continue;
        set_share(t->one, t, t->chosen[k], k);
        mpq_add(t->sum, t->sum, t->one);
        set_share(t->one, t, 1, k);
        mpq_add(t->widths, t->widths, t->one);
    }
}

/* The variance of the sum with its shares moved so that they are one, over = sum - 1 > 0.  Each is
 * below one then, and one of them above zero, so it is positive. */
static void
find_variance(Table *t, const mpq_t over)
{
    mpq_set_ui(t->variance, 0, 1);
    for (size_t k = 0; k < t->arms; k++) {
        if (!t->used[k])
            continue;
        set_share(t->one, t, 1, k);
        mpq_mul(t->one, t->one, over);
        mpq_div(t->one, t->one, t->widths);
        set_share(t->other, t, t->chosen[k], k);
        mpq_sub(t->one, t->other, t->one);
        if (mpq_sgn(t->one) <= 0)
            continue;
        mpq_set_ui(t->other, 1, 1);
        mpq_sub(t->other, t->other, t->one);
        mpq_mul(t->one, t->one, t->other);
        set_share(t->other, t, 1, k);
        mpq_mul(t->one, t->one, t->other);
        mpq_add(t->variance, t->variance, t->one);
    }
}

static void
add_sum(Table *t)
{
    find_sum(t);
    mpq_set_ui(t->one, 1, 1);
    mpq_sub(t->sum, t->sum, t->one);
    if (mpq_sgn(t->sum) <= 0)
        return;
    find_variance(t, t->sum);
    mpq_mul(t->sum, t->sum, t->sum);
    mpq_div(t->sum, t->sum, t->variance);
    if (mpq_cmp(t->sum, t->of->squared) > 0)
        mpq_set(t->of->squared, t->sum);
}

/* The next choice of an arm for each y; false: it was the last one. */
static bool
next_choice(Table *t)
{
    uint32_t y = 0;
    while (y < t->of->y && ++t->choice[y] == t->arms)
        t->choice[y++] = 0;
    return y < t->of->y;
}

/* ---- all ---- */

/* How often an arm can be chosen for each y; but not the same one for all, as the sum of one arm is
 * never above one. */
static uint64_t
count_choices(const Arms *a, uint64_t arms)
{
    uint64_t choices = 1;
    for (uint32_t y = 0; y < a->y; y++)
        choices = saturate_times(choices, arms);
    return choices - arms;
}

uint64_t
arms_sums(const Arms *a)
{
    return saturate_times(count_choices(a, a->z), a->x);
}

bool
arms_add(Arms *a, uint64_t stratum, const uint64_t *counts)
{
    enum { STEPS = 16 };
    Table t;
    table_init(&t, a, stratum, counts);
    bool ok = budget_step(a->budget, (uint64_t)a->z * a->x * a->y), two = t.arms > 1;
    for (size_t k = 0; two && k < t.arms; k++)
        a->rows += t.rows[k];
    a->most += two ? count_choices(a, t.arms) : 0;
    a->sums = a->most * a->x;
    for (; ok && two && t.x < a->x; t.x++) {
        find_largest(&t);
        if (mpq_cmp_ui(t.sum, 1, 1) <= 0)
            continue;
        memset(t.choice, 0, a->y * sizeof *t.choice);
        do {
            add_sum(&t);
            ok = budget_step(a->budget, STEPS * t.arms);
        } while (ok && next_choice(&t));
    }
    table_clear(&t);
    return ok;
}

bool
arms_p_value(Real *to, const void *what)
{
    const Arms *a = what;
    Real x;
    mpq_t times;
    mpfr_set_ui(to->low, 1, MPFR_RNDD);
    mpfr_set_ui(to->high, 1, MPFR_RNDU);
    if (mpq_sgn(a->squared) == 0)
        return true;
    mpq_init(times);
    real_init(&x, mpfr_get_prec(to->low) + 32);
    real_set_q(&x, a->squared);
    bool ok = chi_square_above(&x, &x, 1, a->budget);
    mpz_set_ui(mpq_numref(times), a->most);
    mpz_set_ui(mpq_denref(times), 2);
    mpq_canonicalize(times);
    real_mul_q(&x, &x, times);
    mpfr_min(to->low, to->low, x.low, MPFR_RNDD);
    mpfr_min(to->high, to->high, x.high, MPFR_RNDU);
    real_clear(&x);
    mpq_clear(times);
    return ok;
}
