/* prices.c -- see prices.h.
 *
 * Looking through all columns is most of the work where there are many, so it is done with machine
 * words where these suffice: |y * under| < 2^40, entries of at most 10 bits, at most 2^10 of them,
 * and a cost of at most 10 bits times under < 2^40, which stays below 2^61. */
#include "linear/prices.h"

enum { VECTOR_BITS = 40 };

void
prices_init(Prices *p, uint32_t rows)
{
    *p = (Prices){0};
    linear_numbers_init(&p->y, rows);
    p->whole = memory_new(rows ? rows : 1, sizeof *p->whole);
}

void
prices_clear(Prices *p)
{
    linear_numbers_clear(&p->y);
    memory_free(p->whole);
    *p = (Prices){0};
}

void
prices_set(Prices *p, const __mpq_struct *y)
{
    mpz_t under, whole;
    mpz_init_set_ui(under, 1);
    mpz_init(whole);
    for (size_t i = 0; i < p->y.count; i++) {
        mpq_set(&p->y.at[i], &y[i]);
        if (mpz_sizeinbase(under, 2) <= VECTOR_BITS)
            mpz_lcm(under, under, mpq_denref(&y[i]));
    }
    p->fits = mpz_sizeinbase(under, 2) <= VECTOR_BITS;
    for (size_t i = 0; i < p->y.count && p->fits; i++) {
        mpz_divexact(whole, under, mpq_denref(&y[i]));
        mpz_mul(whole, whole, mpq_numref(&y[i]));
        p->fits = mpz_sizeinbase(whole, 2) <= VECTOR_BITS;
        p->whole[i] = p->fits ? (int64_t)mpz_get_si(whole) : 0;
    }
    p->under = p->fits ? (int64_t)mpz_get_si(under) : 1;
    mpz_clears(under, whole, NULL);
}

static int64_t
plain_number(const Linear *p, uint32_t number)
{
    return (int64_t)mpz_get_si(mpq_numref(&p->number.at[number]));
}

static int
plain_excess(mpq_t excess, const Prices *y, const Linear *p, size_t column, int sign)
{
    int64_t sum = 0;
    for (size_t e = p->column.at[column].start; e < column_end(p, column); e++) {
        LinearEntry at = p->entry.at[e];
        sum += at.number == NUMBER_ONE ? y->whole[at.row]
                                       : plain_number(p, at.number) * y->whole[at.row];
    }
    sum -= sign * y->under * plain_number(p, p->column.at[column].cost);
    mpz_set_si(mpq_numref(excess), sum);
    mpz_set_ui(mpq_denref(excess), 1);
    return (sum > 0) - (sum < 0);
}

int
prices_excess(mpq_t excess, const Prices *y, const Linear *p, size_t column, int sign)
{
    if (y->fits && p->column.at[column].plain)
        return plain_excess(excess, y, p, column, sign);
    mpq_t term;
    mpq_init(term);
    mpq_set(excess, &p->number.at[p->column.at[column].cost]);
    if (sign > 0)
        mpq_neg(excess, excess);
    else if (sign == 0)
        mpq_set_ui(excess, 0, 1);
    for (size_t e = p->column.at[column].start; e < column_end(p, column); e++) {
        LinearEntry at = p->entry.at[e];
        mpq_mul(term, &p->number.at[at.number], &y->y.at[at.row]);
        mpq_add(excess, excess, term);
    }
    mpq_set_si(term, y->under, 1);
    mpq_mul(excess, excess, term);
    mpq_clear(term);
    return mpq_sgn(excess);
}

bool
prices_hold(const Prices *y, const Linear *p, int sign, Budget *b)
{
    bool hold = true;
    mpq_t excess;
    mpq_init(excess);
    for (size_t j = 0; j < p->column.count && hold; j++)
        hold = prices_excess(excess, y, p, j, sign) <= 0 && budget_step(b, 1);
    mpq_clear(excess);
    return hold;
}

void
linear_product(mpq_t to, const __mpq_struct *y, const Linear *p)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(to, 0, 1);
    for (uint32_t i = 0; i < p->rows; i++) {
        mpq_mul(term, &y[i], &p->side.at[i]);
        mpq_add(to, to, term);
    }
    mpq_clear(term);
}

/* ---- independent rows
 *
 * The vectors L with L . A_j = 0 for the columns so far: at first all, told by the unit vectors.  A
 * column for which some are not zero takes one of them away, and makes the others zero with it. */

