/* mean.c -- means of rows; see mean.h. */
#include "lang/ask/mean.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/label.h"

bool
mean_add(mpq_t to, mpq_t value, const mpq_t weight)
{
    if (!rational_fits_product(value, weight))
        return false;
    mpq_mul(value, value, weight);
    if (!rational_fits_sum(to, value))
        return false;
    mpq_add(to, to, value);
    return true;
}

/* The mean of one row, where every label met is a number. */
static bool
row_mean(Session *s, mpq_t to, const Matrix *m, size_t row, const Type *t,
         const Node *n)
{
    mpq_t value;
    mpq_init(value);
    mpq_set_ui(to, 0, 1);
    bool ok = true;
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        ok = label_number(value, t, m->index.at[e]) ||
             complain_mean_label(&s->complain, n->at, t, m->index.at[e]);
        if (ok && !mean_add(to, value, &m->weight.at[e]))
            ok = complain_number_too_large(&s->complain, n->at);
    }
    mpq_clear(value);
    return ok;
}

bool
matrix_mean(Session *s, Matrix *m, const Type *t, const Node *n)
{
    Matrix mean;
    SizeList none = {0};
    mpq_t sum;
    mpq_init(sum);
    matrix_init(&mean, &m->in, &none);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(m); r++) {
        bool undefined = m->undefined.at[r];
        ok = undefined || row_mean(s, sum, m, r, t, n);
        if (!undefined)
            matrix_add_entry(&mean, NULL, sum);
        matrix_end_row(&mean, undefined);
    }
    if (ok)
        matrix_swap(m, &mean);
    matrix_clear(&mean);
    mpq_clear(sum);
    return ok;
}
