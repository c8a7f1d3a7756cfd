/* express.c -- costs that follow from the rows (linear.h).
 *
 * The costs are one more row, behind the others: they follow from these just where it does, and the
 * relation that says so has them for y. */
#include "linear/prices.h"

static void
add_column(Linear *to, const Linear *p, size_t column, const mpq_t cost)
{
    for (size_t i = p->column.at[column].start; i < column_end(p, column); i++) {
        const LinearEntry *e = &p->entry.at[i];
        linear_add_entry(to, e->row, &p->number.at[e->number]);
    }
    if (mpq_sgn(cost) != 0)
        linear_add_entry(to, p->rows, cost);
}

bool
linear_express(LinearNumbers *y, bool *found, const Linear *p, const LinearNumbers *costs,
               Budget *b)
{
    Linear more;
    mpq_t zero;
    mpq_init(zero);
    linear_init(&more, p->rows + 1);
    bool going = budget_allows(b, linear_bytes(costs->count, p->entry.count + costs->count));
    for (size_t j = 0; going && j < costs->count; j++) {
        linear_add_column(&more, zero);
        add_column(&more, p, j, &costs->at[j]);
    }
    going = going && linear_rank(&more, b);
    *found = going && (!more.kept.count || more.kept.at[more.kept.count - 1] != p->rows);
    linear_numbers_clear(y);
    linear_numbers_init(y, p->rows);
    size_t last = more.relation.count - (p->rows + 1);
    for (uint32_t i = 0; *found && i < p->rows; i++)
        mpq_neg(&y->at[i], &more.relation.at[last + i]);
    linear_clear(&more);
    mpq_clear(zero);
    return going;
}
