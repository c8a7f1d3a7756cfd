/* table.c -- see table.h. */
#include "network/table.h"

#include <assert.h>

__extension__ typedef unsigned __int128 Wide;

enum { CHUNK = 4096 }; /* entries between two looks at the budget */

void
table_init_whole(Table *t, size_t count, uint64_t bits)
{
    *t = (Table){.count = count, .limbs = limbs_for(bits), .whole = true};
    assert(count <= SIZE_MAX / t->limbs);
    t->limb = memory_new(count * t->limbs, sizeof *t->limb);
}

void
table_init(Table *t, size_t count, const mpz_t denominator)
{
    uint64_t bits = mpz_sizeinbase(denominator, 2);
    table_init_whole(t, count, bits);
    t->whole = false;
    t->bits = bits;
    mpz_init_set(t->denominator, denominator);
}

void
table_init_bits(Table *t, size_t count)
{
    *t = (Table){.count = count, .whole = true, .width = 1};
    t->bit = memory_new(count, 1);
}

void
table_clear(Table *t)
{
    if (!t->borrowed) {
        memory_free(t->limb);
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
        table_clear(&s->list.at[i].table);
    array_clear(&s->list);
    map_clear(&s->at);
    s->bytes = 0;
}

void
table_store_take(TableStore *s, uint64_t key, uint64_t version, Table *t)
{
    assert(!t->borrowed);
    uint64_t at;
    if (!map_find(&s->at, key, &at)) {
        at = s->list.count;
        map_set_at(&s->at, key, at);
        array_push(&s->list, ((StoredTable){{.whole = true}, 0}));
    }
    StoredTable *to = &s->list.at[at];
    s->bytes += table_bytes(t) - table_bytes(&to->table);
    table_clear(&to->table);
    *to = (StoredTable){*t, version};
    t->borrowed = true;
}

bool
table_store_find(const TableStore *s, uint64_t key, uint64_t version, Table *to)
{
    uint64_t at;
    if (!map_find(&s->at, key, &at) || s->list.at[at].version != version)
        return s->more && table_store_find(s->more, key, version, to);
    *to = s->list.at[at].table;
    to->uses = 0;
    to->borrowed = true;
    return true;
}

uint64_t
table_bytes(const Table *t)
{
    return t->bit ? t->count : t->limb ? t->count * t->limbs * sizeof *t->limb : 0;
}

bool
matrix_denominator(mpz_t to, const Matrix *m, Budget *b)
{
    mpz_set_ui(to, 1);
    for (size_t i = 0; i < m->weight.count; i++) {
        mpz_srcptr d = mpq_denref(&m->weight.at[i]);
        if (i % 16 == 0 && !budget_step(b, 1 + mpz_size(to)))
            return false;
        bool short_ones = mpz_size(to) == 1 && mpz_size(d) == 1;
        bool divides = short_ones ? mpz_getlimbn(to, 0) % mpz_getlimbn(d, 0) == 0
                                  : mpz_divisible_p(to, d) != 0;
        if (!divides)
            mpz_lcm(to, to, d);
    }
    return true;
}

/* Every so many entries the budget is asked; NULL: nobody is. */
static bool
may_continue(Budget *b, size_t entry)
{
    return !b || entry % CHUNK != 0 || budget_step(b, CHUNK / 64);
}

/* The same entries with another number of limbs, which is enough for them.  False: the budget said
 * stop, and the entries are lost. */
static bool
set_limbs(Table *t, size_t limbs, Budget *b)
{
    size_t old = t->limbs, both = limbs < old ? limbs : old;
    if (limbs == old || t->count == 0)
        return true;
    if (limbs > old)
        t->limb = memory_resize(t->limb, t->count * limbs, sizeof *t->limb);
    for (size_t k = 0; k < t->count; k++) {
        size_t i = limbs > old ? t->count - 1 - k : k;
        memmove(t->limb + i * limbs, t->limb + i * old, both * sizeof *t->limb);
        memset(t->limb + i * limbs + both, 0, (limbs - both) * sizeof *t->limb);
        if (!may_continue(b, k))
            return false;
    }
    if (limbs < old)
        t->limb = memory_resize(t->limb, t->count * limbs, sizeof *t->limb);
    t->limbs = limbs;
    return true;
}

/* table_add where all are single limbs, as decimals are; false: they are not. */
static bool
add_short(Table *t, size_t at, const mpq_t q)
{
    bool all = t->limbs == 1 && mpz_size(t->denominator) == 1 && mpz_size(mpq_denref(q)) == 1 &&
               mpz_size(mpq_numref(q)) <= 1;
    if (!all)
        return false;
    Wide product = (Wide)mpz_getlimbn(mpq_numref(q), 0) *
                   (mpz_getlimbn(t->denominator, 0) / mpz_getlimbn(mpq_denref(q), 0));
    Wide sum = product + t->limb[at];
    if (sum >> LIMB_BITS)
        return false;
    t->limb[at] = (mp_limb_t)sum;
    return true;
}

void
table_add(Table *t, size_t at, const mpq_t q, mpz_t scratch)
{
    assert(at < t->count && !t->whole && mpq_sgn(q) >= 0);
    if (add_short(t, at, q))
        return;
    mpz_divexact(scratch, t->denominator, mpq_denref(q));
    mpz_mul(scratch, scratch, mpq_numref(q));
    size_t length = mpz_size(scratch);
    if (length == 0)
        return;
    if (length > t->limbs)
        (void)set_limbs(t, length, NULL);
    mp_limb_t *to = t->limb + at * t->limbs;
    mp_limb_t carry =
        mpn_add(to, to, (mp_size_t)t->limbs, mpz_limbs_read(scratch), (mp_size_t)length);
    if (carry) {
        (void)set_limbs(t, t->limbs + 1, NULL);
        t->limb[(at + 1) * t->limbs - 1] = carry;
    }
}

bool
table_finish(Table *t, Budget *b)
{
    if (!t->limb)
        return true;
    size_t top = t->limbs;
    mp_limb_t all = 0;
    for (; top > 0 && all == 0; top -= all == 0)
        for (size_t i = 0; i < t->count; i++) {
            all |= t->limb[i * t->limbs + top - 1];
            if (!may_continue(b, i))
                return false;
        }
    t->width = all ? (top - 1) * LIMB_BITS + limbs_bits(&all, 1) : 0;
    return set_limbs(t, top ? top : 1, b);
}

bool
table_has_zero(const Table *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->bit ? !t->bit[i] : table_entry(t, i).count == 0)
            return true;
    return false;
}

void
table_read(mpz_t to, const Table *t, size_t i)
{
    assert(i < t->count);
    if (t->bit)
        mpz_set_ui(to, t->bit[i]);
    else
        limbs_read(to, table_entry(t, i));
}
