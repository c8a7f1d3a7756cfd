/* linear.c -- the problem: sides, costs and sparse columns; a linear form in few words (linear.h).
 */
#include "linear/linear.h"

#include "base/saturate.h"

/* A new number is looked for among the first few. */
enum { NUMBERS_LOOKED_AT = 8 };

/* What plain columns have at most: numbers of so many bits, and so many entries (see prices.c). */
enum { PLAIN_BITS = 10, PLAIN_ENTRIES = 1 << PLAIN_BITS };

void
linear_numbers_init(LinearNumbers *l, size_t count)
{
    *l = (LinearNumbers){0};
    array_add_zeroed(l, count);
    for (size_t i = 0; i < count; i++)
        mpq_init(&l->at[i]);
}

void
linear_numbers_clear(LinearNumbers *l)
{
    for (size_t i = 0; i < l->count; i++)
        mpq_clear(&l->at[i]);
    array_clear(l);
}

bool
linear_numbers_equal(const LinearNumbers *a, const LinearNumbers *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++)
        equal = mpq_equal(&a->at[i], &b->at[i]);
    return equal;
}

void
linear_init(Linear *p, uint32_t rows)
{
    *p = (Linear){.rows = rows};
    linear_numbers_init(&p->side, rows);
    linear_numbers_init(&p->number, 2);
    mpq_set_ui(&p->number.at[NUMBER_ONE], 1, 1);
}

void
linear_clear(Linear *p)
{
    linear_numbers_clear(&p->side);
    linear_numbers_clear(&p->number);
    linear_numbers_clear(&p->relation);
    array_clear(&p->entry);
    array_clear(&p->column);
    array_clear(&p->kept);
    array_clear(&p->point);
    *p = (Linear){0};
}

void
linear_set_side(Linear *p, uint32_t row, const mpq_t side)
{
    mpq_set(&p->side.at[row], side);
}

static uint32_t
add_number(Linear *p, const mpq_t number)
{
    for (uint32_t i = 0; i < p->number.count && i < NUMBERS_LOOKED_AT; i++)
        if (mpq_equal(&p->number.at[i], number))
            return i;
    array_add_zeroed(&p->number, 1);
    mpq_init(&p->number.at[p->number.count - 1]);
    mpq_set(&p->number.at[p->number.count - 1], number);
    return (uint32_t)p->number.count - 1;
}

static bool
is_plain(const mpq_t q)
{
    return mpz_cmp_ui(mpq_denref(q), 1) == 0 && mpz_sizeinbase(mpq_numref(q), 2) <= PLAIN_BITS;
}

static void
forget_rank(Linear *p)
{
    linear_numbers_clear(&p->relation);
    p->kept.count = 0;
    p->ranked = false;
}

void
linear_add_column(Linear *p, const mpq_t cost)
{
    LinearColumn c = {p->entry.count, add_number(p, cost), is_plain(cost)};
    forget_rank(p);
    array_push(&p->column, c);
}

static void
add_entry(Linear *p, uint32_t row, uint32_t number)
{
    LinearEntry e = {row, number};
    LinearColumn *c = &p->column.at[p->column.count - 1];
    forget_rank(p);
    array_push(&p->entry, e);
    c->plain =
        c->plain && is_plain(&p->number.at[number]) && p->entry.count - c->start <= PLAIN_ENTRIES;
}

void
linear_add_one(Linear *p, uint32_t row)
{
    add_entry(p, row, NUMBER_ONE);
}

void
linear_add_entry(Linear *p, uint32_t row, const mpq_t number)
{
    if (mpq_sgn(number))
        add_entry(p, row, add_number(p, number));
}

void
linear_set_cost(Linear *p, size_t column, const mpq_t cost)
{
    LinearColumn *c = &p->column.at[column];
    c->cost = add_number(p, cost);
    c->plain = c->plain && is_plain(cost);
}

uint64_t
linear_bytes(uint64_t columns, uint64_t entries)
{
    uint64_t bytes = saturate_plus(saturate_times(columns, sizeof(LinearColumn)),
                                   saturate_times(entries, sizeof(LinearEntry)));
    return saturate_plus(bytes, bytes / 2); /* arrays grow by half */
}
