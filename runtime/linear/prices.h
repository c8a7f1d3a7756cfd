/* prices.h -- what a vector over the rows says of the columns; which rows are independent. */
#ifndef CATGUT_LINEAR_PRICES_H
#define CATGUT_LINEAR_PRICES_H

#include "linear/linear.h"

/* Where the entries of a column end. */
static inline size_t
column_end(const Linear *p, size_t column)
{
    return column + 1 < p->column.count ? p->column.at[column + 1].start : p->entry.count;
}

/* A vector y over the rows, made ready for many products.  {0} after prices_init. */
typedef struct Prices {
    LinearNumbers y; /* as it was given */
    int64_t *whole;  /* y times `under`, when that fits */
    int64_t under;
    bool fits;
} Prices;

void prices_init(Prices *p, uint32_t rows);
void prices_clear(Prices *p);
void prices_set(Prices *p, const __mpq_struct *y);

/* How much y . A_j is above sign * c_j, for a sign of 1, 0, -1; returns the sign of that.  It
 * comes times y->under, so that those of one y can be compared. */
int prices_excess(mpq_t excess, const Prices *y, const Linear *p, size_t column, int sign);

/* Is y . A <= sign * c in all columns?  False, too, when the budget says stop. */
bool prices_hold(const Prices *y, const Linear *p, int sign, Budget *b) MUST_CHECK;

/* y . b */
void linear_product(mpq_t to, const __mpq_struct *y, const Linear *p);

/* Finds p's kept rows and relations, unless they are known.  Relation i has 1 in the i-th row that
 * is not kept, and 0 in the others that are not.  False: the budget says stop. */
bool linear_rank(Linear *p, Budget *b) MUST_CHECK;

/* The numbers divided by what they have in common, so that they are whole and have no common
 * divisor; signs stay. */
void numbers_reduce(__mpq_struct **number, size_t count);

#endif
