/* floor.c -- see floor.h.  The inner loop goes along one axis; tables that do not move there are
 * multiplied before it.  The common cases have loops of their own, which a compiler vectorises
 * (this file is compiled with -O3 -ffast-math). */
#include "tests/bench/networks/floor.h"

#include <assert.h>

enum { MOVING = 64 };

/* The tables that move along the inner axis. */
typedef struct Inner {
    size_t count, size, to; /* how many, how long the axis is, the target's step */
    size_t reading[MOVING], step[MOVING];
    bool runs; /* all of it one entry after the other, in a loop of its own */
} Inner;

static Inner
inner_of(const Sum *s)
{
    size_t width = s->readings.count, last = s->axes.count - 1;
    const size_t *steps = s->steps.at + last * width;
    Inner in = {.size = s->axes.at[last].size, .to = steps[0]};
    for (size_t i = 1; i < width; i++)
        if (steps[i]) {
            assert(in.count < MOVING);
            in.reading[in.count] = i;
            in.step[in.count++] = steps[i];
        }
    in.runs = in.to <= 1 && in.count >= 1 && in.count <= (in.to ? 3 : 2);
    for (size_t k = 0; k < in.count; k++)
        in.runs = in.runs && in.step[k] == 1;
    return in;
}

static double
product_of_constants(const Sum *s, double *const *tables, const size_t *index, const size_t *steps)
{
    double c = 1;
    for (size_t i = 1; i < s->readings.count; i++)
        if (!steps[i])
            c *= tables[i][index[i]];
    return c;
}

static void
add_one(double *restrict to, double c, const double *restrict a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += c * a[i];
}

static void
add_two(double *restrict to, double c, const double *restrict a, const double *restrict b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += c * a[i] * b[i];
}

static double
dot_one(const double *restrict a, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i];
    return sum;
}

static double
dot_two(const double *restrict a, const double *restrict b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void
add_three(double *restrict to, double c, const double *const *at, size_t n)
{
    const double *restrict x = at[0], *restrict y = at[1], *restrict z = at[2];
    for (size_t i = 0; i < n; i++)
        to[i] += c * x[i] * y[i] * z[i];
}

/* Any steps: one table, two, three or more. */
static void
add_stepping(double *to, double c, const double *const *at, const Inner *in)
{
    const size_t *step = in->step;
    for (size_t i = 0; i < in->size && in->count == 1; i++)
        to[i * in->to] += c * at[0][i * step[0]];
    for (size_t i = 0; i < in->size && in->count == 2; i++)
        to[i * in->to] += c * at[0][i * step[0]] * at[1][i * step[1]];
    for (size_t i = 0; i < in->size && in->count == 3; i++)
        to[i * in->to] += c * at[0][i * step[0]] * at[1][i * step[1]] * at[2][i * step[2]];
    for (size_t i = 0; i < in->size && (in->count == 0 || in->count > 3); i++) {
        double x = c;
        for (size_t k = 0; k < in->count; k++)
            x *= at[k][i * step[k]];
        to[i * in->to] += x;
    }
}

static void
add_inner(double *to, double c, const double *const *at, const Inner *in)
{
    if (!in->runs)
        add_stepping(to, c, at, in);
    else if (in->to && in->count == 1)
        add_one(to, c, at[0], in->size);
    else if (in->to && in->count == 2)
        add_two(to, c, at[0], at[1], in->size);
    else if (in->to)
        add_three(to, c, at, in->size);
    else if (in->count == 1)
        *to += c * dot_one(at[0], in->size);
    else
        *to += c * dot_two(at[0], at[1], in->size);
}

double
floor_sum(const Sum *s, double *const *tables)
{
    size_t width = s->readings.count;
    const size_t *steps = s->steps.at + (s->axes.count - 1) * width;
    size_t *index = memory_new(width, sizeof *index);
    size_t *digits = memory_new(s->axes.count, sizeof *digits);
    const double *at[MOVING];
    Inner in = inner_of(s);
    double runs = 0;
    for (size_t i = 0; i < width; i++)
        index[i] = s->readings.at[i].offset;
    do {
        double c = product_of_constants(s, tables, index, steps);
        runs++;
        if (c == 0)
            continue;
        for (size_t k = 0; k < in.count; k++)
            at[k] = tables[in.reading[k]] + index[in.reading[k]];
        add_inner(tables[0] + index[0], c, at, &in);
    } while (sum_next(s, digits, index));
    memory_free(digits);
    memory_free(index);
    return runs * (double)in.size;
}

void
floor_scale(double *table, size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = table[i] > most ? table[i] : most;
    for (size_t i = 0; i < count && most > 0; i++)
        table[i] /= most;
}
