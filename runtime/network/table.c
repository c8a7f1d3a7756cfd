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
    size_t count = t->entry && !t->borrowed ? t->count : 0;
    for (size_t i = 0; i < count; i++)
        mpz_clear(&t->entry[i]);
    if (!t->borrowed) {
        memory_free(t->entry);
        memory_free(t->bit);
        if (!t->whole)
            mpz_clear(t->denominator);
    }
    *t = (Table){.whole = true};
}

void
table_store_clear(TableStore *s)
{
    for (size_t i = 0; i < s->list.count; i++)
        table_clear(&s->list.at[i]);
    array_clear(&s->list);
    map_clear(&s->at);
    s->bytes = 0;
}

void
table_store_take(TableStore *s, uint64_t key, Table *t)
{
    assert(!t->borrowed);
    map_set_at(&s->at, key, s->list.count);
    array_push(&s->list, *t);
    s->bytes += table_bytes(t);
    t->borrowed = true;
}

bool
table_store_find(const TableStore *s, uint64_t key, Table *to)
{
    uint64_t at;
    if (!map_find(&s->at, key, &at))
        return false;
    *to = s->list.at[at];
    to->uses = 0;
    to->borrowed = true;
    return true;
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

void
table_get(mpz_t to, const Table *t, size_t i)
{
    assert(i < t->count);
    if (t->bit)
        mpz_set_ui(to, t->bit[i]);
    else
        mpz_set(to, &t->entry[i]);
}
