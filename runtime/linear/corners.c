/* corners.c -- vertices and rays of both polyhedra of a linear program (linear.h).
 *
 * Both are shown not to be empty before the library is asked, which then need not look.  What it
 * answers is checked: each point and ray lies where it should.  That there are no others is its
 * word. */
#include "linear/linear.h"
#include "linear/prices.h"
#include "linear/solve.h"
#include "linear/solver.h"

#include <stdlib.h>

/* A point or a ray while they are gathered. */
typedef struct Corner {
    LinearWeights at;
    bool ray;
} Corner;

typedef struct Gathered {
    const uint32_t *index; /* of each variable; NULL: its own number */
    uint32_t width;
    ARRAY(Corner) corner;
} Gathered;

static void
take_corner(void *to, const mpq_t *corner)
{
    Gathered *g = to;
    Corner c = {.ray = mpq_sgn(corner[0]) == 0};
    mpq_t number;
    mpq_init(number);
    for (uint32_t k = 0; k < g->width; k++) {
        if (mpq_sgn(corner[k + 1]) == 0)
            continue;
        if (c.ray)
            mpq_set(number, corner[k + 1]);
        else
            mpq_div(number, corner[k + 1], corner[0]);
        weights_add(&c.at, g->index ? g->index[k] : k, number);
    }
    mpq_clear(number);
    if (c.ray)
        weights_reduce(&c.at);
    array_push(&g->corner, c);
}

/* Points before rays, then lexicographically. */
static int
compare_corners(const void *left, const void *right)
{
    const Corner *a = left, *b = right;
    if (a->ray != b->ray)
        return a->ray ? 1 : -1;
    for (size_t i = 0; i < a->at.count && i < b->at.count; i++) {
        const LinearWeight *x = &a->at.at[i], *y = &b->at.at[i];
        if (x->index < y->index)
            return mpq_sgn(&x->weight);
        if (x->index > y->index)
            return -mpq_sgn(&y->weight);
        int order = mpq_cmp(&x->weight, &y->weight);
        if (order)
            return order;
    }
    if (a->at.count > b->at.count)
        return mpq_sgn(&a->at.at[b->at.count].weight);
    return a->at.count < b->at.count ? -mpq_sgn(&b->at.at[a->at.count].weight) : 0;
}

void
linear_corners_clear(LinearCorners *c)
{
    for (size_t i = 0; i < c->weight.count; i++)
        mpq_clear(&c->weight.at[i].weight);
    array_clear(&c->weight);
    array_clear(&c->start);
    *c = (LinearCorners){0};
}

/* In order; the weights change hands. */
static void
hand_over(LinearCorners *to, Gathered *g)
{
    if (g->corner.count)
        qsort(g->corner.at, g->corner.count, sizeof *g->corner.at, compare_corners);
    array_push(&to->start, 0);
    for (size_t i = 0; i < g->corner.count; i++) {
        LinearWeights *w = &g->corner.at[i].at;
        for (size_t k = 0; k < w->count; k++)
            array_push(&to->weight, w->at[k]);
        array_push(&to->start, to->weight.count);
        to->points += !g->corner.at[i].ray;
        array_clear(w);
    }
}

static void
gathered_clear(Gathered *g)
{
    for (size_t i = 0; i < g->corner.count; i++)
        weights_clear(&g->corner.at[i].at);
    array_clear(&g->corner);
}

/* The one corner of what has no variables. */
static void
hand_over_origin(LinearCorners *to)
{
    array_push(&to->start, 0);
    array_push(&to->start, 0);
    to->points = 1;
}

/* ---- of the unknowns */

/* The kept rows as equations, then 0 <= q_j. */
static void
make_orthant(Halfspaces *h, const Linear *p)
{
    size_t columns = p->column.count;
    LinearNumbers part;
    linear_numbers_init(&part, p->kept.count);
    h->equal = p->kept.count;
    for (size_t k = 0; k < h->equal; k++)
        mpq_set(&halfspaces_add(h)[0], &p->side.at[p->kept.at[k]]);
    for (size_t j = 0; j < columns; j++) {
        for (size_t k = 0; k < h->equal; k++)
            mpq_set_ui(&part.at[k], 0, 1);
        solve_add_column(part.at, p, j, &p->number.at[NUMBER_ONE]);
        for (size_t k = 0; k < h->equal; k++)
            mpq_swap(&halfspaces_at(h, k)[1 + j], &part.at[k]);
    }
    for (size_t j = 0; j < columns; j++)
        mpq_set_si(&halfspaces_add(h)[1 + j], -1, 1);
    linear_numbers_clear(&part);
}

static LinearResult
check_points(const Gathered *g, const Linear *p, Budget *b)
{
    bool good = true;
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < g->corner.count && good; i++) {
        const Corner *c = &g->corner.at[i];
        good = solve_check_point(value, p, &c->at, c->ray, 0) && budget_step(b, 1 + c->at.count);
    }
    mpq_clear(value);
    return good ? LINEAR_SOLVED : b->stop ? LINEAR_STOPPED : LINEAR_UNPROVED;
}

