/* shorten.c -- a linear form in fewer words (linear.h).
 *
 * Groups have no row in common, so each finds its own t: one of the numbers that stand in it, since
 * any other leaves none of them zero, or 0. */
#include "linear/linear.h"

/* What is left of a group when t is taken away. */
typedef struct Left {
    uint32_t count;
    mpq_t size, step; /* the sum of absolute values; |t| */
} Left;

static void
left_init(Left *l)
{
    l->count = 0;
    mpq_inits(l->size, l->step, NULL);
}

static void
left_clear(Left *l)
{
    mpq_clears(l->size, l->step, NULL);
}

static void
weigh(Left *l, const __mpq_struct *y, const uint32_t *group, uint32_t rows, uint32_t g,
      const mpq_t t)
{
    mpq_t rest;
    mpq_init(rest);
    l->count = 0;
    mpq_set_ui(l->size, 0, 1);
    mpq_abs(l->step, t);
    for (uint32_t i = 0; i < rows; i++)
        if (group[i] == g) {
            mpq_sub(rest, &y[i], t);
            l->count += mpq_sgn(rest) != 0;
            mpq_abs(rest, rest);
            mpq_add(l->size, l->size, rest);
        }
    mpq_clear(rest);
}

static bool
is_shorter(const Left *a, const Left *b)
{
    if (a->count != b->count)
        return a->count < b->count;
    int order = mpq_cmp(a->size, b->size);
    return order ? order < 0 : mpq_cmp(a->step, b->step) < 0;
}

static void
shorten_group(__mpq_struct *y, mpq_t constant, const uint32_t *group, uint32_t rows, uint32_t g)
{
    Left best, left;
    mpq_t t;
    left_init(&best);
    left_init(&left);
    mpq_init(t);
    weigh(&best, y, group, rows, g, t);
    for (uint32_t i = 0; i < rows; i++)
        if (group[i] == g) {
            weigh(&left, y, group, rows, g, &y[i]);
            if (is_shorter(&left, &best)) {
                mpq_set(t, &y[i]);
                weigh(&best, y, group, rows, g, t);
            }
        }
    for (uint32_t i = 0; i < rows; i++)
        if (group[i] == g)
            mpq_sub(&y[i], &y[i], t);
    mpq_add(constant, constant, t);
    mpq_clear(t);
    left_clear(&left);
    left_clear(&best);
}

void
linear_shorten(__mpq_struct *y, mpq_t constant, const uint32_t *group, uint32_t rows,
               uint32_t groups)
{
    mpq_set_ui(constant, 0, 1);
    for (uint32_t g = 0; g < groups; g++)
        shorten_group(y, constant, group, rows, g);
}
