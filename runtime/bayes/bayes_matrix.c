/* bayes_matrix.c -- tables as matrices; see bayes.h.  Nearly all numbers are fractions of machine
 * words, and become weights as such. */
#include "bayes/bayes.h"

enum { STEPS = 4 };

size_t
bayes_entries(const BayesVariable *v)
{
    size_t count = 0, numbers = v->rows * v->labels.count;
    for (size_t i = 0; i < numbers; i++)
        count += v->numbers[i] != 0;
    return count;
}

static void
add_row(Matrix *to, const BayesNet *b, const BayesNumber *row, uint32_t labels, mpq_t q)
{
    uint64_t over, under;
    for (uint32_t i = 0; i < labels; i++) {
        if (row[i] && bayes_number_word(row[i], &over, &under)) {
            matrix_add_word(to, &i, over, under);
        } else if (row[i]) {
            bayes_number(q, b, row[i]);
            matrix_add_entry(to, &i, q);
        }
    }
    matrix_end_row(to, false);
}

static void
start(Matrix *to, const BayesNet *b, const BayesVariable *v)
{
    SizeList in = {0}, out = {0};
    for (size_t i = 0; i < v->parents.count; i++)
        array_push(&in, (uint32_t)b->variables.at[v->parents.at[i]].labels.count);
    array_push(&out, (uint32_t)v->labels.count);
    matrix_init(to, &in, &out);
    matrix_reserve(to, v->rows, bayes_entries(v));
    array_clear(&out);
    array_clear(&in);
}

bool
bayes_matrix(Matrix *to, const BayesNet *b, uint32_t variable, Budget *budget)
{
    const BayesVariable *v = &b->variables.at[variable];
    uint32_t labels = (uint32_t)v->labels.count;
    mpq_t q;
    mpq_init(q);
    start(to, b, v);
    bool ok = true;
    for (size_t row = 0; row < v->rows && ok; row++) {
        add_row(to, b, v->numbers + row * labels, labels, q);
        ok = budget_step(budget, labels * STEPS);
    }
    mpq_clear(q);
    return ok;
}