typedef struct Relations {
    uint32_t rows, count;
    Prices *of; /* row i's; gone when kept[i] */
    bool *kept;
    LinearNumbers excess;
} Relations;

static void
relations_init(Relations *r, uint32_t rows)
{
    *r = (Relations){.rows = rows, .count = rows};
    r->of = memory_new(rows ? rows : 1, sizeof *r->of);
    r->kept = memory_new(rows ? rows : 1, sizeof *r->kept);
    linear_numbers_init(&r->excess, rows);
    LinearNumbers unit;
    linear_numbers_init(&unit, rows);
    for (uint32_t i = 0; i < rows; i++) {
        mpq_set_ui(&unit.at[i], 1, 1);
        prices_init(&r->of[i], rows);
        prices_set(&r->of[i], unit.at);
        mpq_set_ui(&unit.at[i], 0, 1);
    }
    linear_numbers_clear(&unit);
}

static void
relations_clear(Relations *r)
{
    for (uint32_t i = 0; i < r->rows; i++)
        prices_clear(&r->of[i]);
    linear_numbers_clear(&r->excess);
    memory_free(r->of);
    memory_free(r->kept);
}

/* Row i's vector minus so much of row k's that the column that they were asked about is zero. */
static void
take_away(Relations *r, uint32_t i, uint32_t k)
{
    LinearNumbers fresh;
    mpq_t times, term;
    linear_numbers_init(&fresh, r->rows);
    mpq_inits(times, term, NULL);
    /* Each excess came times its own `under`. */
    mpq_set_si(term, r->of[k].under, (uint64_t)r->of[i].under);
    mpq_canonicalize(term);
    mpq_div(times, &r->excess.at[i], &r->excess.at[k]);
    mpq_mul(times, times, term);
    for (uint32_t row = 0; row < r->rows; row++) {
        mpq_mul(term, times, &r->of[k].y.at[row]);
        mpq_sub(&fresh.at[row], &r->of[i].y.at[row], term);
    }
    prices_set(&r->of[i], fresh.at);
    linear_numbers_clear(&fresh);
    mpq_clears(times, term, NULL);
}

static void
ask_column(Relations *r, const Linear *p, size_t column)
{
    uint32_t pivot = UINT32_MAX;
    for (uint32_t i = 0; i < r->rows; i++)
        if (!r->kept[i] && prices_excess(&r->excess.at[i], &r->of[i], p, column, 0) &&
            pivot == UINT32_MAX)
            pivot = i;
    if (pivot == UINT32_MAX)
        return;
    r->kept[pivot] = true;
    r->count--;
    for (uint32_t i = pivot + 1; i < r->rows; i++)
        if (!r->kept[i] && mpq_sgn(&r->excess.at[i]))
            take_away(r, i, pivot);
}

bool
linear_rank(Linear *p, Budget *b)
{
    if (p->ranked)
        return true;
    Relations r;
    bool going = budget_allows(b, (uint64_t)p->rows * p->rows * 128);
    if (!going)
        return false;
    relations_init(&r, p->rows);
    for (size_t j = 0; j < p->column.count && r.count && going; j++) {
        ask_column(&r, p, j);
        going = budget_step(b, 1 + r.count);
    }
    for (uint32_t i = 0; i < p->rows && going; i++) {
        if (r.kept[i]) {
            array_push(&p->kept, i);
            continue;
        }
        for (uint32_t k = 0; k < p->rows; k++) {
            array_add_zeroed(&p->relation, 1);
            mpq_init(&p->relation.at[p->relation.count - 1]);
            mpq_set(&p->relation.at[p->relation.count - 1], &r.of[i].y.at[k]);
        }
    }
    relations_clear(&r);
    p->ranked = going;
    return going;
}

void
numbers_reduce(__mpq_struct **number, size_t count)
{
    mpz_t over, under;
    mpq_t divisor;
    mpz_init(over);
    mpz_init_set_ui(under, 1);
    mpq_init(divisor);
    for (size_t i = 0; i < count; i++) {
        mpz_gcd(over, over, mpq_numref(number[i]));
        mpz_lcm(under, under, mpq_denref(number[i]));
    }
    if (mpz_sgn(over)) {
        mpq_set_num(divisor, over);
        mpq_set_den(divisor, under);
        for (size_t i = 0; i < count; i++)
            mpq_div(number[i], number[i], divisor);
    }
    mpz_clears(over, under, NULL);
    mpq_clear(divisor);
}