LinearResult
linear_corners(LinearCorners *to, Linear *p, uint32_t most, Budget *b)
{
    LinearEnd end;
    linear_corners_clear(to);
    linear_end_init(&end);
    LinearResult result = solve_signed(&end, p, 0, b);
    linear_end_clear(&end);
    if (result != LINEAR_SOLVED)
        return result;
    if (p->column.count == 0) {
        hand_over_origin(to);
        return LINEAR_SOLVED;
    }
    uint64_t columns = p->column.count, rows = columns + p->kept.count;
    if (columns > most || !budget_allows(b, 64 * rows * (columns + 1)))
        return columns > most ? LINEAR_MANY : LINEAR_STOPPED;
    Gathered g = {.width = (uint32_t)columns};
    Halfspaces h;
    halfspaces_init(&h, g.width);
    make_orthant(&h, p);
    result = solver_corners(take_corner, &g, &h, most, b);
    if (result == LINEAR_SOLVED)
        result = check_points(&g, p, b);
    if (result == LINEAR_SOLVED)
        hand_over(to, &g);
    gathered_clear(&g);
    halfspaces_clear(&h);
    return result;
}

/* ---- of the prices */

static bool
is_same_column(const Linear *p, size_t a, size_t b)
{
    size_t x = p->column.at[a].start, y = p->column.at[b].start;
    size_t count = column_end(p, a) - x;
    if (column_end(p, b) - y != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (p->entry.at[x + i].row != p->entry.at[y + i].row ||
            p->entry.at[x + i].number != p->entry.at[y + i].number)
            return false;
    return true;
}

static int
compare_costs(const Linear *p, size_t a, size_t b, int sign)
{
    return sign * mpq_cmp(&p->number.at[p->column.at[a].cost], &p->number.at[p->column.at[b].cost]);
}

/* Of equal columns the one with the least cost, and of these the first, is enough. */
static bool
is_needed(const Linear *p, size_t column, int sign)
{
    for (size_t j = 0; j < p->column.count; j++) {
        if (j == column || !is_same_column(p, j, column))
            continue;
        int order = compare_costs(p, j, column, sign);
        if (order < 0 || (order == 0 && j < column))
            return false;
    }
    return true;
}

static LinearResult
make_prices(Halfspaces *h, const Linear *p, int sign, uint32_t most, Budget *b)
{
    uint64_t row = 64 * ((uint64_t)h->width + 1);
    for (size_t j = 0; j < p->column.count; j++) {
        if (!budget_step(b, 1 + p->column.count / 16) || !budget_allows(b, row * (h->count + 1)))
            return LINEAR_STOPPED;
        if (!is_needed(p, j, sign))
            continue;
        if (h->count == most)
            return LINEAR_MANY;
        __mpq_struct *to = halfspaces_add(h);
        mpq_set(&to[0], &p->number.at[p->column.at[j].cost]);
        if (sign < 0)
            mpq_neg(&to[0], &to[0]);
        solve_add_column(&to[1], p, j, &p->number.at[NUMBER_ONE]);
    }
    return LINEAR_SOLVED;
}

static LinearResult
check_all_prices(const Gathered *g, const Linear *p, int sign, Budget *b)
{
    LinearNumbers y;
    Prices prices;
    bool good = true;
    linear_numbers_init(&y, p->rows);
    prices_init(&prices, p->rows);
    for (size_t i = 0; i < g->corner.count && good; i++) {
        const Corner *c = &g->corner.at[i];
        for (uint32_t k = 0; k < p->rows; k++)
            mpq_set_ui(&y.at[k], 0, 1);
        for (size_t k = 0; k < c->at.count; k++)
            mpq_set(&y.at[c->at.at[k].index], &c->at.at[k].weight);
        prices_set(&prices, y.at);
        good = prices_hold(&prices, p, c->ray ? 0 : sign, b);
    }
    prices_clear(&prices);
    linear_numbers_clear(&y);
    return good ? LINEAR_SOLVED : b->stop ? LINEAR_STOPPED : LINEAR_UNPROVED;
}

/* All of {y : A^T y <= sign * c}, which is not empty. */
static LinearResult
gather_prices(Gathered *g, const Linear *p, int sign, uint32_t most, Budget *b)
{
    Halfspaces h;
    halfspaces_init(&h, g->width);
    LinearResult result = make_prices(&h, p, sign, most, b);
    if (result == LINEAR_SOLVED)
        result = solver_corners(take_corner, g, &h, most, b);
    if (result == LINEAR_SOLVED)
        result = check_all_prices(g, p, sign, b);
    halfspaces_clear(&h);
    return result;
}

/* y >= c is where -y <= -c. */
static void
turn(Gathered *g)
{
    for (size_t i = 0; i < g->corner.count; i++)
        for (size_t k = 0; k < g->corner.at[i].at.count; k++) {
            __mpq_struct *weight = &g->corner.at[i].at.at[k].weight;
            mpq_neg(weight, weight);
        }
}

LinearResult
linear_dual_corners(LinearCorners *to, Linear *p, LinearSense sense, uint32_t most, Budget *b)
{
    int sign = sense == LINEAR_LEAST ? 1 : -1;
    LinearEnd end;
    linear_corners_clear(to);
    if (!linear_rank(p, b))
        return LINEAR_STOPPED;
    linear_end_init(&end);
    LinearResult result = solve_prices(&end, p, sign, b);
    linear_end_clear(&end);
    if (result == LINEAR_UNBOUNDED)
        return LINEAR_INFEASIBLE;
    if (result != LINEAR_SOLVED)
        return result;
    if (p->kept.count == 0) {
        hand_over_origin(to);
        return LINEAR_SOLVED;
    }
    Gathered g = {.index = p->kept.at, .width = (uint32_t)p->kept.count};
    result = gather_prices(&g, p, sign, most, b);
    if (result == LINEAR_SOLVED) {
        if (sign < 0)
            turn(&g);
        hand_over(to, &g);
    }
    gathered_clear(&g);
    return result;
}
