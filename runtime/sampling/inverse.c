/* inverse.c -- see inverse.h.
 *
 * Nearly always the first word decides, by a search among the first words of the sums.  Where it is
 * that of a sum that has more digits, all is decided by whole numbers. */
#include "sampling/inverse.h"

enum { WORD = 64 };

/* The first digits of a number in [0, 1). */
static uint64_t
first_digits(const mpq_t q, bool *more)
{
    mpz_t shifted, rest;
    mpz_inits(shifted, rest, NULL);
    mpz_mul_2exp(shifted, mpq_numref(q), WORD);
    mpz_fdiv_qr(shifted, rest, shifted, mpq_denref(q));
    uint64_t word = 0;
    mpz_export(&word, NULL, -1, sizeof word, 0, 0, shifted);
    *more = mpz_sgn(rest) != 0;
    mpz_clears(shifted, rest, NULL);
    return word;
}

bool
inverse_init(Inverse *i, const __mpq_struct *weight, size_t count, Budget *b)
{
    enum { STEPS = 4 };
    *i = (Inverse){.weight = weight, .count = count};
    mpq_init(i->total);
    i->cut = memory_new(count, sizeof *i->cut);
    i->more = memory_new(count, sizeof *i->more);
    bool ok = true;
    for (size_t k = 0; ok && k < count; k++) {
        mpq_add(i->total, i->total, &weight[k]);
        ok = budget_step(b, STEPS + mpz_size(mpq_denref(i->total)));
    }
    mpq_t sum, share;
    mpq_inits(sum, share, NULL);
    for (size_t k = 0; ok && k + 1 < count; k++) {
        mpq_add(sum, sum, &weight[k]);
        mpq_div(share, sum, i->total);
        i->cut[k] = first_digits(share, &i->more[k]);
        ok = budget_step(b, STEPS + mpz_size(mpq_denref(sum)));
    }
    mpq_clears(sum, share, NULL);
    return ok;
}

void
inverse_clear(Inverse *i)
{
    mpq_clear(i->total);
    memory_free(i->cut);
    memory_free(i->more);
}

/* Where the digits so far leave U against the sum: below it (-1), not below it (1), or open (0). */
static int
compare_digits(const mpz_t digits, mp_bitcnt_t count, const mpq_t sum)
{
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    mpz_mul(a, digits, mpq_denref(sum));
    mpz_mul_2exp(b, mpq_numref(sum), count);
    int side = mpz_cmp(a, b) >= 0 ? 1 : 0;
    mpz_add(a, a, mpq_denref(sum));
    if (!side && mpz_cmp(a, b) <= 0)
        side = -1;
    mpz_clears(a, b, NULL);
    return side;
}

/* The label where the digits decide it; false: more are wanted. */
static bool
find_label(const Inverse *i, const mpz_t digits, mp_bitcnt_t count, size_t *label)
{
    mpq_t sum, share;
    mpq_inits(sum, share, NULL);
    int side = 1;
    size_t k = 0;
    for (; side > 0 && k + 1 < i->count; k++) {
        mpq_add(sum, sum, &i->weight[k]);
        mpq_div(share, sum, i->total);
        side = compare_digits(digits, count, share);
    }
    *label = side > 0 ? k : k - 1;
    mpq_clears(sum, share, NULL);
    return side != 0;
}

static size_t
draw_on(const Inverse *i, Random *random, uint64_t word)
{
    mpz_t digits, next;
    size_t label = 0;
    mp_bitcnt_t count = WORD;
    mpz_inits(digits, next, NULL);
    mpz_import(digits, 1, -1, sizeof word, 0, 0, &word);
    while (!find_label(i, digits, count, &label)) {
        word = random_next(random);
        mpz_import(next, 1, -1, sizeof word, 0, 0, &word);
        mpz_mul_2exp(digits, digits, WORD);
        mpz_add(digits, digits, next);
        count += WORD;
    }
    mpz_clears(digits, next, NULL);
    return label;
}

size_t
inverse_draw(const Inverse *i, Random *random)
{
    if (i->count == 1)
        return 0;
    uint64_t word = random_next(random);
    size_t low = 0, high = i->count - 1; /* the first sum whose digits are not below the word */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (i->cut[middle] < word)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low + 1 < i->count && i->cut[low] == word; low++)
        if (i->more[low])
            return draw_on(i, random, word);
    return low;
}
