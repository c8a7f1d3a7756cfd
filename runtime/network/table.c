/* table.c -- see table.h. */
#include "network/table.h"

#include <assert.h>

void
table_init_whole(Table *t, size_t count)
{
    *t = (Table){.count = count, .whole = true};
    t->entry = memory_new(count, sizeof *t->entry);
    for (size_t i = 0; i < count; i++)
        mpz_init(&t->entry[i]);
}

void
table_init(Table *t, size_t count, const mpz_t denominator)
{
    table_init_whole(t, count);
    t->whole = false;
    t->bits = mpz_sizeinbase(denominator, 2);
    mpz_init_set(t->denominator, denominator);
}

void
table_init_bits(Table *t, size_t count)
{
    *t = (Table){.count = count, .whole = true};
    t->bit = memory_new(count, 1);
}

void
table_clear(Table *t)
{
    for (size_t i = 0; t->entry && i < t->count; i++)
        mpz_clear(&t->entry[i]);
    memory_free(t->entry);
    memory_free(t->bit);
    if (!t->whole)
        mpz_clear(t->denominator);
    *t = (Table){.whole = true};
}

uint64_t
table_bytes(const Table *t)
{
    return t->bit ? t->count : t->entry ? t->count * (32 + t->bits / 8) : 0;
}

bool
matrix_denominator(mpz_t to, const Matrix *m, Budget *b)
{
    mpz_set_ui(to, 1);
    for (size_t i = 0; i < m->weight.count; i++) {
        mpz_srcptr d = mpq_denref(&m->weight.at[i]);
        if (!budget_step(b, 1 + mpz_size(to) / 16))
            return false;
        if (!mpz_divisible_p(to, d))
            mpz_lcm(to, to, d);
    }
    return true;
}

void
table_add(Table *t, size_t at, const mpq_t q, mpz_t scratch)
{
    assert(at < t->count && !t->whole);
    mpz_divexact(scratch, t->denominator, mpq_denref(q));
    mpz_addmul(&t->entry[at], scratch, mpq_numref(q));
}
